"""How what is followed stands: when it comes next, and what became of the last time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.runs import DIGEST, run_id
from bot.schedule import next_due
from bot.stores import Run, RunStore
from bot.subscriptions import Subscription

LOOKS_BACK = dt.timedelta(days=35)
"""An older last run says nothing of how things stand; it is longer than any catch-up."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One subscription with the instant (UTC) at which it is due next, and its last run."""

    subscription: Subscription
    due: dt.datetime
    last: Run | None = None


async def standings(
    subscriptions: Sequence[Subscription], runs: RunStore | None, now: dt.datetime
) -> tuple[Standing, ...]:
    """Return how each of `subscriptions` stands, in their order."""
    channels = {str(one.channel) for one in subscriptions}
    newest = await runs.of_channels(channels, now - LOOKS_BACK) if runs and channels else ()
    return tuple(Standing(one, next_due(one, now), _last(one, newest)) for one in subscriptions)


def _last(subscription: Subscription, newest: Sequence[Run]) -> Run | None:
    mine = run_id(DIGEST, subscription.id, 0).removesuffix("0")
    return next((run for run in newest if run.id.startswith(mine)), None)
