"""The hurried program at work, as those see it who run it: its log, its health, its commands."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from dailybot import PATIENCE, PROGRAM, DailyBot
from meters import Samples, samples_of

HURRIED = Path(__file__).with_name("hurried.py")
LOOKS = 0.1  # seconds between two looks


@dataclass
class AtWork:
    """A program that lives; `log` holds the events that it told so far."""

    bot: DailyBot
    process: asyncio.subprocess.Process
    log: list[dict[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    async def listen(self) -> None:
        """Read its log to the end."""
        assert self.process.stderr
        async for line in self.process.stderr:
            text = line.decode()
            if text.startswith("{"):
                self.log.append(json.loads(text))
            else:
                self.said.append(text)

    def events(self, name: str) -> list[dict[str, object]]:
        """Return the events of one name."""
        return [one for one in self.log if one["event"] == name]

    async def until(self, true: Callable[[], object], seconds: float = 2 * PATIENCE) -> None:
        """Wait until something is so; show the end of the log where it never is."""
        try:
            async with asyncio.timeout(seconds):
                while not true():  # noqa: ASYNC110 - another process makes it true
                    await asyncio.sleep(LOOKS)
        except TimeoutError:
            told = [f"{it['event']} {it.get('run', '')} {it.get('exception', '')!s:.2000}" for it in self.log]
            told = [" … ".join(line.strip().splitlines()[:: max(line.count("\n"), 1)]) for line in told[-60:]]
            raise AssertionError("\n".join([*self.said, *told])) from None

    async def health(self) -> tuple[int, dict[str, str], list[str]]:
        """Return the status, the checks, and the causes of incidents."""
        async with aiohttp.ClientSession() as session, session.get(self._url("healthz")) as answer:
            told = json.loads(await answer.text())
            return answer.status, told["checks"], told["incidents"]

    async def causes_but(self, *over: str) -> list[str]:
        """Return the causes of incidents, once those of `over` are not among them any more."""
        async with asyncio.timeout(2 * PATIENCE):
            while True:
                _, _, causes = await self.health()
                if not set(over) & set(causes):
                    return causes
                await asyncio.sleep(LOOKS)

    async def metrics(self) -> Samples:
        """Return what is counted."""
        async with aiohttp.ClientSession() as session, session.get(self._url("metrics")) as answer:
            return samples_of(await answer.text())

    def _url(self, page: str) -> str:
        return f"http://127.0.0.1:{self.bot.environment['HTTP_PORT']}/{page}"


@asynccontextmanager
async def at_work(bot: DailyBot) -> AsyncIterator[AtWork]:
    """Run the hurried program, and end it in good order."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        HURRIED,
        "run",
        cwd=bot.folder,
        env=bot.environment,
        stderr=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    work = AtWork(bot, process)
    listening = asyncio.create_task(work.listen())
    try:
        yield work
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0, work.said
    finally:
        if process.returncode is None:
            process.kill()
        await listening


async def told(bot: DailyBot, *arguments: str) -> tuple[int | None, str]:
    """Run the installed program with `arguments`, and return its exit code and all that it said."""
    return await _ended(bot, PROGRAM, *arguments)


async def hurried(bot: DailyBot, *arguments: str) -> tuple[int | None, str]:
    """Do the same with the hurried program."""
    return await _ended(bot, sys.executable, HURRIED, *arguments)


async def _ended(bot: DailyBot, *words: str | Path) -> tuple[int | None, str]:
    process = await asyncio.create_subprocess_exec(
        *words,
        cwd=bot.folder,
        env=bot.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 2 * PATIENCE)
    return process.returncode, said.decode()
