"""What can go wrong while a commit is read or analysed, arranged by who can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.results import Usage  # which reads days, and those raise what is declared here


class AnalysisError(Exception):
    """Anything that this package raises on purpose; carries data, presenters choose the words."""


@dataclass(eq=False)
class UnknownTimeZoneError(AnalysisError):
    """No IANA time zone has this name."""

    zone: str


class SourceError(AnalysisError):
    """A commit source could not answer; never the same as "nothing landed"."""


@dataclass(eq=False)
class SourceUnreadableError(SourceError):
    """The source exists but could not be read just now: `detail` is for the log, not for readers."""

    repo: str
    detail: str = ""


class SourceUnreachableError(SourceUnreadableError):
    """The host of the source did not answer at all: it is down, or this machine is cut off from it."""


@dataclass(eq=False)
class MissingProgramError(SourceError):
    """The source is read through a `program` that this machine lacks; waiting does not mend that."""

    repo: str
    program: str


@dataclass(eq=False)
class SourceLimitedError(SourceError):
    """The source refuses further requests for a while; come back after `retry_after` seconds."""

    repo: str
    retry_after: float


@dataclass(eq=False)
class UnknownRepositoryError(SourceError):
    """There is no such repository, or the asker may not see it: readers cannot tell which."""

    repo: str


@dataclass(eq=False)
class EmptyRepositoryError(SourceError):
    """The repository has no commit yet."""

    repo: str


@dataclass(eq=False)
class UnknownBranchError(SourceError):
    """The repository has no branch of this name."""

    repo: str
    branch: str


@dataclass(eq=False)
class UnknownCommitError(SourceError):
    """No commit of the repository begins with this SHA prefix."""

    repo: str
    prefix: str


@dataclass(eq=False)
class AmbiguousCommitError(SourceError):
    """Several commits begin with this SHA prefix: `candidates` holds (sha, subject) of each."""

    repo: str
    prefix: str
    candidates: Sequence[tuple[str, str]] = field(default_factory=tuple)


@dataclass(eq=False)
class CommitNotShownError(SourceError):
    """The commit exists but its change cannot be known, e.g. at the boundary of a shallow clone."""

    repo: str
    sha: str
    reason: str


class ModelError(AnalysisError):
    """A language model gave no usable answer; the facts speak instead.

    `usage` is what the attempt took all the same, where the model knows.
    """

    usage: "Usage | None" = None


@dataclass(eq=False)
class ModelUnavailableError(ModelError):
    """The model cannot be asked now: refused, out of credit, unreachable, or paused; try later.

    `retry_after` (seconds) is there where the server named a time.
    """

    reason: str  # "refused", "unreachable", "limited", "unasked": for footers, never a server's text
    retry_after: float | None = None


@dataclass(eq=False)
class PromptTooLongError(ModelError):
    """The prompt does not fit; `window` is what the server said it can hold, if it said so."""

    window: int | None = None


class UnusableAnswerError(ModelError):
    """The model answered, but nothing of it could be used (empty, refused, no data)."""


class BudgetSpentError(ModelError):
    """The day's tokens are used up."""
