"""What a commit is called."""

from dataclasses import replace

import pytest
from digesting import made

from analysis.facts.extract import facts_of
from analysis.models import Commit, Diff, InnerCommit
from analysis.titles import telling_title, whole_subject


def called(message: str, *inner: str, merge: bool = True) -> str:
    """Return what a commit with `message` is called, a merge of `inner` subjects."""
    parents = ("e" * 40, "f" * 40) if merge else ("e" * 40,)
    commits = tuple(InnerCommit(str(number) * 40, subject) for number, subject in enumerate(inner))
    commit: Commit = replace(made().commit, message=message, parents=parents, inner_commits=commits)
    return telling_title(commit, facts_of(commit, Diff()))


def test_a_title_goes_without_its_type_and_number() -> None:
    assert called("fix(pool): close once (#12)", merge=False) == "close once"


def test_a_merge_of_a_pull_request_is_called_by_what_its_message_says() -> None:
    assert called("Merge pull request #9 from acme/fix\n\nClose pools once", "wip") == "Close pools once"


def test_a_merge_that_says_nothing_is_called_by_the_commit_it_brought_in() -> None:
    assert called("Merge branch 'next'", "Close pools once") == "Close pools once"


def test_of_several_commits_the_first_is_named_and_the_others_counted() -> None:
    inner = ("Merge branch 'x'", "Close pools once", "Retry sends", "Retry sends")
    assert called("Merge branch 'next'", *inner) == "Close pools once (+1)"


@pytest.mark.parametrize("inner", [(), ("Merge branch 'x'",), ("",)])
def test_a_merge_of_nothing_telling_keeps_its_title(inner: tuple[str, ...]) -> None:
    assert called("Merge branch 'next'", *inner) == "Merge branch 'next'"


def test_a_feature_that_merges_things_is_no_merge() -> None:
    assert called("Merge sorted runs faster", "wip", merge=False) == "Merge sorted runs faster"


def test_a_merge_is_called_by_what_tells_most_and_not_by_a_release() -> None:
    inner = (
        "release version 3.1.3 (#9)",
        "Update tests",
        "ctx: track session access (#8)",
        "start version 3.1.4",
    )
    assert called("Merge branch 'stable'", *inner) == "track session access (+3)"


def test_a_subject_that_runs_on_is_called_by_its_first_sentence() -> None:
    message = "Add a way for floating panes to stay above zoom (-A) flag. Use by\ndefault for modal panes."
    assert called(message, merge=False) == "Add a way for floating panes to stay above zoom (-A) flag."


@pytest.mark.parametrize("below", ["", "Signed-off-by: A", "* one"])
def test_a_subject_is_whole_where_no_sentence_goes_on_below_it(below: str) -> None:
    message = f"Add a way for floating panes to stay above zoom\n{below}"
    assert called(message, merge=False) == "Add a way for floating panes to stay above zoom"


def test_a_sentence_that_an_inner_commit_only_begins_is_left_out() -> None:
    cut = "Add a way for floating panes to stay above zoom (-A) flag. Use by"
    assert called("Merge branch 'next'", cut) == "Add a way for floating panes to stay above zoom (-A) flag."


def test_a_subject_that_announces_is_called_by_what_it_announces() -> None:
    message = "Sync OpenBSD patchset 1153:\n\nAdd a queue of notifys and a way\nto turn them off.\n\nMore."

    commit = replace(made().commit, message=message)
    assert called(message, merge=False) == "Add a queue of notifys and a way to turn them off."
    assert whole_subject(commit) == f"Sync OpenBSD patchset 1153: {called(message, merge=False)}"


@pytest.mark.parametrize("body", ["", "\n\n- one\n- two", "\n\nSigned-off-by: Ada", f"\n\n{'word ' * 60}"])
def test_a_subject_that_announces_nothing_fit_for_a_title_stays(body: str) -> None:
    assert called(f"Sync patchset 1153:{body}", merge=False) == "Sync patchset 1153:"


def test_a_merge_is_called_without_the_marks_that_end_or_cut_a_subject() -> None:
    assert called("Merge branch 'next'", "Close pools once.", "Retry sends twice,") == "Close pools once (+1)"
    assert called("Merge branch 'next'", "Close pools once,") == "Close pools once"
