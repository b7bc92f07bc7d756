"""What the bot must remember of who follows what."""

from collections.abc import Sequence
from typing import Protocol

from bot.subscriptions import Channel, Subscription


class SubscriptionStore(Protocol):
    """Who follows what."""

    async def follow(self, subscription: Subscription) -> Subscription:
        """Store or replace the subscription of this (channel, repo, branch); an old one keeps its id."""
        ...

    async def unfollow(self, channel: Channel, repo: str, branch: str | None = None) -> bool:
        """Remove a subscription and say whether there was one; its history stays."""
        ...

    async def of_channel(self, channel: Channel) -> Sequence[Subscription]:
        """Return what `channel` follows, by repository name."""
        ...

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, by channel and repository."""
        ...


def sorting_key(subscription: Subscription) -> tuple[str, str, str, str]:
    """Return what subscriptions are sorted by: channel, repository, branch (the default one first)."""
    channel = subscription.channel
    return channel.platform, channel.id, subscription.repo, subscription.branch or ""
