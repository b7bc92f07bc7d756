"""What a digest is made of: a day's commits, those that came late, and how it goes on from earlier ones."""

from dataclasses import dataclass, field, replace

from analysis.models import Commit, Landed
from analysis.rated import RatedCommit
from analysis.rating import rate
from analysis.sequel import Sequel


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told of a day: what is new in `landed`, commits that came `late`, and the `sequel`."""

    landed: Landed
    late: tuple[Commit, ...] = ()
    sequel: Sequel = field(default_factory=Sequel)

    @property
    def commits(self) -> tuple[Commit, ...]:
        """All commits that are written about, the day's own first."""
        return (*self.landed.commits, *self.late)


def weighed(one: RatedCommit, sequel: Sequel) -> RatedCommit:
    """Return `one` rated anew where it takes back a commit that was reported."""
    revert = sequel.reverts.get(one.commit.sha)
    if revert is None or revert.date is None or one.commit.boundary:
        return one
    return replace(one, rating=rate(one.facts, reverts_reported=True))
