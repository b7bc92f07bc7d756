"""Opens the database for as long as it is needed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from adapters.store.analyses import Analyses
from adapters.store.chains import Chains
from adapters.store.commits import Commits
from adapters.store.database import Database, make_engine
from adapters.store.digests import Digests
from adapters.store.editions import Editions
from adapters.store.incidents import Incidents
from adapters.store.levels import Levels
from adapters.store.limits import Limits
from adapters.store.migrating import migrate
from adapters.store.models import Abilities, Usages
from adapters.store.notices import Notices
from adapters.store.postings import Postings
from adapters.store.runs import Runs
from adapters.store.subscriptions import Subscriptions
from adapters.store.workers import Workers
from bot.errors import StoreAddressError, StoreNotWritableError
from bot.settings.database import normalised_database_url
from bot.stores import Stores


@asynccontextmanager
async def open_stores(url: str) -> AsyncIterator[Stores]:
    """Open the database of `url` in any accepted form, brought up to date, and close it at the end.

    The folder of an SQLite file is made. Raises a `StoreError` that says what is wrong.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        _make_file(Path(address.database or ""))
    engine = make_engine(address)
    try:
        await migrate(engine)
        yield stores_in(Database(engine))
    finally:
        await engine.dispose()


def stores_in(database: Database) -> Stores:
    """Return the stores of an open, migrated database."""
    return Stores(
        analyses=Analyses(database),
        levels=Levels(database),
        subscriptions=Subscriptions(database),
        editions=Editions(database),
        postings=Postings(database),
        chains=Chains(database),
        commits=Commits(database),
        runs=Runs(database),
        digests=Digests(database),
        usage=Usages(database),
        abilities=Abilities(database),
        workers=Workers(database),
        incidents=Incidents(database),
        notices=Notices(database),
        limits=Limits(database),
    )


def _address(url: str) -> URL:
    """Read `url`; what is wrong with it is not repeated, for it may hold a password."""
    scheme, separator, _ = url.partition("://")
    refusal = StoreAddressError(scheme if separator else "")
    try:
        address = make_url(normalised_database_url(url))
    except (ValueError, ArgumentError):
        raise refusal from None
    if address.database == ":memory:":  # it would forget everything, and each connection its own
        raise refusal
    return address


def _make_file(file: Path) -> None:
    """Make sure of a file that can be written; the driver's thread would complain aloud where it cannot."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.open("ab").close()
    except OSError as error:
        raise StoreNotWritableError(str(file)) from error
