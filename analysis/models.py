"""The nouns of the core: commits and their diffs, as every commit source delivers them."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

ABBREVIATED = 7  # digits of a SHA that people are shown
LONGEST_MESSAGE = 100_000
"""Characters of a commit message that are kept: the longest of five well-known projects has 45,000.

A message may have megabytes, and everything that reads or lays it out takes its share of time.
"""


def tidy_message(told: str) -> str:
    """Return a commit message as `Commit` keeps it: line feeds only, none at its end, a huge one cut."""
    message = told.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 1]}…"


@dataclass(frozen=True, slots=True)
class Person:
    """An author, committer or co-author as the commit names them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class InnerCommit:
    """A commit that a merge brought in: listed with the merge, never counted."""

    sha: str
    subject: str


@dataclass(frozen=True, slots=True)
class Commit:
    """One landed unit of change: a first-parent commit of the followed branch.

    `landed_at` is the committer time, aware; a merge stands for its whole pull request. `message`
    is as `tidy_message` leaves it. `boundary` marks the last commit of a shallow clone, whose change is
    unknown.
    """

    repo: str
    sha: str
    parents: tuple[str, ...]
    author: Person
    committer: Person
    authored_at: dt.datetime
    landed_at: dt.datetime
    message: str
    url: str | None = None
    pull_request: int | None = None  # known to the source; else the title may name it
    inner_commits: tuple[InnerCommit, ...] = ()
    boundary: bool = False

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0].strip()

    @property
    def body(self) -> str:
        """The message after its subject."""
        return self.message.partition("\n")[2].strip()

    @property
    def short_sha(self) -> str:
        """The SHA as people are shown it."""
        return self.sha[:ABBREVIATED]

    @property
    def is_merge(self) -> bool:
        """Whether the commit joins several lines of history."""
        return len(self.parents) > 1


class FileStatus(StrEnum):
    """What happened to a file."""

    ADDED = "added"
    DELETED = "deleted"
    MODIFIED = "modified"
    RENAMED = "renamed"
    COPIED = "copied"
    TYPE_CHANGED = "type_changed"


class Withheld(StrEnum):
    """Why the content of a changed file is not at hand."""

    BINARY = "binary"
    TOO_LARGE = "too_large"
    NOT_GIVEN = "not_given"  # the source gave counts but no patch


@dataclass(frozen=True, slots=True)
class Submodule:
    """A moved submodule: the commit before and after, `None` where it did not exist."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a diff against the first parent.

    `patch` is the unified hunks only, from the first `@@` on, without file headers; it is empty for
    pure renames, mode changes and empty files, and when `withheld` says why it is missing. Paths and
    patches are text: bytes that are not UTF-8 come as U+FFFD.
    """

    path: str
    status: FileStatus
    additions: int = 0
    deletions: int = 0
    patch: str = ""
    old_path: str | None = None  # set for renames and copies only
    old_mode: str | None = None  # both set when the mode changed, e.g. "100644"
    new_mode: str | None = None
    submodule: Submodule | None = None
    withheld: Withheld | None = None


@dataclass(frozen=True, slots=True)
class Diff:
    """All changed files of one commit against its first parent (a root commit: against nothing)."""

    files: tuple[FileChange, ...] = ()
    files_not_listed: int = 0  # files the source knows of but did not list

    @property
    def additions(self) -> int:
        """Added lines over all files."""
        return sum(file.additions for file in self.files)

    @property
    def deletions(self) -> int:
        """Deleted lines over all files."""
        return sum(file.deletions for file in self.files)


class LandedNote(StrEnum):
    """Something the reader of a day's commits must know about their source."""

    SHALLOW_BOUNDARY = "shallow_boundary"  # history ends here; older commits cannot be seen
    APPROXIMATE = "approximate"  # found by date, not by walking the whole chain
    INCOMPLETE = "incomplete"  # the source could not give everything


@dataclass(frozen=True, slots=True)
class Landed:
    """What landed on a branch on a day: commits in first-parent order, newest first."""

    repo: str
    branch: str
    head: str | None
    commits: tuple[Commit, ...] = ()
    notes: frozenset[LandedNote] = field(default_factory=frozenset)
