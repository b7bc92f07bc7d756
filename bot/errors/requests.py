"""What the asker can mend, or must wait for."""

import datetime as dt
from dataclasses import dataclass, field

from bot.errors.base import BotError


@dataclass(eq=False)
class BadRequestError(BotError):
    """The asker can mend this: `instead` is a command line that would have worked, or comes close."""

    instead: str = field(default="", kw_only=True)


@dataclass(eq=False)
class RequestTooLongError(BadRequestError):
    """Nobody means a command of more than `limit` characters."""

    limit: int


@dataclass(eq=False)
class UnknownCommandError(BadRequestError):
    """No command has this name; `nearest` holds the names that come close, best first."""

    command: str
    nearest: tuple[str, ...] = ()


@dataclass(eq=False)
class UnknownWordError(BadRequestError):
    """A word means nothing to `command`; `nearest` holds words that it knows, best first."""

    word: str
    command: str
    nearest: tuple[str, ...] = ()


@dataclass(eq=False)
class SaidTwiceError(BadRequestError):
    """The request gives two values for one thing: `what` is a keyword, `repo`, `date` or `commit`."""

    what: str
    first: str
    second: str


@dataclass(eq=False)
class MissingValueError(BadRequestError):
    """A keyword stands without its value; `choices` holds the values it takes, if they can be listed."""

    keyword: str
    choices: tuple[str, ...] = ()


@dataclass(eq=False)
class UnreadableValueError(BadRequestError):
    """`text` is no value for `keyword`; `choices` holds the values it takes, if they can be listed."""

    keyword: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(eq=False)
class UnreadableDateError(BadRequestError):
    """`text` looks like a date, but there is no such day."""

    text: str


@dataclass(eq=False)
class DateInFutureError(BadRequestError):
    """Nothing can have landed on `date` yet: in `zone` it is still `today`."""

    date: dt.date
    today: dt.date
    zone: str


@dataclass(eq=False)
class UnreadableTimeError(BadRequestError):
    """`text` is no time of day."""

    text: str


@dataclass(eq=False)
class UnknownZoneError(BadRequestError):
    """No time zone has this name; `offset` when it is a distance from UTC, which knows no summer time."""

    zone: str
    nearest: tuple[str, ...] = ()
    offset: bool = False


@dataclass(eq=False)
class MissingRepositoryError(BadRequestError):
    """The request names no repository and there is no default; `known` holds some it could name."""

    known: tuple[str, ...] = ()


@dataclass(eq=False)
class NoSuchRepositoryError(BadRequestError):
    """Nobody here knows this repository, or may not show it; `nearest` holds known names, best first."""

    repo: str
    nearest: tuple[str, ...] = ()


@dataclass(eq=False)
class UnknownHostError(BadRequestError):
    """The address leads to a host whose repositories cannot be read."""

    host: str


@dataclass(eq=False)
class PathNotAllowedError(BadRequestError):
    """A path names a repository on the bot's own machine; only its terminal may do that."""

    path: str


@dataclass(eq=False)
class MissingCommitError(BadRequestError):
    """The request names neither a SHA nor a pull request."""


@dataclass(eq=False)
class NotAShaError(BadRequestError):
    """`text` stands where a SHA belongs, but is not one: 4 to 40 hexadecimal digits."""

    text: str


@dataclass(eq=False)
class NoSuchCommitError(BadRequestError):
    """None of the `searched` repositories has a commit that begins with this SHA prefix."""

    prefix: str
    searched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commit that a request may have meant."""

    repo: str
    sha: str
    subject: str


@dataclass(eq=False)
class SeveralCommitsError(BadRequestError):
    """Commits of one or several repositories begin with this SHA prefix; the asker must choose.

    What is chosen is answered in private where that was asked for.
    """

    prefix: str
    candidates: tuple[Candidate, ...] = ()
    private: bool = False


@dataclass(eq=False)
class NotFollowedError(BadRequestError):
    """This channel does not follow `repo` (or not that branch); `known` holds what it follows."""

    repo: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class TooManyRequestsError(BotError):
    """The asker sent costly commands too fast; the next is welcome after `retry_after` seconds."""

    retry_after: float
