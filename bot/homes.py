"""What one person may see and change of everything that is followed on a platform."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.presenters.home import Followed
from bot.standings import standings
from bot.stores import RunStore, SubscriptionStore
from bot.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Homes:
    """Reads and changes the subscriptions of `platform` for people by the channels that they are in."""

    platform: str
    subscriptions: SubscriptionStore
    runs: RunStore | None = None

    async def followed(self, channels: Mapping[str, str], now: dt.datetime) -> tuple[Followed, ...]:
        """Return what is followed in `channels` (names by id), by channel and repository."""
        mine = [one for one in await self.subscriptions.every() if self._is_in(one, channels)]
        mine.sort(key=lambda one: (channels[one.channel.id], one.repo, one.branch or ""))
        stand = await standings(mine, self.runs, now)
        return tuple(Followed(one, channels[one.subscription.channel.id]) for one in stand)

    async def unfollow(self, subscription_id: str, channels: Mapping[str, str]) -> None:
        """End a subscription, if it is one in `channels`; another one is left alone."""
        for one in await self.subscriptions.every():
            if one.id == subscription_id and self._is_in(one, channels):
                await self.subscriptions.unfollow(one.channel, one.repo, one.branch)

    def _is_in(self, one: Subscription, channels: Mapping[str, str]) -> bool:
        return one.channel.platform == self.platform and one.channel.id in channels
