"""Assembling a digest: order, status, upgrade notes."""

import datetime as dt
from dataclasses import replace

import pytest
from digesting import AFTER, BEFORE_END, COMPLETE, DAY, digest_commits, made, note
from handmade import change, facts, upgrades
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.digest import PRESSING, assemble
from analysis.facts.models import Links
from analysis.language import Language
from analysis.models import LandedNote
from analysis.results import Digest, DigestCommit, DigestStatus, Level, Stats, UpgradeKind, Usage


def assembled(
    *commits: DigestCommit, notes: frozenset[LandedNote] = COMPLETE, now: dt.datetime = AFTER
) -> Digest:
    """Return the digest of `commits`."""
    return assemble("acme/api", "main", DAY, Language.EN, commits, landed_notes=notes, now=now)


def shas(digest: Digest) -> str:
    """Return the first digit of each commit."""
    return "".join(one.commit.sha[0] for one in digest.commits)


def test_the_most_important_level_comes_first_and_the_newest_commit_within_it() -> None:
    digest = assembled(
        made("a", Level.LOW, hour=9),
        made("b", Level.HIGH, hour=1),
        made("c", Level.MEDIUM, hour=5),
        made("d", Level.HIGH, hour=8),
    )
    assert shas(digest) == "dbca"


def test_commits_of_the_same_second_keep_the_order_of_their_chain() -> None:
    assert shas(assembled(made("a"), made("b"), made("c"))) == "abc"


def test_statistics_count_the_levels() -> None:
    digest = assembled(made("a", Level.LOW), made("b", Level.HIGH), made("c", Level.LOW))
    assert digest.stats == Stats(high=1, medium=0, low=2)


def test_a_day_that_is_over_is_complete() -> None:
    assert assembled(now=DAY.end).status is DigestStatus.COMPLETE


def test_a_day_that_goes_on_is_in_progress() -> None:
    assert assembled(now=BEFORE_END).status is DigestStatus.IN_PROGRESS


@pytest.mark.parametrize("gap", [LandedNote.INCOMPLETE, LandedNote.SHALLOW_BOUNDARY])
@pytest.mark.parametrize("now", [AFTER, BEFORE_END])
def test_a_source_that_could_not_give_everything_makes_a_digest_partial(
    gap: LandedNote, now: dt.datetime
) -> None:
    assert assembled(notes=frozenset({gap}), now=now).status is DigestStatus.PARTIAL


def test_a_day_found_by_date_is_approximate_but_not_partial() -> None:
    digest = assembled(notes=frozenset({LandedNote.APPROXIMATE}))
    assert (digest.approximate, digest.status) == (True, DigestStatus.COMPLETE)


def test_the_most_pressing_upgrade_note_comes_first() -> None:
    bump, gone = note(UpgradeKind.DEPENDENCY_MAJOR, "pydantic"), note(UpgradeKind.API_REMOVED)
    digest = assembled(made("a", Level.HIGH, notes=(bump,)), made("b", Level.LOW, notes=(gone,)))
    assert digest.upgrade_notes == (gone, bump)


def test_every_kind_of_upgrade_note_has_its_place() -> None:
    assert sorted(PRESSING) == sorted(UpgradeKind)


def test_the_same_thing_is_noted_once_from_the_most_important_commit() -> None:
    digest = assembled(
        made("b", Level.LOW, notes=(note(sha="b"),)), made("a", Level.HIGH, notes=(note(sha="a"),))
    )
    assert [each.sha[0] for each in digest.upgrade_notes] == ["a"]


def test_what_the_same_day_reverted_is_not_noted() -> None:
    revert = made(
        "b", hour=2, links=Links(reverts_sha="a".ljust(40, "0")), notes=(note(name="new", sha="b"),)
    )
    digest = assembled(revert, made("a", hour=1, notes=(note(),)))
    assert digest.upgrade_notes == ()


def test_a_revert_is_recognised_by_the_subject_where_it_names_no_commit() -> None:
    revert = made("b", hour=2, links=Links(reverts_subject="Drop send"))
    digest = assembled(revert, made("a", hour=1, subject="Drop send", notes=(note(),)))
    assert digest.upgrade_notes == ()


def test_a_revert_that_was_reverted_itself_takes_nothing_back() -> None:
    again = made("c", hour=3, links=Links(reverts_sha="b".ljust(40, "0")), notes=(note(sha="c"),))
    revert = made("b", hour=2, links=Links(reverts_sha="a".ljust(40, "0")))
    digest = assembled(again, revert, made("a", hour=1, notes=(note(sha="a"),)))
    assert [each.sha[0] for each in digest.upgrade_notes] == ["a"]


def test_a_revert_of_another_day_keeps_its_own_notes() -> None:
    revert = made("b", links=Links(reverts_sha="e" * 40), notes=(note(sha="b"),))
    assert [each.sha[0] for each in assembled(revert).upgrade_notes] == ["b"]


def test_a_headline_that_a_model_wrote_is_kept() -> None:
    digest = assemble(
        "acme/api",
        "main",
        DAY,
        Language.EN,
        (made(),),
        landed_notes=COMPLETE,
        now=AFTER,
        usage=Usage(calls=2),
        notes=("Said once.", "Said once."),
        headline="Pools grow.",
    )
    assert (digest.headline, digest.usage.calls, digest.notes) == ("Pools grow.", 2, ("Said once.",))


@settings(max_examples=40, deadline=None)
@given(st.lists(digest_commits, max_size=5), st.sampled_from(Language))
def test_any_commits_make_a_digest_that_holds_them_all(
    commits: list[DigestCommit], language: Language
) -> None:
    digest = assemble("x", "main", DAY, language, commits, landed_notes=COMPLETE, now=AFTER)
    assert sorted(one.commit.sha for one in digest.commits) == sorted(one.commit.sha for one in commits)
    assert digest.headline
    assert "\n" not in digest.headline


def test_what_came_and_went_on_the_same_day_is_not_noted() -> None:
    came, went = (
        replace(made(sha, hour=hour), facts=facts("Do it", change("src/a.py", f"{sign}def send(x):")))
        for sha, hour, sign in (("a", 1, "+"), ("b", 2, "-"))
    )
    (gone,) = upgrades("Do it", change("src/a.py", "-def send(x):"))
    notes = [
        assembled(*commits).upgrade_notes
        for commits in ((came, replace(went, upgrade_notes=(gone,))), (replace(went, upgrade_notes=(gone,)),))
    ]

    assert notes == [(), (gone,)]
