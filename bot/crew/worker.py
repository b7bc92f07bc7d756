"""A process of its own that rates the commits it is given on standard input, until that ends."""

import pickle
import sys
from typing import BinaryIO

from analysis.rated import rate_commit
from bot.crew.form import LENGTH, Batch, packed, told


def serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Rate batch after batch, until `asked` ends: with whoever asked, however that happened."""
    while length := asked.read(LENGTH):
        batch: Batch = pickle.loads(asked.read(int.from_bytes(length, "big")))  # noqa: S301 - from our own parent
        answers.write(packed([told(rate_commit(commit, diff)) for commit, diff in batch]))
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
