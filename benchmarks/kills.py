"""Kill campaign: workers are killed at random moments while a thousand messages are posted.

Judged by the log of the service that the messages reached: none doubled, none missing, none out of order, and
no call of a model whose answer was stored. With `--platform` it is the real program that
is killed, before a local Slack or Discord (`benchmarks/killing/`). `python -m benchmarks.kills --help`.
"""

import argparse
import asyncio
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import cast

import aiohttp

from adapters.store import open_stores
from analysis.analyst import version
from analysis.language import Language
from analysis.results import Depth
from benchmarks.crew import crew
from benchmarks.figures import show
from benchmarks.plan import Plan, Verdict
from benchmarks.servers import new_database
from benchmarks.stage import MODEL, MemorySources, StandInWriter, orders
from benchmarks.standin import Faults, HttpChat, IsStored, StandIn, served
from bot.clock import SystemClock
from bot.digests import Digests
from bot.editions import edition
from bot.memory import memory_stores
from bot.orders import Order
from bot.progress import SILENT
from bot.stores import AnalysisKey, EditionState, Stores

ROOT = Path(__file__).parents[1]
PLATFORMS = ("slack", "discord")
DATABASES = ("sqlite", "postgres")
MOST_AFTER = 60  # seconds from the last kill until the workers that are left have posted everything
NOTHING = "0 doubled, missing, out of order, paid twice"


async def campaign(plan: Plan) -> Verdict:
    """Carry out `plan` and judge it."""
    wanted = orders(plan.digests, plan.repos)
    parts, ideal = await _expected(wanted)
    chance = random.Random(plan.seed)
    stand_in = StandIn(plan.faults, chance)
    began = time.monotonic()
    async with open_stores(plan.database) as stores, served(stand_in) as server:
        stand_in.is_stored = _judge(stores)
        async with crew(plan, server, stand_in, chance) as workers:
            last = await workers.go_through(sum(parts.values()))
            unfinished = await _until_posted(stores, wanted, began + plan.limit)
            ended = time.monotonic()
    doubled, missing, disordered = judged(stand_in.log, parts)
    return Verdict(
        workers.kills,
        len(stand_in.log),
        doubled,
        missing,
        disordered,
        unfinished,
        stand_in.model_calls.total(),
        ideal,
        len(stand_in.paid_twice),
        stand_in.searches,
        ended - began,
        ended - last,
    )


def judged(log: Sequence[tuple[str, str, str | None]], parts: Mapping[str, int]) -> tuple[int, int, int]:
    """Return how many messages are doubled, missing and out of order; `parts` counts those of an edition."""
    numbers = defaultdict[str, list[int]](list)
    for _, key, _ in log:
        name, _, number = key.rpartition(":")
        numbers[name].append(int(number))
    counts = Counter(key for _, key, _ in log)
    doubled = sum(count - 1 for count in counts.values())
    missing = sum(len(set(range(count)) - set(numbers[name])) for name, count in parts.items())
    return doubled, missing, sum(found != sorted(found) for found in numbers.values())


async def _expected(wanted: Sequence[Order]) -> tuple[dict[str, int], int]:
    """Return how many parts each edition has, and the calls of a model that all need, from a quiet run."""
    stores, clock, calls = memory_stores(), SystemClock(), list[int]()

    async def ask(keys: Sequence[AnalysisKey]) -> None:
        calls.append(len(keys))

    digests = Digests(StandInWriter(stores.analyses, ask, clock))
    chat = HttpChat(cast("aiohttp.ClientSession", None), "")  # it renders, and sends nothing
    of_repo = dict[str, int]()
    for order in {order.repo: order for order in wanted}.values():
        source = await MemorySources().find(order.repo)
        digest = await digests.build(
            source, order.day, language=order.language, branch=None, now=clock.now(), progress=SILENT
        )
        of_repo[order.repo] = len(edition(order, digest, chat, clock.now()).parts)
    return {order.edition: of_repo[order.repo] for order in wanted}, len(calls)


