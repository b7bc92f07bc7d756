"""Reading a model's fields item by item: what has the wrong shape is left out, and nothing ever raises."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from analysis.results import Audience

LONGEST = 1_200
"""Characters of one text that are read; a claim is a sentence."""

_Choice = TypeVar("_Choice")
_AUDIENCES = {audience.value: audience for audience in Audience}


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the model made it, nothing of it checked yet."""

    text: str
    file: str = ""
    quote: str = ""
    inferred: bool = False
    audience: Audience = Audience.REVIEWERS
    dimension: str = ""


def text_of(fields: Mapping[str, object], name: str) -> str:
    """Return the text of a field, or an empty one."""
    value = fields.get(name)
    return value[:LONGEST].strip() if isinstance(value, str) else ""


def choices_of(fields: Mapping[str, object], name: str, known: Mapping[str, _Choice]) -> list[_Choice]:
    """Return what of a list of words is `known`, each once."""
    values = fields.get(name)
    listed = values if isinstance(values, list) else [values]
    found = (
        known[value.strip().lower()]
        for value in listed
        if isinstance(value, str) and value.strip().lower() in known
    )
    return list(dict.fromkeys(found))


def statements_of(fields: Mapping[str, object], name: str, most: int) -> list[Said]:
    """Return the statements of a list, at most `most`; a plain text counts as one without evidence."""
    values = fields.get(name)
    listed = values if isinstance(values, list) else [values]
    return [said for value in listed[: 4 * most] if (said := _statement(value))][:most]


def _statement(value: object) -> Said | None:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, Mapping):
        return None
    item = {key: one for key, one in value.items() if isinstance(key, str)}
    text = text_of(item, "text")
    if not text:
        return None
    return Said(
        text,
        text_of(item, "file"),
        text_of(item, "quote"),
        inferred=text_of(item, "kind").lower() == "inference",
        audience=_AUDIENCES.get(text_of(item, "audience").lower(), Audience.REVIEWERS),
        dimension=text_of(item, "dimension").lower(),
    )
