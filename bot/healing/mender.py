"""The mender's round: looks whether a model or a source is back, and puts the last digests right."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from analysis.days import ONE_DAY
from analysis.errors import SourceError
from analysis.results import DigestStatus
from bot.alarms.troubles import WAITING_DAYS
from bot.causes import Cause
from bot.daily import Daily, stored_digest
from bot.healing.applying import Applied, Applying
from bot.healing.renaming import Renaming
from bot.healing.slots import Slot, changes, filled, slots_of
from bot.orders import Data, Order, order_of_subscription
from bot.ports import Log
from bot.posting import Poster
from bot.presenters.missing import merged
from bot.progress import SILENT
from bot.stores import Edition, EditionState, Incident, StoredDigest
from bot.tasks import lacking
from bot.telling import Telling

HEAL_DAYS = WAITING_DAYS
"""Digests of so many days back are put right, newest first; what is older stays as it is."""
MOST = 200  # digests that one look takes from the store
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 15, 30, 60))
"""From a look that found the model down, or a digest that did not get better, to the next one."""


@dataclass(slots=True)
class Mender:
    """Heals digests of subscriptions; what was posted by hand stays as it was asked for.

    `model_is_back` is told when the model answers again. Everything but the pauses stands in the stores.
    """

    daily: Daily
    log: Log
    new_incident: Callable[[], str]
    model_is_back: Callable[[], Awaitable[None]]
    _asleep: dict[str, tuple[int, dt.datetime]] = field(default_factory=dict)

    async def round(self) -> None:
        """Look once; raises a `StoreError`."""
        waiting = await self._waiting()
        back: bool | None = None
        for digest, order in waiting:
            if self._sleeps(digest.edition):
                continue
            if not await self._is_frozen(digest.edition) and digest.redo:
                back = await self._is_model_back(order) if back is None else back
                if not back:
                    continue
            await self._mend(digest, order)

    async def _waiting(self) -> list[tuple[StoredDigest, Order]]:
        """Return what may be put right, newest day first, with the orders that it would be built by."""
        stores, since = self.daily.stores, (self.daily.clock.now() - ONE_DAY * HEAL_DAYS).date()
        followed = {one.id: one for one in await stores.subscriptions.every()}
        found = list[tuple[StoredDigest, Order]]()
        for digest in await stores.digests.to_mend(since, MOST):
            subscription = followed.get(digest.edition.partition(":")[0])
            if subscription and digest.channel.platform in self.daily.platforms:
                order = order_of_subscription(subscription, digest.day.date)
                order = replace(order, channel=digest.channel, day=digest.day, language=digest.language)
                if order.edition == digest.edition:
                    found.append((digest, order))
        return found[::-1]

    async def _is_model_back(self, order: Order) -> bool:
        """Ask for the smallest thing that a digest lacks; one answer is enough."""
        if self._sleeps("model"):
            return False
        try:
            back = await self._answers(order)
        except SourceError:
            return True  # nothing is known of the model; the digest itself will tell
        if back:
            self._asleep.pop("model", None)
            await self.model_is_back()
        else:
            self._sleep("model")
        return back

    async def _answers(self, order: Order) -> bool:
        daily = self.daily
        writer, source = daily.digests.writer, await daily.sources.find(order.repo)
        telling = Telling(await source.landed(order.day, order.branch))
        rated = await daily.digests.rated(source, telling.commits)
        tasks = await lacking(
            source,
            rated,
            repo=order.repo,
            language=order.language,
            model=writer.model,
            analyses=daily.stores.analyses,
        )
        if not tasks:
            return True
        sha = min(tasks, key=lambda task: len(task.shas)).shas[0]
        first = [one for one in rated if one.commit.sha == sha]
        return not (await writer.write(first, order.language, SILENT)).waiting

    async def _mend(self, digest: StoredDigest, order: Order) -> None:
        try:
            healed = await self._healed(digest, order)
            if healed is None:
                return self._sleep(digest.edition)
            applied = await self._apply(order, *healed)
        except SourceError as error:
            self.log.warning("digest_not_healed", edition=digest.edition, reason=repr(error))
            return self._sleep(digest.edition)
        if applied is Applied.LATER:
            return self._sleep(digest.edition)
        return await self._record(digest, order, healed[1], applied)

    async def _healed(self, digest: StoredDigest, order: Order) -> tuple[tuple[Slot, ...], Edition] | None:
        """Return the new edition, frozen, and the slots it goes to; `None` where it would be no better."""
        editions = await self._editions(digest.edition)
        frozen = editions[-1] if len(editions) > 1 and editions[-1].state is EditionState.FROZEN else None
        before = editions[:-1] if frozen else editions
        slots = slots_of(before, await self._posted(editions, frozen))
        if frozen:
            return slots, frozen
        platform = self.daily.platforms[order.channel.platform]
        new_digest, new = await self.daily.rendered(order, Renaming(platform))
        if not before or not _is_better(digest, new.told or {}):
            return None
        if self.daily.archive:
            await self.daily.archive.keep(order, new_digest)
        key = _key(digest.edition, len(editions) + 1)
        pointer = platform.render(merged(order.language))[0]
        return slots, await self.daily.stores.editions.freeze(filled(replace(new, key=key), slots, pointer))

    async def _editions(self, first: str) -> list[Edition]:
        """Return the edition that was posted and those that healed it, oldest first."""
        found = list[Edition]()
        while edition := await self.daily.stores.editions.get(_key(first, len(found) + 1)):
            found.append(edition)
        return found

    async def _posted(self, editions: list[Edition], besides: Edition | None) -> frozenset[str]:
        keys = set[str]()
        for edition in editions:
            if edition is not besides:
                keys |= {it.key for it in await self.daily.stores.postings.of_edition(edition.key)}
        return frozenset(keys)

    async def _apply(self, order: Order, slots: tuple[Slot, ...], new: Edition) -> Applied:
        daily = self.daily
        platform = daily.platforms[order.channel.platform]
        poster = Poster(platform, daily.stores.postings, daily.clock, daily.patience, daily.sleep)
        (first, *_) = await daily.stores.postings.of_edition(order.edition)
        applying = Applying(platform, daily.stores.postings, poster, order.channel.id, first.message_id or "")
        return await applying.apply(changes(new, slots))

    async def _record(self, digest: StoredDigest, order: Order, new: Edition, applied: Applied) -> None:
        """Remember what the channel knows by now; where it stood, and when it was told, stays the same."""
        stores = self.daily.stores
        never = applied is Applied.NEVER
        if never:
            await self._tell_of(digest)
        told = stored_digest(order, _data(new.told), self.daily.clock)
        told = replace(told, edition=digest.edition, head=digest.head, made_at=digest.made_at)
        told = replace(told, redo=False, status=DigestStatus.COMPLETE if never else told.status)
        await stores.digests.put(told)
        await stores.editions.set_state(new.key, EditionState.GIVEN_UP if never else EditionState.POSTED)
        self._asleep.pop(digest.edition, None)
        self.log.info("digest_healed", edition=digest.edition, whole=not never)

    async def _tell_of(self, digest: StoredDigest) -> None:
        incident = self.new_incident()
        self.log.warning("digest_not_editable", edition=digest.edition, incident=incident)
        now = self.daily.clock.now()
        await self.daily.stores.incidents.begin(Incident(incident, Cause.EDITING.value, digest.edition, now))

    async def _is_frozen(self, first: str) -> bool:
        editions = await self._editions(first)
        return len(editions) > 1 and editions[-1].state is EditionState.FROZEN

    def _sleeps(self, name: str) -> bool:
        asleep = self._asleep.get(name)
        return asleep is not None and self.daily.clock.now() < asleep[1]

    def _sleep(self, name: str) -> None:
        times = self._asleep.get(name, (0, None))[0]
        pause = PAUSES[min(times, len(PAUSES) - 1)]
        self._asleep[name] = (times + 1, self.daily.clock.now() + pause)


def _key(first: str, number: int) -> str:
    return f"{first.rpartition(':')[0]}:{number}"


def _data(told: Mapping[str, object] | None) -> Data:
    return dict(told or {})


def _is_better(old: StoredDigest, new: Mapping[str, object]) -> bool:
    """Whether what `new` tells is worth an edit: never from good to worse, and not the same once more."""
    complete = new.get("status") == DigestStatus.COMPLETE.value
    if new.get("redo") or (old.status is DigestStatus.COMPLETE and not complete):
        return False
    commits = new.get("commits")
    more = isinstance(commits, list) and len(commits) > len(old.commits)
    return old.redo or complete or more
