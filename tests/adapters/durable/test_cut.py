"""An engine that is cut off from its PostgreSQL knows it soon; then it holds on again, or is replaced."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from cutting import way_to
from durable import CARE, staged

from adapters.durable.addresses import address_of
from adapters.durable.locks import engine_lock
from bot.grip import Grip

SOON = replace(CARE, without_lock=dt.timedelta(milliseconds=500))


async def test_a_lock_that_was_just_seen_is_firm() -> None:
    grip = Grip(without=60)
    await grip.look()
    assert grip.firm.is_set()
    assert not grip.slipped.is_set()


async def test_a_lock_that_is_seen_again_is_firm_again() -> None:
    grip = Grip(without=0)
    await grip.look()
    assert grip.slipped.is_set()
    grip.confirm()
    assert (grip.firm.is_set(), grip.slipped.is_set()) == (True, False)


@pytest.mark.parametrize("frozen", [False, True], ids=["cut", "frozen"])
async def test_an_engine_that_is_cut_off_knows_it_and_goes_on_when_the_way_is_mended(
    postgres_url: str, *, frozen: bool
) -> None:
    with way_to(postgres_url) as way:
        async with staged(way.url, care=SOON) as stage, asyncio.timeout(60):
            way.is_frozen = frozen
            if not frozen:
                way.cut()
            await stage.engine.grip.slipped.wait()
            assert not stage.engine.grip.lost.is_set()
            if frozen:
                way.cut()
            way.mend()
            await stage.engine.grip.firm.wait()
            assert not stage.engine.grip.lost.is_set()


async def test_an_engine_whose_place_was_taken_while_it_was_cut_off_learns_it(postgres_url: str) -> None:
    with way_to(postgres_url) as way:
        async with staged(way.url, care=SOON) as stage, asyncio.timeout(60):
            way.cut()
            async with engine_lock(address_of(postgres_url), "main"):
                await stage.engine.grip.slipped.wait()
                way.mend()
                await stage.engine.grip.lost.wait()
