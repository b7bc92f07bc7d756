"""Frozen records as JSON text and back; a field that a later release added is passed over."""

import json
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from analysis.models import Commit, Diff
from analysis.results import Analysis, Reason, Usage
from bot.ports import Part

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes values of one type as JSON text and reads them back equal."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def encode(self, value: T) -> str:
        """Return `value` as JSON text."""
        return json.dumps(self._adapter.dump_python(value, mode="json"), ensure_ascii=False)

    def decode(self, text: str) -> T:
        """Return the value that `text` was made of; raise `ValueError` when it is not of this type."""
        return self._adapter.validate_python(json.loads(text))


ANALYSIS = Codec(Analysis)
COMMIT = Codec(Commit)
DIFF = Codec(Diff)
PART = Codec(Part)
REASON = Codec(Reason)
USAGE = Codec(Usage)
