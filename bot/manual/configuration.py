"""The reference of the settings: each with its meaning, its default and what it may be."""

import typing
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from analysis.language import Bilingual, Language
from bot.manual import words
from bot.manual.tables import page, table
from bot.settings import Settings
from bot.settings.example import SECTIONS, shown_default

NAME = "configuration"


def configuration(language: Language) -> str:
    """Return the page."""
    return page(
        NAME, words.CONFIGURATION.to(language), language, words.HOW.to(language), *_sections(language)
    )


def _sections(language: Language) -> Iterator[str]:
    rows = list[tuple[str, ...]]()
    for name, field in Settings.model_fields.items():
        if name in SECTIONS:
            if rows:
                yield table(words.SETTING_COLUMNS, rows, language)
            yield f"## {words.SECTIONS[name].to(language)}"
            rows = []
        rows.append(_row(name, field, language))
    yield table(words.SETTING_COLUMNS, rows, language)


def _row(name: str, field: FieldInfo, language: Language) -> tuple[str, ...]:
    default = shown_default(field)
    said = Bilingual(words.SETTINGS[name], field.description or "").to(language)
    return (
        f"`{name.upper()}`",
        said,
        f"`{default}`" if default else words.NONE.to(language),
        _kind(field).to(language),
    )


def _kind(field: FieldInfo) -> Bilingual:
    """Return what the value may be, with its bounds."""
    types = [one for one in typing.get_args(field.annotation) or (field.annotation,) if one is not type(None)]
    kind = typing.get_args(types[0])[0] if typing.get_origin(types[0]) is Annotated else types[0]
    if isinstance(kind, type) and issubclass(kind, Enum):
        choices = " / ".join(f"`{one.value}`" for one in kind)
        return Bilingual(choices, choices)
    known = {int: words.WHOLE, float: words.NUMBER, SecretStr: words.SECRET, Path: words.PATH}
    return _bounded(known.get(kind, words.TEXT) if isinstance(kind, type) else words.TEXT, field)


def _bounded(kind: Bilingual, field: FieldInfo) -> Bilingual:
    for name, said in words.BOUNDS.items():
        for bound in field.metadata:
            value = getattr(bound, name, None)
            if isinstance(value, int | float):
                bound_said = said.format(value=f"{value:g}")
                kind = Bilingual(f"{kind.zh}，{bound_said.zh}", f"{kind.en}, {bound_said.en}")
    return kind
