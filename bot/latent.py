"""Subscriptions whose database is made when the first of them is: looking at a repository leaves nothing."""

from collections.abc import Awaitable, Callable, Sequence

from bot.stores import SubscriptionStore
from bot.subscriptions import Channel, Subscription

Open = Callable[[], Awaitable[SubscriptionStore]]
"""Opens the database, or raises a `StoreError`."""


class LatentSubscriptions:
    """A `SubscriptionStore` that is empty until something is followed."""

    def __init__(self, open_: Open) -> None:
        self._open = open_
        self._opened: SubscriptionStore | None = None

    async def follow(self, subscription: Subscription) -> Subscription:
        """Store or replace the subscription of this (channel, repo, branch); an old one keeps its id."""
        if self._opened is None:
            self._opened = await self._open()
        return await self._opened.follow(subscription)

    async def unfollow(self, channel: Channel, repo: str, branch: str | None = None) -> bool:
        """Remove a subscription and say whether there was one."""
        return self._opened is not None and await self._opened.unfollow(channel, repo, branch)

    async def of_channel(self, channel: Channel) -> Sequence[Subscription]:
        """Return what `channel` follows, by repository name."""
        return await self._opened.of_channel(channel) if self._opened else ()

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, by channel and repository."""
        return await self._opened.every() if self._opened else ()
