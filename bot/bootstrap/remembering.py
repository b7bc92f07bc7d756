"""The database, as far as a command needs one."""

from contextlib import AsyncExitStack

from bot.application import Memory
from bot.errors import StoreError
from bot.ports import Log
from bot.settings import Settings
from bot.settings.database import database_file
from bot.stores import Stores

PROOF = "proof"
"""Not a worker's name, but a row among those of workers: that it can be written proves the database."""


async def open_wished(settings: Settings, memory: Memory, log: Log, stack: AsyncExitStack) -> Stores | None:
    """Open the database as far as `memory` asks for it; raise a `StoreError` only where it is needed."""
    if memory is Memory.NONE:
        return None
    from adapters.store import open_stores  # noqa: PLC0415 - adapters are loaded where they are chosen

    try:
        return await stack.enter_async_context(open_stores(settings.database))
    except StoreError as error:
        if memory is Memory.NEEDED:
            raise
        log.warning("database_unusable", error=repr(error))
        return None


async def proven(stores: Stores) -> None:
    """Write a row and read what is followed; raises the `StoreError` that a digest would meet."""
    await stores.workers.beat(PROOF)
    await stores.subscriptions.every()


def is_there(settings: Settings) -> bool:
    """Whether the database is there already; on a server it is."""
    file = database_file(settings.database)
    return file is None or file.exists()
