"""Rate labelled commits and write what the scorer reads: one line of JSON for each commit."""

import argparse
import json
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

from analysis.facts.extract import facts_of
from analysis.rating import rate
from benchmarks.labelled import labelled, rows

_CHUNK, _SHOWN_EVERY = 50, 500


def main() -> None:
    """Read the arguments, rate every commit, say how far it is on standard error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rating", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="labelled commits, .jsonl or .jsonl.gz")
    parser.add_argument("--predictions", type=Path, required=True, help="the file to write")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    with options.predictions.open("w", encoding="utf-8") as out:
        for number, line in enumerate(predictions(options.data, options.processes), 1):
            out.write(line + "\n")
            if number % _SHOWN_EVERY == 0:
                print(f"{number} commits rated", file=sys.stderr)


def predictions(data: Path, processes: int) -> Iterator[str]:
    """Yield the line of each commit of `data`, in its order."""
    if processes <= 1:
        yield from map(prediction, rows(data))
        return
    with Pool(processes) as pool:
        yield from pool.imap(prediction, rows(data), _CHUNK)


def prediction(row: str) -> str:
    """Rate one commit, given and answered as a line of JSON."""
    one = labelled(json.loads(row))
    rating = rate(facts_of(one.commit, one.diff))
    answer = {"repo": one.repo, "sha": one.sha, "score": rating.score / 100, "level": rating.level.value}
    return json.dumps(answer, ensure_ascii=False)


if __name__ == "__main__":
    main()
