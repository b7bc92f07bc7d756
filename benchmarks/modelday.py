"""A day of thirty commits of all levels, and what becomes of it with a model behind a local server."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

from adapters.openai import open_model
from analysis.analyst import added
from analysis.days import Day
from analysis.digest import assemble
from analysis.language import Language
from analysis.models import Commit, Diff, FileChange, FileStatus, LandedNote, Person
from analysis.ports import LanguageModel
from analysis.rated import RatedCommit, rate_commit
from analysis.results import Depth, Digest, DigestCommit
from benchmarks.logs import KeptLog
from bot.memory import memory_stores
from bot.progress import SILENT
from bot.reports.data import digest_data
from bot.reports.markdown import report
from bot.settings import Settings
from bot.stores import Stores
from bot.throttling import Gates
from bot.writers import ModelChoice, ModelOpeners, ModelWriter, open_writer
from bot.writing import Written

COMMITS = 30
DAY = Day(dt.date(2026, 2, 4), "Asia/Shanghai")
AFTER = DAY.end + dt.timedelta(hours=1)
KEY = "sk-test-key-0123456789"


@cache
def thirty() -> tuple[RatedCommit, ...]:
    """Return the day's commits: ten high, ten medium, ten low, in turn."""
    return tuple(rate_commit(*_commit(number)) for number in range(COMMITS))


def marker(number: int) -> str:
    """Return what only the prompts about this commit say."""
    return f"(#{number + 100})"


def _commit(number: int) -> tuple[Commit, Diff]:
    person = Person("Ada", "ada@example.org")
    landed = dt.datetime(2026, 2, 4, 3, tzinfo=dt.UTC) - dt.timedelta(minutes=number)
    subject, file = _KINDS[number % len(_KINDS)](number)
    sha = f"{number:02d}{'ab12' * 10}"[:40]
    message = f"{subject} {marker(number)}"
    commit = Commit("acme/api", sha, ("f" * 40,), person, person, landed, landed, message)
    return commit, Diff((file,))


def _file(path: str, *lines: str) -> FileChange:
    added_lines = "".join(f"+{line}\n" for line in lines)
    patch = f"@@ -1,1 +1,{len(lines) + 1} @@ class Pool:\n class Pool:\n{added_lines}"
    return FileChange(path, FileStatus.MODIFIED, len(lines), 0, patch)


def _high(number: int) -> tuple[str, FileChange]:
    lines = [f"    def connect_{number}_{step}(self, retries=3):" for step in range(40)]
    return "Fix a crash when the pool closes", _file(f"src/pool{number}.py", *lines)


def _medium(number: int) -> tuple[str, FileChange]:
    return "Retry in the pool", _file(
        f"src/retry{number}.py", f"    timeout_ms_{number} = 250", "    return 3"
    )


def _low(number: int) -> tuple[str, FileChange]:
    return "Document the pool", _file(
        f"docs/pool{number}.md", f"The pool number {number} retries a few times."
    )


_KINDS = (_high, _medium, _low)


class Time:
    """A clock whose sleepers move it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> dt.datetime:
        """Return the time of day."""
        return AFTER + dt.timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Return the seconds that passed."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let that time pass at once."""
        self.seconds += seconds
        await asyncio.sleep(0)


@dataclass
class Bench:
    """What outlives one digest: time, log, stores."""

    time: Time = field(default_factory=Time)
    log: KeptLog = field(default_factory=KeptLog)
    stores: Stores = field(default_factory=memory_stores)

    @asynccontextmanager
    async def writer(self, base_url: str, **settings: Any) -> AsyncIterator[ModelWriter]:  # noqa: ANN401 - any setting
        """Yield the writer that the settings ask for, with the real client behind it."""
        given = {"openai_model": "stub", "openai_base_url": base_url, "openai_api_key": KEY} | settings
        wanted = Settings(**given)
        gates = Gates(now=self.time.monotonic, sleep=self.time.sleep)
        on_server = partial(open_model, gates=gates, sleep=self.time.sleep)
        openers = ModelOpeners(on_server, _no_folder)
        async with open_writer(
            wanted, ModelChoice(), self.stores, openers, clock=self.time, log=self.log
        ) as writer:
            assert writer is not None
            yield writer


def _no_folder(name: str, choice: ModelChoice) -> LanguageModel:
    raise AssertionError(name, choice)


async def digest(writer: ModelWriter, language: Language = Language.EN, depth: Depth | None = None) -> Digest:
    """Return the digest of the thirty commits."""
    written = await writer.write(thirty(), language, SILENT, depth)
    known = [_joined(one, written) for one in thirty()]
    top = await writer.headline(known, language)
    return assemble(
        "acme/api",
        "main",
        DAY,
        language,
        known,
        landed_notes=frozenset[LandedNote](),
        now=AFTER,
        usage=added(written.usage, top.usage),
        notes=written.notes,
        headline=top.text,
    )


def _joined(one: RatedCommit, written: Written) -> DigestCommit:
    sha = one.commit.sha
    return DigestCommit(one.commit, one.facts, one.types, written.ratings[sha], written.analyses[sha])


def outputs(made: Digest) -> str:
    """Return all that readers and programs get of a digest."""
    data = json.dumps(digest_data(made), ensure_ascii=False)
    return "\n".join((report([made], made.language, made.day.date), data))
