"""The runner runs what it can, and says what it left out."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS, Benchmark, Result, main, table
from benchmarks.figures import Figure, read, show


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda benchmark: benchmark.module)
def test_each_benchmark_of_the_table_exists(benchmark: Benchmark) -> None:
    assert importlib.util.find_spec(f"benchmarks.{benchmark.module}")


def test_without_repository_and_data_what_needs_them_is_skipped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", "true")
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"skipped: {one.command}" in said for one in BENCHMARKS if {"FILE", "REPO"} & {*one.arguments})


def test_a_benchmark_that_fails_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    assert main(["--data", str(tmp_path / "d"), "--only", "claims"]) == 1
    assert re.search(r"^claims +failed$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize("held", [True, False])
def test_a_figure_that_was_shown_can_be_read(*, held: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert show("days", "0 differ", "none", held=held) is held
    assert read(capsys.readouterr().out) == Figure("days", "0 differ", "none", held)


def test_the_table_holds_each_figure_beside_its_reference() -> None:
    figures = (Figure("days", "0 differ", "none"), Figure("history", "3.4 times", "at most 3", held=False))
    head, *rows = table([Result(BENCHMARKS[0], "done", figures)])
    assert head.split() == ["measured", "figure", "reference"]
    assert [row.split() for row in rows] == [
        ["days", "0", "differ", "none"],
        ["history", "3.4", "times", "at", "most", "3", "MISSED"],
    ]