def _judge(stores: Stores) -> IsStored:
    async def is_stored(repo: str, sha: str, depth: str) -> bool:
        key = AnalysisKey(repo, sha, Language.EN, Depth(depth), version(), MODEL)
        return bool(await stores.analyses.get((key,)))

    return is_stored


async def _until_posted(stores: Stores, wanted: Sequence[Order], limit: float) -> int:
    """Wait until everything is posted, and return how many editions are not when patience ends."""
    left = list(wanted)
    while left and time.monotonic() < limit:
        for order in tuple(left):
            found = await stores.editions.get(order.edition)
            if found is None or found.state is not EditionState.POSTED:
                break
            left.remove(order)
        await asyncio.sleep(0.05)
    return len(left)


def _plan(arguments: argparse.Namespace, database: str) -> Plan:
    if arguments.take_over:
        return Plan(database, 2, digests=60, repos=20, workers=3, for_good=True, dead_after=30.0)
    faults = Faults(lost=arguments.lost, late=arguments.late)
    return Plan(
        database,
        arguments.kills,
        arguments.digests,
        arguments.digests // 4,
        faults=faults,
        seed=arguments.seed,
    )


def _on_a_platform(arguments: argparse.Namespace, platform: str, database: str) -> bool:
    """Kill the real program on one platform and database, and say whether all holds."""
    sys.path.append(str(ROOT / "tests"))  # where the local Slack and Discord are
    from benchmarks.killing.campaign import SHORT, Scale  # noqa: PLC0415 - as above
    from benchmarks.killing.campaign import campaign as campaign_on  # noqa: PLC0415 - as above

    scale = SHORT if arguments.short else Scale(arguments.kills, arguments.digests // 2, seed=arguments.seed)
    with new_database(database, arguments.server) as address:
        verdict = asyncio.run(campaign_on(platform, address, scale))
    print(f"{platform}, {database}: {verdict}", flush=True)
    found = verdict.judged
    wrong = f"{found.doubled}, {found.missing}, {found.disordered}, {len(verdict.paid_twice)}"
    figure = f"{wrong} ({verdict.kills.total()} kills, {found.messages} messages)"
    return show(f"killed: {platform}, {database}", figure, NOTHING, held=verdict.clean)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=PLATFORMS, help="kill the real program on this platform")
    parser.add_argument("--short", action="store_true", help="a few kills on each platform and database")
    parser.add_argument("--kills", type=int, default=104)
    parser.add_argument("--digests", type=int, default=200, help="of about five messages each")
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--server", help="address of a PostgreSQL; by default one is started")
    parser.add_argument("--lost", type=float, default=0.05, help="share of answers that are lost")
    parser.add_argument("--late", type=float, default=0.02, help="share of messages that are accepted late")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--take-over", action="store_true", help="three workers, two of them killed for good, on PostgreSQL"
    )
    return parser


def main() -> int:
    """Run what was asked for and print each verdict; 1 when something does not hold."""
    arguments = _parser().parse_args()
    if arguments.short:
        pairs = list(product(PLATFORMS, DATABASES))
    else:
        pairs = [(arguments.platform, arguments.database)] if arguments.platform else []
    if pairs:
        clean = [_on_a_platform(arguments, *pair) for pair in pairs]
        return int(not all(clean))
    kind = "postgres" if arguments.take_over else arguments.database
    with new_database(kind, arguments.server) as address:
        verdict = asyncio.run(campaign(_plan(arguments, address)))
    print(f"{kind}: {verdict}")
    wrong = f"{verdict.doubled}, {verdict.missing}, {verdict.disordered}, {verdict.paid_twice}"
    name = "two of three workers killed for good" if arguments.take_over else f"workers killed, {kind}"
    figure = f"{wrong} ({verdict.kills} kills, {verdict.messages} messages)"
    held = [show(name, figure, NOTHING, held=verdict.clean)]
    if arguments.take_over:
        after = verdict.after_last_kill
        held += [
            show(
                "all posted after the last of those",
                f"{after:.0f} s",
                f"{MOST_AFTER} s",
                held=after <= MOST_AFTER,
            )
        ]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
