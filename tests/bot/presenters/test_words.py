"""The catalogue: complete in both languages, and written as a native would."""

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from analysis import headline_words, unseen
from analysis.headline_words import Counted
from analysis.language import Bilingual
from analysis.results import Audience, ChangeType, Insight, Level
from bot import presenters, reports
from bot.presenters import words
from bot.presenters.words import common

HAN = re.compile(r"[\u3400-\u9fff]")


def _bilinguals(value: object) -> Iterator[Bilingual]:
    match value:
        case Bilingual():
            yield value
        case Counted():
            yield from (Bilingual(value.zh, value.one), Bilingual(value.zh, value.many))
        case Mapping():
            for each in value.values():
                yield from _bilinguals(each)
        case tuple():
            for each in value:
                yield from _bilinguals(each)
        case _ if hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                yield from _bilinguals(getattr(value, name, None))


def _catalogue() -> Iterator[tuple[str, Bilingual]]:
    modules = [
        importlib.import_module(f"{words.__name__}.{found.name}")
        for found in pkgutil.iter_modules(words.__path__)
    ]
    for module in (*modules, headline_words, unseen):
        for name, value in vars(module).items():
            if not name.startswith("__") and not isinstance(value, type):
                yield from ((f"{module.__name__}.{name}", each) for each in _bilinguals(value))


CATALOGUE = sorted({(name, each.zh, each.en) for name, each in _catalogue()})


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def _own(text: str) -> str:
    """Return the words of a text: no values, no signs, no names, nothing that is code."""
    return re.sub(r"\{\w+\}|`[^`]*`|\b(?:GitHub|Slack|Discord|git|SHA|UTC)\b|[^\w]", "", text)


def test_both_languages_take_the_same_values() -> None:
    assert not [
        name for name, zh, en in CATALOGUE if _fields(zh) != _fields(en) and not name.endswith("_WORDS")
    ]


def test_words_exist_in_both_languages() -> None:
    assert not [name for name, zh, en in CATALOGUE if bool(zh) != bool(en) and not name.endswith(".SPACE")]


def test_chinese_is_written_in_han() -> None:
    assert not [zh for _, zh, _ in CATALOGUE if _own(zh) and not HAN.search(zh)]


def test_english_has_no_han() -> None:
    assert not [en for _, _, en in CATALOGUE if HAN.search(_own(en))]


def test_chinese_has_full_width_punctuation_beside_han() -> None:
    beside = re.compile(r"[\u3400-\u9fff][,;:!?()]|[,;:!?(][\u3400-\u9fff]")
    assert not [zh for _, zh, _ in CATALOGUE if beside.search(zh)]


def test_a_blank_parts_han_from_latin() -> None:
    touching = re.compile(r"[\u3400-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u3400-\u9fff]")
    assert not [zh for _, zh, _ in CATALOGUE if touching.search(re.sub(r"`[^`]*`", "`x`", zh))]


def test_sentences_end_alike_in_both_languages() -> None:
    assert not [name for name, zh, en in CATALOGUE if zh.endswith(("。", "？")) != en.endswith((".", "?"))]


def test_every_level_type_and_audience_has_a_name() -> None:
    assert set(common.LEVELS) == set(common.GROUPS) == set(common.WHY) == set(common.SIGNS) == set(Level)
    assert set(common.TYPES) == set(ChangeType)
    assert set(common.AUDIENCES) == set(Audience)
    assert tuple(common.DIMENSIONS) == tuple(Insight.__dataclass_fields__)


def _sources() -> Iterator[Path]:
    for package in (presenters, reports):
        for folder in package.__path__:
            yield from Path(folder).glob("*.py")


@pytest.mark.parametrize("path", sorted(_sources()), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_chinese_word_stands_outside_the_catalogue(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert not [text for text in texts if isinstance(text, str) and HAN.search(text)]
