"""A model behind the command line: on a server, in files, and not at all."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.modelserver import Asked, ModelServer, failing

Typed = Callable[..., Any]

DAY = ("digest", ".", "2026-02-04", "--format", "json")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModelServer]:
    """Yield a server on a thread of its own, configured with a database of the test's."""
    serving, started, loop = ModelServer(), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()

    async def serve() -> None:
        async with serving:
            started.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    started.wait(5)
    monkeypatch.setenv("OPENAI_BASE_URL", serving.base_url)
    monkeypatch.setenv("OPENAI_MODEL", "stub")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/digest.db")
    yield serving
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


def written_by(out: str) -> list[str]:
    """Return who wrote each commit of a digest."""
    return [one["analysis"]["written_by"] for one in json.loads(out)["commits"]]


def test_a_model_writes_and_is_not_asked_twice(type_: Typed, server: ModelServer) -> None:
    """The second command is another process as far as anybody can tell: the database remembers."""
    first = type_(*DAY)
    asked = len(server.asked)
    again = type_(*DAY)

    assert written_by(first.out) == ["model", "model"]
    assert json.loads(first.out)["usage"]["calls"] == asked
    assert again.out == first.out
    assert len(server.asked) == asked


def test_facts_write_where_no_model_is_wanted(type_: Typed, server: ModelServer) -> None:
    assert written_by(type_(*DAY, "--no-llm").out) == ["facts", "facts"]
    assert server.asked == []


def test_a_server_that_refuses_us_costs_no_digest(type_: Typed, server: ModelServer) -> None:
    """Readers get one line, operators the server's words, nobody the key."""
    server.misbehave(failing(401, "bad key sk-test-0123456789"))

    ran = type_(*DAY)

    assert ran.code == 0
    assert len(json.loads(ran.out)["notes"]) == 1
    assert "secret-words" not in ran.out
    assert "secret-words" in ran.err
    assert "sk-test" not in ran.out + ran.err


def test_questions_and_answers_can_be_files(type_: Typed, tmp_path: Path) -> None:
    """No server is needed: what was asked is answered elsewhere and replayed."""
    prompts, answers = tmp_path / "prompts", tmp_path / "answers"
    answers.mkdir()
    asked = type_(*DAY, "--dump-prompts", str(prompts))
    for file in prompts.iterdir():
        question = json.loads(file.read_text())
        form = {"json_schema": {"schema": question["schema"]}}
        body = {"messages": question["messages"], "response_format": form}
        (answers / file.name).write_text(Asked(body, 0, lambda: None).text)

    answered = type_(*DAY, "--answers", str(answers))

    assert written_by(asked.out) == ["facts", "facts"]
    assert len(json.loads(asked.out)["notes"]) == 1
    assert written_by(answered.out) == ["model", "model"]


def test_answers_that_are_nowhere_are_a_mistake(type_: Typed, tmp_path: Path) -> None:
    assert type_(*DAY, "--answers", str(tmp_path / "none")).code == 2


def test_the_doctor_examines_the_model(type_: Typed, server: ModelServer) -> None:
    """And makes no database by looking."""
    ran = type_("doctor", "--language", "en")

    assert "stub works: form json_schema" in " ".join(ran.out.split())
    assert len(server.asked) == 1


def test_prices_that_cannot_be_read_are_named(
    type_: Typed, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is asked."""
    monkeypatch.setenv("LLM_PRICES", "/nowhere/prices.json")

    ran = type_(*DAY)

    assert ran.code == 2
    assert "LLM_PRICES: /nowhere/prices.json cannot be read" in ran.err
    assert server.asked == []
