"""The forms in which a database may be named, and the one form that the store takes."""

import re
from pathlib import Path

SQLITE = "sqlite+aiosqlite"
POSTGRESQL = "postgresql+psycopg"

_DRIVER_OF = {
    "sqlite": SQLITE,
    SQLITE: SQLITE,
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
}


def normalised_database_url(url: str) -> str:
    """Return `url` with the driver that we use; raise `ValueError` for a database we cannot use.

    The message never repeats the address: it may hold a password.
    """
    scheme, separator, rest = url.strip().partition("://")
    driver = _DRIVER_OF.get(scheme.casefold())
    if not separator or driver is None:
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if driver == SQLITE and not re.match(r"/.", rest):
        raise ValueError("must name a file after sqlite:/// (four slashes for an absolute path)")
    if driver == POSTGRESQL and not rest:
        raise ValueError("must name a host or a database after postgresql://")
    return f"{driver}://{rest}"


def database_file(url: str) -> Path | None:
    """Return the file of a normalised `url`; `None` where a server keeps the data."""
    scheme, _, path = url.partition(":///")
    return Path(path.partition("?")[0]).absolute() if scheme.startswith("sqlite") else None


def database_password(url: str) -> str:
    """Return the password that `url` holds, as it is written there; empty when it holds none."""
    user = url.partition("://")[2].partition("/")[0].rpartition("@")[0]
    return user.partition(":")[2]
