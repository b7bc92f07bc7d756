"""Which message of a posted digest shows which part of its new edition: pure decisions.

A slot is a message that stands in the channel. Texts go to the slots of texts, files to those of files, by
number; a text too many becomes a pointer, so that a new edition has a part for every slot.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.ports import Part
from bot.stores import Edition, FrozenPart


@dataclass(frozen=True, slots=True)
class Slot:
    """A message as it was posted last: `key` is what it was posted under, and is found by for ever."""

    key: str
    part: Part
    in_thread: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a new edition, and the slot that it replaces; `None`: it is posted at the end."""

    part: FrozenPart
    slot: Slot | None


def brings_file(part: Part) -> bool:
    """Whether a part brings the report along; every platform calls it `file`."""
    return "file" in part.payload


def slots_of(editions: Sequence[Edition], posted: Collection[str]) -> tuple[Slot, ...]:
    """Return the slots that `editions` left, oldest first; `posted` are the keys of all their postings."""
    texts, files = list[Slot](), list[Slot]()
    for edition in editions:
        for wanted, slots in ((_texts(edition.parts), texts), (_files(edition.parts), files)):
            for number, one in enumerate(wanted):
                new = Slot(one.key, one.part, one.in_thread)
                if number >= len(slots):
                    slots.append(new)
                elif one.key in posted:  # a file that could not be replaced, posted anew
                    slots[number] = new
                else:
                    slots[number] = replace(slots[number], part=one.part)
    return (*texts, *files)


def filled(new: Edition, slots: Sequence[Slot], pointer: Part) -> Edition:
    """Return `new` with a part for every slot: what it has no words for points to the others."""
    texts, files = _texts(new.parts), _files(new.parts)
    surplus = [slot for slot in slots if not brings_file(slot.part)][len(texts) :]
    pointers = [FrozenPart("", pointer, slot.in_thread) for slot in surplus]
    parts = (*texts, *pointers, *files)
    numbered = (replace(one, key=f"{new.key}:{number}") for number, one in enumerate(parts))
    return replace(new, parts=tuple(numbered))


def changes(new: Edition, slots: Sequence[Slot]) -> tuple[Change, ...]:
    """Return what has to be done so that the slots show `new`; what stands as it should is left out."""
    texts = [slot for slot in slots if not brings_file(slot.part)]
    files = [slot for slot in slots if brings_file(slot.part)]
    found = (*_paired(_texts(new.parts), texts), *_paired(_files(new.parts), files))
    return tuple(one for one in found if one.slot is None or one.slot.part.payload != one.part.part.payload)


def _paired(parts: Sequence[FrozenPart], slots: Sequence[Slot]) -> Iterable[Change]:
    for number, part in enumerate(parts):
        yield Change(part, slots[number] if number < len(slots) else None)


def _texts(parts: Iterable[FrozenPart]) -> list[FrozenPart]:
    return [one for one in parts if not brings_file(one.part)]


def _files(parts: Iterable[FrozenPart]) -> list[FrozenPart]:
    return [one for one in parts if brings_file(one.part)]
