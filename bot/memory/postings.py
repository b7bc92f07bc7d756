"""The rows of posting in memory; no method awaits anything, so each is one whole step."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import EditionStore, Posting
from bot.subscriptions import Channel


class MemoryPostings:
    """A `PostingStore` in memory, beside the editions whose parts it is about.

    With `keep`, a row is forgotten so long after its first attempt, when another one begins.
    """

    def __init__(self, editions: EditionStore, keep: dt.timedelta | None = None) -> None:
        self._editions = editions
        self._keep = keep
        self._stored: dict[str, Posting] = {}

    async def begin(self, key: str, channel: Channel, thread: str | None, now: dt.datetime) -> bool:
        """Insert the row with attempts=1 and both times `now`; false when somebody did already."""
        if key in self._stored:
            return False
        now = aware(now)
        self._forget(now)
        self._stored[key] = Posting(key, channel, thread, attempts=1, first_at=now, sent_at=now)
        return True

    async def read(self, key: str) -> Posting:
        """Return the row; `KeyError` when there is none."""
        return self._stored[key]

    async def claim(self, key: str, attempts: int, now: dt.datetime) -> bool:
        """Take the next attempt if nothing was confirmed and `attempts` still stands."""
        if not self._is_open(key, attempts):
            return False
        self._stored[key] = replace(self._stored[key], attempts=attempts + 1, sent_at=aware(now))
        return True

    async def refused(self, key: str, attempts: int) -> None:
        """Clear `sent_at` where this attempt is still the last: it certainly had no effect."""
        if self._is_open(key, attempts):
            self._stored[key] = replace(self._stored[key], sent_at=None)

    async def confirm(self, key: str, message_id: str) -> None:
        """Note the id of the message that stands on the platform; the first stays. `KeyError`: no row."""
        row = self._stored[key]
        if row.message_id is None:
            self._stored[key] = replace(row, message_id=message_id)

    async def uploaded(self, key: str, file_id: str) -> None:
        """Note the id of a file before it is shared, so that a resume finds it again. `KeyError`: no row."""
        self._stored[key] = replace(self._stored[key], file_id=file_id)

    async def of_edition(self, edition_key: str) -> Sequence[Posting]:
        """Return the postings of an edition's parts, in order of part."""
        edition = await self._editions.get(edition_key)
        parts = () if edition is None else edition.parts
        return [self._stored[part.key] for part in parts if part.key in self._stored]

    def _forget(self, now: dt.datetime) -> None:
        """Drop the oldest rows, which stand first: they were begun first."""
        while self._keep and self._stored:
            oldest = next(iter(self._stored.values()))
            if now - oldest.first_at <= self._keep:
                return
            del self._stored[oldest.key]

    def _is_open(self, key: str, attempts: int) -> bool:
        row = self._stored.get(key)
        return row is not None and row.message_id is None and row.attempts == attempts
