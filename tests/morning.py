"""A daily round for tests, with everything that it touches."""

import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from fakes import FakeClock, FakeLog
from orders import HERE, Scene

from analysis.errors import SourceError
from analysis.language import Language
from bot.daily import tell
from bot.errors import DeliveryError, StoreError
from bot.orders import Order, Task, order_data
from bot.ports import Progress
from bot.runs import DIGEST, Outcome, next_run_id, noted, run_of
from bot.subscriptions import Subscription
from bot.ticker import Ticker

DUE = dt.datetime(2026, 2, 5, 9, tzinfo=dt.UTC)
BEFORE = dt.datetime(2026, 2, 5, 8, tzinfo=dt.UTC)
FOLLOWED = Subscription("s1", HERE, "acme/api", dt.time(9), "UTC", Language.EN, created_at=BEFORE)
EDITION = "s1:2026-02-04:1"
INCIDENT = "c0ffee00"


@dataclass
class RunsHere:
    """Implements `Runs` in this process: a run has ended when `tell` returns, unless it is `held`.

    `broken` is what a database raises that takes no run.
    """

    scene: Scene
    clock: FakeClock
    told: list[str] = field(default_factory=list)
    held: bool = False
    broken: StoreError | None = None

    async def tell(self, order: Order) -> str:
        """Have a channel told, as often as somebody asks: a run that is there is not begun again."""
        if self.broken:
            raise self.broken
        stores = self.scene.stores
        run = await next_run_id(stores.runs, DIGEST, order.edition)
        if await stores.runs.get(run) is None:
            self.told.append(order.edition)
            begun = run_of(order, DIGEST, run, self.clock)
            if self.held:
                await stores.runs.begin(begun)
                return run
            work = tell(replace(self.scene.daily(), clock=self.clock), order_data(order))
            with suppress(DeliveryError, SourceError):
                await noted(stores.runs, begun, work, self.clock, lambda: INCIDENT)
        return run

    async def outcome(self, run_id: str) -> Outcome:
        """Nobody asks."""
        raise KeyError(run_id)

    async def analyse(self, tasks: Sequence[Task], progress: Progress) -> None:
        """Nobody asks."""


@dataclass
class Morning:
    """A round with everything it touches."""

    scene: Scene = field(default_factory=Scene)
    clock: FakeClock = field(default_factory=lambda: FakeClock(DUE))
    log: FakeLog = field(default_factory=FakeLog)
    runs: RunsHere = field(init=False)
    ticker: Ticker = field(init=False)

    def __post_init__(self) -> None:
        self.runs = RunsHere(self.scene, self.clock)
        self.restart()

    def restart(self) -> None:
        """Forget what only the process knew."""
        stores = self.scene.stores
        self.ticker = Ticker(stores, self.runs, ("chat",), 3, self.clock, self.log, lambda: INCIDENT)

    async def follow(self, **changes: object) -> None:
        """Have the channel follow a repository."""
        followed = replace(FOLLOWED, **changes)  # type: ignore[arg-type] # the caller names fields
        await self.scene.stores.subscriptions.follow(followed)

    async def tick(self, minutes: float = 0) -> None:
        """Let time pass, and look."""
        self.clock.move(minutes * 60)
        await self.ticker.tick()

    def parents(self) -> list[str]:
        """Return the keys of what stands in the channel itself."""
        return [it.key for it in self.scene.service.log if it.target.thread is None]
