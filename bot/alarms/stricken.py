"""A database that fails can note nothing, so its alarm, and the lines about it, live in the process alone.

Every other alarm stands in rows first. Here a restart forgets what was said: it may be said once more then.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field, replace

from analysis.language import Language
from bot.alarms.owing import Owing
from bot.alarms.speaker import Speaker
from bot.alarms.troubles import REPEATED, Concern
from bot.causes import Cause
from bot.errors import StoreBusyError, StoreError
from bot.orders import Order
from bot.ports import Clock, Log
from bot.presenters.alarms import alarm, all_clear
from bot.stores import Incident
from bot.subscriptions import Channel

PATIENCE = dt.timedelta(minutes=5)
"""For so long a database may fail before anybody hears of it; for so long after it, rows are not judged:
what was interrupted goes on first."""
ANSWERS_WITHIN = dt.timedelta(seconds=20)
"""A row that is not written by then counts as refused: somebody holds the database."""


@dataclass(slots=True)
class Stricken:
    """Has `prove` write a row each round; what `speaker` and `owing` say must not need the database.

    `lacking` returns what channels wait for, as far as the database can still be read. `name` is what the
    database is called in a chat: no folder, no host.
    """

    name: str
    prove: Callable[[], Awaitable[None]]
    lacking: Callable[[], Awaitable[Sequence[Order]]]
    speaker: Speaker
    owing: Owing
    clock: Clock
    log: Log
    new_incident: Callable[[], str]
    alerts: Channel | None
    language: Language
    _since: dt.datetime | None = None
    _until: dt.datetime | None = None
    _incident: Incident | None = None
    _over: list[Incident] = field(default_factory=list)

    async def look(self) -> bool:
        """Look once, say what is to be said, and return whether what the rows tell can be judged."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN.total_seconds()):
                await self.prove()
        except StoreError as error:
            await self._fails(error)
            return False
        except TimeoutError:
            await self._fails(StoreBusyError(self.name))
            return False
        return await self._works()

    async def _fails(self, error: StoreError) -> None:
        now = self.clock.now()
        self._since = self._since or now
        if now - self._since < PATIENCE:
            return
        if self._incident is None:
            self._incident = Incident(self.new_incident(), Cause.STORE.value, "", self._since)
            kind = type(error).__name__
            self.log.warning("database_fails", incident=self._incident.id, kind=kind, where=error.where)
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(ANSWERS_WITHIN.total_seconds()):
                await self._owe(self._incident, now)
        self._incident = await self._told(self._incident, error, now)

    async def _owe(self, incident: Incident, now: dt.datetime) -> None:
        """Tell the channels that wait for a digest, as far as they can be read."""
        missing = [one for one in await self.lacking() if one.due_at and now - one.due_at >= PATIENCE]
        await self.owing.owe_orders([(one, Cause.STORE) for one in missing], incident.id)
        await self.owing.keep_true()

    async def _told(self, incident: Incident, error: StoreError, now: dt.datetime) -> Incident:
        """Raise the alarm where it is time, and return the incident as it is then."""
        if self.alerts is None or (incident.told_at and now - incident.told_at < REPEATED):
            return incident
        concerns = [
            Concern(one.repo, one.date, one.channel) for one in await self.owing.stores.notices.owed()
        ]
        why = copy(error)
        why.where = self.name
        message = alarm(incident, concerns, self.language, why)
        if not await self.speaker.say(self.alerts, f"alarm:{incident.id}:{incident.told + 1}", message):
            return incident
        return replace(incident, told=incident.told + 1, told_at=now)

    async def _works(self) -> bool:
        now = self.clock.now()
        if self._incident is not None:
            self.log.info("alarm_over", incident=self._incident.id, cause=self._incident.cause, subject="")
            self._over.append(self._incident)
            self._until = now + PATIENCE
        self._since = self._incident = None
        self._over = [one for one in self._over if not await self._cleared(one)]
        await self.owing.keep_true()
        return self._until is None or now >= self._until

    async def _cleared(self, incident: Incident) -> bool:
        if self.alerts is None or not incident.told:
            return True
        message = all_clear(incident, self.language)
        return await self.speaker.say(self.alerts, f"alarm:{incident.id}:over", message)
