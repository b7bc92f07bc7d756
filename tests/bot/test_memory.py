"""The stores in memory keep the contract of every store."""

import pytest
from contracts import digests, incidents, limits, postings, silences, stores

from bot.memory import memory_stores
from bot.stores import Stores


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
