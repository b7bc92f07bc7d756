"""One worker's process, as its crew sees it: asked batch after batch, lost at the first trouble."""

import asyncio
import pickle
import sys
from contextlib import suppress

from bot.children import kill
from bot.crew.form import LENGTH, Batch, Told, packed

PROGRAM = ("-P", "-m", "bot.crew.worker")  # -P: the folder that we stand in may be anybody's repository


class WorkerProcess:
    """A process that rates one batch at a time; it starts with the first one."""

    def __init__(self) -> None:
        self._process: asyncio.subprocess.Process | None = None
        self._lost = False

    async def ask(self, batch: Batch) -> list[Told] | None:
        """Return what the process says of `batch`; `None` where it cannot: it is lost then."""
        if self._lost:
            return None
        self._lost = True  # unless all goes well: one that was left in the middle is of no more use
        with suppress(OSError, asyncio.IncompleteReadError):
            said = await self._asked(batch)
            self._lost = False
            return said
        return None

    def kill(self) -> None:
        """End the process at once, if there is one."""
        self._lost = True
        if self._process:
            kill(self._process)

    async def gone(self) -> None:
        """Wait until nothing is left of the process."""
        if self._process:
            await self._process.communicate()

    async def _asked(self, batch: Batch) -> list[Told]:
        process = self._process = self._process or await _started()
        asked, answers = process.stdin, process.stdout
        if asked is None or answers is None:
            raise AssertionError("both were asked for")
        asked.write(packed(batch))
        await asked.drain()
        length = int.from_bytes(await answers.readexactly(LENGTH), "big")
        said: list[Told] = pickle.loads(await answers.readexactly(length))  # noqa: S301 - from our own child
        return said


async def _started() -> asyncio.subprocess.Process:
    """Start a worker in a group of its own: Ctrl-C is for us, and our end is its end."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *PROGRAM,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # what fails there is done again here, and fails here
        process_group=0,
    )
