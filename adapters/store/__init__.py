"""The stores of `bot.stores` in one SQLite file or PostgreSQL database, through SQLAlchemy."""

from adapters.store.database import Database, make_engine
from adapters.store.migrating import migrate
from adapters.store.opening import open_stores

__all__ = ["Database", "make_engine", "migrate", "open_stores"]
