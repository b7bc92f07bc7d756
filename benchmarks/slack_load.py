"""Fifty people in Slack within one second: 40 ask for 10 commits, 10 for one day of 8; a model of 20 s.

The real app over Socket Mode, the real engine and store, and the tests' own Slack, all in one process:
`PYTHONPATH=tests python -m benchmarks.slack_load [--model SECONDS]`. Fails where the slowest hundredth of
acknowledgements takes a second or more, where somebody is not answered, or where anything is done twice.
"""

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from slackpeople import Person
from slackserver import APP_TOKEN, BOT_TOKEN, Json, Place, SlackServer, slack_server

from adapters.durable import EngineSettings, open_engine
from adapters.slack.client import open_client
from adapters.slack.inbound import Ears, listening
from adapters.store import open_stores
from analysis.errors import UnknownRepositoryError
from analysis.language import Language
from analysis.ports import CommitSource
from benchmarks.figures import show
from benchmarks.servers import new_database
from benchmarks.stage import DAY, MemorySource, StandInWriter
from bot.access import AccessRule
from bot.chats import Desk
from bot.clock import SystemClock
from bot.daily import Daily
from bot.digests import Digests
from bot.logs import make_log
from bot.prepared import PreparedDigests
from bot.services import Services, new_incident
from bot.stores import AnalysisKey, Stores

EXPLAINERS, READERS, SHAS, COMMITS = 40, 10, 10, 8
WITHIN = 1.0  # seconds in which everybody types
PATIENCE = 180.0  # seconds until everybody is given up
BOUND = 1.0  # seconds until the slowest hundredth is acknowledged
REPOS = {"acme/api": SHAS, "acme/day": COMMITS}


@dataclass(frozen=True)
class Sources:
    """Two repositories that a chat may ask for."""

    async def find(self, repo: str) -> CommitSource:
        """Return one of them."""
        if repo not in REPOS:
            raise UnknownRepositoryError(repo)
        return MemorySource(repo, REPOS[repo])

    def known(self) -> tuple[str, ...]:
        """Return both names."""
        return tuple(REPOS)


@dataclass
class Load:
    """What happened."""

    model_takes: float
    acknowledged: list[float] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    async def ask(self, keys: Sequence[AnalysisKey]) -> None:
        """Write about commits, which takes its time."""
        self.asked.update(f"{key.sha} {key.depth}" for key in keys)
        await asyncio.sleep(self.model_takes)


async def measure(database: str, load: Load) -> SlackServer:
    """Let everybody ask, and wait until everybody is answered."""
    clock, log = SystemClock(), make_log(sys.stderr)
    async with (
        slack_server() as slack,
        open_stores(database) as stores,
        open_client(BOT_TOKEN, f"{slack.url}/api", 10) as client,
    ):
        digests = Digests(StandInWriter(stores.analyses, load.ask, clock, turn=asyncio.Semaphore(64)))
        daily = Daily(Sources(), digests, stores, {}, clock)
        settings = EngineSettings(database, analyses_at_once=8)
        async with open_engine(settings, daily, log, new_incident) as engine:
            prepared = PreparedDigests(digests, stores.analyses, engine)
            desk = Desk(_services(prepared, stores, clock), Language.EN, "UTC")
            ears = Ears(APP_TOKEN, None)
            async with listening(client, ears, desk):
                await asyncio.wait_for(slack.sockets.connected.wait(), 10)
                began = time.perf_counter()
                await asyncio.gather(*(_ask(slack, number, load) for number in range(EXPLAINERS + READERS)))
                await _wait(slack, began + PATIENCE)
                load.seconds = time.perf_counter() - began
        return slack


async def _wait(slack: SlackServer, until: float) -> None:
    """Wait until everybody is answered; Slack is another's, and has no event for this."""
    while len(_answered(slack)) < EXPLAINERS + READERS:
        if time.perf_counter() > until:
            return
        await asyncio.sleep(0.05)


def _services(prepared: PreparedDigests, stores: Stores, clock: SystemClock) -> Services:
    return Services(
        Sources(),
        clock,
        make_log(sys.stderr),
        prepared.build,
        prepared.explain,
        access=AccessRule(local=tuple(REPOS)),
        subscriptions=stores.subscriptions,
    )


async def _ask(slack: SlackServer, number: int, load: Load) -> None:
    """Type one command in a channel of one's own, so that answers can be told apart."""
    channel = f"CH{number}"
    slack.places[channel] = Place(channel)
    await asyncio.sleep(random.Random(number).random() * WITHIN)
    person = Person(slack, f"U{number}", channel)
    if number < READERS:
        heard = await person.types("/digest", f"acme/day {DAY.date}")
    else:
        sha = (await MemorySource("acme/api", SHAS).landed(DAY)).commits[number % SHAS].sha
        heard = await person.types("/explain", f"{sha[:12]} acme/api")
    load.acknowledged.append(heard.seconds)


def _answered(slack: SlackServer) -> list[str]:
    """Return the channels whose answer stands in place of the word about progress, its thread included."""
    return [channel for channel in slack.places if channel != "C1" and _is_told(slack, channel)]


def _is_told(slack: SlackServer, channel: str) -> bool:
    """Whether an explanation, or a digest down to its file, stands in a channel."""
    answers = [one for one in slack.parents(channel) if _is_answer(one)]
    ends = int(channel.removeprefix("CH")) >= READERS or any(
        "files" in one for one in slack.messages[channel]
    )
    return bool(answers) and ends


def _is_answer(message: Json) -> bool:
    """Whether a message is more than a word about progress, which has a title alone."""
    blocks = message["blocks"]
    return isinstance(blocks, list) and len(blocks) > 1


def main() -> int:
    """Print what was measured; 1 where it is beyond the bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=float, default=20.0, help="seconds that the model takes")
    load = Load(parser.parse_args().model)
    with new_database("sqlite") as database:
        slack = asyncio.run(measure(database, load))
    return _verdict(slack, load)


def _verdict(slack: SlackServer, load: Load) -> int:
    times = sorted(load.acknowledged)
    slowest = statistics.quantiles(times, n=100)[98]
    parents = {channel: len(slack.parents(channel)) for channel in slack.places if channel != "C1"}
    answered, doubled = len(_answered(slack)), [one for one, count in load.asked.items() if count > 1]
    print(f"acknowledged: median {statistics.median(times) * 1000:.0f} ms, p99 {slowest * 1000:.0f} ms")
    print(
        f"answered: {answered} of {len(parents)} in {load.seconds:.1f} s (a call takes {load.model_takes} s)"
    )
    value, bound = f"p99 {slowest * 1000:.0f} ms", f"under {BOUND * 1000:.0f} ms"
    show("Slack: 50 people acknowledged", value, bound, held=slowest < BOUND)
    print(f"asked of the model: {sum(load.asked.values())} analyses, {len(doubled)} of them twice")
    well = slowest < BOUND and answered == len(parents) and not doubled and set(parents.values()) == {1}
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
