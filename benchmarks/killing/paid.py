"""A model that notices when it is asked for what is stored already."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web
from sqlalchemy import text

from adapters.store import make_engine
from adapters.store.database import READONLY
from benchmarks.killing.followed import NAME
from benchmarks.modelserver import Asked, ModelServer, well
from bot.settings.database import normalised_database_url

TAKES = 0.05  # seconds for an answer
STORED = text("SELECT repo, sha FROM analyses WHERE model <> ''")


@dataclass
class Cashier:
    """Looks at every call: `shas` are the commits by the names in their subjects.

    A day's headline is stored under a name that we cannot know. Asked again with the same words, it counts as
    paid twice when its repository has as many headlines as there were different questions.
    """

    database: str
    shas: Mapping[str, str]
    calls: int = 0
    paid_twice: list[str] = field(default_factory=list)
    questions: Counter[str] = field(default_factory=Counter)

    async def __call__(self, asked: Asked) -> web.StreamResponse:
        """Answer well, after a look at what is stored."""
        self.calls += 1
        names = sorted(set(NAME.findall(asked.prompt)))
        stored = await asyncio.shield(self._stored())  # a client that is killed must not break our connection
        if "headline" in asked.schema.get("properties", {}):
            self._headline(asked.prompt, names[0].partition("x")[0], stored)
        else:
            shas = {sha for _, sha in stored}
            self.paid_twice += [name for name in names if self.shas[name] in shas]
        return await well(asked)

    def _headline(self, prompt: str, repo: str, stored: set[tuple[str, str]]) -> None:
        name = f"acme/{repo.replace('n', 'r')}"
        rows = sum(one == name and sha.startswith("headline-") for one, sha in stored)
        asked = sum(question.startswith(f"{name} ") for question in self.questions)
        question = f"{name} {prompt}"
        if self.questions[question] and rows >= asked:
            self.paid_twice.append(f"headline of {name}")
        self.questions[question] += 1

    async def _stored(self) -> set[tuple[str, str]]:
        engine = make_engine(normalised_database_url(self.database)).execution_options(**{READONLY: True})
        try:
            async with engine.connect() as connection:
                return {(repo, sha) for repo, sha in await connection.execute(STORED)}
        finally:
            await engine.dispose()


def model_of(cashier: Cashier) -> ModelServer:
    """Return a model's server before `cashier`."""
    server = ModelServer(delay=TAKES)
    server.misbehave(cashier)
    return server


def model_environment(server: ModelServer) -> dict[str, str]:
    """Return what points the program at it."""
    return {"OPENAI_BASE_URL": server.base_url, "OPENAI_API_KEY": "k", "OPENAI_MODEL": "stub"}
