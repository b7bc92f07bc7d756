"""How much the style of titles decides: levels with a type prefix against the same commits without one."""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.facts.extract import facts_of
from analysis.facts.models import Facts
from analysis.facts.title import TYPES
from analysis.rated import RatedCommit, rate_commit
from analysis.rating import rate
from analysis.results import ChangeType
from benchmarks.figures import show
from benchmarks.labelled import Labelled, labelled, rows

MOST = 0.10  # share of levels that the style of a title may move
_PREFIX_OF = {
    ChangeType.FEATURE: "feat",
    ChangeType.FIX: "fix",
    ChangeType.PERFORMANCE: "perf",
    ChangeType.REFACTORING: "refactor",
    ChangeType.DOCUMENTATION: "docs",
    ChangeType.TESTS: "test",
    ChangeType.BUILD: "ci",
    ChangeType.DEPENDENCIES: "deps",
}


@dataclass(frozen=True, slots=True)
class Influence:
    """Of `tried` commits with another style of title, how many got another level."""

    tried: int
    moved: int

    @property
    def share(self) -> float:
        """The share of moved levels."""
        return self.moved / self.tried if self.tried else 0.0


def without_prefix(rated: RatedCommit) -> str | None:
    """Return the title of a commit without its type prefix, `None` where it has none."""
    title = rated.facts.title
    return ": ".join((*title.areas, title.text)) if title.type and title.text else None


def with_prefix(rated: RatedCommit) -> str | None:
    """Return the title with the prefix that its likeliest type would have, where it has none."""
    prefix = _PREFIX_OF.get(rated.types.types[0])
    return f"{prefix}: {rated.commit.subject}" if prefix and not rated.facts.title.type else None


def influence(commits: Iterable[Labelled], restyle: Callable[[RatedCommit], str | None]) -> Influence:
    """Return how many levels move when `restyle` gives commits another title."""
    tried = moved = 0
    for one in commits:
        rated = rate_commit(one.commit, one.diff)
        title = restyle(rated)
        if title is None:
            continue
        tried += 1
        moved += rate(_retitled(one, title)).level is not rated.rating.level
    return Influence(tried, moved)


def _retitled(one: Labelled, title: str) -> Facts:
    return facts_of(replace(one.commit, message=f"{title}\n\n{one.commit.body}"), one.diff)


def main() -> None:
    """Print both shares for the commits of a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.style", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="labelled commits, .jsonl or .jsonl.gz")
    commits = [labelled(json.loads(row)) for row in rows(parser.parse_args().data)]
    print(f"prefixes known: {', '.join(sorted(set(TYPES.values())))}")
    for name, restyle in (("prefix taken away", without_prefix), ("prefix put before", with_prefix)):
        found = influence(commits, restyle)
        print(f"{name}: {found.moved} of {found.tried} levels move")
        show(f"style: {name}", f"{found.share:.1%}", f"at most {MOST:.0%}", held=found.share <= MOST)


if __name__ == "__main__":
    main()
