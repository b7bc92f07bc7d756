"""Opening a model: what was learned of it is read first, and its connections are closed in the end."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.openai.abilities import Abilities
from adapters.openai.model import OpenAIModel
from adapters.openai.pace import Monotonic, Sleep
from adapters.openai.server import Server, address
from bot.ports import Log
from bot.stores import AbilityStore
from bot.writers import ModelAccess


@asynccontextmanager
async def open_model(
    access: ModelAccess,
    store: AbilityStore,
    log: Log,
    *,
    now: Monotonic = time.monotonic,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[OpenAIModel]:
    """Yield the model of `access`; nothing is asked of its server yet."""
    server = Server(access, log, now=now, sleep=sleep)
    abilities = Abilities(store, address(access), access.model)
    await abilities.load()
    try:
        yield OpenAIModel(server, abilities)
    finally:
        await server.close()
