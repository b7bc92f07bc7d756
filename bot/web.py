"""The one address on which a process can be asked over HTTP, whoever answers there."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

TEXT = "text/plain; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody sent; `headers` take a name in any case."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Response:
    """What is sent back."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": TEXT})


Handler = Callable[[Request], Awaitable[Response]]


class Site(Protocol):
    """A server on `HTTP_HOST:HTTP_PORT` that several parts of the bot share."""

    def answering(self, method: str, path: str, handler: Handler) -> AbstractContextManager[None]:
        """Answer `method` (`GET` includes `HEAD`) at `path` while the context is open."""
        ...
