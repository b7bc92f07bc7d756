"""What people can ask for, read and checked; `None` always means "not said"."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from analysis.days import Day
from analysis.language import Language
from analysis.results import Level
from bot.subscriptions import Layout, Quiet

LATEST: Final = "latest"  # the newest day with commits: only its source knows which
Date: TypeAlias = dt.date | Literal["latest"]

GITHUB: Final = "github.com"


@dataclass(frozen=True, slots=True)
class ParseContext:
    """What a request may leave unsaid because of where and when it is made.

    `now` is aware; "today" is its day in `zone`, unless the request names another zone. Repositories
    are `owner/name`, or a folder's name where nothing better is known. `hosts` are those whose addresses
    lead to repositories. `paths` says whether a path may name one. `umbrella` is the command that all
    others are words of (`digest` on Slack), so that advice is given in the form that works there.
    """

    now: dt.datetime
    zone: str
    language: Language
    known_repos: tuple[str, ...] = ()
    default_repo: str | None = None
    default_date: dt.date | None = None  # in a digest's thread: the day of that digest
    hosts: tuple[str, ...] = (GITHUB,)
    paths: bool = False
    umbrella: str | None = None

    def today(self, zone: str | None = None) -> dt.date:
        """Return the date of `now` in `zone`, by default the context's own."""
        return Day.of(self.now, zone or self.zone).date


@dataclass(frozen=True, slots=True)
class Sha:
    """A commit by the first 4 to 40 digits of its SHA, in lower case."""

    prefix: str

    def __str__(self) -> str:
        return self.prefix


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A commit by the number of the pull request that it landed."""

    number: int

    def __str__(self) -> str:
        return f"#{self.number}"


CommitName: TypeAlias = Sha | PullRequest


@dataclass(frozen=True, slots=True)
class DigestRequest:
    """The digest of one repository and day; `private` answers the asker alone."""

    repo: str
    date: Date
    zone: str | None = None
    language: Language | None = None
    branch: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class ExplainRequest:
    """The deep analysis of one commit; without `repo` it is looked for where the asker may look."""

    commit: CommitName
    repo: str | None = None
    language: Language | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class FollowRequest:
    """Follow a repository in this channel, or change how; empty `paths` means "not said" too."""

    repo: str
    at: dt.time | None = None
    zone: str | None = None
    language: Language | None = None
    branch: str | None = None
    layout: Layout | None = None
    quiet: Quiet | None = None
    level: Level | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnfollowRequest:
    """Follow a repository (or one of its branches) no longer."""

    repo: str
    branch: str | None = None


@dataclass(frozen=True, slots=True)
class FollowingRequest:
    """List what this channel follows."""


@dataclass(frozen=True, slots=True)
class HelpRequest:
    """Say what can be asked."""


Request: TypeAlias = (
    DigestRequest | ExplainRequest | FollowRequest | UnfollowRequest | FollowingRequest | HelpRequest
)

COMMAND_OF: Mapping[type[Request], str] = {
    DigestRequest: "digest",
    ExplainRequest: "explain",
    FollowRequest: "follow",
    UnfollowRequest: "unfollow",
    FollowingRequest: "following",
    HelpRequest: "help",
}
