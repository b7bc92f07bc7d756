"""A campaign of kills on one platform and database, and its verdict."""

import asyncio
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from benchmarks.killing.followed import Followed, followed
from benchmarks.killing.gate import Call
from benchmarks.killing.heard import FILE, Heard, Judged, judged
from benchmarks.killing.hunt import Hunt, Program, until
from benchmarks.killing.paid import Cashier, model_environment, model_of
from benchmarks.killing.places import OPENERS, Platform

CALM = 120.0  # seconds for a run that nobody disturbs
UNWANTED = 2.0  # seconds to wait for what should not come


@dataclass(frozen=True)
class Scale:
    """How large a campaign is: `channels` follow `repos` repositories, each for its last `days` days."""

    kills: int = 104
    channels: int = 100
    repos: int = 15
    days: int = 2
    limit: float = 900.0  # seconds for the whole of it
    seed: int = 1


SHORT = Scale(kills=4, channels=8, repos=2, days=1, limit=120.0)
"""For a quick look."""


@dataclass(frozen=True)
class Verdict:
    """What stood on the platform in the end, and what it cost."""

    kills: Counter[str]
    judged: Judged
    threads_doubled: int
    calls: int
    paid_twice: Sequence[str]
    looks: int
    seconds: float
    failures: Sequence[str]
    ideal_calls: int = 0

    @property
    def clean(self) -> bool:
        """Whether everything that must hold does."""
        found = self.judged
        wrong = found.doubled, found.missing, found.disordered, self.threads_doubled, len(self.paid_twice)
        return not any(wrong)

    def __str__(self) -> str:
        found = self.judged
        return (
            f"{self.kills.total()} kills, {found.messages} messages: {found.doubled} doubled, "
            f"{found.missing} missing, {found.disordered} out of order; files {found.files_doubled} doubled, "
            f"{found.files_missing} missing; {self.threads_doubled} threads doubled; "
            f"model calls {self.calls} (ideal {self.ideal_calls}), {len(self.paid_twice)} paid twice; "
            f"{self.looks} looks; {self.seconds:.0f} s; {len(self.failures)} failures logged"
        )


async def campaign(name: str, database: str, scale: Scale) -> Verdict:
    """Post everything calmly to a platform `name`, then again under kills on `database`, and compare."""
    with tempfile.TemporaryDirectory(prefix="commit-digest-kills-") as folder:
        world = followed(Path(folder), scale.repos, scale.days)
        calm = _Stage(name, f"sqlite:///{folder}/calm.sqlite", world, _channels(world, name, scale.repos))
        wanted, ideal = await _calm(calm)
        by_repo = {repo: wanted[channel] for channel, repo in calm.follows.items()}
        stage = _Stage(name, database, world, _channels(world, name, scale.channels))
        everything = {channel: by_repo[repo] for channel, repo in stage.follows.items()}
        return replace(await _hunted(stage, everything, scale), ideal_calls=ideal)


def _channels(world: Followed, platform: str, count: int) -> Mapping[str, str]:
    """Return `count` channels and the repositories that they follow, in turns."""
    kind = {"slack": "C"}.get(platform, "")  # the letter that Slack's ids begin with
    return {f"{kind}{1_000 + number}": world.repos[number % len(world.repos)] for number in range(count)}


@dataclass(frozen=True)
class _Stage:
    """A platform whose channels follow repositories, and a database that knows of it."""

    name: str
    database: str
    world: Followed
    follows: Mapping[str, str]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[tuple[Platform, Program, Cashier]]:
        """Serve the platform and a model, and yield them with a program that is not started yet."""
        cashier = Cashier(self.database, self.world.shas)
        async with OPENERS[self.name](tuple(self.follows)) as place, model_of(cashier) as model:
            await self.world.follow(self.database, self.follows, self.name)
            ours = self.world.environment(self.database)
            environment = {**ours, **place.environment, **model_environment(model)}
            program = Program(self.world.folder, environment)
            try:
                yield place, program, cashier
            finally:
                await program.end()


async def _calm(stage: _Stage) -> tuple[Heard, int]:
    """Return what each channel hears of a program that nobody kills, and how often that asks a model."""
    async with stage.open() as (place, program, cashier):
        for count in range(1, len(stage.world.days) + 1):  # a start tells each channel of one day more
            await program.start()
            await until(partial(_all_have, place, count), CALM)
            await program.end(signal.SIGTERM)
        return place.heard(), cashier.calls


def _all_have(place: Platform, count: int) -> bool:
    """Whether each channel has so many digests, down to the file that ends them."""
    return all(
        len(digests) >= count and any(one.startswith(FILE) for one in digests[count - 1].replies[-1:])
        for digests in place.heard().values()
    )


async def _hunted(stage: _Stage, wanted: Heard, scale: Scale) -> Verdict:
    messages = sum(1 + len(told.replies) for digests in wanted.values() for told in digests)
    async with stage.open() as (place, program, cashier):
        hunt = Hunt(program, place.gate, messages, scale.kills, random.Random(scale.seed))
        began = time.monotonic()
        with suppress(TimeoutError):  # the verdict tells what is missing
            await asyncio.wait_for(hunt.go(), scale.limit)
        await until(lambda: place.gate.messages >= messages, scale.limit - (time.monotonic() - began))
        ended = time.monotonic()
        await asyncio.sleep(UNWANTED)
        return Verdict(
            hunt.killed,
            judged(place.heard(), wanted),
            place.threads_doubled(),
            cashier.calls,
            cashier.paid_twice,
            place.gate.calls.count(Call.LOOK),
            ended - began,
            program.failures,
        )
