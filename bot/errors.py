"""What can go wrong between a request and its answer; data only, presenters choose the words."""

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, auto


class BotError(Exception):
    """Anything that the bot raises on purpose, apart from what reading commits raises."""


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
class NotAvailableHereError(BotError):
    """The command exists, but not in this place: a terminal without a store follows nothing."""

    command: str


class NotAMemberError(BotError):
    """Members of a channel decide what it follows, and the asker is none."""


@dataclass(eq=False)
class MembershipUntoldError(BotError):
    """`platform` would not say just now whether the asker is a member of the channel."""

    platform: str


@dataclass(eq=False)
class NotInChannelError(BotError):
    """The bot is not in this channel, and nothing could be posted there: `invite` is the line that mends it."""

    invite: str


class NotInConversationError(BotError):
    """The bot has no part in this direct conversation, and cannot be invited to it."""


class ChannelArchivedError(BotError):
    """The channel is archived: nothing can be posted there."""


@dataclass(eq=False)
class NotFollowedError(BadRequestError):
    """This channel does not follow `repo` (or not that branch); `known` holds what it follows."""

    repo: str
    known: tuple[str, ...] = ()


@dataclass(eq=False)
class TooManyRequestsError(BotError):
    """The asker sent costly commands too fast; the next is welcome after `retry_after` seconds."""

    retry_after: float


class StoppingError(BotError):
    """The bot was stopped before it could answer."""


class DeliveryError(BotError):
    """A part could not be posted."""


@dataclass(eq=False)
class NoPlatformError(DeliveryError):
    """This process cannot post to `platform`: it is not set up, or not known at all."""

    platform: str


class About(Enum):
    """What a platform's refusal is about, and so who can mend it."""

    PART = auto()  # what we sent, or that it was sent there
    MESSAGE = auto()  # the message that was to be changed is gone
    FIXED = auto()  # the message is there, and can be changed no more
    CHANNEL = auto()  # the channel is gone, closed, or closed to us
    ACCOUNT = auto()  # the platform does not let us in at all


@dataclass(eq=False)
class RefusedError(DeliveryError):
    """The platform certainly did not take the part; `retry_after` seconds when it says when to come back.

    `reason` is the platform's own code, for the log.
    """

    reason: str
    retry_after: float | None = None
    about: About = About.PART


@dataclass(eq=False)
class OutcomeUnknownError(DeliveryError):
    """The part may stand on the platform or not: an answer was lost, late, or no answer at all."""

    reason: str


@dataclass(eq=False)
class CannotLookError(DeliveryError):
    """The platform would not say whether a part is there already; posting blind could double it."""

    reason: str


@dataclass(eq=False)
class StoreError(BotError):
    """The bot cannot remember: `where` names the database (a file, or host and name; never a password)."""

    where: str


class StoreAddressError(StoreError):
    """`DATABASE_URL` names no database that could be used; `where` is the kind it asks for, if any."""


class StoreNotWritableError(StoreError):
    """The file, its folder or the database lets us read at most."""


class StoreFullError(StoreError):
    """The disk is full: nothing that was stored is lost, and nothing more can be stored."""


class StoreBusyError(StoreError):
    """Somebody else held the database for longer than we wait; the same may well work in a minute."""


class StoreUnreachableError(StoreError):
    """The database server does not answer, does not let us in, or has no such database."""


class StoreDiskError(StoreError):
    """The disk refuses to read or write: a quota or limit is reached, it was taken away, or it fails."""


class StoreDamagedError(StoreError):
    """The file is no database, or a damaged one."""


@dataclass(eq=False)
class StoreNewerError(StoreError):
    """A newer release wrote this database; `revision` is its shape, which this release does not know."""

    revision: str


@dataclass(eq=False)
class EngineTakenError(BotError):
    """Another process runs the durable work of this place: `where` is its database, without a password."""

    where: str


@dataclass(eq=False)
class AddressUnusableError(BotError):
    """Nothing can be served at `where` (host and port): something else does, or it is not ours to take."""

    where: str


@dataclass(eq=False)
class NoSuchRunError(BotError):
    """No run has this id."""

    run: str


@dataclass(eq=False)
class RunNotToBeChangedError(BotError):
    """The run cannot be retried or cancelled as it is: `state` is how it stands."""

    run: str
    state: str


@dataclass(eq=False)
class ConnectionSetupError(BotError):
    """A chat platform does not let us in: `setting` names what an operator must look at."""

    platform: str
    setting: str


class CredentialKindError(ConnectionSetupError):
    """The setting holds a credential, but of another kind than belongs there."""


class CredentialRefusedError(ConnectionSetupError):
    """The platform does not know the credential, or knows it no longer."""


class CredentialTooWeakError(ConnectionSetupError):
    """The credential may not do what the bot needs it for."""


class PlatformUnreachableError(ConnectionSetupError):
    """The platform does not answer, or not as itself."""
