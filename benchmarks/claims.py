"""How well claims are told from inventions: authors' own sentences, foreign ones, and an added number."""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.analyst.cleaning import cleaned
from analysis.analyst.grounds import Grounds, project_words
from analysis.analyst.names import names_in
from analysis.analyst.sentences import Fault, fault_of
from analysis.facts.extract import facts_of
from analysis.facts.secrets import redact
from analysis.models import Diff
from analysis.writing.author import split
from analysis.writing.paragraphs import blocks
from benchmarks.figures import show
from benchmarks.labelled import Labelled, labelled, rows

MOST = 3  # sentences of one commit
SEED = 20_260_204
INVENTED = "reduces memory by 37 %"

_REFERENCE = re.compile(
    r"\s*[(\[]*(?:,? ?(?:see|fix(?:es)?|closes|resolves|refs?)\W+)?(?:[\w./-]+)?#\d+[)\]]*", re.IGNORECASE
)
_CHANGELOG = re.compile(r"\bchange(?:log|s)\b|\bnews\b", re.IGNORECASE)
_SPAN = re.compile(r"`[^`]*`")
_LEAST_WORDS = 4  # fewer are a label such as "Update a.py", not a sentence


def main() -> None:
    """Print the three shares; with `--verbose` also what was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    judged = list(_judged([labelled(json.loads(row)) for row in rows(options.data)]))
    print(f"{len(judged)} sentences that name an identifier")
    for name, verdicts, least in (
        ("own sentences kept", [one.own is None for one in judged], 0.88),
        ("foreign sentences rejected", [one.foreign is not None for one in judged], 0.95),
        ("invented numbers rejected", [one.invented is not None for one in judged], 0.995),
    ):
        held = sum(verdicts) >= least * len(verdicts)
        show(f"claims: {name}", _share(verdicts), f"at least {least:.1%}", held=held)
    for one in judged if options.verbose else ():
        if one.own or not one.foreign:
            print(one)


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and the faults found against its own commit, a foreign one, and with a number added."""

    sentence: str
    own: Fault | None
    foreign: Fault | None
    invented: Fault | None


def _judged(commits: Sequence[Labelled]) -> Iterator[Judged]:
    by_repo = defaultdict(list)
    for one in commits:
        if not facts_of(one.commit, Diff()).automated:
            by_repo[one.repo].append(one)
    rng = random.Random(SEED)
    for one in (one for repo in by_repo.values() for one in repo):
        told = sentences(one)
        if not told:
            continue
        foreign = grounds(rng.choice([other for other in by_repo[one.repo] if other is not one]))
        for sentence in told:
            mine = grounds(one, without=sentence)
            added = f"{sentence.rstrip('.')}, {INVENTED}."
            yield Judged(
                sentence, fault_of(sentence, mine), fault_of(sentence, foreign), fault_of(added, mine)
            )


def _share(hits: Iterable[bool]) -> str:
    counted = list(hits)
    return f"{sum(counted) / len(counted):.1%}"


def sentences(one: Labelled) -> list[str]:
    """Return the first sentences of the author's body that name something code can look for."""
    told = (sentence for block in blocks(one.commit.body) for sentence in split(redact(block.text)))
    project = project_words(one.repo)
    bare = (cleaned(_REFERENCE.sub("", sentence)) for sentence in told if not _CHANGELOG.search(sentence))
    return [
        one for one in bare if len(_SPAN.sub(" ", one).split()) >= _LEAST_WORDS and names_in(one, project)
    ][:MOST]


def grounds(one: Labelled, without: str = "") -> Grounds:
    """Return what bears out a sentence: diff, paths and message, the latter `without` the sentence itself."""
    told = (sentence for block in blocks(one.commit.body) for sentence in split(redact(block.text)))
    message = "\n".join(
        (one.commit.subject, *(two for two in told if cleaned(_REFERENCE.sub("", two)) != without))
    )
    lines = [redact(file.patch) for file in one.diff.files]
    paths = frozenset(path for file in one.diff.files for path in (file.path, file.old_path) if path)
    return Grounds(paths, {}, message, "\n".join((message, *sorted(paths), *lines)), project_words(one.repo))


if __name__ == "__main__":
    main()
