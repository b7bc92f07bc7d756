"""How long ago each subscription was last told its digest: a truth of the database, not of one process."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ports import Clock
from bot.stores import DigestStore, SubscriptionStore

LOOK_BACK = dt.timedelta(days=35)
"""Of what was told before that, nothing is read; such a subscription counts as silent for so long."""


@dataclass(slots=True)
class Silences:
    """Reads when each subscription was told; between two readings, time goes on all the same."""

    subscriptions: SubscriptionStore
    digests: DigestStore
    clock: Clock
    _since: dict[str, dt.datetime] = field(default_factory=dict)

    async def read(self) -> None:
        """Look the subscriptions up; raises a `StoreError`."""
        now = self.clock.now()
        every = await self.subscriptions.every()
        told = await self.digests.last_told(every, (now - LOOK_BACK).date())
        oldest = now - LOOK_BACK
        self._since = {one.id: told.get(one.id) or one.created_at or oldest for one in every}

    def now(self) -> Mapping[str, float]:
        """Return the seconds since each was told, or since it was made."""
        now = self.clock.now()
        return {one: max((now - since).total_seconds(), 0.0) for one, since in self._since.items()}
