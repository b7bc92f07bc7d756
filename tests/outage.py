"""Mornings on which something is down, with everything that must not keep silent about it."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from chat import ChatClient
from morning import Morning
from orders import Scene

from analysis.language import Language
from analysis.ports import CommitSource
from analysis.rated import RatedCommit
from analysis.results import DEPTH_OF_LEVEL, Analysis, Claim, Depth, Level, Rating, WrittenBy
from benchmarks.stage import MemorySources
from bot.alarms.owing import Owing
from bot.alarms.sentinel import Sentinel
from bot.alarms.speaker import Speaker
from bot.alarms.stricken import Stricken
from bot.care import Care
from bot.daily import Daily
from bot.digests import Digests
from bot.errors import StoreError
from bot.healing.mender import Mender
from bot.memory import MemoryEditions, MemoryNotices, MemoryPostings
from bot.messages import Message, plain
from bot.orders import Data, order_data
from bot.ports import Part, Progress, Sources
from bot.stores import Incident
from bot.subscriptions import Channel
from bot.writing import FactsWriter, Written

ALERTS = Channel("chat", "OPS")


class ToldInFull(ChatClient):
    """A client whose parts hold every word, so that tests can read them."""

    def render(self, message: Message) -> tuple[Part, ...]:
        """Return one part with the title and all words."""
        return (Part({"title": message.title, "said": repr(message.sections) + plain(message.footer)}),)


@dataclass
class DownSources:
    """Sources that cannot be read while there is a `failure`."""

    failure: Exception | None = None
    kept: Sources = field(default_factory=MemorySources)

    async def find(self, repo: str) -> CommitSource:
        """Return the source, unless all are down."""
        if self.failure:
            raise self.failure
        return await self.kept.find(repo)

    def known(self) -> tuple[str, ...]:
        """Tell of none."""
        return ()


@dataclass
class WayWriter:
    """A writer whose model may be `down`; when it is up, it may argue another `level` for all commits."""

    down: bool = False
    level: Level | None = None
    asked: int = 0
    model: str = "m"

    async def write(
        self,
        commits: Sequence[RatedCommit],
        language: Language,
        progress: Progress,
        depth: Depth | None = None,
    ) -> Written:
        """Write by the model, or from facts for want of it."""
        del progress
        self.asked += 1
        by, waiting = WrittenBy.MODEL, frozenset[str]()
        if self.down:
            by, waiting = WrittenBy.FACTS, frozenset(one.commit.sha for one in commits)
        level = None if self.down else self.level
        analyses, ratings = dict[str, Analysis](), dict[str, Rating]()
        for one in commits:
            rating = replace(one.rating, level=level) if level else one.rating
            ratings[one.commit.sha] = rating
            wanted = depth or DEPTH_OF_LEVEL[rating.level]
            analyses[one.commit.sha] = Analysis(wanted, language, by, (Claim(f"Written by {by}."),))
        return Written(analyses, ratings, waiting=waiting)


@dataclass
class Troubled(Scene):
    """A scene whose sources and model may be down; without a `writer`, facts write."""

    sources: DownSources = field(default_factory=DownSources)
    writer: WayWriter | None = None

    def __post_init__(self) -> None:
        self.chat = ToldInFull(self.service)

    def daily(self, **more: object) -> Daily:
        """Return the run."""
        run = super().daily(**more)  # type: ignore[arg-type] # as the scene's own
        return replace(run, sources=self.sources, digests=Digests(self.writer or FactsWriter()))


@dataclass
class Outage(Morning):
    """A round, and the care beside it."""

    scene: Troubled = field(default_factory=Troubled)
    alerts: Channel | None = ALERTS
    incidents: int = 0
    stricken: StoreError | None = None
    care: Care = field(init=False)

    def restart(self) -> None:
        """Forget what only the process knew."""
        super().restart()
        stores, log = self.scene.stores, self.log
        speaker = Speaker({"chat": self.scene.chat}, stores.postings, self.clock, log)
        owing = Owing(stores, speaker, self.clock, self.ticker.catch_up)
        sentinel = Sentinel(
            stores, speaker, owing, self.clock, log, self.new_incident, self.alerts, Language.EN, "m"
        )
        run = replace(self.scene.daily(), clock=self.clock)
        mender = Mender(run, log, self.new_incident, sentinel.model_is_back)
        speaking = Speaker({"chat": self.scene.chat}, MemoryPostings(MemoryEditions()), self.clock, log)
        kept = replace(stores, notices=MemoryNotices())
        stricken = Stricken(
            "bot.db",
            self.prove,
            self.ticker.lacking,
            speaking,
            Owing(kept, speaking, self.clock, self.ticker.catch_up),
            self.clock,
            log,
            self.new_incident,
            self.alerts,
            Language.EN,
        )
        self.care = Care(self.ticker, stricken, sentinel, mender, log, self.new_incident)

    async def prove(self) -> None:
        """Write a row, unless the database fails."""
        if self.stricken:
            raise self.stricken

    def new_incident(self) -> str:
        """Return a new incident's id."""
        self.incidents += 1
        return f"inc{self.incidents}"

    async def minutes(self, count: int, every: int = 1) -> None:
        """Let time pass, looking at everything each minute, or `every` so many."""
        for _ in range(0, count, every):
            with suppress(StoreError):  # the round logs it, and comes again
                await self.tick(every)
            await self.care.look()
            await self.care.mend()

    def said(self, channel: str) -> list[str]:
        """Return the titles of what stands in a channel itself, but for digests."""
        own = ("alarm:", "notice:")
        return [
            str(it.part.payload["title"])
            for it in self.scene.service.log
            if it.target.channel == channel and it.key.startswith(own)
        ]

    def daily(self) -> Daily:
        """Return the steps of a run, by this clock."""
        return replace(self.scene.daily(), clock=self.clock)

    async def order(self) -> Data:
        """Return what the one subscription is due first."""
        (order, *_) = await self.ticker.lacking()
        return order_data(order)

    async def active(self) -> list[Incident]:
        """Return what goes on."""
        return list(await self.scene.stores.incidents.active())


def hours(count: float) -> int:
    """Return the minutes of so many hours."""
    return int(dt.timedelta(hours=count).total_seconds() // 60)
