"""What the analysis says: types, ratings, claims, analyses, and the digest made of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from analysis.days import Day
from analysis.facts.models import Evidence, Facts
from analysis.language import Bilingual, Language
from analysis.models import Commit
from analysis.sequel import Revert, Sequel


class ChangeType(StrEnum):
    """What kind of change a commit is; several may apply."""

    FEATURE = "feature"
    FIX = "fix"
    PERFORMANCE = "performance"
    SECURITY = "security"
    ARCHITECTURE = "architecture"
    REFACTORING = "refactoring"
    DEPENDENCIES = "dependencies"
    CONFIGURATION = "configuration"
    BUILD = "build"  # build scripts and continuous integration
    TESTS = "tests"
    DOCUMENTATION = "documentation"
    REVERT = "revert"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Types:
    """The change types of a commit, most telling first; `guessed` when no sign made them sure."""

    types: tuple[ChangeType, ...]
    guessed: bool


class Level(StrEnum):
    """How much a commit matters, most first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Reason:
    """One visible reason of a rating.

    `weight` is in hundredths of a point, so that sums are exact; a hard rule and the model's step have
    weight 0 and set the level instead. `evidence` is what made the rule fire, verbatim where it can be.
    """

    rule: str
    weight: int
    text: Bilingual
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """A level with its score (hundredths of a point, the sum of the weights) and its reasons."""

    level: Level
    score: int
    reasons: tuple[Reason, ...]


class Depth(StrEnum):
    """How much is written about a commit."""

    DEEP = "deep"
    STANDARD = "standard"
    BRIEF = "brief"


DEPTH_OF_LEVEL: Mapping[Level, Depth] = {
    Level.HIGH: Depth.DEEP,
    Level.MEDIUM: Depth.STANDARD,
    Level.LOW: Depth.BRIEF,
}


class WrittenBy(StrEnum):
    """Who wrote an analysis."""

    MODEL = "model"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an analysis with its evidence; `inferred` marks a view rather than a fact.

    Code words stand between backticks; nothing else in `text` is markup.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    inferred: bool = False


Claims = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Insight:
    """Technical insight by dimension; an empty dimension has nothing to say."""

    architecture: Claims = ()
    performance: Claims = ()
    security: Claims = ()
    maintainability: Claims = ()
    compatibility: Claims = ()

    @property
    def claims(self) -> Claims:
        """The claims of every dimension, in the order of reading."""
        changed = (*self.architecture, *self.performance, *self.security)
        return (*changed, *self.maintainability, *self.compatibility)


class Audience(StrEnum):
    """Whom a piece of advice is for."""

    REVIEWERS = "reviewers"
    DEVELOPERS = "developers"
    OPERATORS = "operators"
    USERS = "users"


@dataclass(frozen=True, slots=True)
class Advice:
    """Something a reader should do or check."""

    audience: Audience
    claim: Claim


@dataclass(frozen=True, slots=True)
class Analysis:
    """The written part about one commit, in one language and depth."""

    depth: Depth
    language: Language
    written_by: WrittenBy
    summary: Claims
    scope: Claims = ()
    insight: Insight = field(default_factory=Insight)
    risks: Claims = ()
    advice: tuple[Advice, ...] = ()
    conclusion: str = ""
    claims_dropped: int = 0
    notes: tuple[str, ...] = ()

    @property
    def claims(self) -> Claims:
        """Every claim that it makes, in the order of reading."""
        advice = tuple(one.claim for one in self.advice)
        return (*self.summary, *self.scope, *self.insight.claims, *self.risks, *advice)


class UpgradeKind(StrEnum):
    """In which way something could break or oblige a user."""

    API_REMOVED = "api_removed"
    API_RENAMED = "api_renamed"
    API_CHANGED = "api_changed"
    OPTION_REMOVED = "option_removed"
    OPTION_RENAMED = "option_renamed"
    DEFAULT_CHANGED = "default_changed"
    ENVIRONMENT_REMOVED = "environment_removed"
    DEPENDENCY_MAJOR = "dependency_major"
    SUPPORT_DROPPED = "support_dropped"
    MIGRATION = "migration"
    BREAKING = "breaking"  # the author says so


@dataclass(frozen=True, slots=True)
class UpgradeNote:
    """One thing that could break or oblige a user, found in the diff of commit `sha`."""

    kind: UpgradeKind
    text: Bilingual
    sha: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DigestCommit:
    """One commit of a digest with all that is known and said of it.

    `reverts` is what it takes back of what readers know, `reverted_by` the SHA that takes it back in turn.
    """

    commit: Commit
    facts: Facts
    types: Types
    rating: Rating
    analysis: Analysis
    upgrade_notes: tuple[UpgradeNote, ...] = ()
    reverts: Revert | None = None
    reverted_by: str | None = None


class DigestStatus(StrEnum):
    """Whether a digest is final."""

    COMPLETE = "complete"
    IN_PROGRESS = "in_progress"  # the day is not over yet
    PARTIAL = "partial"  # the source could not give everything


@dataclass(frozen=True, slots=True)
class Stats:
    """How many commits a digest holds, by level."""

    high: int = 0
    medium: int = 0
    low: int = 0

    @property
    def total(self) -> int:
        """All commits of the day."""
        return self.high + self.medium + self.low


@dataclass(frozen=True, slots=True)
class PastDay:
    """A day before that of a digest, and how much landed then; days of which nobody knows are left out."""

    date: dt.date
    stats: Stats


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was asked for; `cost` is `None` when no price is known."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """The rated and analysed commits of one repository and day, most important first.

    `late` are commits of earlier days that its readers were never told of, no part of the day or its counts;
    `sequel` is how the digest goes on from the ones before it. Both are for channels that are told daily.
    """

    repo: str
    branch: str
    day: Day
    language: Language
    status: DigestStatus
    headline: str
    commits: tuple[DigestCommit, ...] = ()
    upgrade_notes: tuple[UpgradeNote, ...] = ()
    approximate: bool = False
    usage: Usage = field(default_factory=Usage)
    notes: tuple[str, ...] = ()
    made_at: dt.datetime | None = None
    past: tuple[PastDay, ...] = ()
    late: tuple[DigestCommit, ...] = ()
    sequel: Sequel = field(default_factory=Sequel)
    waits_for_model: bool = False  # some of it is from facts only because no model could be asked

    @property
    def everything(self) -> tuple[DigestCommit, ...]:
        """All commits that are told, late ones last."""
        return (*self.commits, *self.late)

    @property
    def stats(self) -> Stats:
        """The counts of the digest's levels."""
        levels = [commit.rating.level for commit in self.commits]
        return Stats(*(levels.count(level) for level in Level))

    def with_level(self, level: Level) -> tuple[DigestCommit, ...]:
        """Return the commits of one level, newest first."""
        return tuple(commit for commit in self.commits if commit.rating.level is level)
