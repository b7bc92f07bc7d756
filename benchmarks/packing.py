"""How many of the names that an author writes about survive when a large diff is packed or just cut."""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.analyst.packing import pack
from analysis.analyst.tokens import estimate
from analysis.facts.extract import facts_of
from benchmarks.figures import show
from benchmarks.labelled import Labelled, labelled, rows

BUDGETS = {2_000: 0.05, 4_000: 0.04, 8_000: 0.0}
"""Tokens, and the share of names that packing must keep beyond a plain cut."""

LARGE = 20_000  # characters of a diff

_NAME = re.compile(
    r"`([A-Za-z_][\w.]*)`|\b([a-z]+_\w+|[a-z]+[A-Z]\w+|[A-Z][a-z0-9]+[A-Z]\w+|[A-Z]+_[A-Z_0-9]+)\b"
)


def main() -> None:
    """Print the share of names that survive, for each budget and way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    commits = (labelled(json.loads(row)) for row in rows(parser.parse_args().data))
    large = [one for one in commits if len(_diff(one)) > LARGE]
    survivors = [row for one in large for row in _survivors(one)]
    print(
        f"{len(large)} commits over {LARGE} characters, "
        f"{len(survivors) // len(BUDGETS)} of them name something"
    )
    for budget, least in BUDGETS.items():
        mine = [(cut, packed) for at, cut, packed in survivors if at == budget]
        cut, packed = (sum(column) / len(mine) for column in zip(*mine, strict=True))
        name, reference = f"names kept in {budget} tokens", f"a plain cut {cut:.3f}, and {least:.2f} more"
        show(name, f"{packed:.3f}", reference, held=packed >= cut + least)


def _survivors(one: Labelled) -> Iterator[tuple[int, float, float]]:
    diff = _diff(one)
    names = {a or b for a, b in _NAME.findall(one.commit.message)}
    names = {name for name in names if name in diff}
    if not names:
        return
    facts = facts_of(one.commit, one.diff)
    for budget in BUDGETS:
        packed = pack(facts, budget).text
        assert estimate(packed) <= budget
        yield budget, _share(names, _cut(diff, budget)), _share(names, packed)


def _share(names: set[str], text: str) -> float:
    return sum(name in text for name in names) / len(names)


def _cut(text: str, budget: int) -> str:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if estimate(text[:middle]) <= budget else (low, middle - 1)
    return text[:low]


def _diff(one: Labelled) -> str:
    return "\n".join(
        f"diff --git a/{file.old_path or file.path} b/{file.path}\n{file.patch}" for file in one.diff.files
    )


if __name__ == "__main__":
    main()
