"""Notices of missing digests in memory."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.memory.instants import aware
from bot.stores import Notice, NoticeState


class MemoryNotices:
    """A `NoticeStore` in memory."""

    def __init__(self) -> None:
        self._stored: dict[str, Notice] = {}

    async def add(self, notices: Sequence[Notice]) -> None:
        """Store those whose editions have none yet, all at once."""
        for one in notices:
            self._stored.setdefault(one.edition, replace(one, made_at=aware(one.made_at)))

    async def of(self, editions: Sequence[str]) -> Sequence[Notice]:
        """Return the notices of `editions` that are stored."""
        return [self._stored[edition] for edition in editions if edition in self._stored]

    async def of_message(self, message: str) -> Sequence[Notice]:
        """Return what one line tells of, by repository and date."""
        return sorted((one for one in self._stored.values() if one.message == message), key=_place)

    async def owed(self) -> Sequence[Notice]:
        """Return those whose editions are still missing, oldest first."""
        waiting = (one for one in self._stored.values() if one.state is NoticeState.OWED)
        return sorted(waiting, key=lambda one: (one.made_at, one.edition))

    async def settle(self, edition: str, state: NoticeState) -> None:
        """Note what became of an edition."""
        if edition in self._stored:
            self._stored[edition] = replace(self._stored[edition], state=state)


def _place(notice: Notice) -> tuple[str, dt.date, str]:
    return notice.repo, notice.date, notice.edition
