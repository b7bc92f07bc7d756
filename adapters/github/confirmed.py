"""Answers that may change, asked for so that GitHub need not repeat one that did not."""

from collections.abc import Callable
from typing import Any, TypeVar

from github import Github
from github.Requester import Requester

from adapters.github.memory import Recent

T = TypeVar("T")
Make = Callable[[Requester, dict[str, Any], Any], T]
"""Makes our value of a requester and of an answer's headers and JSON."""

MOST = 1000


class Confirmed:
    """The newest answer to each question; a confirmation (304) counts against no limit of a known caller."""

    def __init__(self) -> None:
        self._kept: Recent[str, tuple[str, object]] = Recent(MOST)

    def ask(self, client: Github, path: str, make: Make[T]) -> T:
        """Return what `make` makes of GitHub's answer about `path`, always the same `make` for a path."""
        etag, known = self._kept.get(path) or ("", None)
        given = {"If-None-Match": etag} if etag else {}
        headers, data = client.requester.requestJsonAndCheck("GET", path, headers=given)
        if data is None and etag:
            return known  # type: ignore[return-value] # made by the same `make`
        made = make(client.requester, headers, data)
        self._kept.put(path, (headers.get("etag", ""), made))
        return made
