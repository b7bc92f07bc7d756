"""The packed diff: what of a change is sent when not all fits, fair to every file, honest about the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from analysis.analyst.hunks import SentHunk, hunks_of
from analysis.analyst.listing import Rest, listed
from analysis.analyst.outline import outline
from analysis.analyst.tokens import weight
from analysis.facts.models import Facts, FileClass, FileFacts

LIST_SHARE, DIGEST_SHARE, LEFT_OUT_SHARE = 0.2, 0.25, 0.05
"""Shares of the budget that the list of files, the digest of names and the note on the rest may take."""

LINES_SHARE, LEAST_LINES = 1 / 30, 50
"""One hunk shows at most budget / 30 lines, but never fewer than 50: long ones would crowd out the rest."""

_CLASSES = (
    (FileClass.SOURCE,),
    (FileClass.CONFIG, FileClass.OTHER),
    (FileClass.DEPS, FileClass.BUILD),
    (FileClass.CI,),
    (FileClass.TEST,),
    (FileClass.DOCS,),
)
_NEVER_SENT = (FileClass.LOCK, FileClass.GENERATED)
_BREAK = 1.0  # what joining two parts may add to the sum of their estimates
_LEAST_ROOM = 25.0  # tokens below which the beginning of a hunk tells nothing

_Group = list[tuple[FileFacts, tuple[SentHunk, ...]]]


@dataclass(frozen=True, slots=True)
class PackedDiff:
    """The text of a packed diff and the hunks in it."""

    text: str
    hunks: tuple[SentHunk, ...] = ()


def pack(facts: Facts, budget: int, not_listed: int = 0) -> PackedDiff:
    """Return the change of `facts` in at most `budget` estimated tokens.

    `not_listed` is how many further files the source knows of but did not name.
    """
    packing = _Packing(facts, budget, not_listed)
    chosen, names = packing.filled()
    rest = packing.rest(chosen)
    parts = (packing.listed, names, *_texts(chosen), rest.told(budget * LEFT_OUT_SHARE))
    text = "\n".join(part for part in parts if part)
    if weight(text) > budget:  # only where a budget is too small for a single hunk
        return PackedDiff("")
    return PackedDiff(text, tuple(chosen))


@dataclass(frozen=True)
class _Packing:
    facts: Facts
    budget: int
    not_listed: int

    @cached_property
    def groups(self) -> list[_Group]:
        """The files that are sent by class, each with its hunks."""
        return [[(file, hunks_of(file)) for file in self.facts.of_class(*classes)] for classes in _CLASSES]

    @cached_property
    def whole(self) -> list[SentHunk]:
        """Every hunk of them."""
        return [hunk for group in self.groups for _, hunks in group for hunk in hunks]

    @cached_property
    def never(self) -> tuple[FileFacts, ...]:
        """The files that are named but not sent."""
        return self.facts.of_class(*_NEVER_SENT)

    @cached_property
    def listed(self) -> str:
        """The list of all files."""
        sent = (file for group in self.groups for file, _ in group)
        return listed([*sent, *self.never], self.budget * LIST_SHARE)

    def filled(self) -> tuple[list[SentHunk], str]:
        """Return the hunks that are sent, and the digest of the names that they do not show."""
        room = self.budget * (1 - LEFT_OUT_SHARE) - weight(self.listed) - 2 * _BREAK
        digest, lines = self.budget * DIGEST_SHARE, max(LEAST_LINES, int(self.budget * LINES_SHARE))
        chosen = [hunk.collapsed for hunk in self.whole]
        cost = _cost(chosen, room)
        if cost <= room:
            return chosen, self.names(chosen, min(digest, room - cost))
        names = self.names(_chosen(self.groups, room - digest, lines), digest)
        return _chosen(self.groups, room - weight(names), lines), names

    def names(self, chosen: Sequence[SentHunk], room: float) -> str:
        """Return the digest of what `chosen` does not show, in `room` tokens."""
        if not (self.rest(chosen).hunks or self.never):
            return ""
        unsent = [(file, hunks_of(file)) for file in self.never]
        files = [*(pair for group in self.groups for pair in group), *unsent]
        return outline(self.facts, files, "\n".join((self.listed, *_texts(chosen))), room)

    def rest(self, chosen: Sequence[SentHunk]) -> Rest:
        """Return what `chosen` leaves out."""
        return Rest(self.whole, chosen, self.never, self.not_listed)


def _texts(hunks: Iterable[SentHunk]) -> list[str]:
    return [hunk.text(number) for number, hunk in enumerate(hunks, 1)]


def _cost(hunks: Iterable[SentHunk], room: float) -> float:
    """Return what `hunks` take, or some sum above `room` as soon as it is reached."""
    cost = 0.0
    for number, hunk in enumerate(hunks, 1):
        cost += weight(hunk.text(number)) + _BREAK
        if cost > room:
            break
    return cost


def _in_turn(groups: Iterable[_Group]) -> Iterator[SentHunk]:
    """Yield, class by class, the first hunk of each file, then each file's second, and so on."""
    for group in groups:
        for row in zip_longest(*(hunks for _, hunks in group)):
            yield from (hunk for hunk in row if hunk)


def _chosen(groups: Sequence[_Group], room: float, lines: int) -> list[SentHunk]:
    """Return the hunks that fit into `room`, those of one file together again."""
    chosen: list[SentHunk] = []
    shortened: list[tuple[int, SentHunk]] = []
    for hunk in _in_turn(groups):
        fitted = _fitted(hunk.collapsed.cut(lines), room)
        if fitted:
            if len(fitted.lines) < len(hunk.collapsed.lines):
                shortened.append((len(chosen), hunk))
            chosen.append(fitted)
            room -= weight(fitted.text(_WIDEST)) + _BREAK
        if room < _LEAST_ROOM:
            break
    for place, hunk in shortened:  # every file had its turn: what is left goes to the long hunks
        room += weight(chosen[place].text(_WIDEST)) + _BREAK
        chosen[place] = _fitted(hunk.collapsed, room) or chosen[place]
        room -= weight(chosen[place].text(_WIDEST)) + _BREAK
    places = {file.path: place for place, (file, _) in enumerate(pair for group in groups for pair in group)}
    return sorted(chosen, key=lambda hunk: places[hunk.path])


_WIDEST = 9999  # sorting renumbers the hunks: reserve for the widest number


def _fitted(hunk: SentHunk, room: float) -> SentHunk | None:
    """Return as much of `hunk` as fits into `room`, or `None` where that is too little to tell anything."""
    hunk = hunk.cut(max(1, int(room)))  # a line takes a token or more
    if weight(hunk.text(_WIDEST)) + _BREAK <= room:
        return hunk
    low, high = 0, len(hunk.lines) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fits = weight(hunk.cut(middle).text(_WIDEST)) + _BREAK <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    return hunk.cut(low) if low > 0 else None
