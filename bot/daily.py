"""The daily run: a digest is built, rendered, frozen, posted part by part, and recorded as told.

Each step can be repeated: what it did stands in our own tables, and only small JSON goes from one to the
next, so that a workflow engine may run them apart, hours and processes between them.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from analysis.language import Language
from analysis.results import Digest, DigestStatus, Level
from bot.archive import Archive
from bot.digests import Digests
from bot.editions import Rendering, edition
from bot.errors import About, NoPlatformError, OutcomeUnknownError, RefusedError
from bot.lateness import bringing_late, turned_late, without_late
from bot.meter import UNMETERED, Meter
from bot.orders import Data, Order, order_of, task_data, task_of
from bot.pictures import Pictures
from bot.ports import ChatPlatform, Clock, Sources
from bot.posting import Patience, Poster, Sleep, post_part
from bot.progress import SILENT
from bot.since import sequel_data, telling_of
from bot.stores import Edition, EditionState, FrozenPart, Posting, ReportedCommit, StoredDigest, Stores
from bot.subscriptions import Channel
from bot.tasks import carry_out, lacking

TRIES = 3
"""Attempts at a part whose outcome stays unknown; each settles and looks first. The next run goes on."""


class Steps(Protocol):
    """The steps of a digest's run, each to be repeated without harm; `order` is an `Order` as data."""

    async def freeze(self, order: Data) -> Data:
        """Store the rendered parts, and return their number as `parts` and what they tell as `told`."""
        ...

    async def post(self, edition_key: str, number: int, thread: str | None) -> str:
        """Post part `number` of a frozen edition, once, and return its id; `thread` is the first part's.

        Nothing is returned where that one was deleted: deleted it stays, and so does what hangs on it.
        """
        ...

    async def record(self, order: Data, told: Data | None) -> None:
        """Remember what the channel was told."""
        ...


async def tell(steps: Steps, order: Data) -> list[str]:
    """Tell a channel of a day and return the ids of the parts; a part is sent after the one before it."""
    frozen = await steps.freeze(order)
    ids = list[str]()
    for number in range(_parts(frozen)):
        posted = await steps.post(str(order["edition"]), number, ids[0] if ids else None)
        if not posted:
            break
        ids.append(posted)
    told = frozen["told"]
    await steps.record(order, told if isinstance(told, dict) else None)
    return ids


def _parts(frozen: Data) -> int:
    parts = frozen["parts"]
    return parts if isinstance(parts, int) else 0


