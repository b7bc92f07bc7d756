"""Minutes of hostile input for whatever reads what strangers write: commands, diffs, messages."""

import argparse
import importlib
import sys
import time
from collections.abc import Sequence
from typing import cast

from benchmarks.figures import show
from benchmarks.fuzzing.hunt import Target, hunt

TARGETS = ("commands", "diffs", "slack", "discord")


def main(arguments: Sequence[str]) -> int:
    """Hunt in each target in turn; return 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all by default"
    )
    parser.add_argument("--minutes", type=float, default=10.0, help="of processor time, for each target")
    parser.add_argument("--seed", type=int, help="to begin with, such as one that a finding names")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target: {', '.join(sorted(unknown))}")
    first = asked.seed if asked.seed is not None else time.time_ns() % 10**9
    held = [_hunted(name, asked.minutes, first) for name in asked.targets or TARGETS]
    return int(not all(held))


def _hunted(name: str, minutes: float, first_seed: int) -> bool:
    target = cast("Target", importlib.import_module(f"benchmarks.fuzzing.{name}"))
    found = hunt(target, minutes * 60, first_seed)
    for number, told in enumerate(found.findings.values(), 1):
        print(f"-- {name}, finding {number}\n{told}")
    pace = found.inputs / found.seconds
    return show(
        f"fuzzing, {name}, {found.seconds:.0f} s from seed {first_seed}",
        f"{len(found.findings)} found in {found.inputs:,} inputs, {pace:,.0f} a second",
        "nothing found",
        held=not found.findings,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
