"""What readers of a channel see, and how it differs from what they should have seen.

The judge compares what stands on a platform with what a program wrote there that nobody killed; it trusts
neither our tables nor the keys of our messages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

FILE = "[file] "
"""Begins what is read of a message that brings a file."""


@dataclass(frozen=True)
class Told:
    """One digest as it stands in a channel: its first message and its thread, each once for each time."""

    parent: str
    replies: tuple[str, ...]


Heard = Mapping[str, Sequence[Told]]
"""The digests of each channel, in the order in which they stand there."""


@dataclass(frozen=True)
class Judged:
    """How often something is not as it should be; files count among the messages too."""

    messages: int = 0
    doubled: int = 0
    missing: int = 0
    disordered: int = 0
    files_doubled: int = 0
    files_missing: int = 0

    def __add__(self, other: "Judged") -> "Judged":
        return Judged(
            self.messages + other.messages,
            self.doubled + other.doubled,
            self.missing + other.missing,
            self.disordered + other.disordered,
            self.files_doubled + other.files_doubled,
            self.files_missing + other.files_missing,
        )


def judged(heard: Heard, wanted: Heard) -> Judged:
    """Compare every channel with what it should have heard."""
    return sum((_channel(heard.get(name, ()), want) for name, want in wanted.items()), Judged())


def _channel(heard: Sequence[Told], wanted: Sequence[Told]) -> Judged:
    result = _compared([one.parent for one in heard], [one.parent for one in wanted])
    for want in wanted:
        replies = [reply for one in heard if one.parent == want.parent for reply in one.replies]
        result += _compared(replies, want.replies)
    strange = [one for one in heard if one.parent not in {want.parent for want in wanted}]
    return result + Judged(doubled=sum(len(one.replies) for one in strange))


def _compared(heard: Sequence[str], wanted: Sequence[str]) -> Judged:
    more, less = Counter(heard) - Counter(wanted), Counter(wanted) - Counter(heard)
    first = list(dict.fromkeys(heard))  # a doubled message is told of as such, not as disorder too
    common = [one for one in dict.fromkeys(wanted) if one in first]
    return Judged(
        len(heard),
        more.total(),
        less.total(),
        int([one for one in first if one in common] != common),
        _files(more),
        _files(less),
    )


def _files(counted: Iterable[str]) -> int:
    return sum(one.startswith(FILE) for one in counted)
