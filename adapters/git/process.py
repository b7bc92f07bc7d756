"""Running git: one process for each question, read as a stream, never left behind."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import IO

from analysis.errors import MissingProgramError, SourceUnreadableError
from bot.children import kill

BUFFER = 1024 * 1024
"""Bytes that are read ahead, so that git works on while we do; no single field may be longer."""

PATIENCE = 60.0
"""Seconds that a short answer may take, usually milliseconds: a pipe in a ref's place never ends."""

PROGRAM = "git"
LONGEST_DETAIL = 300  # characters of git's own words that are worth a log line


@dataclass(frozen=True, slots=True)
class Git:
    """The git program, working for one repository in an environment of its own."""

    repo: str
    environment: Mapping[str, str]
    patience: float = PATIENCE

    async def output(self, *arguments: str, warned: bool = True) -> bytes:
        """Return all that git says, for answers that are short; unless `warned`, a warning is a failure.

        Raises `SourceUnreadableError` too when the answer takes longer than our `patience`.
        """
        try:
            async with asyncio.timeout(self.patience), self.reading(*arguments, warned=warned) as told:
                return await told.read()
        except TimeoutError as error:
            raise SourceUnreadableError(self.repo, "git took too long") from error

    @asynccontextmanager
    async def reading(
        self, *arguments: str, given: bytes = b"", warned: bool = True
    ) -> AsyncIterator[asyncio.StreamReader]:
        """Offer what git says, as it says it; leaving before its end stops git at once.

        `given`, less than a pipe holds, is its standard input. Raises `MissingProgramError` where there is
        no git, `SourceUnreadableError` when it cannot be run, or has failed when its end was read.
        """
        with tempfile.TemporaryFile() as complaints:
            process = await self._start(arguments, complaints)
            told, asked = process.stdout, process.stdin
            if told is None or asked is None:
                raise AssertionError("both were asked for")
            try:
                with suppress(ConnectionError):  # git died early: its exit code tells
                    asked.write(given)
                    asked.close()
                yield told
                if told.at_eof():
                    await self._check(process, complaints, warned=warned)
            except asyncio.IncompleteReadError as error:
                await self._check(process, complaints)
                raise SourceUnreadableError(self.repo, "git ended too early") from error
            except asyncio.LimitOverrunError as error:
                raise SourceUnreadableError(self.repo, "git told something too long to read") from error
            finally:
                await _stop(process)

    async def _check(
        self, process: asyncio.subprocess.Process, complaints: IO[bytes], *, warned: bool = True
    ) -> None:
        """Raise `SourceUnreadableError` if git has failed, or has warned where it must not."""
        code = await process.wait()
        complaints.seek(0)
        said = complaints.read(LONGEST_DETAIL).decode("utf-8", "replace").strip()
        if code or (said and not warned):
            raise SourceUnreadableError(self.repo, f"git ended with {code}: {said}")

    async def _start(self, arguments: tuple[str, ...], complaints: IO[bytes]) -> asyncio.subprocess.Process:
        try:
            return await asyncio.create_subprocess_exec(
                PROGRAM,
                "--no-pager",
                *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=complaints,
                env=self.environment,
                cwd=self.environment["GIT_DIR"],
                limit=BUFFER,
            )
        except FileNotFoundError as error:
            if error.filename == PROGRAM:  # else the folder that it should have run in
                raise MissingProgramError(self.repo, PROGRAM) from error
            raise SourceUnreadableError(self.repo, f"git cannot be run: {error}") from error
        except OSError as error:
            raise SourceUnreadableError(self.repo, f"git cannot be run: {error}") from error


async def _stop(process: asyncio.subprocess.Process) -> None:
    """Kill a process that still runs, and read its pipe to the end so that nothing of it stays."""
    kill(process)
    await process.communicate()
