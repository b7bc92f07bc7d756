"""How a digest goes on from what its readers were told before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.language import Bilingual

ALL_TOLD = Bilingual(
    "当天的提交此前都已报告，没有新的内容。",
    "All that landed on this day was reported before; nothing is new.",
)
"""The headline of a day of which nothing is left to tell."""


@dataclass(frozen=True, slots=True)
class Revert:
    """What a commit takes back: a commit that was reported on `date`, or (`None`) one of the same digest."""

    sha: str
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Sequel:
    """What a digest leaves out, adds and says because of the ones before it; SHAs are whole.

    `told` are commits of the day that were told already, by the date they were told for. `late` ones reached
    the branch after the digest of `since`, landed on earlier days and were never told, newest first;
    `not_shown` more are counted only. Where the branch was `rewritten`, `gone` were told and are on it no
    longer, and `recreated` are told ones under other SHAs (new to old); unless `known`, nothing of the old
    line can be read. `due_at` is set where the digest comes late.
    """

    told: Mapping[str, dt.date] = field(default_factory=dict)
    since: dt.date | None = None
    late: tuple[str, ...] = ()
    not_shown: int = 0
    rewritten: bool = False
    known: bool = True
    gone: tuple[str, ...] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    recreated: Mapping[str, str] = field(default_factory=dict)
    reverts: Mapping[str, Revert] = field(default_factory=dict)
    due_at: dt.datetime | None = None

    @property
    def has_news(self) -> bool:
        """Whether it has something to say even on a day without commits."""
        return bool(self.late or self.not_shown or self.rewritten)
