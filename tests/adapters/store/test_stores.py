"""The stores in SQLite and PostgreSQL keep the contract of every store."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from contracts import digests, incidents, limits, postings, silences, stores
from contracts.records import CHANNEL, NOON, later, run

from adapters.store import open_stores
from bot.stores import Run, Stores

ROOT = Path(__file__).parents[3]


@pytest.fixture(name="stores")
async def _stores(database_url: str) -> AsyncIterator[Stores]:
    async with open_stores(database_url) as opened:
        yield opened


class TestAnalysesInADatabase(stores.AnalysisContract):
    """Analyses and levels."""


class TestSubscriptionsInADatabase(stores.SubscriptionContract):
    """Subscriptions."""


class TestChainsInADatabase(stores.ChainContract):
    """Chains."""


class TestCommitsInADatabase(stores.CommitContract):
    """Commits and diffs."""


class TestRunsInADatabase(stores.RunContract):
    """Runs."""


class TestDigestsInADatabase(digests.DigestContract):
    """Digests told."""


class TestSilencesInADatabase(silences.SilenceContract):
    """When subscriptions were told."""


class TestModelsInADatabase(stores.ModelContract):
    """Usage and abilities."""


class TestEditionsInADatabase(postings.EditionContract):
    """Editions."""


class TestPostingsInADatabase(postings.PostingContract):
    """Postings."""


class TestIncidentsInADatabase(incidents.IncidentContract):
    """Incidents and notices."""


class TestLimitsInADatabase(limits.LimitContract):
    """Lines, pauses, reservations."""


class TestWorkersInADatabase(stores.WorkerContract):
    """Workers."""


async def test_two_processes_on_one_server_never_sweep_together(postgres_url: str) -> None:
    async with open_stores(postgres_url) as one, open_stores(postgres_url) as other:
        async with one.workers.sweeping() as first, other.workers.sweeping() as second:
            assert (first, second) == (True, False)
        async with other.workers.sweeping() as again:
            assert again


async def test_of_two_processes_that_resume_the_same_parts_one_wins_each(database_url: str) -> None:
    keys = [f"s1:2026-02-04:1:{number}" for number in range(20)]
    async with open_stores(database_url) as one, open_stores(database_url) as other:
        for key in keys:
            await one.postings.begin(key, CHANNEL, None, NOON)
        wins = await asyncio.gather(
            *(worker.postings.claim(key, 1, later(1)) for key in keys for worker in (one, other))
        )
        assert wins.count(True) == len(keys)
        assert {(await other.postings.read(key)).attempts for key in keys} == {2}


KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import text
from adapters.store import Database, make_engine
from bot.settings import normalised_database_url

async def main():
    database = Database(make_engine(normalised_database_url(sys.argv[1])))
    async with database.writing() as connection:
        await connection.execute(text("UPDATE runs SET incident = 'half'"))
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


def test_a_process_killed_inside_a_transaction_leaves_no_lock_and_no_half(database_url: str) -> None:
    async def begin() -> None:
        async with open_stores(database_url) as opened:
            await opened.runs.begin(run())

    async def go_on() -> Run | None:
        async with open_stores(database_url) as opened, asyncio.timeout(5):
            await opened.runs.begin(run("r2"))
            return await opened.runs.get("r1")

    asyncio.run(begin())
    killed = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", KILLED, database_url], check=False, timeout=30, cwd=ROOT
    )
    assert killed.returncode == -signal.SIGKILL
    assert asyncio.run(go_on()) == run()
