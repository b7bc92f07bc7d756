"""Run every benchmark that can run here, and say which ones were left out and how to run them."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_LARGE, _ANY, _DATA, _OUT = "LARGE_REPO", "REPO", "FILE", "OUT"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark by its module; words in capitals among its arguments stand for what it needs."""

    module: str
    measures: str
    arguments: tuple[str, ...]
    reference: str

    @property
    def command(self) -> str:
        """How a person runs it."""
        return f"python -m benchmarks.{self.module} {' '.join(self.arguments)}"


BENCHMARKS = (
    Benchmark(
        "throughput",
        "history against plain git, growth, memory",
        (_LARGE,),
        "at most 3.0 x git, 400 MB, linear",
    ),
    Benchmark("days", "days against another calendar", (_ANY,), "no day differs"),
    Benchmark(
        "rating",
        "order of labelled commits",
        ("--data", _DATA, "--predictions", _OUT),
        "AUC 0.880, weekly 0.865, P@10% 0.86",
    ),
    Benchmark("style", "influence of a title's style", ("--data", _DATA), "at most 10 % of levels move"),
    Benchmark("packing", "names that survive a token budget", ("--data", _DATA), ".79 / .85 / .90"),
    Benchmark(
        "claims",
        "sentences that the claim check passes",
        ("--data", _DATA),
        "own 85 %, foreign 6 %, made-up 0 %",
    ),
)
"""In the order they run; the references are explained in README.md beside this file."""


def main(arguments: Sequence[str]) -> int:
    """Run what has its data, print the table; return 1 if a benchmark failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--repo", type=Path, help="a git repository of over 1,000 commits")
    parser.add_argument("--data", type=Path, help="labelled commits, .jsonl or .jsonl.gz")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        given = {
            _LARGE: asked.repo and str(asked.repo),
            _ANY: _repository(asked.repo or Path()),
            _DATA: asked.data and str(asked.data),
            _OUT: f"{folder}/predictions.jsonl",
        }
        results = {benchmark: run(benchmark, given) for benchmark in BENCHMARKS}
    print(f"\n{'benchmark':12}{'result':10}{'reference':38}measures")
    for benchmark, result in results.items():
        print(f"{benchmark.module:12}{result:10}{benchmark.reference:38}{benchmark.measures}")
    for benchmark, result in results.items():
        if result == "skipped":
            print(f"skipped: {benchmark.command}")
    return int("failed" in results.values())


def run(benchmark: Benchmark, given: dict[str, str | None]) -> str:
    """Run one benchmark as a process of its own, and return how it went."""
    arguments = [given.get(argument, argument) for argument in benchmark.arguments]
    if None in arguments:
        return "skipped"
    print(f"\n== {benchmark.module}: {benchmark.measures}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{benchmark.module}", *map(str, arguments)]
    return "done" if subprocess.run(command, check=False).returncode == 0 else "failed"  # noqa: S603 - ours


def _repository(path: Path) -> str | None:
    return str(path) if (path / ".git").exists() or (path / "HEAD").exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
