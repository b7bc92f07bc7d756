"""The stores in SQLite and PostgreSQL keep the contract of every store."""

from collections.abc import AsyncIterator

import pytest
from contracts import postings, stores

from adapters.store import open_stores
from bot.stores import Stores


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


class TestRunsInADatabase(stores.RunContract):
    """Runs."""


class TestDigestsInADatabase(stores.DigestContract):
    """Digests told."""


class TestModelsInADatabase(stores.ModelContract):
    """Usage and abilities."""


class TestEditionsInADatabase(postings.EditionContract):
    """Editions."""


class TestPostingsInADatabase(postings.PostingContract):
    """Postings."""
