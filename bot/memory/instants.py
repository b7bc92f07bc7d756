"""Instants as every store takes them."""

import datetime as dt


def aware(instant: dt.datetime) -> dt.datetime:
    """Return `instant` in UTC; raise `ValueError` when it names no time zone."""
    if instant.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {instant.isoformat()}")
    return instant.astimezone(dt.UTC)
