"""Commits as git tells them: fields between NUL bytes, which no field can hold."""

import asyncio
import datetime as dt
from collections.abc import AsyncGenerator, Callable, Iterable, Sequence
from dataclasses import dataclass

from analysis.models import Commit, InnerCommit, Person, tidy_message

FORMAT = "--format=tformat:%H%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B"
"""What git is asked to tell of a commit; with `-z` a NUL ends the last field too."""

FIELDS = 9
SHA, PARENTS, LANDED, MESSAGE = 0, 1, 7, 8  # where some of the fields stand
PIECE = 64 * 1024  # bytes that are taken apart at a time
LATEST = int(dt.datetime(9999, 12, 30, tzinfo=dt.UTC).timestamp())
"""The last instant that every zone can show; a commit may claim any number of seconds."""


async def records(told: asyncio.StreamReader, size: int) -> AsyncGenerator[tuple[str, ...], None]:
    """Yield what git says, `size` fields between NUL bytes at a time; bytes that are not UTF-8 as U+FFFD."""
    fields: list[bytes] = []
    rest = b""
    while piece := await told.read(PIECE):
        *whole, rest = (rest + piece).split(b"\0")
        fields += whole
        end = len(fields) - len(fields) % size
        for start in range(0, end, size):
            yield tuple(field.decode("utf-8", "replace") for field in fields[start : start + size])
        del fields[:end]


def seconds(text: str) -> int:
    """Return a time in seconds of the epoch, as a commit claims it, in the bounds of a calendar."""
    digits = text.strip()
    return min(int(digits[:20]), LATEST) if digits.isascii() and digits.isdigit() else 0


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the commits of one repository out of git's fields."""

    repo: str
    boundary: frozenset[str]
    url: Callable[[str], str | None]

    def commit(self, fields: Sequence[str], inner: Iterable[InnerCommit] = ()) -> Commit:
        """Return the commit that these fields tell."""
        sha, parents, author, author_email, authored, committer, committer_email, landed, message = fields
        return Commit(
            repo=self.repo,
            sha=sha,
            parents=tuple(parents.split()),
            author=Person(author, author_email),
            committer=Person(committer, committer_email),
            authored_at=instant(seconds(authored)),
            landed_at=instant(seconds(landed)),
            message=tidy_message(message),
            url=self.url(sha),
            inner_commits=tuple(inner),
            boundary=sha in self.boundary,
        )

    def inner(self, fields: Sequence[str]) -> InnerCommit:
        """Return the commit that these fields tell, as one that a merge brought in."""
        return InnerCommit(fields[SHA], tidy_message(fields[MESSAGE]).partition("\n")[0].strip())


def instant(second: int) -> dt.datetime:
    """Return that second of the epoch as a time."""
    return dt.datetime.fromtimestamp(second, dt.UTC)
