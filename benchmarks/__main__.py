"""Run every benchmark that can run here, and say which ones were left out and how to run them."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Figure, read

_LARGE, _ANY, _DATA = "LARGE_REPO", "REPO", "FILE"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark by its module; words in capitals among its arguments stand for what it needs."""

    module: str
    measures: str
    arguments: tuple[str, ...] = ()

    @property
    def command(self) -> str:
        """How a person runs it."""
        return f"python -m benchmarks.{self.module} {' '.join(self.arguments)}"


BENCHMARKS = (
    Benchmark("throughput", "history against plain git, growth, memory", (_LARGE,)),
    Benchmark("days", "days against another calendar", (_ANY,)),
    Benchmark("quality", "order of labelled commits", ("--data", _DATA)),
    Benchmark("style", "influence of a title's style", ("--data", _DATA)),
    Benchmark("packing", "names that survive a token budget", ("--data", _DATA)),
    Benchmark("prompts", "prompts against their window", ("--data", _DATA, "--every", "10")),
    Benchmark("claims", "sentences that the claim check passes", ("--data", _DATA)),
    Benchmark("calls", "a day of 30 commits against the rounds of its model"),
    Benchmark("faults", "every fault of a model's server"),
    Benchmark("overhead", "a durable run against the ideal"),
    Benchmark("limits", "what a limit that processes share costs a call"),
    Benchmark("slack_load", "fifty people in a second, Slack"),
    Benchmark("discord_load", "fifty people in a second, Discord"),
    Benchmark("picture", "a day's picture"),
    Benchmark("scale", "many subscriptions due in one minute", ("--quick",)),
    Benchmark("kills", "messages while the program is killed", ("--short",)),
    Benchmark("kills", "sixty digests, two of three workers killed for good", ("--take-over",)),
)
"""In the order they run; the references are explained in README.md beside this file."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a benchmark went, and the figures that it showed."""

    benchmark: Benchmark
    outcome: str
    figures: tuple[Figure, ...] = ()


def main(arguments: Sequence[str]) -> int:
    """Run what has its data, print one table; return 1 if a benchmark failed or missed its reference."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--repo", type=Path, help="a git repository of over 1,000 commits")
    parser.add_argument("--data", type=Path, help="labelled commits, .jsonl or .jsonl.gz")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="these benchmarks alone")
    asked = parser.parse_args(arguments)
    given = {
        _LARGE: asked.repo and str(asked.repo),
        _ANY: _repository(asked.repo or Path()),
        _DATA: asked.data and str(asked.data),
    }
    wanted = [one for one in BENCHMARKS if not asked.only or one.module in asked.only]
    results = [run(benchmark, given) for benchmark in wanted]
    print("\n" + "\n".join(table(results)))
    missed = any(not figure.held for result in results for figure in result.figures)
    return int(missed or any(result.outcome == "failed" for result in results))


def run(benchmark: Benchmark, given: Mapping[str, str | None]) -> Result:
    """Run one benchmark as a process of its own, showing what it says, and return how it went."""
    arguments = [given.get(argument, argument) for argument in benchmark.arguments]
    if None in arguments:
        return Result(benchmark, "skipped")
    print(f"\n== {benchmark.module}: {benchmark.measures}", flush=True)
    command = [sys.executable, "-m", f"benchmarks.{benchmark.module}", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": "tests", "PYTHONUNBUFFERED": "1"}  # the local chats are there
    figures = list[Figure]()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:  # noqa: S603 - ours
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if found := read(line):
                figures.append(found)
    return Result(benchmark, "failed" if process.returncode else "done", tuple(figures))


def table(results: Sequence[Result]) -> Iterator[str]:
    """Yield the table: each figure beside its reference, and what was left out with how to run it."""
    yield f"{'measured':40}{'figure':36}reference"
    for result in results:
        for one in result.figures:
            yield f"{one.name:40}{one.value:36}{one.reference}{'' if one.held else '   MISSED'}"
        if result.outcome == "failed" or not result.figures:
            yield f"{result.benchmark.module:40}{result.outcome}"
    for result in results:
        if result.outcome == "skipped":
            yield f"skipped: {result.benchmark.command}"


def _repository(path: Path) -> str | None:
    return str(path) if (path / ".git").exists() or (path / "HEAD").exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
