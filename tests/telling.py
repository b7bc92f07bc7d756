"""A channel that is told daily of a real repository, by a clock that a test sets."""

import datetime as dt
from dataclasses import dataclass, field, replace

from chat import ChatClient, ChatService
from fakes import FakeClock
from gitrepo import DAY, HOUR, NAME, START, GitRepo, Spec
from orders import HERE, QUICK

from adapters.git import open_repository
from analysis.days import Day
from analysis.language import Language
from analysis.ports import CommitSource
from analysis.sequel import Sequel
from bot.daily import Daily, tell
from bot.digests import Digests
from bot.memory import memory_stores
from bot.orders import Order, order_data
from bot.since import sequel_of
from bot.stores import Stores
from bot.writing import FactsWriter

FIRST = dt.date(2026, 2, 4)  # begins at START


@dataclass
class OneSource:
    """Sources of a single repository."""

    repo: GitRepo

    async def find(self, repo: str) -> CommitSource:
        """Open it anew."""
        return await open_repository(self.repo.path, name=repo)

    def known(self) -> tuple[str, ...]:
        """Return its name."""
        return (NAME,)


@dataclass
class Told:
    """What one digest told: SHAs that are remembered, and how it went on from the ones before."""

    shas: list[str]
    sequel: Sequel


@dataclass
class Follower:
    """A channel that follows `repo` and hears of each UTC day at nine on the next."""

    repo: GitRepo
    stores: Stores = field(default_factory=memory_stores)
    service: ChatService = field(default_factory=ChatService)
    clock: FakeClock = field(default_factory=FakeClock)

    def daily(self) -> Daily:
        """Return the daily run."""
        chats = {"chat": ChatClient(self.service)}
        return Daily(OneSource(self.repo), Digests(FactsWriter()), self.stores, chats, self.clock, QUICK)

    def order(self, day: int, series: str = "s1", number: int = 1, **more: object) -> Order:
        """Return the order for day `day`, counted from 0."""
        date = FIRST + dt.timedelta(day)
        due = Day(date, "UTC").end + dt.timedelta(hours=9)
        order = Order(
            f"{series}:{date}:{number}", HERE, NAME, Day(date, "UTC"), Language.EN, "main", due_at=due
        )
        return replace(order, **more)  # type: ignore[arg-type] # the caller names fields

    async def told(self, order: Order, hours_late: float = 0) -> Told:
        """Tell the channel when `order` is due, or later."""
        self.clock.time = (order.due_at or order.day.end) + dt.timedelta(hours=hours_late)
        await tell(self.daily(), order_data(order))
        stored = await self.stores.digests.get(order.edition)
        frozen = await self.stores.editions.get(order.edition)
        assert stored
        assert frozen
        assert frozen.told
        return Told([one.sha for one in stored.commits], sequel_of(frozen.told["sequel"]))


def on(day: int, message: str = "Change", hour: int = 12, **more: object) -> Spec:
    """Return a commit that lands on day `day` and is the only one to change its file."""
    spec = {"files": {f"{message}.txt": message}, **more}
    return Spec(f"{message}\n", at=START + day * DAY + hour * HOUR, **spec)  # type: ignore[arg-type] # as above
