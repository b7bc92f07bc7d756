"""How often one person may ask for something costly."""

import datetime as dt
from collections import defaultdict, deque
from dataclasses import dataclass, field

from bot.errors import TooManyRequestsError


@dataclass(slots=True)
class RequestLimit:
    """At most `count` costly requests of one person within `period`; kept in memory only."""

    count: int
    period: dt.timedelta
    _asked: defaultdict[str, deque[dt.datetime]] = field(default_factory=lambda: defaultdict(deque))

    def note(self, person: str, now: dt.datetime) -> None:
        """Count a request of `person` at `now`, or raise `TooManyRequestsError` and count nothing."""
        self._forget_before(now - self.period)
        asked = self._asked[person]
        if len(asked) >= self.count:
            raise TooManyRequestsError((asked[0] + self.period - now).total_seconds())
        asked.append(now)

    def _forget_before(self, instant: dt.datetime) -> None:
        for person, asked in tuple(self._asked.items()):
            while asked and asked[0] <= instant:
                asked.popleft()
            if not asked:
                del self._asked[person]
