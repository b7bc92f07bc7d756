"""What every store knows of when subscriptions were last told."""

# ruff: noqa: D102 - a test's name is its sentence

import datetime as dt

from contracts.records import DATE, OTHER_CHANNEL, digest, later, subscription

from bot.stores import Stores

LONG_AGO = DATE - dt.timedelta(30)


class SilenceContract:
    """The last time that a subscription was told its digest, whoever told it."""

    async def test_the_last_telling_of_each_subscription_counts(self, stores: Stores) -> None:
        here = await stores.subscriptions.follow(subscription("s1"))
        there = await stores.subscriptions.follow(subscription("s2", channel=OTHER_CHANNEL))
        never = await stores.subscriptions.follow(subscription("s3", repo="acme/silent"))
        await stores.digests.put(digest("s1:2026-02-04:1", minutes=5))
        await stores.digests.put(digest("s1:2026-02-03:1", date=DATE - dt.timedelta(1), minutes=1))
        await stores.digests.put(digest("s2:2026-02-04:1", channel=OTHER_CHANNEL, minutes=3))
        told = await stores.digests.last_told([here, there, never], LONG_AGO)
        assert told == {"s1": later(5), "s2": later(3)}

    async def test_what_was_posted_by_hand_tells_no_subscription(self, stores: Stores) -> None:
        one = await stores.subscriptions.follow(subscription("s1"))
        await stores.digests.put(digest("slack:C1:acme/api:main:2026-02-04:1"))
        await stores.digests.put(digest("s11:2026-02-04:1"))
        assert await stores.digests.last_told([one], LONG_AGO) == {}

    async def test_what_is_too_long_ago_or_not_asked_for_is_left_out(self, stores: Stores) -> None:
        await stores.subscriptions.follow(subscription("s1"))
        other = await stores.subscriptions.follow(subscription("s2", repo="acme/other"))
        await stores.digests.put(digest("s1:2026-02-04:1"))
        await stores.digests.put(digest("s2:2026-01-04:1", date=LONG_AGO - dt.timedelta(1)))
        assert await stores.digests.last_told([other], LONG_AGO) == {}
