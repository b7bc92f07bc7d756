"""The picture of a digest: painted off the event loop, and never a reason to go without the digest."""

import asyncio
from dataclasses import dataclass

from analysis.results import Digest
from bot.messages import Picture
from bot.ports import Log, Painter
from bot.presenters.picture import alt_text, plate
from bot.reports.names import picture_name


@dataclass(frozen=True, slots=True)
class Pictures:
    """Has pictures painted."""

    painter: Painter
    log: Log

    async def of(self, digest: Digest) -> Picture | None:
        """Return the picture of `digest`; `None` where there is nothing to see, or where it failed."""
        try:
            return await asyncio.to_thread(self._painted, digest)
        except Exception:  # whatever it is, the digest goes without
            self.log.exception("picture_failed", repo=digest.repo, date=str(digest.day))
            return None

    def _painted(self, digest: Digest) -> Picture | None:
        shown = plate(digest)
        if shown is None:
            return None
        return Picture(picture_name(digest), self.painter.paint(shown), alt_text(digest))

    def warm_up(self) -> None:
        """Load what painting needs; what is wrong with it will be told of when something is painted."""
        try:
            self.painter.warm_up()
        except Exception:  # as above
            self.log.exception("pictures_not_loaded")
