"""The stores in memory keep the contract of every store."""

import datetime as dt

import pytest
from contracts import digests, incidents, limits, postings, silences, stores

from bot.memory import MemoryEditions, MemoryPostings, memory_stores
from bot.stores import Stores
from bot.subscriptions import Channel


@pytest.fixture(name="stores")
def _stores() -> Stores:
    return memory_stores()


class TestAnalysesInMemory(stores.AnalysisContract):
    """Analyses and levels."""


class TestSubscriptionsInMemory(stores.SubscriptionContract):
    """Subscriptions."""


class TestChainsInMemory(stores.ChainContract):
    """Chains."""


class TestCommitsInMemory(stores.CommitContract):
    """Commits and diffs."""


class TestRunsInMemory(stores.RunContract):
    """Runs."""


class TestDigestsInMemory(digests.DigestContract):
    """Digests told."""


class TestSilencesInMemory(silences.SilenceContract):
    """When subscriptions were told."""


class TestModelsInMemory(stores.ModelContract):
    """Usage and abilities."""


class TestEditionsInMemory(postings.EditionContract):
    """Editions."""


class TestPostingsInMemory(postings.PostingContract):
    """Postings."""


class TestIncidentsInMemory(incidents.IncidentContract):
    """Incidents and notices."""


class TestWorkersInMemory(stores.WorkerContract):
    """Workers."""


class TestLimitsInMemory(limits.LimitContract):
    """Lines, pauses, reservations."""


async def test_postings_in_memory_are_forgotten_after_a_while() -> None:
    """A bot that answers for months must not remember every answer."""
    kept = MemoryPostings(MemoryEditions(), dt.timedelta(hours=1))
    noon = dt.datetime(2026, 2, 4, 12, tzinfo=dt.UTC)
    for key, minutes in (("old", 0), ("newer", 30), ("new", 61)):
        await kept.begin(key, Channel("chat", "C1"), None, noon + dt.timedelta(minutes=minutes))

    assert not await kept.begin("newer", Channel("chat", "C1"), None, noon + dt.timedelta(minutes=61))
    with pytest.raises(KeyError):
        await kept.read("old")
