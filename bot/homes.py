"""What one person may see and change of everything that is followed on a platform."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.days import time_zone
from bot.presenters.home import Followed
from bot.stores import RunStore, SubscriptionStore
from bot.subscriptions import Subscription

RUNS = 200
"""Newest runs among which the last one of a subscription is looked for."""


def next_due(subscription: Subscription, now: dt.datetime) -> dt.datetime:
    """Return when `subscription` is due next: its time on the wall clock of its zone."""
    zone = time_zone(subscription.zone)
    today = now.astimezone(zone).date()
    due = dt.datetime.combine(today, subscription.at, zone)
    if due <= now:
        due = dt.datetime.combine(today + dt.timedelta(days=1), subscription.at, zone)
    return due


@dataclass(frozen=True, slots=True)
class Homes:
    """Reads and changes the subscriptions of `platform` for people by the channels that they are in."""

    platform: str
    subscriptions: SubscriptionStore
    runs: RunStore | None = None

    async def followed(self, channels: Mapping[str, str], now: dt.datetime) -> tuple[Followed, ...]:
        """Return what is followed in `channels` (names by id), by channel and repository."""
        runs = await self.runs.latest(RUNS) if self.runs else ()
        mine = [one for one in await self.subscriptions.every() if self._is_in(one, channels)]
        return tuple(
            Followed(
                one,
                channels[one.channel.id],
                next_due(one, now),
                next((run for run in runs if (run.channel, run.repo) == (str(one.channel), one.repo)), None),
            )
            for one in sorted(mine, key=lambda one: (channels[one.channel.id], one.repo, one.branch or ""))
        )

    async def unfollow(self, subscription_id: str, channels: Mapping[str, str]) -> None:
        """End a subscription, if it is one in `channels`; another one is left alone."""
        for one in await self.subscriptions.every():
            if one.id == subscription_id and self._is_in(one, channels):
                await self.subscriptions.unfollow(one.channel, one.repo, one.branch)

    def _is_in(self, one: Subscription, channels: Mapping[str, str]) -> bool:
        return one.channel.platform == self.platform and one.channel.id in channels
