"""The limits that this process keeps to, shared with others where there can be others."""

import os
import socket
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.bootstrap.durable import is_shared
from bot.ports import Log
from bot.settings import Settings
from bot.stores import Stores
from bot.throttling import Gates, Shared


@dataclass(frozen=True, slots=True)
class Throttles:
    """The gates before servers, and the database that budgets are held back in."""

    gates: Gates
    shared: Shared | None = None


def open_throttles(settings: Settings, stores: Stores | None, log: Log, stack: AsyncExitStack) -> Throttles:
    """Return the limits of this process; what it holds is given back when `stack` ends.

    An SQLite file has one process that works and perhaps a command beside it: they share the budget alone,
    and calls cost no look into the database.
    """
    if stores is None:
        return Throttles(Gates())
    shared = Shared(stores.limits, f"{socket.gethostname()} {os.getpid()}", log)
    stack.push_async_callback(shared.close)
    return Throttles(Gates(shared if is_shared(settings) else None), shared)
