"""What a picture of a day shows, in words and numbers; colours and places are a painter's."""

from dataclasses import dataclass

Parts = tuple[int, int, int]
"""A quantity by level: high, medium, low."""


@dataclass(frozen=True, slots=True)
class Share:
    """One level of the day's commits: what it is called, and how many there are."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One area: its path may lose its beginning for want of room, the `note` behind it never does."""

    path: str
    note: str
    parts: Parts
    said: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where the day's lines changed; `caption` says what was left out, if anything."""

    title: str
    said: str
    bars: tuple[Bar, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Commits of day after day, `None` where nobody knows; `unknown` is the word for that."""

    title: str
    said: str
    columns: tuple[Parts | None, ...]
    first: str
    last: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Plate:
    """A whole picture; `shares` are in the order of levels, the most important first."""

    title: str
    date: str
    total: str
    shares: tuple[Share, ...]
    places: Places | None = None
    days: Days | None = None
