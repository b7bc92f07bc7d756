"""Whether every day holds exactly what landed on it: our days against a walk and a calendar of another kind.

`python -m benchmarks.days REPO --dates 20 --zones Asia/Shanghai,America/New_York` picks dates from the
repository's life (days of clock changes, days around clocks that ran backwards, days without commits and
others), asks for each in each zone, and exits with 1 where one differs from the full first-parent walk.
"""

import argparse
import asyncio
import datetime as dt
import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

from adapters.git import open_repository
from analysis.days import Day
from benchmarks.figures import show

ONE_DAY = dt.timedelta(days=1)
WALK = ("log", "--first-parent", "--format=%H %ct", "HEAD")
Walk = Sequence[tuple[str, int]]


def main(arguments: Sequence[str]) -> int:
    """Print one line for each date and zone; return 1 if one differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.days", description=__doc__)
    parser.add_argument("repo", metavar="REPO", help="path of a git repository")
    parser.add_argument("--dates", type=int, default=20, help="how many dates")
    parser.add_argument(
        "--zones", default="Asia/Shanghai,America/New_York", help="IANA names, with commas between"
    )
    asked = parser.parse_args(arguments)
    walk = plain_walk(asked.repo)
    zones = asked.zones.split(",")
    print(f"{len(walk)} commits, {sum(1 for _ in inversions(walk))} clocks that ran backwards")
    differ = asyncio.run(compare(asked.repo, walk, pick(walk, zones, asked.dates), zones))
    held = show("days against a full walk", f"{differ} differ", "none", held=not differ)
    return int(not held)


async def compare(repo: str, walk: Walk, dates: Sequence[dt.date], zones: Sequence[str]) -> int:
    """Ask for every date in every zone; return how many days differ from the walk."""
    source = await open_repository(repo)
    differ = 0
    print(f"{'date':12}{'zone':24}{'hours':>6}{'commits':>9}")
    for date in dates:
        for zone in zones:
            expected = [sha for sha, second in walk if local_date(second, zone) == date]
            landed = await source.landed(Day(date, zone))
            same = [commit.sha for commit in landed.commits] == expected
            differ += not same
            print(
                f"{date!s:12}{zone:24}{hours(date, zone):6.1f}{len(expected):9}{'' if same else '  DIFFERS'}"
            )
    return differ


def plain_walk(repo: str) -> Walk:
    """Return SHA and committer time of the whole first-parent chain, as plain git tells them."""
    command = ["git", "-C", repo, *WALK]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - a path that the caller gave
    return [(sha, int(second)) for sha, second in map(str.split, told.splitlines())]


def local_date(second: int, zone: str) -> dt.date:
    """Return the date on the wall calendar of `zone`, found without our own days."""
    return dt.datetime.fromtimestamp(second, ZoneInfo(zone)).date()


def hours(date: dt.date, zone: str) -> float:
    """Return how long that date lasted."""
    midnights = (dt.datetime.combine(it, dt.time(), ZoneInfo(zone)) for it in (date, date + ONE_DAY))
    start, end = (it.timestamp() for it in midnights)
    return (end - start) / 3600


def inversions(walk: Walk) -> Iterable[int]:
    """Yield the times of commits that landed before their own parent, as their clocks tell."""
    return (second for (_, second), (_, parent) in pairwise(walk) if second < parent)


def pick(walk: Walk, zones: Sequence[str], count: int) -> list[dt.date]:
    """Return `count` dates of the walk's life, a quarter of each kind, the same ones at every call."""
    some = random.Random(count)
    times = [second for _, second in walk]
    first, last = (local_date(it, zones[0]) for it in (min(times), max(times)))
    every = [first + ONE_DAY * number for number in range((last - first).days + 1)]
    busy = sorted({local_date(it, zones[0]) for it in times})
    kinds = (
        [date for date in every if any(hours(date, zone) != 24 for zone in zones)],  # noqa: PLR2004 - as most days have
        sorted({local_date(it, zones[0]) for it in inversions(walk)}),
        sorted(set(every) - set(busy)),
        busy,
    )
    picked: set[dt.date] = set()
    for number, kind in enumerate(kinds, 1):
        left = [date for date in kind if date not in picked]
        picked.update(some.sample(left, min(len(left), count * number // len(kinds) - len(picked))))
    return sorted(picked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
