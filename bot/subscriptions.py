"""What a channel asked for: which repository it follows, when it wants to hear, and how."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from analysis.language import Language
from analysis.results import Level


class Layout(StrEnum):
    """How a digest stands in its channel."""

    THREAD = "thread"  # one message, everything else in its thread
    FLAT = "flat"  # everything in the channel, one message after the other
    FILE = "file"  # one message and the report file


class Quiet(StrEnum):
    """What happens on a day without commits."""

    POST = "post"  # one line, so that silence always means failure
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Channel:
    """A place on a platform where digests are posted: `slack:C0123`, `discord:42`, `terminal:main`."""

    platform: str
    id: str

    @classmethod
    def parse(cls, text: str) -> "Channel":
        """Read `platform:id`; raise `ValueError` when one of the two is missing."""
        platform, _, name = text.partition(":")
        if not platform or not name:
            raise ValueError(text)
        return cls(platform, name)

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel that follows a repository; one for each (channel, repo, branch).

    `at` is a wall-clock time in `zone` (IANA). `branch` is `None` for the default branch. `level` is
    the lowest level that is shown; `paths` are globs, of which a commit must touch one (empty: all).
    """

    id: str
    channel: Channel
    repo: str
    at: dt.time
    zone: str
    language: Language
    branch: str | None = None
    layout: Layout = Layout.THREAD
    quiet: Quiet = Quiet.POST
    level: Level = Level.LOW
    paths: tuple[str, ...] = ()
    created_at: dt.datetime | None = None  # aware, UTC
    created_by: str = ""
