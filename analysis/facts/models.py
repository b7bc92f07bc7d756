"""The nouns of facts: each is data with the place in the diff where it was seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analysis.models import FileChange


class FileClass(StrEnum):
    """What a file is for, told from its path (and marks in its diff)."""

    LOCK = "lock"
    GENERATED = "generated"
    CI = "ci"
    TEST = "test"
    DEPS = "deps"
    DOCS = "docs"
    BUILD = "build"
    SOURCE = "src"
    CONFIG = "config"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was seen: a file, a line of it and the verbatim text.

    `line` counts from 1, in the new file, or in the old one where `removed` is set. `path` is `None`
    for something that the commit message says.
    """

    quote: str
    path: str | None = None
    line: int | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One changed file, with its class and language (`None` where it is no program text)."""

    change: FileChange
    file_class: FileClass
    language: str | None = None

    @property
    def path(self) -> str:
        """The path after the change."""
        return self.change.path

    @property
    def churn(self) -> int:
        """Added and deleted lines together."""
        return self.change.additions + self.change.deletions


class Alteration(StrEnum):
    """What happened to a named thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # its body, or its value
    SIGNATURE = "signature"  # its parameters or type
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class SymbolChange:
    """A definition (function, class, type, constant …) that the diff adds, removes or changes.

    `public` says whether other code could rely on it; `before` and `after` hold the definition lines
    of a changed signature, or the old and new name of a rename.
    """

    name: str
    kind: str  # the word of its language: "def", "class", "fn", "struct", "func", "interface" …
    alteration: Alteration
    evidence: Evidence
    public: bool
    file_class: FileClass
    before: str | None = None
    after: str | None = None

    @property
    def path(self) -> str:
        """The file it was seen in."""
        return self.evidence.path or ""


class OptionKind(StrEnum):
    """How a user sets an option."""

    COMMAND_LINE = "command_line"
    ENVIRONMENT = "environment"
    SETTING = "setting"  # a key of a configuration file, or a field of a settings class
    PARAMETER = "parameter"  # a keyword of a public function


@dataclass(frozen=True, slots=True)
class OptionChange:
    """An option that appeared, went away, or has another default (`before` -> `after`)."""

    name: str
    kind: OptionKind
    alteration: Alteration
    evidence: Evidence
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class DependencyChange:
    """A dependency with its version before and after; `None` where it was not there.

    `direct` is false when only a lock file moved; `major` when the leading version number changed
    (below 1.0: the second number, as https://semver.org item 4 lets those break).
    """

    name: str
    before: str | None
    after: str | None
    direct: bool
    major: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Migration:
    """A file that changes the shape of stored data; `reversible` is `None` when nothing tells."""

    path: str
    evidence: Evidence
    reversible: bool | None = None
    destructive: bool = False  # drops or rewrites a table or column


class MarkKind(StrEnum):
    """What words or signs of the message claim about the commit."""

    BREAKING = "breaking"
    SECURITY = "security"
    SEVERE = "severe"  # crash, leak, deadlock, data loss …


class MarkPlace(StrEnum):
    """Where a mark was read; the nearer to the title, the more it weighs."""

    SIGN = "sign"  # `!` after the type, or a BREAKING CHANGE footer
    SUBJECT = "subject"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or sign of the message that matters beyond the diff."""

    kind: MarkKind
    place: MarkPlace
    word: str


@dataclass(frozen=True, slots=True)
class Title:
    """The subject taken apart: `fix(cache)!: keep two (#12)` and its many cousins.

    `text` is the subject without type, area and number; `type` is one of the known prefixes or `None`.
    """

    text: str
    type: str | None = None
    areas: tuple[str, ...] = ()
    breaking: bool = False


@dataclass(frozen=True, slots=True)
class Links:
    """How a commit refers to others."""

    pull_request: int | None = None
    closes: tuple[int, ...] = ()
    reverts_sha: str | None = None
    reverts_subject: str | None = None
    picked_from: str | None = None
    part: tuple[int, int | None] | None = None  # "part 2 of 3" -> (2, 3)
    follows: tuple[str, ...] = ()  # "#12" or a SHA that it says it follows up

    @property
    def is_revert(self) -> bool:
        """Whether the commit takes another one back."""
        return self.reverts_subject is not None or self.reverts_sha is not None


@dataclass(frozen=True, slots=True)
class Condition:
    """Words that limit when a change takes effect: "off by default", "behind a flag"."""

    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Secret:
    """A place that looks like a credential; the value itself is never kept."""

    kind: str
    evidence: Evidence  # its quote is redacted


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything code knows about one commit."""

    title: Title
    links: Links
    files: tuple[FileFacts, ...] = ()
    symbols: tuple[SymbolChange, ...] = ()
    options: tuple[OptionChange, ...] = ()
    dependencies: tuple[DependencyChange, ...] = ()
    migrations: tuple[Migration, ...] = ()
    marks: tuple[Mark, ...] = ()
    conditions: tuple[Condition, ...] = ()
    secrets: tuple[Secret, ...] = ()
    co_authors: tuple[str, ...] = ()
    automated: bool = False  # written by a bot

    def of_class(self, *classes: FileClass) -> tuple[FileFacts, ...]:
        """Return the files of any of `classes`."""
        return tuple(file for file in self.files if file.file_class in classes)

    def touches(self, *classes: FileClass) -> bool:
        """Whether a file of any of `classes` changed."""
        return any(file.file_class in classes for file in self.files)

    def lines_added(self, *classes: FileClass) -> int:
        """Return the added lines in files of `classes`."""
        return sum(file.change.additions for file in self.of_class(*classes))

    def lines_deleted(self, *classes: FileClass) -> int:
        """Return the deleted lines in files of `classes`."""
        return sum(file.change.deletions for file in self.of_class(*classes))

    def symbols_with(self, *alterations: Alteration) -> tuple[SymbolChange, ...]:
        """Return the symbols of non-test source that were altered in one of these ways."""
        return tuple(
            symbol
            for symbol in self.symbols
            if symbol.alteration in alterations and symbol.file_class is FileClass.SOURCE
        )

    def has_mark(self, kind: MarkKind, places: Iterable[MarkPlace] = tuple(MarkPlace)) -> bool:
        """Whether the message carries a mark of `kind` in one of `places`."""
        return any(mark.kind is kind and mark.place in places for mark in self.marks)
