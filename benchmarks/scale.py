"""Thousands of subscriptions that are due in the same minute, against platforms with their real limits.

`python -m benchmarks.scale` posts the digests of 100, 500 and 2,000 subscriptions, half on each platform,
over a fifth as many repositories: a parent and three replies each. Round, engine, presenters, renderers
and adapters are the real ones; the platforms are the tests' own in a process of their own, with the limits of
`benchmarks/scaling/limits.py`; a source answers within 50-300 ms. Time runs faster for all of them: what
waits, waits so much less, and what computes weighs that much more. Fails where a part is doubled, missing or
out of order, where a refusal was ignored, where the loop stood still, or where it takes too much memory.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.figures import show
from benchmarks.scaling.limits import GLOBAL, SLACK_METHODS
from benchmarks.scaling.world import PLATFORMS, subscriptions
from benchmarks.servers import new_database
from benchmarks.stage import DAY
from bot.orders import edition_of_subscription

ROOT = Path(__file__).parents[1]
SIZES, QUICK = (100, 500, 2_000), (60,)
FACTOR = 1.5
PARTS = 4  # a parent and three replies
PATIENCE = 4.0  # times the ideal
MOST_STALL = 0.2  # seconds
MOST_MEMORY = 600.0  # MB
MOST_TIME = 1.25  # times the ideal
MOST_GROWTH = 1.2  # times the CPU seconds of a subscription at a smaller size

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Trial:
    """What one size took, as both processes tell."""

    count: int
    bot: Told
    platforms: Mapping[str, Told]

    @property
    def ideal(self) -> float:
        """The seconds that the platforms' rates ask for what they served."""
        slack, discord = (self.platforms[name]["served"] for name in ("slack", "discord"))
        methods = [slack.get(method, 0) / limit.rate for method, limit in SLACK_METHODS.items()]
        return float(max(*methods, discord.get("request", 0) / GLOBAL.rate))

    def total(self, what: str) -> int:
        """Return a count of both platforms together."""
        return sum(int(found[what]) for found in self.platforms.values())


async def trial(count: int, factor: float, database: str) -> Trial:
    """Post the digests of `count` subscriptions."""
    epoch = time.time()
    common = (str(count), str(factor), str(epoch))
    async with _process("platforms", *common) as platforms:
        where = json.loads(await _line(platforms))
        more = [f"--{name}={address}" for name, address in where.items()]
        patience = PATIENCE * count / 2 * 60 / 100 + 120
        async with _process("bot", *common, *more, f"--database={database}", f"--patience={patience}") as bot:
            measured = json.loads(await _line(bot))
        assert platforms.stdin
        platforms.stdin.write(json.dumps(_wanted(count)).encode() + b"\n")
        await platforms.stdin.drain()
        return Trial(count, measured, json.loads(await _line(platforms)))


def _wanted(count: int) -> dict[str, dict[str, list[list[str]]]]:
    """Return the keys of all parts, by platform, channel and edition."""
    wanted: dict[str, dict[str, list[list[str]]]] = {name: {} for name in PLATFORMS}
    for one in subscriptions(count):
        edition = edition_of_subscription(one, DAY.date)
        keys = [f"{edition}:{number}" for number in range(PARTS)]
        wanted[one.channel.platform].setdefault(one.channel.id, []).append(keys)
    return wanted


@asynccontextmanager
async def _process(name: str, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run one of the two processes, and end it at last."""
    pipe, path = asyncio.subprocess.PIPE, os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", f"benchmarks.scaling.{name}", *arguments),
        stdin=pipe,
        stdout=pipe,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        limit=10**8,
    )
    try:
        yield process
    finally:
        if process.returncode is None and process.stdin:
            process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            await process.wait()


async def _line(process: asyncio.subprocess.Process) -> bytes:
    assert process.stdout
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError(f"a process ended with {await process.wait()}")
    return line


def report(one: Trial, factor: float) -> bool:
    """Print what a trial showed, and say whether everything holds."""
    bot, parts = one.bot, one.count * PARTS
    seconds, worst = float(bot["seconds"]), max(bot["stalls"], default=0.0)
    wrong = [one.total(what) for what in ("doubled", "missing", "disordered")]
    refused = {name: sum(found["refused"].values()) for name, found in one.platforms.items()}
    served = [found["served"] for found in one.platforms.values()]
    print(f"{one.count}: {bot['posted']} posted in {seconds / factor:.0f} true seconds; served {served}")
    print(
        f"  {bot['cpu']:.1f} s of CPU; stalls {_ms(bot['p99'])} (p99), {_ms(worst)} at most; "
        f"loop late by {_ms(bot['late'])} at most, as other work had the cores",
        flush=True,
    )
    name = f"scale {one.count}"
    held = [
        show(
            f"{name}: messages",
            f"{one.total('messages')} of {parts}, {wrong} wrong",
            "each once, in order",
            held=not any(wrong) and one.total("messages") == parts,
        ),
        show(
            f"{name}: refusals",
            f"{refused}, {one.total('ignored')} ignored",
            "none ignored",
            held=not one.total("ignored"),
        ),
        show(
            f"{name}: time",
            f"{seconds:.0f} s, {seconds / one.ideal:.2f} x ideal",
            f"{one.ideal:.0f} s, at most {MOST_TIME}",
            held=seconds <= one.ideal * MOST_TIME + 30,
        ),
        show(
            f"{name}: longest stall",
            _ms(worst),
            f"at most {_ms(MOST_STALL)}",
            held=worst <= MOST_STALL,
        ),
        show(
            f"{name}: memory",
            f"{bot['megabytes']:.0f} MB",
            f"under {MOST_MEMORY:.0f} MB",
            held=bot["megabytes"] < MOST_MEMORY,
        ),
    ]
    return all(held)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def grown(trials: Sequence[Trial]) -> bool:
    """Print how the cost of a subscription grows, and say whether it stays what it was."""
    held = True
    for before, after in pairwise(trials):
        for what in ("seconds", "cpu"):
            each = [float(one.bot[what]) / one.count for one in (before, after)]
            ratio = each[1] / each[0]
            held &= show(
                f"scale {before.count} to {after.count}: {what} of each",
                f"{each[0]:.3f} to {each[1]:.3f} s, {ratio:.2f} x",
                f"at most {MOST_GROWTH}",
                held=ratio <= MOST_GROWTH,
            )
    return held


def main() -> int:
    """Try every size; 1 where something does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few subscriptions, for the table of all benchmarks"
    )
    parser.add_argument("--sizes", type=int, nargs="+", help="other numbers of subscriptions")
    parser.add_argument("--factor", type=float, default=FACTOR, help="how many times as fast time runs")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    asked = parser.parse_args()
    trials, held = list[Trial](), True
    for count in asked.sizes or (QUICK if asked.quick else SIZES):
        with new_database(asked.database) as database:
            trials.append(asyncio.run(trial(count, asked.factor, database)))
        held &= report(trials[-1], asked.factor)
    return int(not (grown(trials) and held))


if __name__ == "__main__":
    sys.exit(main())
