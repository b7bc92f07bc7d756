"""A day at a glance: where in the repository it happened, and what is known of the days before it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from analysis.facts.models import FileClass
from analysis.results import Digest, Level, Stats

DAYS = 30
"""Days that a history covers, the digest's own the last of them."""

FEWEST, MOST = 4, 8
"""Areas that a reader takes in at once; a small day has fewer."""

LARGE = 4
"""An area with more than one line of so many is worth a closer look, if there is room for its parts."""

SMALL = 40
"""An area with less than one line of so many goes into the rest, unless it were alone there."""

DEEPEST = 30
"""Directories of a path that are told apart; no repository that people work in has as many."""

MADE_BY_TOOLS = (FileClass.LOCK, FileClass.GENERATED)
"""Files whose lines nobody wrote: one of them outweighs a whole day's work."""

Lines = tuple[int, int, int]
"""Changed lines in commits of high, medium and low level."""

NO_LINES: Lines = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Area:
    """A directory or file, by its path; `partial` where larger parts of it stand for themselves."""

    path: str
    lines: Lines
    partial: bool = False

    @property
    def total(self) -> int:
        """Changed lines of all levels."""
        return sum(self.lines)


@dataclass(frozen=True, slots=True)
class Areas:
    """Where a day's lines changed: the largest areas first, what is left over, what tools made."""

    named: tuple[Area, ...] = ()
    rest: Lines = NO_LINES
    made_by_tools: int = 0

    @property
    def total(self) -> int:
        """All changed lines but those that tools made."""
        return sum(area.total for area in self.named) + sum(self.rest)


@dataclass(frozen=True, slots=True)
class Glance:
    """What a picture of a day shows; the last of `days` is the day itself, `None` stands for unknown."""

    areas: Areas
    days: tuple[tuple[dt.date, Stats | None], ...]

    @property
    def has_history(self) -> bool:
        """Whether anything is known of the days before."""
        return any(stats is not None for _, stats in self.days[:-1])

    @property
    def shows_nothing(self) -> bool:
        """Whether there is nothing to see: no lines, and no commit on any known day before."""
        landed = any(stats and stats.total for _, stats in self.days[:-1])
        return not self.areas.total and not landed


def glance_of(digest: Digest) -> Glance:
    """Return what there is to see of a digest's day."""
    return Glance(areas_of(digest), tuple(_days(digest)))


def days_before(date: dt.date) -> tuple[dt.date, ...]:
    """Return the dates that a history up to `date` covers, oldest first, without `date` itself."""
    most = min(DAYS - 1, (date - dt.date.min).days)
    return tuple(date - dt.timedelta(days=back) for back in range(most, 0, -1))


def _days(digest: Digest) -> Iterator[tuple[dt.date, Stats | None]]:
    known = {day.date: day.stats for day in digest.past}
    for date in days_before(digest.day.date):
        yield date, known.get(date)
    yield digest.day.date, digest.stats


def areas_of(digest: Digest) -> Areas:
    """Return where the lines of a day changed; nothing of it is told twice or left out."""
    root, tools = _Place(""), 0
    for one in digest.commits:
        place = tuple(Level).index(one.rating.level)
        for file in one.facts.files:
            if file.file_class in MADE_BY_TOOLS:
                tools += file.churn
            elif file.churn > 0:
                root.add(file.path.strip("/").split("/", DEEPEST), place, file.churn)
    return _summed(_divided(root), tools)


def _summed(areas: Sequence[Area], tools: int) -> Areas:
    """Return the largest areas by name; what is small, or has no name of its own, is added up."""
    whole = sum(area.total for area in areas)
    ordered = sorted(areas, key=lambda area: (not area.path, -area.total, area.path))
    count = sum(1 for area in ordered if area.path and area.total * SMALL >= whole)
    if count == len(ordered) - 1 and ordered[-1].path:
        count += 1  # a small one that is alone needs no more room than the rest would
    if count < len(ordered):
        count = min(count, MOST - 1)
    return Areas(tuple(ordered[:count]), _sum(area.lines for area in ordered[count:]), tools)


def _divided(root: "_Place") -> list[Area]:
    """Return the areas into which a repository falls: the largest parted as long as there is room."""
    whole = sum(root.lines)
    areas, final = [root] if whole else [], list[_Place]()
    while areas:
        areas.sort(key=lambda area: (-sum(area.lines), area.path))
        largest = areas.pop(0)
        few = len(areas) + len(final) + 1 < FEWEST
        parts = largest.parts(whole) if few or sum(largest.lines) * LARGE > whole else ()
        if parts and len(areas) + len(final) + len(parts) <= MOST:
            areas += parts
        else:
            final.append(largest)
    _promote(final, whole)
    return [Area(place.path, place.lines, place.partial) for place in final]


def _promote(areas: list["_Place"], whole: int) -> None:
    """Let the largest of what was put together stand for itself as long as there is room."""
    while len(areas) < MOST:
        together = [(part, area) for area in areas if area.partial for part in area.inner.values()]
        part, area = max(together, key=lambda pair: sum(pair[0].lines), default=(None, None))
        if part is None or area is None or len(area.inner) == 1 or sum(part.lines) * SMALL < whole:
            return
        areas.append(area.inner.pop(part.name))
        area.lines = _sum(place.lines for place in area.inner.values())


@dataclass(slots=True)
class _Place:
    """A file or directory with the lines that changed in it, and what is in it."""

    path: str
    name: str = ""
    lines: Lines = NO_LINES
    inner: dict[str, "_Place"] = field(default_factory=dict)
    partial: bool = False

    def add(self, names: Sequence[str], level: int, churn: int) -> None:
        """Add the lines of a file, which `names` lead to."""
        place = self
        place.lines = _with(place.lines, level, churn)
        for name in names:
            path = f"{place.path}/{name}" if place.path else name
            place = place.inner.setdefault(name, _Place(path, name))
            place.lines = _with(place.lines, level, churn)

    def parts(self, whole: int) -> tuple["_Place", ...]:
        """Return what this place falls into: its large parts, and all small ones together."""
        inner = sorted(self.inner.values(), key=lambda place: -sum(place.lines))
        if self.partial or not inner:
            return ()
        count = sum(1 for place in inner if sum(place.lines) * 2 * MOST >= whole)
        if count == 0 and not self.path:
            count = MOST - 1  # of a repository even small areas tell more than its name
        if count == len(inner) - 1:
            count += 1
        large, small = inner[:count], inner[count:]
        if not large or not small:
            return tuple(large)
        together = {place.name: place for place in small}
        return (
            *large,
            _Place(self.path, self.name, _sum(place.lines for place in small), together, partial=True),
        )


def _with(lines: Lines, level: int, churn: int) -> Lines:
    high, medium, low = (each + (churn if place == level else 0) for place, each in enumerate(lines))
    return high, medium, low


def _sum(every: Iterable[Lines]) -> Lines:
    high, medium, low = 0, 0, 0
    for lines in every:
        high, medium, low = high + lines[0], medium + lines[1], low + lines[2]
    return high, medium, low
