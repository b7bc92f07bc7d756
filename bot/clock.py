"""The machine's own time."""

import datetime as dt


class SystemClock:
    """Implements `bot.ports.Clock`."""

    def now(self) -> dt.datetime:
        """Return the current instant."""
        return dt.datetime.now(dt.UTC)
