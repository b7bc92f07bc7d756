"""Whether every prompt fits its window, and how many ordinary commits are taken for orders to the reader."""

import argparse
import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from analysis.analyst import analyse, analyse_briefs
from analysis.analyst.injections import injections
from analysis.analyst.questions import size
from analysis.analyst.tokens import estimate
from analysis.language import Language
from analysis.ports import Answer, Question
from analysis.rated import RatedCommit, rate_commit
from analysis.results import Depth, Usage
from benchmarks.figures import show
from benchmarks.labelled import labelled, rows

WINDOWS = (4_096, 8_192, 32_768)
PLANS = ((Depth.DEEP, Language.ZH), (Depth.STANDARD, Language.EN))
A_DAY = 30  # commits whose briefs are asked for together


@dataclass
class Silent:
    """A model that says nothing and remembers how large its prompts were."""

    window: int
    sizes: list[int] = field(default_factory=list)
    name: str = "silent"

    def tokens(self, text: str) -> int:
        """Return the estimate."""
        return estimate(text)

    async def ask(self, question: Question) -> Answer:
        """Note the size of prompt, reserve and answer."""
        self.sizes.append(size(question, self))
        return Answer({}, Usage(1))


def main() -> int:
    """Print the largest prompt of each window, and the orders found; return 1 where a prompt is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="take each n-th commit only")
    options = parser.parse_args()
    given = [row for place, row in enumerate(rows(options.data)) if place % options.every == 0]
    commits = [rate_commit(one.commit, one.diff) for one in map(labelled, map(json.loads, given))]
    held = [asyncio.run(_show(Silent(window), commits)) for window in WINDOWS]
    found = sum(1 for rated in commits if injections(rated))
    print(f"orders to the reader: found in {found} of {len(commits)} commits")
    return int(not all(held))


async def _show(model: Silent, commits: list[RatedCommit]) -> bool:
    started = time.perf_counter()
    for rated in commits:
        for depth, language in PLANS:
            await analyse(model, rated, depth, language)
    for place in range(0, len(commits), A_DAY):
        await analyse_briefs(model, commits[place : place + A_DAY], Language.ZH)
    over = sum(1 for one in model.sizes if one > model.window)
    seconds = time.perf_counter() - started
    print(f"window {model.window}: {len(model.sizes)} prompts in {seconds:.0f} s")
    name = f"prompts for a window of {model.window:,}"
    figure = f"{over} of {len(model.sizes):,} too large, largest {max(model.sizes):,}"
    return show(name, figure, "none too large", held=not over)


if __name__ == "__main__":
    sys.exit(main())
