"""A commit is rated whole; what cannot be known is said."""

from dataclasses import replace

from handmade import change, commit
from hypothesis import given, settings
from strategies import commits, diffs

from analysis.models import Commit, Diff
from analysis.rated import CHANGE_UNKNOWN, rate_commit
from analysis.results import Level, UpgradeKind

REMOVED = Diff((change("src/net.py", "-def connect(url):\n-    pass"),))


def test_a_rated_commit_carries_everything_that_code_can_say() -> None:
    rated = rate_commit(commit("Remove connect()"), REMOVED)
    assert [note.kind for note in rated.upgrade_notes] == [UpgradeKind.API_REMOVED]
    assert rated.facts.files[0].path == "src/net.py"
    assert rated.rating.reasons
    assert rated.types.types


def test_the_change_of_a_shallow_boundary_is_unknown_and_low() -> None:
    rated = rate_commit(replace(commit("feat!: add everything"), boundary=True), REMOVED)
    assert (rated.rating.level, rated.rating.reasons) == (Level.LOW, (CHANGE_UNKNOWN,))
    assert (rated.diff, rated.facts.files, rated.upgrade_notes) == (Diff(), (), ())


@settings(max_examples=60, deadline=None)
@given(commits, diffs)
def test_no_commit_raises(made: Commit, diff: Diff) -> None:
    assert rate_commit(made, diff).commit is made
