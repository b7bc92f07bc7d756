"""What may be posted to a chat: asked anew each time, for a repository can become private."""

from dataclasses import replace

import pytest
from fakes import FakeSource, FakeSources

from analysis.errors import UnknownRepositoryError
from bot.access import AccessRule
from bot.repositories import PermittedSources

OPEN = FakeSource("acme/open")
CLOSED = FakeSource("acme/closed", private=True)


def permitted(*allowed: str, local: tuple[str, ...] = ()) -> PermittedSources:
    """Return what may be posted where `allowed` and `local` repositories are."""
    return PermittedSources(FakeSources(OPEN, CLOSED), AccessRule(allowed, local))


async def test_a_public_repository_is_found() -> None:
    assert await permitted().find("acme/open") is OPEN


async def test_a_private_one_looks_as_if_there_were_none() -> None:
    with pytest.raises(UnknownRepositoryError):
        await permitted().find("acme/closed")


async def test_a_private_one_that_is_allowed_is_found() -> None:
    assert await permitted("acme/*").find("acme/closed") is CLOSED


async def test_a_local_one_is_found() -> None:
    assert await permitted(local=("acme/closed",)).find("acme/closed") is CLOSED


async def test_one_that_became_private_is_found_no_longer() -> None:
    source = replace(OPEN)
    sources = PermittedSources(FakeSources(source), AccessRule())
    assert await sources.find("acme/open") is source
    source.private = True
    with pytest.raises(UnknownRepositoryError):
        await sources.find("acme/open")
