"""A database that is not there is made by the first subscription, and by nothing else."""

import datetime as dt

from analysis.language import Language
from bot.latent import LatentSubscriptions
from bot.memory import MemorySubscriptions
from bot.stores import SubscriptionStore
from bot.subscriptions import Channel, Subscription

HERE = Channel("terminal", "main")
ONE = Subscription("s1", HERE, "acme/api", dt.time(9), "UTC", Language.EN)


class Opened:
    """Counts how often a store was opened."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self) -> SubscriptionStore:
        """Open one."""
        self.times += 1
        return MemorySubscriptions()


async def test_looking_opens_nothing() -> None:
    opened = Opened()
    latent = LatentSubscriptions(opened)
    assert (await latent.of_channel(HERE), await latent.every()) == ((), ())
    assert not await latent.unfollow(HERE, "acme/api")
    assert opened.times == 0


async def test_what_is_followed_is_there_from_then_on() -> None:
    opened = Opened()
    latent = LatentSubscriptions(opened)
    for _ in range(2):
        await latent.follow(ONE)
    assert await latent.of_channel(HERE) == [ONE]
    assert await latent.every() == [ONE]
    assert await latent.unfollow(HERE, "acme/api")
    assert opened.times == 1
