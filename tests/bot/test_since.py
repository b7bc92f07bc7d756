"""What a channel is told, in the light of what it was told before, on real repositories."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from gitrepo import GitRepo
from telling import FIRST, Follower, on

from analysis.sequel import Revert, Sequel
from bot.orders import order_data
from bot.since import LATE_SHOWN

DATES = [FIRST + dt.timedelta(day) for day in range(9)]


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    """Return an empty repository."""
    return GitRepo.create(tmp_path / "app.git")


@pytest.fixture
def follower(repo: GitRepo) -> Follower:
    """Return a channel that follows it."""
    return Follower(repo)


async def test_the_first_digest_goes_on_from_nothing(repo: GitRepo, follower: Follower) -> None:
    _, own = repo.commits([on(-5), on(0, "Own")])
    told = await follower.told(follower.order(0))
    assert (told.shas, told.sequel) == ([own], Sequel())


async def test_a_commit_that_was_pushed_after_its_day_was_told_comes_late_once(
    repo: GitRepo, follower: Follower
) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    late, own = repo.commits([on(0, "Late"), on(1, "Own")])
    second = await follower.told(follower.order(1))
    assert second.shas == [own, late]
    assert second.sequel == Sequel(since=DATES[0], late=(late,))
    third = await follower.told(follower.order(2))
    assert (third.shas, third.sequel) == ([], Sequel(since=DATES[1]))


async def test_a_commit_from_before_the_first_digest_comes_late_too(
    repo: GitRepo, follower: Follower
) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    late = repo.commits([on(-30, "Late")])
    assert (await follower.told(follower.order(1))).sequel.late == tuple(late)


async def test_a_commit_that_lands_after_the_day_is_left_to_its_own(
    repo: GitRepo, follower: Follower
) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    repo.commits([on(2, "Later", hour=1)])
    assert (await follower.told(follower.order(1))).shas == []


async def test_days_that_were_passed_over_are_told_as_late(repo: GitRepo, follower: Follower) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    missed = repo.commits([on(1, "One"), on(2, "Two")])
    assert (await follower.told(follower.order(5))).sequel.late == tuple(missed[::-1])


async def test_what_stood_there_when_the_last_digest_was_made_is_not_lost_with_its_day(
    repo: GitRepo, follower: Follower
) -> None:
    _, early = repo.commits([on(0), on(1, "Early", hour=8)])
    await follower.told(follower.order(0))
    assert (await follower.told(follower.order(5))).sequel.late == (early,)


async def test_a_day_that_still_waits_keeps_its_commits(repo: GitRepo, follower: Follower) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    waits, late, own = repo.commits([on(1, "Waits"), on(-1, "Late"), on(2, "Own")])
    assert (await follower.told(follower.order(2, waiting=(DATES[1],)))).shas == [own, late]
    assert (await follower.told(follower.order(1), hours_late=30)).shas == [waits]


async def test_an_ancient_line_does_not_bury_the_channel(repo: GitRepo, follower: Follower) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    many = repo.commits([on(-900, f"Old {number}") for number in range(LATE_SHOWN + 7)])
    told = await follower.told(follower.order(1))
    assert told.sequel.late == tuple(many[: -LATE_SHOWN - 1 : -1])
    assert told.sequel.not_shown == 7
    assert (await follower.told(follower.order(2))).shas == []


async def test_a_commit_is_not_told_again_by_another_series(repo: GitRepo, follower: Follower) -> None:
    first, second = repo.commits([on(0, "One"), on(0, "Two", hour=20)])
    await follower.told(follower.order(0, "by-hand"))
    new = repo.commits([on(0, "Three")])
    told = await follower.told(follower.order(0))
    assert told.shas == new
    assert told.sequel.told == {first: DATES[0], second: DATES[0]}


async def test_a_commit_is_not_told_again_in_the_bounds_of_another_zone(
    repo: GitRepo, follower: Follower
) -> None:
    repo.commits([on(0, hour=20)])
    await follower.told(follower.order(0))
    order = follower.order(1)
    moved = replace(order, day=replace(order.day, zone="Asia/Shanghai"))
    told = await follower.told(moved)
    assert (told.shas, list(told.sequel.told.values())) == ([], [DATES[0]])


async def test_nothing_falls_between_two_zones(repo: GitRepo, follower: Follower) -> None:
    order = follower.order(0)
    _, between = repo.commits([on(0), on(0, "Between", hour=20)])
    await follower.told(replace(order, day=replace(order.day, zone="Asia/Shanghai")))
    assert (await follower.told(follower.order(1))).sequel.late == (between,)


async def test_an_edition_that_repeats_a_day_tells_all_of_it(repo: GitRepo, follower: Follower) -> None:
    shas = repo.commits([on(0, "One"), on(0, "Two")])
    await follower.told(follower.order(0))
    told = await follower.told(follower.order(0, number=2, repeat=True))
    assert (told.shas, told.sequel) == (shas[::-1], Sequel())


async def test_an_edition_that_stands_is_built_again_as_it_was(repo: GitRepo, follower: Follower) -> None:
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    late, own = repo.commits([on(0, "Late"), on(1, "Own")])
    await follower.told(follower.order(1))
    repo.commits([on(0, "Later")])
    digest, _ = await follower.daily()._built(follower.order(1))
    assert [one.commit.sha for one in digest.everything] == [own, late]


async def test_a_run_that_goes_on_records_what_was_frozen(repo: GitRepo, follower: Follower) -> None:
    own = repo.commits([on(0)])
    order = follower.order(0)
    await follower.daily().freeze(order_data(order))
    late = repo.commits([on(0, "Late")])
    assert (await follower.told(order)).shas == own
    assert (await follower.told(follower.order(1))).sequel.late == tuple(late)


async def test_a_digest_is_late_an_hour_after_it_was_due(repo: GitRepo, follower: Follower) -> None:
    repo.commits([on(0)])
    order = follower.order(0)
    assert (await follower.told(order, hours_late=1)).sequel.due_at is None
    other = follower.order(1)
    assert (await follower.told(other, hours_late=1.1)).sequel.due_at == other.due_at


async def test_what_nobody_ordered_for_a_time_is_never_late(repo: GitRepo, follower: Follower) -> None:
    repo.commits([on(0)])
    told = await follower.told(follower.order(0, due_at=None), hours_late=99)
    assert told.sequel.due_at is None


# Rewritten branches


async def test_a_told_commit_that_was_pushed_over_is_said_to_be_gone(
    repo: GitRepo, follower: Follower
) -> None:
    base, gone = repo.commits([on(-3), on(0, "Gone")])
    await follower.told(follower.order(0))
    own = repo.commits([on(1, "Own", parents=[base])])
    told = await follower.told(follower.order(1))
    assert told.shas == own
    assert told.sequel == Sequel(since=DATES[0], rewritten=True, gone=(gone,), subjects={gone: "Gone"})


async def test_rebased_commits_are_not_told_again(repo: GitRepo, follower: Follower) -> None:
    base, old = repo.commits([on(-3), on(0, "Feature", authored_at=9)])
    await follower.told(follower.order(0))
    first, new = repo.commits([on(1, "First", parents=[base]), on(1, "Feature", authored_at=9)])
    told = await follower.told(follower.order(1))
    assert told.shas == [first, new]
    assert told.sequel.recreated == {new: old}
    assert (told.sequel.told, told.sequel.gone) == ({new: DATES[0]}, ())


async def test_a_rebased_commit_that_lands_a_day_later_is_remembered(
    repo: GitRepo, follower: Follower
) -> None:
    base, _ = repo.commits([on(-3), on(0, "Feature", authored_at=9)])
    await follower.told(follower.order(0))
    repo.commits([on(2, "First", parents=[base], hour=5), on(2, "Feature", hour=5, authored_at=9)])
    await follower.told(follower.order(1))
    assert len((await follower.told(follower.order(2))).sequel.told) == 1


async def test_a_commit_that_was_rebased_before_anybody_told_it_is_told_although_its_day_was_missed(
    repo: GitRepo, follower: Follower
) -> None:
    """It stood on the branch when the day before was told, as what lands between midnight and nine does."""
    base, _ = repo.commits([on(0), on(1, "Early", hour=3, authored_at=9)])
    await follower.told(follower.order(0))
    (new,) = repo.commits([on(1, "Early", parents=[base], hour=20, authored_at=9)])
    told = await follower.told(follower.order(4))
    assert (told.sequel.rewritten, told.sequel.late) == (True, (new,))


async def test_what_landed_on_a_day_that_waited_and_was_given_up_comes_late(
    repo: GitRepo, follower: Follower
) -> None:
    """It was left out while its day waited; with its day gone, it must not be gone as well."""
    repo.commits([on(0)])
    await follower.told(follower.order(0))
    missed, own = repo.commits([on(1, "Missed"), on(2, "Own")])
    while_it_waits = await follower.told(follower.order(2, waiting=(DATES[1],)))
    given_up = await follower.told(follower.order(3))
    after = await follower.told(follower.order(4))
    assert (while_it_waits.shas, while_it_waits.sequel.late) == ([own], ())
    assert given_up.sequel.late == (missed,)
    assert after.sequel.late == ()


async def test_a_history_made_anew_is_not_told_as_late(repo: GitRepo, follower: Follower) -> None:
    history = [on(day, f"Day {day}") for day in range(-20, 1)]
    repo.commits(history)
    await follower.told(follower.order(0))
    anew = [replace(one, committer="Filter <f@example.org>") for one in history]
    repo.commits([replace(anew[0], parents=[]), *anew[1:]])
    told = await follower.told(follower.order(1))
    assert told.sequel.rewritten
    assert (told.sequel.late, told.sequel.gone, len(told.sequel.recreated)) == ((), (), 1)


async def test_a_branch_whose_old_line_is_lost_is_told_honestly(repo: GitRepo, follower: Follower) -> None:
    base, _ = repo.commits([on(-3), on(0, "Gone")])
    await follower.told(follower.order(0))
    repo.commits([on(-9, "Other", parents=[base])])
    repo.git("gc", "--prune=now", "--quiet")
    sequel = (await follower.told(follower.order(1))).sequel
    assert (sequel.rewritten, sequel.known, sequel.late) == (True, False, ())


async def test_a_told_branch_that_is_merged_into_another_line_was_not_rewritten(
    repo: GitRepo, follower: Follower
) -> None:
    base, main = repo.commits([on(-3), on(0, "Main")])
    await follower.told(follower.order(0))
    own = repo.commit("Own\n", {"own": "1"}, at=on(0).at, parents=[base])
    merge = repo.merge("Merge main\n", [main], {"Main.txt": "Main"}, on(1).at)
    told = await follower.told(follower.order(1))
    assert told.shas == [merge, own]
    assert not told.sequel.rewritten


# Reverts


async def test_a_revert_names_what_was_reported(repo: GitRepo, follower: Follower) -> None:
    feature = repo.commits([on(0, "Feature")])[0]
    await follower.told(follower.order(0))
    revert = repo.commits([on(1, f'Revert "Feature"\n\nThis reverts commit {feature}.', files={})])[0]
    assert (await follower.told(follower.order(1))).sequel.reverts == {revert: Revert(feature, DATES[0])}


async def test_a_revert_by_a_short_sha_or_by_pull_request_is_linked_too(
    repo: GitRepo, follower: Follower
) -> None:
    one, two = repo.commits([on(0, "One (#7)", files={"a": "1"}), on(0, "Two", files={"b": "1"})])
    await follower.told(follower.order(0))
    by_number, by_sha = repo.commits(
        [
            on(1, 'Revert "One"\n\nReverts acme/app#7', files={}),
            on(1, f"Revert two\n\nReverts {two[:9]}.", files={}),
        ]
    )
    reverts = (await follower.told(follower.order(1))).sequel.reverts
    assert reverts == {by_sha: Revert(two, DATES[0]), by_number: Revert(one, DATES[0])}


async def test_a_revert_of_what_was_never_reported_is_not_linked(repo: GitRepo, follower: Follower) -> None:
    old = repo.commits([on(-5, "Feature"), on(0)])[0]
    await follower.told(follower.order(0))
    repo.commits([on(1, f'Revert "Feature"\n\nThis reverts commit {old}.', files={})])
    repo.commits([on(1, 'Revert "No such thing"\n\nThis reverts commit 0123abc.', files={})])
    assert (await follower.told(follower.order(1))).sequel.reverts == {}


async def test_a_commit_and_its_revert_on_one_day_are_linked(repo: GitRepo, follower: Follower) -> None:
    feature, revert = repo.commits([on(0, "Feature"), on(0, 'Revert "Feature"', hour=13, files={})])
    assert (await follower.told(follower.order(0))).sequel.reverts == {revert: Revert(feature)}


async def test_a_revert_of_a_reported_commit_is_medium_at_least(repo: GitRepo, follower: Follower) -> None:
    feature = repo.commits([on(0, "Add a page", files={"docs/a.md": "a"})])[0]
    await follower.told(follower.order(0))
    body = f"This reverts commit {feature}."
    repo.commits([on(1, f'Revert "Add a page"\n\n{body}', files={"docs/a.md": None})])
    await follower.told(follower.order(1))
    stored = await follower.stores.digests.get(follower.order(1).edition)
    assert stored
    assert stored.commits[0].level == "medium"
