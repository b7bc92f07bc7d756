"""The packed diff: what of a change is sent when not all fits, fair to every file, honest about the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from analysis.analyst.hunks import SentHunk, hunks_of, one_line
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
    """The text of a packed diff and the hunks in it; `hunks_left_out` counts those cut or missing."""

    text: str
    hunks: tuple[SentHunk, ...] = ()
    hunks_left_out: int = 0
    files_left_out: int = 0


def pack(facts: Facts, budget: int, not_listed: int = 0) -> PackedDiff:
    """Return the change of `facts` in at most `budget` estimated tokens.

    `not_listed` is how many further files the source knows of but did not name.
    """
    groups = [[(file, hunks_of(file)) for file in facts.of_class(*classes)] for classes in _CLASSES]
    never = facts.of_class(*_NEVER_SENT)
    sendable = [pair for group in groups for pair in group]
    listed = _listed([*(file for file, _ in sendable), *never], budget * LIST_SHARE)
    whole = [hunk for _, hunks in sendable for hunk in hunks]
    room = budget * (1 - LEFT_OUT_SHARE) - weight(listed) - 2 * _BREAK
    chosen, names = [hunk.collapsed for hunk in whole], ""
    digest, lines = budget * DIGEST_SHARE, max(LEAST_LINES, int(budget * LINES_SHARE))
    cost = _cost(chosen, room)
    fits = cost <= room
    if fits:
        digest = min(digest, room - cost)
    else:
        chosen = _chosen(groups, room - digest, lines)
    if _Rest(whole, chosen, never, not_listed).hunks or never:
        unsent = [(file, hunks_of(file)) for file in never]
        names = outline(facts, [*sendable, *unsent], "\n".join((listed, *_texts(chosen))), digest)
    if not fits:
        chosen = _chosen(groups, room - weight(names), lines)
    rest = _Rest(whole, chosen, never, not_listed)
    parts = (listed, names, *_texts(chosen), rest.told(budget * LEFT_OUT_SHARE))
    text = "\n".join(part for part in parts if part)
    if weight(text) > budget:  # only where a budget is too small for a single hunk
        return PackedDiff("", (), len(whole), len(facts.files) + not_listed)
    return PackedDiff(text, tuple(chosen), len(rest.hunks), rest.files)


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


def _listed(files: Sequence[FileFacts], room: float) -> str:
    lines = [f"{len(files)} files:"]
    room -= weight(f"{len(files)} files:\n… {len(files)} more files (+1000000 -1000000)") + _BREAK
    for place, file in enumerate(files):
        line = f"{one_line(file.path)} {file.file_class} +{file.change.additions} -{file.change.deletions}"
        room -= weight(line) + _BREAK
        if room < 0:
            added = sum(one.change.additions for one in files[place:])
            deleted = sum(one.change.deletions for one in files[place:])
            return "\n".join((*lines, f"… {len(files) - place} more files (+{added} -{deleted})"))
        lines.append(line)
    return "\n".join(lines)


@dataclass(frozen=True)
class _Rest:
    """What the packed diff does not hold."""

    whole: Sequence[SentHunk]
    chosen: Sequence[SentHunk]
    never: Sequence[FileFacts]
    not_listed: int

    @cached_property
    def hunks(self) -> list[SentHunk]:
        """The hunks that are missing or cut."""
        sent = {(hunk.path, hunk.header): len(hunk.lines) for hunk in self.chosen}
        return [
            hunk
            for hunk in self.whole
            if hunk.hidden or sent.get((hunk.path, hunk.header), -1) < len(hunk.lines)
        ]

    @property
    def files(self) -> int:
        """How many files nothing is shown of."""
        missing = {hunk.path for hunk in self.whole} - {hunk.path for hunk in self.chosen}
        return len(missing) + len(self.never) + self.not_listed

    def told(self, room: float) -> str:
        """Return an explicit list of it in `room` tokens, totals first."""
        by_file = Counter(hunk.path for hunk in self.hunks)
        totals = [f"{len(self.hunks)} hunks of {len(by_file)} files"] if by_file else []
        totals += [f"{len(self.never)} lock or generated files"] if self.never else []
        totals += [f"{self.not_listed} files that were not listed"] if self.not_listed else []
        if not totals:
            return ""
        text = f"Not shown in full: {', '.join(totals)}."
        for path, count in by_file.items():
            more = f"{text}\n{one_line(path)}: {count} hunks"
            if weight(more) + _BREAK > room:
                break
            text = more
        return text
