"""The archive: each day's report also as a file, `OWNER/NAME/YYYY/YYYY-MM-DD.md`, replaced when healed."""

import asyncio
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.language import Language
from analysis.results import Digest
from bot.causes import Cause
from bot.files import write_whole
from bot.orders import Order
from bot.ports import Clock, Log
from bot.reports.markdown import report
from bot.stores import Incident, IncidentStore, SubscriptionStore
from bot.subscriptions import Subscription

TRIED = 65_536  # bytes that are written to see whether a report could be
LONGEST_NAME = 80  # bytes of one name of several in a path's last part; file systems take 255 there


@dataclass(frozen=True, slots=True)
class Variant:
    """What makes two reports of one repository and date differ; `branch` is `None` for the default one."""

    language: Language
    branch: str | None
    zone: str


@dataclass(frozen=True, slots=True)
class Archive:
    """Saves reports below `folder`; one that cannot be saved is an incident, and stops no digest."""

    folder: Path
    subscriptions: SubscriptionStore
    incidents: IncidentStore
    clock: Clock
    log: Log
    new_incident: Callable[[], str]

    async def keep(self, order: Order, digest: Digest) -> None:
        """Save the report of `digest` in place of the one that was there."""
        every = [
            one for one in await self.subscriptions.every() if one.repo.casefold() == order.repo.casefold()
        ]
        path = self.folder / place(digest, variant_of(order), plain_variant(every))
        text = await asyncio.to_thread(report, [digest], digest.language, digest.day.date)
        try:
            await asyncio.to_thread(_save, text, path)
        except OSError as error:
            await self._note(path, error)

    async def _note(self, path: Path, error: OSError) -> None:
        """Begin an incident, unless one goes on: how it ends is seen by `takes_files`."""
        new = Incident(self.new_incident(), Cause.ARCHIVE.value, "", self.clock.now())
        going_on = await self.incidents.begin(new)
        self.log.warning("report_not_saved", path=str(path), reason=error.strerror, incident=going_on.id)


def variant_of(order: Order | Subscription) -> Variant:
    """Return what tells the reports of `order` from others of the same repository and date."""
    zone = order.day.zone if isinstance(order, Order) else order.zone
    return Variant(order.language, order.branch, zone)


def plain_variant(subscriptions: Sequence[Subscription]) -> Variant | None:
    """Return the variant that needs no further name: that of the oldest subscription."""
    dated = sorted(subscriptions, key=lambda one: (str(one.created_at or ""), one.id))
    return variant_of(dated[0]) if dated else None


def place(digest: Digest, variant: Variant, plain: Variant | None) -> Path:
    """Return where the report of `digest` is saved, below the archive's folder and never outside of it.

    What differs from the plain variant is put into the file's name, so that a channel in Chinese and one
    in English do not overwrite each other's reports.
    """
    date, plain = digest.day.date, plain or variant
    further = (
        "" if variant.branch == plain.branch else digest.branch,
        "" if variant.zone == plain.zone else variant.zone,
        "" if variant.language is plain.language else variant.language.value,
    )
    name = ".".join((str(date), *(_plain(part) for part in further if part), "md"))
    return Path(*map(_plain, digest.repo.split("/")), f"{date:%Y}", name)


async def takes_files(folder: Path | None) -> bool:
    """Whether a report could be saved below `folder` now; nothing is kept there. Without one, none has to."""
    return folder is None or await asyncio.to_thread(_takes, folder)


def _takes(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(TRIED))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def _plain(name: str) -> str:
    """Return `name` as one folder's name that leads nowhere else and hides nothing."""
    kept = re.sub(r"[^\w.+-]+", "-", name).encode()[:LONGEST_NAME]
    return kept.decode(errors="ignore").lstrip(".") or "_"


def _save(text: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(text, path)
