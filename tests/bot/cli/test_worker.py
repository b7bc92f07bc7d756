"""A worker of its own process on a shared PostgreSQL, and operators who look after its runs."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeClock
from orders import HERE, order

from adapters.store import open_stores
from bot.runs import DIGEST, run_of
from bot.stores import RunState

PROGRAM = Path(sys.executable).parent / "commit-digest"
Typed = Callable[..., Any]


def worker(url: str, *arguments: str) -> subprocess.Popen[str]:
    """Start a worker."""
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": url, "DIGEST_LANGUAGE": "en"}
    return subprocess.Popen(  # noqa: S603 - our own program
        [PROGRAM, "worker", *arguments], env=environment, stderr=subprocess.PIPE, text=True
    )


def test_a_worker_works_until_it_is_ended_and_another_of_its_name_is_refused(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with worker(postgres_url, "--name", "one") as first:
        assert first.stderr
        assert "Worker one is at work" in first.stderr.readline()
        with worker(postgres_url, "--name", "one") as second:
            assert second.stderr
            assert "Another bot is at work" in second.stderr.read()
        assert second.returncode == 1
        first.send_signal(signal.SIGTERM)
        assert first.wait(timeout=30) == 0
        assert first.stderr.read() == ""


def test_a_run_whose_engine_never_was_cannot_be_tried_again(
    type_: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'digest.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", url)

    async def fail() -> None:
        async with open_stores(url) as stores:
            await stores.runs.begin(run_of(order(), DIGEST, "digest:s1:1", FakeClock()))
            await stores.runs.end("digest:s1:1", RunState.FAILED, FakeClock().now(), "c0ffee00")

    asyncio.run(fail())
    assert str(HERE) in type_("runs").out
    ran = type_("runs", "retry", "digest:s1:1")
    assert ran.code == 1
    assert "Traceback" not in ran.err
