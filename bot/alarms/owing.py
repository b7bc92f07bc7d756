"""The honest line: a channel hears of a missing digest once, and what became of it stands in that line."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.language import Language
from bot.alarms.failing import Failing
from bot.alarms.speaker import Speaker
from bot.causes import IN_CHANNEL, Cause
from bot.orders import Order
from bot.ports import Clock
from bot.presenters.missing import missing
from bot.schedule import due_dates
from bot.stores import EditionState, Notice, NoticeState, Stores
from bot.subscriptions import Channel, Subscription


@dataclass(frozen=True, slots=True)
class Owing:
    """Keeps the lines of channels true; `catch_up` is how many missed days are made up for."""

    stores: Stores
    speaker: Speaker
    clock: Clock
    catch_up: int

    async def owe(self, failing: Sequence[Failing], incident: str) -> None:
        """Tell the channels of those that nobody told of yet, one line for each channel."""
        now = self.clock.now()
        ripe = (one for one in failing if one.is_ripe(now) and one.cause not in IN_CHANNEL)
        await self.owe_orders([(one.order, one.cause) for one in ripe], incident)

    async def owe_orders(self, orders: Sequence[tuple[Order, Cause]], incident: str) -> None:
        """Do the same for orders with the cause that each is missing for."""
        known = {it.edition for it in await self.stores.notices.of([one.edition for one, _ in orders])}
        new = [(one, cause) for one, cause in orders if one.edition not in known]
        await self.stores.notices.add(list(notices_of(new, incident, self.clock.now())))

    async def keep_true(self) -> None:
        """Say what is owed where it was not said yet, and what became of it where it is owed no more."""
        owed = await self.stores.notices.owed()
        if not owed:
            return
        followed = {one.id: one for one in await self.stores.subscriptions.every()}
        for message in dict.fromkeys(one.message for one in owed):
            await self._keep(message, followed)

    async def _keep(self, message: str, followed: Mapping[str, Subscription]) -> None:
        stored = await self.stores.notices.of_message(message)
        now = [replace(one, state=await self._state(one, followed)) for one in stored]
        changed = [one for one, old in zip(now, stored, strict=True) if one.state is not old.state]
        channel, said = now[0].channel, missing(now, now[0].language)
        if not changed:
            await self.speaker.say(channel, message, said)
        elif await self.speaker.change(channel, message, said):
            for one in changed:
                await self.stores.notices.settle(one.edition, one.state)

    async def _state(self, notice: Notice, followed: Mapping[str, Subscription]) -> NoticeState:
        if notice.state is not NoticeState.OWED:
            return notice.state
        edition = await self.stores.editions.get(notice.edition)
        if edition and edition.state is not EditionState.FROZEN:
            return NoticeState.POSTED
        subscription = followed.get(notice.edition.partition(":")[0])
        due = due_dates(subscription, self.clock.now(), self.catch_up) if subscription else ()
        return NoticeState.OWED if notice.date in due else NoticeState.EXPIRED


def notices_of(missing: Iterable[tuple[Order, Cause]], incident: str, now: dt.datetime) -> Iterable[Notice]:
    """Yield a notice of each missing digest; those of one channel and language share a line."""
    lines = dict[tuple[Channel, Language], str]()
    for order, cause in missing:
        line = lines.setdefault((order.channel, order.language), f"notice:{incident}:{order.edition}")
        yield Notice(
            order.edition,
            line,
            order.channel,
            order.repo,
            order.day.date,
            order.language,
            cause.value,
            incident,
            now,
        )
