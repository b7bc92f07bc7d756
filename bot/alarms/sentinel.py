"""The sentinel's round: what keeps failing is alarmed of once, repeated daily, and its end is told."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from analysis.days import ONE_DAY
from analysis.language import Language
from bot.alarms.failing import Failing
from bot.alarms.owing import Owing
from bot.alarms.speaker import Speaker
from bot.alarms.troubles import (
    WAITING_DAYS,
    Concern,
    Step,
    Trouble,
    model_trouble,
    step,
    subject_of,
    troubles_of,
)
from bot.causes import Cause
from bot.ports import Clock, Log
from bot.presenters.alarms import alarm, all_clear
from bot.stores import Incident, Stores
from bot.subscriptions import Channel

MOST_LISTED = 200  # digests that one look takes from the store


async def _always() -> bool:
    return True


@dataclass(slots=True)
class Sentinel:
    """Raises alarms in `alerts`, in `language`; without such a channel the log alone tells.

    Everything that it did stands in the stores, so that a round may be repeated by any process.
    """

    stores: Stores
    speaker: Speaker
    owing: Owing
    clock: Clock
    log: Log
    new_incident: Callable[[], str]
    alerts: Channel | None
    language: Language
    model: str = ""
    takes_files: Callable[[], Awaitable[bool]] = _always
    _logged: set[str] = field(default_factory=set)
    _listed: dict[str, tuple[object, ...]] = field(default_factory=dict)

    async def round(self, failing: Sequence[Failing]) -> None:
        """Look once at what the daily round found `failing`; raises a `StoreError`."""
        now = self.clock.now()
        active = {(one.cause, one.subject): one for one in await self.stores.incidents.active()}
        for trouble in (*troubles_of(failing, now), *await self._model()):
            incident = active.pop(trouble.name, None) or await self._begun(trouble)
            if incident:
                await self._tell(incident, trouble, now)
                theirs = [one for one in failing if (one.cause, subject_of(one)) == trouble.name]
                await self.owing.owe(theirs, incident.id)
        for incident in active.values():
            if incident.cause == Cause.EDITING.value:
                await self._told_once(incident, now)
            elif incident.cause == Cause.ARCHIVE.value and not await self.takes_files():
                trouble = Trouble(Cause.ARCHIVE, incident.subject, incident.since, (), ripe=True)
                await self._tell(incident, trouble, now)
            else:
                await self._end(incident, now)
        await self.owing.keep_true()

    async def model_is_back(self) -> None:
        """End the model's incident: it answered."""
        for incident in await self.stores.incidents.active():
            if incident.cause == Cause.MODEL.value:
                await self._end(incident, self.clock.now())

    async def _told_once(self, incident: Incident, now: dt.datetime) -> None:
        """Tell of what nobody can mend, and leave it at that: there will be no end to tell of."""
        edition = await self.stores.editions.get(incident.subject)
        concerns = (Concern(edition.repo, edition.date, edition.channel),) if edition else ()
        trouble = Trouble(Cause.EDITING, incident.subject, incident.since, concerns, ripe=True)
        if incident.told:
            await self.stores.incidents.end(incident.id, now)
        else:
            await self._tell(incident, trouble, now)

    async def _model(self) -> tuple[Trouble, ...]:
        since = (self.clock.now() - ONE_DAY * WAITING_DAYS).date()
        waiting = [one for one in await self.stores.digests.to_mend(since, MOST_LISTED) if one.redo]
        last = await self.stores.incidents.newest(Cause.MODEL.value)
        trouble = model_trouble(waiting, self.model, last)
        return (trouble,) if trouble else ()

    async def _begun(self, trouble: Trouble) -> Incident | None:
        if not trouble.ripe:
            return None
        new = Incident(self.new_incident(), trouble.cause.value, trouble.subject, trouble.since)
        return await self.stores.incidents.begin(new)

    async def _tell(self, incident: Incident, trouble: Trouble, now: dt.datetime) -> None:
        message = alarm(incident, trouble.concerns, self.language)
        if step(trouble, incident, now) is not Step.ALARM:
            return await self._list(incident, trouble)
        key = f"alarm:{incident.id}:{incident.told + 1}"
        self._log_once(key, incident, trouble)
        if self.alerts is None or await self.speaker.say(self.alerts, key, message):
            await self.stores.incidents.told(incident.id, incident.told + 1, now)
            self._listed[incident.id] = trouble.concerns
        return None

    async def _list(self, incident: Incident, trouble: Trouble) -> None:
        """Put into the alarm that stands whom it concerns by now: no new alarm for each of them."""
        if self.alerts is None or self._listed.get(incident.id) == trouble.concerns:
            return
        message = alarm(incident, trouble.concerns, self.language)
        if await self.speaker.change(self.alerts, f"alarm:{incident.id}:{incident.told}", message):
            self._listed[incident.id] = trouble.concerns

    def _log_once(self, key: str, incident: Incident, trouble: Trouble) -> None:
        if key not in self._logged:
            self._logged.add(key)
            self.log.warning(
                "alarm",
                incident=incident.id,
                cause=incident.cause,
                subject=incident.subject,
                since=str(incident.since),
                digests=[f"{one.repo} {one.date} {one.channel}" for one in trouble.concerns],
                incidents=list(trouble.incidents),
            )

    async def _end(self, incident: Incident, now: dt.datetime) -> None:
        key = f"alarm:{incident.id}:over"
        message = all_clear(incident, self.language)
        if self.alerts is None or not incident.told or await self.speaker.say(self.alerts, key, message):
            await self.stores.incidents.end(incident.id, now)
            self.log.info("alarm_over", incident=incident.id, cause=incident.cause, subject=incident.subject)
