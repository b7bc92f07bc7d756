"""Orders for tests, and the daily run among a chat service of the test's own."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chat import ChatClient, ChatService
from fakes import FakeClock

from analysis.language import Language
from benchmarks.stage import DAY, MemorySources, StandInWriter
from bot.daily import Daily
from bot.digests import Digests
from bot.memory import memory_stores
from bot.orders import Order
from bot.ports import ChatPlatform
from bot.posting import Patience
from bot.stores import AnalysisKey, Stores
from bot.subscriptions import Channel
from bot.writing import FactsWriter, Writer

HERE = Channel("chat", "C1")
QUICK = Patience(dt.timedelta(milliseconds=400), dt.timedelta(milliseconds=100))
AFTER = DAY.end + dt.timedelta(hours=1)


def order(key: str = "s1:2026-02-04:1", repo: str = "acme/api", **more: object) -> Order:
    """Return an order for the day that every repository of the stage has commits on."""
    return Order(key, HERE, repo, DAY, Language.EN, **more)  # type: ignore[arg-type] # the caller names fields


@dataclass
class Model:
    """A model that keeps what it was asked about."""

    asked: list[tuple[str, ...]] = field(default_factory=list)

    async def ask(self, keys: Sequence[AnalysisKey]) -> None:
        """Keep it."""
        self.asked.append(tuple(key.sha for key in keys))


@dataclass
class Scene:
    """A daily run with everything it touches."""

    stores: Stores = field(default_factory=memory_stores)
    service: ChatService = field(default_factory=ChatService)
    model: Model = field(default_factory=Model)
    chat: ChatClient = field(init=False)

    def __post_init__(self) -> None:
        self.chat = ChatClient(self.service)

    def daily(
        self, *, with_model: bool = False, platforms: Mapping[str, ChatPlatform] | None = None
    ) -> Daily:
        """Return the run; with a model, one whose work is stored."""
        clock = FakeClock(AFTER)
        writer: Writer = FactsWriter()
        if with_model:
            writer = StandInWriter(self.stores.analyses, self.model.ask, clock)
        chats = {"chat": self.chat} if platforms is None else platforms
        return Daily(MemorySources(), Digests(writer), self.stores, chats, clock, QUICK)
