"""Frozen records as JSON text and back; a field that a later release added is passed over."""

import json
from enum import StrEnum
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from analysis.models import Commit, Diff
from analysis.results import Analysis, Reason, Usage
from bot.ports import Part

T = TypeVar("T")
Name = TypeVar("Name", bound=StrEnum)


class UnknownFormError(ValueError):
    """What is stored is of no form that this release knows: another release wrote it, or it was damaged."""


class Codec(Generic[T]):
    """Writes values of one type as JSON text and reads them back equal."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def encode(self, value: T) -> str:
        """Return `value` as JSON text."""
        return json.dumps(self._adapter.dump_python(value, mode="json"), ensure_ascii=False)

    def decode(self, text: str) -> T:
        """Return the value that `text` was made of; raise `UnknownFormError` when it is not of this type."""
        try:
            return self._adapter.validate_python(json.loads(text))
        except ValueError as error:
            raise UnknownFormError(type(error).__name__) from error


def known(kind: type[Name], value: str) -> Name:
    """Return the member of `kind` that is stored as `value`; raise `UnknownFormError` for none of them."""
    try:
        return kind(value)
    except ValueError as error:
        raise UnknownFormError(f"{kind.__name__} {value!r}") from error


ANALYSIS = Codec(Analysis)
COMMIT = Codec(Commit)
DIFF = Codec(Diff)
PART = Codec(Part)
REASON = Codec(Reason)
USAGE = Codec(Usage)
