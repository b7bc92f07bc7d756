"""A day that was told from facts on a real adapter, and put right when the model is back."""

import datetime as dt
from dataclasses import dataclass, field, replace

from fakes import FakeClock, FakeLog
from orders import AFTER, QUICK
from outage import WayWriter

from analysis.language import Language
from analysis.results import Level
from benchmarks.stage import DAY, MemorySources
from bot.daily import Daily, tell
from bot.digests import Digests
from bot.healing.mender import Mender
from bot.memory import memory_stores
from bot.orders import order_data, order_of_subscription
from bot.ports import ChatPlatform
from bot.stores import StoredDigest, Stores
from bot.subscriptions import Channel, Subscription

COMMITS = 12


@dataclass
class Healed:
    """One channel that follows a repository."""

    platform: ChatPlatform
    channel: Channel
    stores: Stores = field(default_factory=memory_stores)
    writer: WayWriter = field(default_factory=lambda: WayWriter(down=True, level=Level.HIGH))
    clock: FakeClock = field(default_factory=lambda: FakeClock(AFTER))

    async def tell(self) -> None:
        """Tell the channel of the day while the model is down."""
        followed = Subscription("s1", self.channel, "acme/api", dt.time(9), DAY.zone, Language.EN)
        await self.stores.subscriptions.follow(replace(followed, created_at=DAY.start))
        await tell(self._daily, order_data(order_of_subscription(followed, DAY.date)))

    async def heal(self) -> StoredDigest:
        """Have the model back and the day put right; return what the channel was told by now."""
        self.writer.down = False
        self.clock.move(3600)

        async def back() -> None:
            """Nobody was alarmed."""

        await Mender(self._daily, FakeLog(), lambda: "c0ffee00", back).round()
        told = await self.stores.digests.get(f"s1:{DAY.date}:1")
        assert told is not None
        return told

    @property
    def _daily(self) -> Daily:
        name = self.channel.platform
        sources, digests = MemorySources(COMMITS), Digests(self.writer)
        return Daily(sources, digests, self.stores, {name: self.platform}, self.clock, QUICK)
