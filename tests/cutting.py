"""A way to a PostgreSQL that can be cut, as a cable is, and mended; frozen, it swallows what is sent."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import make_url


@dataclass
class Way:
    """Leads from `url` to a database; it has a thread of its own, for engines start in the test's."""

    to: str
    url: str = ""
    is_cut: bool = False
    is_frozen: bool = False
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def cut(self) -> None:
        """Break every connection, and let nobody through."""
        self.is_cut = True
        self._loop.call_soon_threadsafe(self._break)

    def mend(self) -> None:
        """Let whoever comes through again."""
        self.is_cut = self.is_frozen = False

    def run(self, ready: threading.Event) -> None:
        """Serve until the loop is stopped."""
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        port = server.sockets[0].getsockname()[1]
        address = make_url(self.to).set(host="127.0.0.1", port=port).difference_update_query(("host",))
        self.url = address.render_as_string(hide_password=False)
        ready.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._break()
        self._loop.run_until_complete(asyncio.sleep(0.01))  # transports close a little later
        self._loop.close()

    def stop(self) -> None:
        """End the loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _break(self) -> None:
        for writer in tuple(self._open):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Pass on what comes, both ways."""
        with suppress(asyncio.CancelledError):  # the test is over
            if not self.is_cut:
                there, here = await self._connected()
                self._open |= {writer, here}
                both = [asyncio.create_task(self._pass(*ways)) for ways in ((reader, here), (there, writer))]
                await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
                here.transport.abort()
                self._open -= {writer, here}
        writer.transport.abort()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        address = make_url(self.to)
        folder, port = address.query.get("host"), address.port or 5432
        if folder:
            return await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{port}")
        return await asyncio.open_connection(address.host, port)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                if not self.is_frozen:
                    writer.write(data)
                    await writer.drain()


@contextmanager
def way_to(database: str) -> Iterator[Way]:
    """Open a way to `database` on a loopback port."""
    way, ready = Way(database), threading.Event()
    thread = threading.Thread(target=way.run, args=(ready,), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield way
    finally:
        way.stop()
        thread.join(10)
