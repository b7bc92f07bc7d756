"""Who writes: the command line over the settings, and keys that go to their own server alone."""

from pathlib import Path

import pytest

from bot.settings import read_settings
from bot.writers import ModelChoice, model_accesses


def accesses(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[tuple[str, str | None, str | None]]:
    """Return model, address and key of what an environment configures."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return [(one.model, one.base_url, one.key) for one in model_accesses(read_settings())]


def test_nothing_configured_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert accesses(monkeypatch, OPENAI_FALLBACK_MODEL="second") == []


def test_a_second_model_may_stand_on_the_same_server(monkeypatch: pytest.MonkeyPatch) -> None:
    found = accesses(
        monkeypatch,
        OPENAI_MODEL="first",
        OPENAI_API_KEY="key",
        OPENAI_BASE_URL="http://a.example/v1",
        OPENAI_FALLBACK_MODEL="second",
    )

    assert found == [("first", "http://a.example/v1", "key"), ("second", "http://a.example/v1", "key")]


def test_a_key_never_goes_to_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    found = accesses(
        monkeypatch,
        OPENAI_MODEL="first",
        OPENAI_API_KEY="key",
        OPENAI_FALLBACK_MODEL="second",
        OPENAI_FALLBACK_BASE_URL="http://b.example/v1",
    )

    assert found[1] == ("second", "http://b.example/v1", None)


def test_files_stand_for_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_MODEL", "first")
    settings = read_settings()

    assert ModelChoice().asks_server(settings)
    assert not ModelChoice(off=True).asks_server(settings)
    assert not ModelChoice(prompts=Path("p")).asks_server(settings)
    assert not ModelChoice(off=True, answers=Path("a")).by_files
