"""How much longer than plain git it takes to read, understand and rate a whole history.

`python -m benchmarks.throughput REPO...` compares with `git log --first-parent -p --numstat` on the same
commits, then reads made histories of 100, 1,000 and 10,000 commits; exits with 1 where a bar is missed.
Only the figures of an idle machine mean something: each is the best of three runs, taken in turns. "cpu"
is our own share, without git's, and bears company better.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.growth import make_history
from benchmarks.history import Measured, measure

MOST_RATIO = 3.0  # times plain git, over all repositories together
MOST_MEMORY = 400  # MB
MOST_GROWTH = 1.3  # times the cost of a commit, and the memory, of a history a tenth as long
RUNS = 3
LENGTHS = (100, 1_000, 10_000)
PLAIN = ("log", "--first-parent", "-p", "--numstat", "HEAD")


def main(arguments: Sequence[str]) -> int:
    """Print both tables; return 1 if a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("repos", nargs="*", metavar="REPO", default=["."], help="paths of git repositories")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each is measured")
    asked = parser.parse_args(arguments)
    misses = compare(asked.repos, asked.runs) + grow(asked.runs)
    print("\n".join(f"MISSED: {miss}" for miss in misses) or "all bars met")
    return int(bool(misses))


def compare(repos: Sequence[str], runs: int) -> list[str]:
    """Measure each repository against plain git; return the bars that were missed."""
    print(
        f"{'repository':32}{'commits':>8}{'git s':>8}{'ours s':>8}{'ratio':>7}{'commits/s':>11}"
        f"{'cpu s':>11}{'MB':>6}{'git MB':>8}"
    )
    plain_in_all, ours_in_all, misses = 0.0, 0.0, []
    for repo in repos:
        pairs = [(_plain(repo), measure(repo)) for _ in range(runs)]
        plain, ours = min(it for it, _ in pairs), min((it for _, it in pairs), key=lambda it: it.seconds)
        plain_in_all, ours_in_all = plain_in_all + plain, ours_in_all + ours.seconds
        print(f"{repo[-31:]:32}{ours.commits:8}{plain:8.2f}{_row(ours, ours.seconds / plain)}")
        if ours.memory > MOST_MEMORY:
            misses.append(f"{ours.memory:.0f} MB for {repo}")
    ratio = ours_in_all / plain_in_all
    print(f"{'together':32}{'':8}{plain_in_all:8.2f}{ours_in_all:8.2f}{ratio:7.2f}\n")
    return [*misses, *([f"{ratio:.2f} times plain git"] if ratio > MOST_RATIO else [])]


def grow(runs: int) -> list[str]:
    """Measure made histories of growing length; return the bars that were missed."""
    misses = []
    print(f"{'commits':>8}{'s':>8}{'ms/commit':>11}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        before: Measured | None = None
        for length in LENGTHS:
            path = make_history(Path(folder), length)
            now = min((measure(str(path)) for _ in range(runs)), key=lambda it: it.seconds)
            print(f"{now.commits:8}{now.seconds:8.2f}{1000 * now.seconds / length:11.2f}{now.memory:6.0f}")
            if before and (
                _each(now) > MOST_GROWTH * _each(before) or now.memory > MOST_GROWTH * before.memory
            ):
                misses.append(f"{length} commits cost more than their share")
            before = now
    return misses


def _row(ours: Measured, ratio: float) -> str:
    speed = ours.commits / ours.seconds
    return (
        f"{ours.seconds:8.2f}{ratio:7.2f}{speed:11.0f}{ours.cpu:11.2f}"
        f"{ours.memory:6.0f}{ours.git_memory:8.0f}"
    )


def _each(run: Measured) -> float:
    return run.seconds / run.commits


def _plain(repo: str) -> float:
    begin = time.perf_counter()
    subprocess.run(["git", "-C", repo, *PLAIN], check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607 - a path that the caller gave
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
