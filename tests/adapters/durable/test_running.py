"""What goes on in this process, and that its lines in the log say so."""

import asyncio
import io
import json

from adapters.durable.running import Running
from bot.logs import make_log


async def test_every_line_of_a_run_names_it_also_from_threads_and_tasks_that_it_begins() -> None:
    """And no line of another run that goes on beside it."""
    stream, running = io.StringIO(), Running()
    log = make_log(stream)

    async def step(name: str) -> None:
        log.warning(name)

    async def run(name: str) -> None:
        with running.counted("digest", name):
            await asyncio.sleep(0)
            log.warning(name)
            await asyncio.create_task(step(name))
            await asyncio.to_thread(log.warning, name)

    await asyncio.gather(run("one"), run("other"))
    log.warning("none")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]

    assert len(lines) == 7
    assert {line["event"]: line.get("run") for line in lines} == {
        "one": "one",
        "other": "other",
        "none": None,
    }
    assert all(line.get("run") == line["event"] for line in lines[:-1])
