"""How well claims are told from inventions: authors' own sentences, foreign ones, and an added number."""

import argparse
import json
import random
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from analysis.analyst.cleaning import cleaned
from analysis.analyst.grounds import Grounds, project_words
from analysis.analyst.names import names_in
from analysis.analyst.sentences import fault_of
from analysis.facts.extract import facts_of
from analysis.facts.secrets import redact
from analysis.writing.author import split
from analysis.writing.paragraphs import blocks
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
    """Print the three shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    commits = [labelled(json.loads(row)) for row in rows(options.data)]
    human = [one for one in commits if not facts_of(one.commit, replace(one.diff, files=())).automated]
    by_repo = defaultdict(list)
    for one in human:
        by_repo[one.repo].append(one)
    rng = random.Random(SEED)
    own = foreign = invented = total = 0
    for one in human:
        told = sentences(one)
        if not told:
            continue
        other = rng.choice([two for two in by_repo[one.repo] if two is not one])
        theirs = grounds(other)
        for sentence in told:
            mine = grounds(one, without=sentence)
            total += 1
            fault = fault_of(sentence, mine)
            own += fault is None
            if fault and options.verbose:
                print(
                    "OWN",
                    fault,
                    one.sha,
                    repr(sentence),
                    [n for n in names_in(sentence) if not mine.holds(n)],
                )
            passed = fault_of(sentence, theirs) is None
            foreign += not passed
            if passed and options.verbose:
                print("FOREIGN", one.sha, other.sha, repr(sentence), names_in(sentence))
            invented += fault_of(f"{sentence.rstrip('.')}, {INVENTED}.", mine) is not None
    print(f"{total} sentences that name an identifier")
    for name, count in (
        ("own kept", own),
        ("foreign rejected", foreign),
        ("invented number rejected", invented),
    ):
        print(f"{name}: {count / total:.1%}")


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