@dataclass(frozen=True, slots=True)
class Daily:
    """Implements `Steps` in this process; `platforms` are those that this process can post to, by name."""

    sources: Sources
    digests: Digests
    stores: Stores
    platforms: Mapping[str, ChatPlatform]
    clock: Clock
    patience: Patience = field(default_factory=Patience)
    sleep: Sleep = asyncio.sleep
    meter: Meter = UNMETERED
    archive: Archive | None = None
    pictures: Pictures | None = None

    async def survey(self, order: Data) -> list[Data]:
        """Return the tasks that a model still has to do for a day; none for an edition that is frozen."""
        wanted = order_of(order)
        model = self.digests.writer.model
        if not model or await self.stores.editions.get(wanted.edition):
            return []
        source = await self.sources.find(wanted.repo)
        telling = await telling_of(wanted, source, self.stores, self.clock.now())
        rated = await self.digests.rated(source, telling.commits, telling.sequel)
        tasks = await lacking(
            source,
            rated,
            repo=wanted.repo,
            language=wanted.language,
            model=model,
            analyses=self.stores.analyses,
        )
        return [task_data(task) for task in tasks]

    async def analyse(self, task: Data) -> Data:
        """Have the commits of a task written about."""
        return await carry_out(task_of(task), self.sources, self.digests)

    async def freeze(self, order: Data) -> Data:
        """Build and render the digest, unless its edition is frozen: then it tells what that one tells."""
        wanted = order_of(order)
        if frozen := await self.stores.editions.get(wanted.edition):
            return _frozen(frozen)
        platform = self._platform(wanted.channel.platform)
        digest, told = await self._built(wanted)
        picture = await self.pictures.of(digest) if self.pictures else None
        new = edition(wanted, digest, platform, self.clock.now(), picture)
        new = bringing_late(replace(new, told=told), wanted, digest, platform, picture)
        if self.archive:
            await self.archive.keep(wanted, digest)
        return _frozen(await self.stores.editions.freeze(new))

    async def rendered(self, order: Order, rendering: Rendering) -> tuple[Digest, Edition]:
        """Return the digest as it is now, and the edition that would be frozen of it; nothing is stored."""
        digest, told = await self._built(order)
        picture = await self.pictures.of(digest) if self.pictures else None
        new = await asyncio.to_thread(edition, order, digest, rendering, self.clock.now(), picture)
        return digest, replace(new, told=told)

    async def post(self, edition_key: str, number: int, thread: str | None) -> str:
        """Post one part, unless somebody deleted what it hangs on."""
        try:
            return await self._posted(edition_key, number, thread)
        except RefusedError as error:
            if thread is None or error.about is not About.MESSAGE:
                raise
            return ""

    async def _posted(self, edition_key: str, number: int, thread: str | None) -> str:
        """Post one part, looking again a few times where its outcome is unknown."""
        found = await self.stores.editions.part(edition_key, number)
        if found is None:
            raise LookupError(edition_key)
        channel, frozen = found if number else await self._in_time(edition_key, found)
        platform = self._platform(channel.platform)
        poster = Poster(
            platform, self.stores.postings, self.clock, self.patience, self.sleep, meter=self.meter
        )
        for _ in range(TRIES - 1):
            try:
                return await post_part(poster, channel, frozen, thread)
            except OutcomeUnknownError:
                continue
        return await post_part(poster, channel, frozen, thread)

    async def _in_time(
        self, edition_key: str, found: tuple[Channel, FrozenPart]
    ) -> tuple[Channel, FrozenPart]:
        """Return the first part, which says that it is late where it is by now."""
        frozen, (channel, part) = await self.stores.editions.get(edition_key), found
        late = turned_late(frozen, await self._tried(part.key), self.clock.now()) if frozen else None
        if late is None:
            return found
        await self.stores.editions.retell(late)
        return channel, late.parts[0]

    async def _tried(self, key: str) -> Posting | None:
        try:
            return await self.stores.postings.read(key)
        except KeyError:
            return None

    async def record(self, order: Data, told: Data | None) -> None:
        """Remember what was told; where an edition of old does not say it, the day is read once more."""
        wanted = order_of(order)
        if told is None and await self.stores.digests.get(wanted.edition) is None:
            _, told = await self._built(wanted)
        if told is not None:
            await self.stores.digests.put(stored_digest(wanted, told, self.clock))
        await self.stores.editions.set_state(wanted.edition, EditionState.POSTED)

    async def _built(self, order: Order) -> tuple[Digest, Data]:
        source = await self.sources.find(order.repo)
        now = self.clock.now()
        telling = await telling_of(order, source, self.stores, now)
        digest = await self.digests.tell(
            source, order.day, telling, language=order.language, now=now, progress=SILENT
        )
        return digest, _told(digest, telling.landed.head, self.digests.writer.model)

    def _platform(self, name: str) -> ChatPlatform:
        platform = self.platforms.get(name)
        if platform is None:
            raise NoPlatformError(name)
        return platform


def _frozen(edition: Edition) -> Data:
    told = None if edition.told is None else without_late(edition.told)
    return {"parts": len(edition.parts), "told": told}


def _told(digest: Digest, head: str | None, model: str) -> Data:
    own = [[one.commit.sha, one.rating.level.value, True] for one in digest.commits]
    late = [[one.commit.sha, one.rating.level.value, False] for one in digest.late]
    again = [[sha, Level.LOW.value, False] for sha in digest.sequel.recreated]  # known, although not shown
    return {
        "repo": digest.repo,
        "branch": digest.branch,
        "head": head,
        "status": digest.status.value,
        "language": digest.language.value,
        "redo": bool(model) and digest.waits_for_model,
        "commits": [*own, *late, *again],
        "sequel": sequel_data(digest.sequel),
    }


def stored_digest(order: Order, told: Data, clock: Clock) -> StoredDigest:
    """Return what `order` told its channel, as it is remembered."""
    commits, head = told["commits"], told["head"]
    return StoredDigest(
        edition=order.edition,
        channel=order.channel,
        repo=str(told["repo"]),
        branch=str(told["branch"]),
        day=order.day,
        language=Language(str(told["language"])),
        status=DigestStatus(str(told["status"])),
        head=str(head) if head else None,
        commits=tuple(
            ReportedCommit(sha, Level(level), *of_day)  # three values, two in runs of an older release
            for sha, level, *of_day in (commits if isinstance(commits, list) else ())
        ),
        made_at=clock.now(),
        redo=bool(told["redo"]),
    )
