"""The runner runs what it can, and says what it left out."""

import importlib.util
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS, Benchmark, main


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda benchmark: benchmark.module)
def test_each_benchmark_of_the_table_exists(benchmark: Benchmark) -> None:
    assert importlib.util.find_spec(f"benchmarks.{benchmark.module}")


def test_without_repository_and_data_everything_is_skipped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"skipped: {benchmark.command}" in said for benchmark in BENCHMARKS)


def test_a_benchmark_that_fails_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    assert main(["--data", str(tmp_path / "d")]) == 1
    assert "rating      failed" in capsys.readouterr().out
