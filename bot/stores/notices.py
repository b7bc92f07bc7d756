"""What the bot must remember of digests that it owes, so that their channels hear of each once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from analysis.language import Language
from bot.subscriptions import Channel


class NoticeState(StrEnum):
    """What became of a digest that a channel was told to be missing."""

    OWED = "owed"
    POSTED = "posted"
    EXPIRED = "expired"  # its day is too long ago to be made up for


@dataclass(frozen=True, slots=True)
class Notice:
    """One missing edition, and the line (by its posting key, `message`) that tells its channel so.

    A line may tell of several editions. `incident` is what readers can name to an operator.
    """

    edition: str
    message: str
    channel: Channel
    repo: str
    date: dt.date
    language: Language
    cause: str
    incident: str
    made_at: dt.datetime
    state: NoticeState = NoticeState.OWED


class NoticeStore(Protocol):
    """Notices, one for an edition."""

    async def add(self, notices: Sequence[Notice]) -> None:
        """Store those whose editions have none yet, all at once."""
        ...

    async def of(self, editions: Sequence[str]) -> Sequence[Notice]:
        """Return the notices of `editions` that are stored."""
        ...

    async def of_message(self, message: str) -> Sequence[Notice]:
        """Return what one line tells of, by repository and date."""
        ...

    async def owed(self) -> Sequence[Notice]:
        """Return those whose editions are still missing, oldest first."""
        ...

    async def settle(self, edition: str, state: NoticeState) -> None:
        """Note what became of an edition."""
        ...
