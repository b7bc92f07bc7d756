"""How well ratings order labelled commits: what maintainers told their users should stand above the rest."""

import argparse
import datetime as dt
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from benchmarks.figures import show
from benchmarks.labelled import rows
from benchmarks.rating import predictions

WORTHY, MAJOR = 2, 3  # grades from which on maintainers told of it, and told of it first
LEAST_AUC, LEAST_WEEKLY, LEAST_BEST = 0.880, 0.865, 0.86
MOST_LOST, MOST_MAJOR_LOST = 0.06, 0.08
HIGH_BAND = (0.13, 0.27)  # of all commits, those of bots too: neither a flood nor silence


@dataclass(frozen=True, slots=True)
class Scored:
    """One commit with its label and what the rubric made of it."""

    grade: int
    week: tuple[int, int]
    score: float
    level: str
    by_bot: bool = False

    @property
    def worthy(self) -> bool:
        """Whether users were told of it."""
        return self.grade >= WORTHY


def in_order(commits: Iterable[Scored]) -> tuple[float, int]:
    """Return how many pairs of a worthy commit and another are in order, ties half, and how many exist."""
    ranked = list(commits)
    above = [one.score for one in ranked if one.worthy]
    below = [one.score for one in ranked if not one.worthy]
    won = sum((one > other) + 0.5 * (one == other) for one in above for other in below)
    return won, len(above) * len(below)


def weekly(commits: Sequence[Scored]) -> float:
    """Return the share of pairs in order within one week: the order inside a digest."""
    weeks = defaultdict[tuple[int, int], list[Scored]](list)
    for one in commits:
        weeks[one.week].append(one)
    won, pairs = (sum(column) for column in zip(*map(in_order, weeks.values()), strict=True))
    return won / pairs if pairs else math.nan


def best_tenth(commits: Sequence[Scored]) -> float:
    """Return the share of worthy commits in the best tenth; equal scores count in proportion."""
    take = max(1, len(commits) // 10)
    edge = sorted((one.score for one in commits), reverse=True)[take - 1]
    sure = [one.worthy for one in commits if one.score > edge]
    tied = [one.worthy for one in commits if one.score == edge]
    return (sum(sure) + (take - len(sure)) * sum(tied) / len(tied)) / take


def lost(commits: Sequence[Scored], grade: int) -> float:
    """Return the share of commits of at least `grade` that were rated low."""
    told = [one for one in commits if one.grade >= grade]
    return sum(one.level == "low" for one in told) / len(told) if told else math.nan


def share_high(commits: Sequence[Scored]) -> float:
    """Return the share of commits that were rated high."""
    return sum(one.level == "high" for one in commits) / len(commits)


def by_project(data: Path, processes: int) -> Mapping[str, Sequence[Scored]]:
    """Return all commits, rated, by project; the rating never sees a label."""
    found = defaultdict[str, list[Scored]](list)
    for row, line in zip(rows(data), predictions(data, processes), strict=True):
        label, rated = json.loads(row), json.loads(line)
        year, week, _ = dt.date.fromisoformat(label["date"][:10]).isocalendar()
        one = Scored(label["grade"], (year, week), rated["score"], rated["level"], label["is_bot"])
        found[label["repo"]].append(one)
    return found


def main() -> int:
    """Print the means over the projects beside the least we accept; 1 where one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="labelled commits, .jsonl or .jsonl.gz")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    everything = by_project(asked.data, asked.processes).values()
    projects = [[one for one in commits if not one.by_bot] for commits in everything]
    high = mean(share_high(commits) for commits in everything)
    ordered = mean(won / pairs for won, pairs in map(in_order, projects))
    in_week, best = mean(map(weekly, projects)), mean(map(best_tenth, projects))
    missed, missed_major = (mean(lost(one, grade) for one in projects) for grade in (WORTHY, MAJOR))
    held = [
        show("rating: AUC", f"{ordered:.3f}", f"at least {LEAST_AUC}", held=ordered >= LEAST_AUC),
        show(
            "rating: AUC in a week",
            f"{in_week:.3f}",
            f"at least {LEAST_WEEKLY}",
            held=in_week >= LEAST_WEEKLY,
        ),
        show(
            "rating: rated high, of all commits",
            f"{high:.0%}",
            f"{HIGH_BAND[0]:.0%} to {HIGH_BAND[1]:.0%}",
            held=HIGH_BAND[0] <= high <= HIGH_BAND[1],
        ),
        show("rating: P@10%", f"{best:.3f}", f"at least {LEAST_BEST}", held=best >= LEAST_BEST),
        show(
            "rating: worthy rated low", f"{missed:.0%}", f"at most {MOST_LOST:.0%}", held=missed <= MOST_LOST
        ),
        show(
            "rating: major rated low",
            f"{missed_major:.0%}",
            f"at most {MOST_MAJOR_LOST:.0%}",
            held=missed_major <= MOST_MAJOR_LOST,
        ),
    ]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
