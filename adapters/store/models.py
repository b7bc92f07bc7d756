"""What was asked of language models and learned of them, in the database."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select

from adapters.store.database import Database
from adapters.store.tables import abilities, usage
from analysis.results import Usage


class Usages:
    """A `UsageStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, date: dt.date, model: str, used: Usage) -> None:
        """Add `used` to what `model` was asked for on `date`; a cost that is unknown once stays so."""
        amounts = asdict(used)
        insert = self._database.insert(usage).values(date=date, model=model, **amounts)
        sums = {name: usage.c[name] + insert.excluded[name] for name in amounts}
        statement = insert.on_conflict_do_update(index_elements=["date", "model"], set_=sums)
        await self._database.write(lambda connection: connection.execute(statement))

    async def of_day(self, date: dt.date) -> Mapping[str, Usage]:
        """Return what each model was asked for on `date`."""
        columns = (usage.c.calls, usage.c.prompt_tokens, usage.c.completion_tokens, usage.c.cached_tokens)
        theirs = select(usage.c.model, *columns, usage.c.cost).where(usage.c.date == date)
        async with self._database.reading() as connection:
            return {model: Usage(*amounts) for model, *amounts in await connection.execute(theirs)}


class Abilities:
    """An `AbilityStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def learn(self, server: str, model: str, name: str, value: object) -> None:
        """Remember `value`, anything that JSON can hold, in place of what `name` was before."""
        text = json.dumps(value)
        insert = self._database.insert(abilities).values(server=server, model=model, name=name, value=text)
        statement = insert.on_conflict_do_update(
            index_elements=["server", "model", "name"], set_={"value": text}
        )
        async with self._database.writing() as connection:
            await connection.execute(statement)

    async def known(self, server: str, model: str) -> Mapping[str, object]:
        """Return everything that was learned of `model` on `server`, by name."""
        theirs = select(abilities.c.name, abilities.c.value).where(
            abilities.c.server == server, abilities.c.model == model
        )
        async with self._database.reading() as connection:
            return {name: json.loads(value) for name, value in await connection.execute(theirs)}
