"""Commits and diffs are stored whole, whatever they hold, and only as many as there is room for."""

import random
from collections.abc import AsyncIterator

import pytest
from contracts.records import DIFF, REPO, commit, sha
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from strategies import commits, diffs

from adapters.store import Database
from adapters.store.codec import COMMIT
from adapters.store.codec import DIFF as DIFFS
from adapters.store.commits import MOST_OF_ONE, PRUNED_EVERY, Commits, packed, unpacked
from adapters.store.database import make_engine
from adapters.store.migrating import migrate
from adapters.store.tables import commit_records
from analysis.models import Commit, Diff, FileChange, FileStatus
from bot.settings import normalised_database_url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Open a database with all its tables."""
    engine = make_engine(normalised_database_url(database_url))
    await migrate(engine)
    yield Database(engine)
    await engine.dispose()


def change(size: int, seed: int = 1) -> Diff:
    """Return a diff that stays about as large as `size` bytes when it is compressed."""
    noise = random.Random(seed).randbytes(size).hex()  # noqa: S311 - it shall not compress, no more
    return Diff((FileChange("a", FileStatus.MODIFIED, 1, 0, f"@@ -0,0 +1 @@\n+{noise}\n"),))


@settings(max_examples=100, deadline=None)
@given(commits)
def test_a_commit_comes_back_equal(commit: Commit) -> None:
    assert unpacked(COMMIT, packed(COMMIT, commit)) == commit


@settings(max_examples=100, deadline=None)
@given(diffs)
def test_a_diff_comes_back_equal(diff: Diff) -> None:
    assert unpacked(DIFFS, packed(DIFFS, diff)) == diff


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec=None), max_size=20))
def test_no_text_is_lost_that_a_patch_may_hold(text: str) -> None:
    diff = Diff((FileChange(text, FileStatus.ADDED, patch=text),))
    assert unpacked(DIFFS, packed(DIFFS, diff)) == diff


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_that_are_no_record_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"record|JSON|line|Diff|utf"):
        unpacked(DIFFS, content)


async def test_a_diff_that_is_too_large_is_not_kept(database: Database) -> None:
    store = Commits(database)
    await store.add_diff(REPO, sha(1), change(MOST_OF_ONE))
    await store.add_diff(REPO, sha(2), change(MOST_OF_ONE // 2))
    assert await store.diff(REPO, sha(1)) is None
    assert await store.diff(REPO, sha(2)) == change(MOST_OF_ONE // 2)


async def test_what_was_stored_longest_ago_makes_room(database: Database) -> None:
    for number in range(6):
        await Commits(database).add_diff(REPO, sha(number), change(1000, number))
    room = len(packed(COMMIT, commit(9))) + sum(len(packed(DIFFS, change(1000, n))) for n in (3, 4, 5))
    await Commits(database, most_bytes=room).add([commit(9)])  # a process's first addition
    store = Commits(database)
    kept = [number for number in range(6) if await store.diff(REPO, sha(number))]
    assert kept == [3, 4, 5]
    assert set(await store.commits(REPO, [sha(9)])) == {sha(9)}


async def test_a_long_life_makes_room_now_and_then(database: Database) -> None:
    store = Commits(database, most_bytes=1)
    for number in range(PRUNED_EVERY):
        await store.add([commit(number)])
    assert len(await store.commits(REPO, [sha(number) for number in range(PRUNED_EVERY)])) > 1
    await store.add([commit(PRUNED_EVERY)])
    assert await store.commits(REPO, [sha(number) for number in range(PRUNED_EVERY + 1)]) == {}


async def test_a_damaged_record_is_not_known(database: Database) -> None:
    store = Commits(database)
    await store.add([commit(1)])
    await store.add_diff(REPO, sha(1), DIFF)
    async with database.writing() as connection:
        await connection.execute(update(commit_records).values(content=b"half"))
    assert await store.commits(REPO, [sha(1)]) == {}
    assert await store.diff(REPO, sha(1)) is None


async def test_a_record_of_another_release_is_not_known(database: Database) -> None:
    store = Commits(database)
    await store.add([commit(1)])
    async with database.writing() as connection:
        await connection.execute(update(commit_records).values(form=0))
    assert await store.commits(REPO, [sha(1)]) == {}
