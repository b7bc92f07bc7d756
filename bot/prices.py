"""What tokens cost: a file of the operator's, else the few prices that we know of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from analysis.results import Usage
from bot.settings import SettingsError

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens; `cached` is what a prompt's cached part costs, else as any other."""

    prompt: float
    completion: float
    cached: float | None = None


KNOWN: Mapping[str, Price] = {
    "gpt-4o": Price(2.50, 10.00, 1.25),
    "gpt-4o-mini": Price(0.15, 0.60, 0.075),
    "gpt-4.1": Price(2.00, 8.00, 0.50),
    "gpt-4.1-mini": Price(0.40, 1.60, 0.10),
    "gpt-4.1-nano": Price(0.10, 0.40, 0.025),
}
"""List prices of OpenAI's own service as of mid-2025; they change, and a file of one's own wins over them."""

OFFICIAL_HOST = "https://api.openai.com"
_FILE = TypeAdapter(dict[str, Price])


def read_prices(path: Path | None) -> Mapping[str, Price]:
    """Return the prices of a JSON file: `{"MODEL": {"prompt": 0.15, "completion": 0.6, "cached": 0.075}}`.

    Raises a `SettingsError`. Without a file there are none.
    """
    if path is None:
        return {}
    try:
        return _FILE.validate_python(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SettingsError((f"LLM_PRICES: {path} cannot be read: {error.strerror}",)) from error
    except (ValidationError, ValueError) as error:
        raise SettingsError((f"LLM_PRICES: {path} does not hold prices by model",)) from error


def price_of(model: str, base_url: str | None, own: Mapping[str, Price]) -> Price | None:
    """Return the price of `model`: its own, or ours where it is asked of the service that they are of."""
    if model in own:
        return own[model]
    return KNOWN.get(model) if (base_url or OFFICIAL_HOST).startswith(OFFICIAL_HOST) else None


def cost(usage: Usage, price: Price | None) -> float | None:
    """Return what `usage` costs in US dollars, `None` where no price is known."""
    if price is None:
        return None
    cached = min(usage.cached_tokens, usage.prompt_tokens)
    at_cached = price.prompt if price.cached is None else price.cached
    dollars = (usage.prompt_tokens - cached) * price.prompt + cached * at_cached
    return (dollars + usage.completion_tokens * price.completion) / MILLION
