"""How much longer than plain git it takes to read, understand and rate a whole history.

`python -m benchmarks.throughput REPO...` compares with `git log --first-parent -p --numstat` on the same
commits, in turns, and shows medians: what else runs slows both. "cpu" is the work of all processes, git's
own included, and bears company best. Then made histories of 100, 1,000 and 10,000 commits are read.
Exits with 1 where a bar is missed. `--rate` times `commit-digest rate` with all SHAs on its input instead.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.figures import show
from benchmarks.growth import make_history
from benchmarks.history import Measured, measure, timed

MOST_RATIO = 3.0  # times plain git, over all repositories together
MOST_MEMORY = 400  # MB, all our processes together
MOST_GROWTH = 1.3  # times the cost of a commit of a history a tenth as long
MOST_MEMORY_GROWTH = 1.6  # times its memory: git itself holds the graph of commits, we hold none of it
RUNS = 5
LENGTHS = (100, 1_000, 10_000)
FULL = 500  # commits from which on all workers are busy, so that memory can be compared
PLAIN = ("log", "--first-parent", "-p", "--numstat", "HEAD")

_HEAD = (
    f"{'repository':28}{'commits':>8}{'git s':>8}{'ours s':>8}{'ratio':>7}"
    f"{'git cpu':>9}{'ours':>7}{'MB':>6}{'git MB':>8}"
)


def main(arguments: Sequence[str]) -> int:
    """Print both tables and each bar; return 1 if one is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("repos", nargs="*", metavar="REPO", default=["."], help="paths of git repositories")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each is measured")
    parser.add_argument("--rate", action="store_true", help="time the command line instead")
    asked = parser.parse_args(arguments)
    bars = compare(asked.repos, asked.runs, rate=asked.rate)
    bars |= {} if asked.rate else grow(asked.runs)
    for bar, held in bars.items():
        value, _, reference = bar.partition(", ")
        show("history", value, reference or f"at most {MOST_GROWTH}", held=held)
    return int(not all(bars.values()))


def compare(repos: Sequence[str], runs: int, *, rate: bool) -> dict[str, bool]:
    """Measure each repository against plain git; return the bars and whether they hold."""
    print(_HEAD)
    sums, most = [0.0, 0.0], 0.0
    for repo in repos:
        pairs = [(_plain(repo), _rated(repo) if rate else measure(repo)) for _ in range(runs)]
        seconds = [median(pair[side].seconds for pair in pairs) for side in (0, 1)]
        sums = [before + more for before, more in zip(sums, seconds, strict=True)]
        most = max(most, *(ours.memory for _, ours in pairs))
        print(f"{repo[-27:]:28}{_row(pairs, seconds)}", flush=True)
    ratio = sums[1] / sums[0]
    print(f"{'together':36}{sums[0]:8.2f}{sums[1]:8.2f}{ratio:7.2f}\n")
    return {
        f"{ratio:.2f} times plain git, at most {MOST_RATIO}": ratio <= MOST_RATIO,
        f"{most:.0f} MB, at most {MOST_MEMORY}": most <= MOST_MEMORY,
    }


def grow(runs: int) -> dict[str, bool]:
    """Measure made histories of growing length; return the bars and whether they hold."""
    bars = dict[str, bool]()
    print(f"{'commits':>8}{'s':>8}{'cpu s':>8}{'cpu ms/each':>13}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        before: Measured | None = None
        for length in LENGTHS:
            path = make_history(Path(folder), length)
            tried = [measure(str(path)) for _ in range(runs)]
            now = replace(min(tried, key=lambda it: it.cpu), memory=max(it.memory for it in tried))
            each = 1000 * now.cpu / length
            print(f"{length:8}{now.seconds:8.2f}{now.cpu:8.2f}{each:13.2f}{now.memory:6.0f}", flush=True)
            if before:
                cost = now.cpu / length / (before.cpu / before.commits)
                bars[f"{length} commits: {cost:.2f} times the cost of each"] = cost <= MOST_GROWTH
            if before and before.commits > FULL:
                memory = now.memory / before.memory
                bars[f"{length} commits: {memory:.2f} times the memory"] = memory <= MOST_MEMORY_GROWTH
            before = now
    return bars


def _row(pairs: Sequence[tuple[Measured, Measured]], seconds: Sequence[float]) -> str:
    plain, ours = seconds
    cpu = [median(pair[side].cpu for pair in pairs) for side in (0, 1)]
    memory, git_memory = (max(getattr(it, of) for _, it in pairs) for of in ("memory", "git_memory"))
    return (
        f"{pairs[0][1].commits:8}{plain:8.2f}{ours:8.2f}{ours / plain:7.2f}{cpu[0]:9.2f}{cpu[1]:7.2f}"
        f"{memory:6.0f}{git_memory:8.0f}"
    )


def _plain(repo: str) -> Measured:
    return timed(["git", "-C", repo, *PLAIN], heard=False)


def _rated(repo: str) -> Measured:
    """Measure the command line with every commit of the history on its input."""
    told = subprocess.run(  # noqa: S603 - a path that the caller gave
        ["git", "-C", repo, "log", "--first-parent", "--format=%H", "HEAD"],  # noqa: S607 - git, wherever it is
        check=True,
        stdout=subprocess.PIPE,
    )
    return timed([str(Path(sys.executable).with_name("commit-digest")), "rate", repo], given=told.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
