"""The daily round on simcord: what channels follow is told by the bot's own steps, at simcord's time."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from fakes import FakeClock, FakeSources
from morning import INCIDENT, RunsHere
from orders import Scene
from simcordstage import Stage

from bot.daily import Daily
from bot.digests import Digests
from bot.messages import Message
from bot.ports import ChatPlatform, Part, Target
from bot.posting import Patience
from bot.ticker import Ticker
from bot.writing import FactsWriter

Sleep = Callable[[float], Awaitable[None]]


class StageClock(FakeClock):
    """The clock of the model; time passes there."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage

    def now(self) -> dt.datetime:
        """Return its time."""
        return self._stage.env.now()


@dataclass
class Unpaced:
    """A platform that bears everything at once: its pace is kept by the clock on the wall."""

    platform: ChatPlatform

    @property
    def name(self) -> str:
        """Its name."""
        return self.platform.name

    def render(self, message: Message) -> tuple[Part, ...]:
        """Render."""
        return self.platform.render(message)

    async def send(self, target: Target, part: Part, key: str) -> str:
        """Send."""
        return await self.platform.send(target, part, key)

    async def find(self, target: Target, key: str, since: dt.datetime) -> str | None:
        """Find."""
        return await self.platform.find(target, key, since)

    async def edit(self, target: Target, message_id: str, part: Part, key: str | None = None) -> None:
        """Edit."""
        await self.platform.edit(target, message_id, part, key)


@dataclass
class Told(Scene):
    """The daily run of a stage: facts write, and whoever waits moves the clock."""

    stage: Stage = field(kw_only=True)
    sleep: Sleep | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        self.stores = self.stage.stores

    def daily(
        self, *, with_model: bool = False, platforms: Mapping[str, ChatPlatform] | None = None
    ) -> Daily:
        """Return the run; with no model, and on Discord alone."""
        del with_model, platforms
        return Daily(
            FakeSources(self.stage.source),
            Digests(FactsWriter()),
            self.stores,
            {"discord": Unpaced(self.stage.bot.platform)},
            StageClock(self.stage),
            Patience(),
            self.sleep or self.stage.env.advance_time,
        )


@dataclass
class Round:
    """A round of whoever follows something on the stage."""

    stage: Stage
    sleep: Sleep | None = None
    runs: RunsHere = field(init=False)
    ticker: Ticker = field(init=False)

    def __post_init__(self) -> None:
        clock, stage = StageClock(self.stage), self.stage
        self.runs = RunsHere(Told(stage=stage, sleep=self.sleep), clock)
        self.ticker = Ticker(stage.stores, self.runs, ("discord",), 3, clock, stage.log, lambda: INCIDENT)

    async def until(self, when: dt.datetime) -> None:
        """Let time pass, and look."""
        await self.stage.env.advance_time((when - self.stage.env.now()).total_seconds())
        await self.ticker.tick()
