"""Subscriptions in memory."""

from collections.abc import Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores.subscriptions import sorting_key
from bot.subscriptions import Channel, Subscription


class MemorySubscriptions:
    """A `SubscriptionStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[tuple[Channel, str, str | None], Subscription] = {}

    async def follow(self, subscription: Subscription) -> Subscription:
        """Store or replace the subscription of this (channel, repo, branch); an old one keeps its id."""
        place = (subscription.channel, subscription.repo, subscription.branch)
        old = self._stored.get(place, subscription)
        created_at = subscription.created_at and aware(subscription.created_at)
        self._stored[place] = replace(subscription, id=old.id, created_at=created_at)
        return self._stored[place]

    async def unfollow(self, channel: Channel, repo: str, branch: str | None = None) -> bool:
        """Remove a subscription and say whether there was one; its history stays."""
        return self._stored.pop((channel, repo, branch), None) is not None

    async def of_channel(self, channel: Channel) -> Sequence[Subscription]:
        """Return what `channel` follows, by repository name."""
        return [subscription for subscription in await self.every() if subscription.channel == channel]

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, by channel and repository."""
        return sorted(self._stored.values(), key=sorting_key)
