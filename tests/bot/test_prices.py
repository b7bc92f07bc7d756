"""Prices: those of a file, those we know of, and none."""

from pathlib import Path

import pytest

from analysis.results import Usage
from bot.prices import Price, cost, price_of, read_prices
from bot.settings import SettingsError


def test_a_file_gives_prices(tmp_path: Path) -> None:
    file = tmp_path / "prices.json"
    file.write_text('{"mine": {"prompt": 1, "completion": 2}}')

    assert read_prices(file) == {"mine": Price(1.0, 2.0)}


@pytest.mark.parametrize("text", ["", "[]", '{"mine": 3}', '{"mine": {"prompt": "dear"}}', "\xff"])
def test_a_file_that_holds_no_prices_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "prices.json"
    file.write_text(text, encoding="latin-1")

    with pytest.raises(SettingsError, match="LLM_PRICES"):
        read_prices(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        read_prices(tmp_path / "none.json")


def test_the_operator_s_price_wins() -> None:
    own = {"gpt-4o-mini": Price(9.0, 9.0)}

    assert price_of("gpt-4o-mini", None, own) == Price(9.0, 9.0)


def test_our_prices_are_those_of_one_service_alone() -> None:
    """A server of one's own may call its model as it likes."""
    assert price_of("gpt-4o-mini", None, {}) is not None
    assert price_of("gpt-4o-mini", "http://127.0.0.1:8000/v1", {}) is None
    assert price_of("unheard-of", None, {}) is None


def test_cached_tokens_cost_less() -> None:
    price = Price(10.0, 20.0, 1.0)

    assert cost(Usage(1, 1_000_000, 500_000, 400_000), price) == pytest.approx(16.4)
    assert cost(Usage(1, 1_000_000, 0, 400_000), Price(10.0, 20.0)) == pytest.approx(10.0)
    assert cost(Usage(1, 10, 10), None) is None
