"""The generated pages: they stand in the project as the code would write them, and leave nothing out."""

from pathlib import Path

import pytest

from analysis.language import Language
from analysis.rating import HARD_RULES, RULES
from analysis.rating.rule import Weight
from bot.manual import PAGES, Page, pages
from bot.manual.configuration import configuration
from bot.manual.ratings import ratings, weight_of
from bot.manual.words import SETTINGS
from bot.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", pages())
def test_a_generated_file_is_as_the_code_writes_it(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == pages()[name], "run `python -m bot.manual`"


@pytest.mark.parametrize("language", Language)
def test_every_setting_is_explained(language: Language) -> None:
    assert set(SETTINGS) == set(Settings.model_fields)
    assert all(f"| `{name.upper()}` |" in configuration(language) for name in Settings.model_fields)


@pytest.mark.parametrize("language", Language)
def test_every_rule_is_listed_once(language: Language) -> None:
    page = ratings(language)
    assert all(page.count(f"| `{rule.id}` |") == 1 for rule in RULES)
    assert all(page.count(f"| `{rule.id}` |") == 1 for rule in HARD_RULES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_language_leads_to_the_other(page: Page) -> None:
    assert f"({page.name}.zh-CN.md)" in page.write(Language.EN)
    assert f"({page.name}.md)" in page.write(Language.ZH)


@pytest.mark.parametrize(
    ("weight", "shown"),
    [
        (Weight(60), "+0.60"),
        (Weight(-250), "−2.50"),
        (Weight(60, growth=15, most=75), "+0.60 … +1.35"),
        (Weight(0, growth=-10, most=60), "0.00 … −0.60"),
    ],
)
def test_a_weight_is_shown_in_points(weight: Weight, shown: str) -> None:
    assert weight_of(weight) == shown
