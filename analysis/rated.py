"""A commit with what code can say of it before a word is written: facts, types, rating, upgrade notes."""

from dataclasses import dataclass

from analysis.facts.extract import facts_of
from analysis.facts.models import Facts
from analysis.language import Bilingual
from analysis.models import Commit, Diff
from analysis.rating import rate
from analysis.results import Level, Rating, Reason, Types, UpgradeNote
from analysis.types import types_of
from analysis.upgrades import upgrade_notes

CHANGE_UNKNOWN = Reason(
    "change_unknown",
    0,
    Bilingual("浅克隆到此为止，改动内容未知", "the shallow clone ends here, so the change is unknown"),
)
"""Why the last commit of a shallow clone is not rated."""


@dataclass(frozen=True, slots=True)
class RatedCommit:
    """What a writer needs to know about one commit."""

    commit: Commit
    diff: Diff
    facts: Facts
    types: Types
    rating: Rating

    @property
    def upgrade_notes(self) -> tuple[UpgradeNote, ...]:
        """What could break or oblige a user; found when asked for, since a rating does without."""
        return () if self.commit.boundary else upgrade_notes(self.commit.sha, self.facts)


def rate_commit(commit: Commit, diff: Diff) -> RatedCommit:
    """Return `commit` rated by its message and its `diff` against the first parent; nothing raises.

    What a shallow clone's boundary commit changed is unknown, for its diff shows the whole tree as added:
    `diff` is left aside, and the commit is low for that visible reason.
    """
    if commit.boundary:
        facts = facts_of(commit, Diff())
        return RatedCommit(commit, Diff(), facts, types_of(facts), Rating(Level.LOW, 0, (CHANGE_UNKNOWN,)))
    facts = facts_of(commit, diff)
    return RatedCommit(commit, diff, facts, types_of(facts), rate(facts))
