"""Lines from standard input as they come, without keeping a program alive that wants to end."""

import asyncio
import os
from collections.abc import AsyncGenerator
from threading import Thread

CHUNK = 65_536  # bytes read at once; of a line with more the rest is dropped: no command is so long


async def read_lines(descriptor: int) -> AsyncGenerator[str, None]:
    """Yield the lines of an open file, pipe or terminal until it ends; bytes that are not UTF-8 as U+FFFD."""
    rest, dropping = b"", False
    async for chunk in _chunks(descriptor):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if not dropping:
                yield _text(line)
            dropping = False
        if dropping or len(rest) > CHUNK:
            if not dropping:
                yield _text(rest)
            rest, dropping = b"", True
    if rest and not dropping:
        yield _text(rest)


async def _chunks(descriptor: int) -> AsyncGenerator[bytes, None]:
    """Yield what comes, as it comes.

    A thread of its own reads, since epoll takes no files and a terminal may never send another line; as a
    daemon with no buffer to lock it does not hold up the end of the process.
    """
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[bytes]()

    def read() -> None:
        chunk = b"."
        while chunk:
            try:
                chunk = os.read(descriptor, CHUNK)
            except OSError:  # closed, or a terminal that went away: nothing more will come
                chunk = b""
            try:
                loop.call_soon_threadsafe(queue.put_nowait, chunk)
            except RuntimeError:  # the loop is closed: nobody listens any more
                return

    Thread(target=read, daemon=True, name="stdin").start()
    while chunk := await queue.get():
        yield chunk


def _text(line: bytes) -> str:
    return line.decode("utf-8", errors="replace").rstrip("\r")
