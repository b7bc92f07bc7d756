"""How the text of one setting becomes its value; what cannot be read raises `ValueError` with a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from analysis.days import time_zone
from analysis.errors import UnknownTimeZoneError
from bot.requests.zones import unknown_zone
from bot.subscriptions import Channel

CHAT_PLATFORMS = ("slack", "discord")

_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)
_PATTERN = re.compile(r"[\w.*?\[\]!-]+/[\w.*?\[\]!-]+", re.ASCII)

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class LocalRepo:
    """A local repository under the name that people call it by."""

    name: str
    path: Path

    def __str__(self) -> str:
        return f"{self.name}={self.path}"


def _each(read: Callable[[str], Item]) -> BeforeValidator:
    """Return a reader of comma-separated values."""

    def read_all(value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(read(part.strip()) for part in value.split(",") if part.strip())

    return BeforeValidator(read_all)


def _local_repo(text: str) -> LocalRepo:
    name, separator, path = text.partition("=")
    if not separator or not path.strip() or not _REPO.fullmatch(name.strip()):
        raise ValueError(f"{text!r} is not of the form owner/name=PATH")
    return LocalRepo(name.strip(), Path(path.strip()).expanduser())


def _pattern(text: str) -> str:
    if not _PATTERN.fullmatch(text):
        raise ValueError(f"{text!r} is no pattern of the form owner/name, such as acme/*")
    return text


def _chat(text: str) -> Channel:
    platform, _, name = text.partition(":")
    if platform not in CHAT_PLATFORMS or not name:
        raise ValueError(f"{text!r} is not of the form slack:ID or discord:ID")
    return Channel(platform, name)


def _channel(value: object) -> object:
    return _chat(value.strip()) if isinstance(value, str) else value


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(f"{text!r} is no number")
    return int(text)


def _zone(name: str) -> str:
    try:
        time_zone(name)
    except UnknownTimeZoneError as error:
        close = unknown_zone(name).nearest
        hint = f"; did you mean {close[0]}?" if close else ", such as Asia/Shanghai or Europe/Berlin"
        raise ValueError(f"{name!r} is no IANA time zone{hint}") from error
    return name


def _address(text: str) -> str:
    try:
        url = urlsplit(text)
        usable = url.scheme in {"http", "https", "ws", "wss"} and bool(url.hostname) and url.port != 0
    except ValueError:  # a bracket that is not closed, a port that is no number
        usable = False
    if not usable:
        raise ValueError("must be a whole address such as https://example.org")
    return text.rstrip("/")


def _token(value: object) -> object:
    """Refuse what no header can carry: blanks inside, and the `…` of an example that was copied."""
    if isinstance(value, str) and not (value.isascii() and value.isprintable() and " " not in value):
        raise ValueError("holds a character that no credential has; copy it whole, and nothing else")
    return value


def _private_key(value: object) -> object:
    """Read a PEM text on one line, as a `.env` file has it: with a backslash and an n for each line's end."""
    return value.replace("\\n", "\n") if isinstance(value, str) else value


LocalRepos = Annotated[tuple[LocalRepo, ...], NoDecode, _each(_local_repo)]
Patterns = Annotated[tuple[str, ...], NoDecode, _each(_pattern)]
Chats = Annotated[tuple[Channel, ...], NoDecode, _each(_chat)]
Numbers = Annotated[tuple[int, ...], NoDecode, _each(_number)]
OneChat = Annotated[Channel, NoDecode, BeforeValidator(_channel)]
ZoneName = Annotated[str, AfterValidator(_zone)]
Address = Annotated[str, AfterValidator(_address)]
Token = Annotated[SecretStr, BeforeValidator(_token)]
PemText = BeforeValidator(_private_key)
