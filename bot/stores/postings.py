"""What the bot must remember of each part that it sends, written down before it is sent."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.subscriptions import Channel


@dataclass(frozen=True, slots=True)
class Posting:
    """The record of one part that was, or is about to be, sent.

    `sent_at` is the start of the last attempt, `None` when that attempt was certainly refused.
    `message_id` is set once the platform confirmed. `file_id` is an uploaded file not yet shared.
    """

    key: str
    channel: Channel
    thread: str | None
    attempts: int
    first_at: dt.datetime
    sent_at: dt.datetime | None
    message_id: str | None = None
    file_id: str | None = None


class PostingStore(Protocol):
    """The write-ahead rows of posting; each method is one committed transaction."""

    async def begin(self, key: str, channel: Channel, thread: str | None, now: dt.datetime) -> bool:
        """Insert the row with attempts=1 and both times `now`; false when somebody did already."""
        ...

    async def read(self, key: str) -> Posting:
        """Return the row; `KeyError` when there is none."""
        ...

    async def claim(self, key: str, attempts: int, now: dt.datetime) -> bool:
        """Take the next attempt if nothing was confirmed and `attempts` still stands."""
        ...

    async def refused(self, key: str, attempts: int) -> None:
        """Clear `sent_at` where this attempt is still the last: it certainly had no effect."""
        ...

    async def confirm(self, key: str, message_id: str) -> None:
        """Note the id of the message that stands on the platform; the first stays. `KeyError`: no row."""
        ...

    async def uploaded(self, key: str, file_id: str) -> None:
        """Note the id of a file before it is shared, so that a resume finds it again. `KeyError`: no row."""
        ...

    async def of_edition(self, edition_key: str) -> Sequence[Posting]:
        """Return the postings of an edition's parts, in order of part."""
        ...
