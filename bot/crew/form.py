"""What a crew and its workers say to each other: pickles, each behind its length.

The diff is not sent back: who asked has it.
"""

import io
import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from analysis.facts import models as facts
from analysis.language import Bilingual
from analysis.models import Commit, Diff, FileChange, InnerCommit, Person, Submodule
from analysis.rated import RatedCommit
from analysis.results import Rating, Reason, Types

LENGTH = 8
"""Bytes in which the length of a pickle is written, the highest first."""

Batch: TypeAlias = Sequence[tuple[Commit, Diff]]

_SENT = (
    *(Commit, Person, InnerCommit, Diff, FileChange, Submodule, Types, Rating, Reason, Bilingual),
    *(facts.Facts, facts.Title, facts.Links, facts.Evidence, facts.SymbolChange, facts.OptionChange),
    *(facts.DependencyChange, facts.Migration, facts.Mark, facts.Condition, facts.Secret),
)


class Told(NamedTuple):
    """What a worker tells of one commit: its facts without the files, but what these are for."""

    facts: facts.Facts
    files: tuple[tuple[facts.FileClass, str | None], ...]
    types: Types
    rating: Rating


def told(one: RatedCommit) -> Told:
    """Return what must be sent back of a rated commit."""
    files = tuple((file.file_class, file.language) for file in one.facts.files)
    return Told(replace(one.facts, files=()), files, one.types, one.rating)


def completed(commit: Commit, diff: Diff, said: Told) -> RatedCommit:
    """Return the rated commit that `said` was told of."""
    seen = Diff() if commit.boundary else diff
    files = tuple(facts.FileFacts(file, *kind) for file, kind in zip(seen.files, said.files, strict=True))
    return RatedCommit(commit, seen, replace(said.facts, files=files), said.types, said.rating)


def packed(message: object) -> bytes:
    """Return a pickle behind its length."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _BY_CONSTRUCTOR
    pickler.dump(message)
    return buffer.tell().to_bytes(LENGTH, "big") + buffer.getbuffer()


_Reduced: TypeAlias = tuple[type, tuple[object, ...]]


def _by_constructor(kind: type) -> Callable[[object], _Reduced]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda one: (kind, values(one))


_BY_CONSTRUCTOR: Mapping[type, Callable[[object], _Reduced]] = {kind: _by_constructor(kind) for kind in _SENT}
"""How our nouns are pickled: twice as fast as frozen dataclasses with slots are by themselves."""
