"""Requests back into the command lines that ask for them: for advice, buttons and logs."""

import re
from collections.abc import Iterator

from bot.requests.models import (
    DigestRequest,
    ExplainRequest,
    FollowingRequest,
    FollowRequest,
    HelpRequest,
    Request,
    UnfollowRequest,
)
from bot.requests.zones import is_zone

HERE = "."
"""The folder that somebody at a terminal stands in."""
_PLAIN_REPO = re.compile(r"[A-Za-z][A-Za-z0-9_-]*/[A-Za-z0-9_.-]*[A-Za-z][A-Za-z0-9_-]*")
_PLAIN_VALUE = re.compile(r"[A-Za-z0-9_/*-]+(?:\.[A-Za-z0-9_/*-]+)*")


def written(request: Request, umbrella: str | None = None) -> str:
    """Return the command that parses to `request`; with `umbrella`, in the form of words after it."""
    words = tuple(_words(request))
    if umbrella and words[0] != umbrella:
        words = (umbrella, *words)
    return "/" + " ".join(words)


def _words(request: Request) -> Iterator[str]:
    match request:
        case DigestRequest():
            yield from ("digest", _repo(request.repo), str(request.date))
            yield from _said(request, "zone", "language", "branch")
            yield from ("private",) if request.private else ()
        case ExplainRequest():
            yield from ("explain", str(request.commit))
            yield from (_repo(request.repo),) if request.repo else ()
            yield from _said(request, "language")
            yield from ("private",) if request.private else ()
        case FollowRequest():
            yield from ("follow", _repo(request.repo))
            yield from ("at", f"{request.at:%H:%M}") if request.at is not None else ()
            yield from _said(request, "zone", "language", "branch", "layout", "quiet", "level")
            for path in request.paths:
                yield from ("path", _quoted(path))
        case UnfollowRequest():
            yield from ("unfollow", _repo(request.repo), *_said(request, "branch"))
        case FollowingRequest():
            yield "following"
        case HelpRequest():
            yield "help"


def _said(request: Request, *slots: str) -> Iterator[str]:
    for slot in slots:
        if value := getattr(request, slot):
            yield from (slot, _quoted(value))


def _repo(repo: str) -> str:
    if repo == HERE or (_PLAIN_REPO.fullmatch(repo) and not repo.endswith(".git") and not is_zone(repo)):
        return repo
    return f"repo {_quoted(repo)}"


def _quoted(value: str) -> str:
    if _PLAIN_VALUE.fullmatch(value):
        return value
    return '"' + re.sub(r'(["＂\\])', r"\\\1", value) + '"'
