"""How a branch got from where it once stood to where it stands now."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.models import Commit

COMPARED = 250
"""Commits of each line of a rewritten branch that are read to tell re-created ones from new ones."""


@dataclass(frozen=True, slots=True)
class Landing:
    """A commit of a first-parent chain, and when it landed."""

    sha: str
    landed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a first-parent chain, newest first: what `reached` it, and what `left` it.

    `rewritten`: the old head is no ancestor of the new one. Then `recreated` tells which commits of the
    chain are old ones under other SHAs (new to old), and `subjects` what those that left were called,
    both for the newest `COMPARED` of each line; not `known`: nothing of the old line can be read any more.
    """

    reached: tuple[Landing, ...] = ()
    left: tuple[str, ...] = ()
    rewritten: bool = False
    known: bool = True
    recreated: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)


def parted(new: Sequence[Landing], old: Sequence[Landing]) -> tuple[tuple[Landing, ...], tuple[str, ...]]:
    """Return what the chain `new` has and `old` lacks, and the other way round; both newest first."""
    on_new = {link.sha for link in new}
    fork = next((link.sha for link in old if link.sha in on_new), None)
    reached, left = _above(new, fork), _above(old, fork)
    return reached, tuple(link.sha for link in left)


def recreated(old: Sequence[Commit], new: Sequence[Commit]) -> dict[str, str]:
    """Return which of `new` are commits of `old` once more: same author, author's time and subject.

    That is what a rebase, a cherry-pick and a filtered history keep; the change itself may differ.
    """
    waiting = dict[tuple[object, ...], list[str]]()
    for commit in reversed(old):
        waiting.setdefault(_likeness(commit), []).append(commit.sha)
    pairs = ((commit.sha, waiting.get(_likeness(commit))) for commit in new)
    return {sha: shas.pop() for sha, shas in pairs if shas}


def _likeness(commit: Commit) -> tuple[object, ...]:
    return commit.author, commit.authored_at, commit.subject


def _above(chain: Sequence[Landing], fork: str | None) -> tuple[Landing, ...]:
    place = next((at for at, link in enumerate(chain) if link.sha == fork), len(chain))
    return tuple(chain[:place])
