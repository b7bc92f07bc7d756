"""A worker answers batch after batch until nobody asks any more."""

import io
import pickle
from dataclasses import fields, is_dataclass

import pytest
from handmade import change, commit
from hypothesis import given, settings
from strategies import commits, diffs

from analysis.facts import models as facts
from analysis.models import Commit, Diff
from analysis.rated import rate_commit
from bot.crew import form, worker
from bot.crew.form import LENGTH, Told, completed, packed


def answers(told: bytes) -> list[list[Told]]:
    """Return what a worker wrote."""
    stream, found = io.BytesIO(told), []
    while length := stream.read(LENGTH):
        found.append(pickle.loads(stream.read(int.from_bytes(length, "big"))))  # noqa: S301 - written here
    return found


def test_each_batch_has_its_answer() -> None:
    pair = commit("Add a pool"), Diff((change("src/pool.py", "+def pool():\n+    pass"),))
    written = io.BytesIO()
    worker.serve(io.BytesIO(packed([pair, pair]) + packed([]) + packed([pair])), written)
    assert [len(batch) for batch in answers(written.getvalue())] == [2, 0, 1]


def test_nothing_asked_is_nothing_answered() -> None:
    written = io.BytesIO()
    worker.serve(io.BytesIO(), written)
    assert written.getvalue() == b""


@settings(max_examples=60, deadline=None)
@given(commits, diffs)
def test_any_commit_comes_back_whole(made: Commit, diff: Diff) -> None:
    written = io.BytesIO()
    worker.serve(io.BytesIO(packed([(made, diff)])), written)
    assert completed(made, diff, answers(written.getvalue())[0][0]) == rate_commit(made, diff)


@pytest.mark.parametrize("kind", form._SENT)
def test_what_is_sent_can_be_made_of_its_fields(kind: type) -> None:
    assert is_dataclass(kind)
    assert len(fields(kind)) > 1
    assert all(field.init for field in fields(kind))


def test_every_fact_is_among_what_is_sent() -> None:
    known = {one for one in vars(facts).values() if isinstance(one, type) and is_dataclass(one)}
    assert known - {facts.FileFacts} <= set(form._SENT)
