"""Fences for every test: no environment, no proxy, no personal git configuration."""

import os

import pytest

pytest.register_assert_rewrite("contracts")
pytest_plugins = ("postgres",)

KEPT = frozenset({"PATH", "LANG", "LC_ALL", "TMPDIR", "COVERAGE_PROCESS_START"})


@pytest.fixture(autouse=True)
def _fenced_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Run with an empty environment and an empty home, so that no machine can change a result."""
    for name in set(os.environ) - KEPT:
        if not name.startswith("PYTEST"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
