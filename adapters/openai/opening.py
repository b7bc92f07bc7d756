"""Opening a model: what was learned of it is read first, and its connections are closed in the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.openai.abilities import Abilities
from adapters.openai.model import OpenAIModel
from adapters.openai.server import Server, address
from bot.ports import Log
from bot.stores import AbilityStore
from bot.throttling import Gates
from bot.throttling.pace import Sleep
from bot.writers import ModelAccess


@asynccontextmanager
async def open_model(
    access: ModelAccess,
    store: AbilityStore,
    log: Log,
    *,
    gates: Gates | None = None,
    sleep: Sleep = asyncio.sleep,
) -> AsyncIterator[OpenAIModel]:
    """Yield the model of `access`, behind one of `gates`; nothing is asked of its server yet."""
    server = Server(access, log, gates=gates, sleep=sleep)
    abilities = Abilities(store, address(access), access.model)
    await abilities.load()
    try:
        yield OpenAIModel(server, abilities)
    finally:
        await server.close()
