"""Column types that mean the same on SQLite and PostgreSQL."""

import datetime as dt
import re

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


class UTCDateTime(TypeDecorator[dt.datetime]):
    """An instant: refuses a naive one, returns aware UTC (SQLite alone would forget the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn the instant into UTC; raise `ValueError` when it names no zone."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"an instant needs a time zone: {value.isoformat()}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Return the stored instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if dialect.name == "sqlite" else value.astimezone(dt.UTC)


class SafeText(TypeDecorator[str]):
    """Any text: NUL (PostgreSQL) and lone surrogates (both) cannot be stored and become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - its port
        """Replace what no database takes."""
        return None if value is None else _NOT_STORABLE.sub("\ufffd", value)
