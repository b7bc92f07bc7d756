"""Many keys asked for at once, in portions that every database takes."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

BATCH = 500
"""Keys in one statement: with six columns 3,000 values, of SQLite's 32,766 (SQLITE_MAX_VARIABLE_NUMBER)."""


def batches(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `keys` in portions of at most `BATCH`, in order."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
