"""What belongs together in one alarm, and what is to be done about it now: pure decisions."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.alarms.failing import Failing
from bot.causes import Cause
from bot.stores import Incident, StoredDigest
from bot.subscriptions import Channel

REPEATED = dt.timedelta(days=1)
"""An alarm is raised again so long after the last time, while its incident goes on."""


WAITING_DAYS = 7
"""Days back in which digests that wait for a model count, and are put right when it is back."""


@dataclass(frozen=True, slots=True)
class Concern:
    """A digest that an incident is about."""

    repo: str
    date: dt.date
    channel: Channel


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong now for one reason; `ripe` when somebody must hear of it."""

    cause: Cause
    subject: str
    since: dt.datetime
    concerns: tuple[Concern, ...]
    ripe: bool
    incidents: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str, str]:
        """What makes it the same one as before."""
        return self.cause.value, self.subject


class Step(Enum):
    """What is to be done about an incident."""

    NOTHING = auto()
    ALARM = auto()
    END = auto()


def troubles_of(failing: Iterable[Failing], now: dt.datetime) -> tuple[Trouble, ...]:
    """Return what `failing` digests have in common: one trouble for each cause and subject."""
    groups = dict[tuple[Cause, str], list[Failing]]()
    for one in failing:
        groups.setdefault((one.cause, subject_of(one)), []).append(one)
    return tuple(_trouble(cause, subject, group, now) for (cause, subject), group in groups.items())


def model_trouble(waiting: Sequence[StoredDigest], model: str, last: Incident | None) -> Trouble | None:
    """Return the trouble of digests that wait for `model`, but for those before its `last` incident's end."""
    over = last.ended_at if last else None
    fresh = [one for one in waiting if over is None or one.made_at > over]
    if not fresh:
        return None
    concerns = tuple(Concern(one.repo, one.day.date, one.channel) for one in fresh)
    return Trouble(Cause.MODEL, model, min(one.made_at for one in fresh), concerns, ripe=True)


def step(trouble: Trouble | None, incident: Incident, now: dt.datetime) -> Step:
    """Return what to do about `incident`, whose `trouble` is there or gone."""
    if trouble is None:
        return Step.END
    if incident.told_at is None or now - incident.told_at >= REPEATED:
        return Step.ALARM
    return Step.NOTHING


def subject_of(one: Failing) -> str:
    """Return what a failing digest's cause is about; all that share both are told of together."""
    order = one.order
    match one.cause:
        case Cause.REPOSITORY:
            return order.repo
        case Cause.CHANNEL:
            return str(order.channel)
        case Cause.PLATFORM | Cause.ACCOUNT:
            return order.channel.platform
        case _:
            return ""


def _trouble(cause: Cause, subject: str, group: list[Failing], now: dt.datetime) -> Trouble:
    return Trouble(
        cause,
        subject,
        min(one.since for one in group),
        tuple(Concern(one.order.repo, one.order.day.date, one.order.channel) for one in group),
        any(one.is_ripe(now) for one in group),
        tuple(incident for one in group for incident in one.incidents),
    )
