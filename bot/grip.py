"""How firmly an engine holds its lock on a server: who lost sight of it must not speak for all any more."""

import asyncio
import time
from dataclasses import dataclass, field


@dataclass
class Grip:
    """What is known of the lock: `lost` to somebody else, or `slipped`: not seen for `without` seconds.

    `firm` is the opposite of `slipped`. A process that is cut off from the database alone cannot know whether
    another one has taken its place meanwhile.
    """

    without: float
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    slipped: asyncio.Event = field(default_factory=asyncio.Event)
    firm: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.firm.set()

    def confirm(self) -> None:
        """Note that the lock is ours now."""
        self._seen = time.monotonic()
        self.slipped.clear()
        self.firm.set()

    async def look(self) -> None:
        """See whether it has not been confirmed for too long."""
        if time.monotonic() - self._seen >= self.without:
            self.firm.clear()
            self.slipped.set()
