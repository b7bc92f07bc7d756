"""The checks of `doctor` that need no adapter: the machine, the settings, the repositories on it."""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import TextIO
from zoneinfo import available_timezones

from dotenv import dotenv_values

from analysis.days import Day
from analysis.errors import SourceError
from bot.doctor import Check, Finding, Health
from bot.errors import (
    StoreAddressError,
    StoreBusyError,
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    StoreNewerError,
    StoreNotWritableError,
    StoreUnknownError,
)
from bot.ports import Clock
from bot.settings import LocalRepo, misspelt
from bot.settings.database import database_file
from bot.sources import OpenLocal, standing_in
from bot.stores import Incident

BLOCK = 65_536  # bytes
OLDEST_GIT = (2, 31)  # the oldest that we test with; 2021, and in every Debian since


async def git_is_there() -> Finding:
    """Look for a git program that can do what we ask of it."""
    try:
        process = await asyncio.create_subprocess_exec("git", "--version", stdout=asyncio.subprocess.PIPE)
        told, _ = await process.communicate()
    except OSError:
        return Finding("git", Health.ILL, "missing", {"oldest": _dotted(OLDEST_GIT)})
    match = re.search(r"(\d+)\.(\d+)(?:\.\d+)?", told.decode("utf-8", "replace"))
    if not match:
        return Finding("git", Health.ILL, "missing", {"oldest": _dotted(OLDEST_GIT)})
    old = (int(match[1]), int(match[2])) < OLDEST_GIT
    data = {"version": match[0], "oldest": _dotted(OLDEST_GIT)}
    return Finding("git", Health.ILL if old else Health.WELL, "old" if old else "found", data)


def zones_are_known(zone: str, clock: Clock) -> Check:
    """Return a check of the time zone data, which shows what day it is."""

    async def check() -> Finding:
        count, today = len(available_timezones()), Day.of(clock.now(), zone)
        return Finding("zones", Health.WELL, "found", {"count": count, "zone": zone, "today": today})

    return check


def folder_is_writable(database: str) -> Check:
    """Return a check of the folder that holds the database's file, which need not exist yet."""
    file = database_file(database)

    async def check() -> Finding:
        if file is None:
            return Finding("folder", Health.ABSENT, "server")
        return await asyncio.to_thread(_write, "folder", file.parent)

    return check


def reports_are_saved(folder: Path | None) -> Check:
    """Return a check of the folder where reports are saved, which need not exist yet."""
    place = folder and folder.absolute()

    async def check() -> Finding:
        if place is None:
            return Finding("reports", Health.ABSENT, "unset")
        return await asyncio.to_thread(_write, "reports", place)

    return check


def _write(topic: str, folder: Path) -> Finding:
    nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
    data: dict[str, object] = {"folder": folder}
    try:
        with tempfile.TemporaryFile(dir=nearest) as file:  # a full disk lets files be made
            file.write(bytes(BLOCK))
            file.flush()
    except OSError:
        return Finding(topic, Health.ILL, "closed", data)
    return Finding(topic, Health.WELL, "found", data)


async def database_is_usable(database: str, look: Callable[[], Awaitable[None]]) -> Finding:
    """Open the database with `look`, unless it is a file that is yet to be made."""
    file = database_file(database)
    if file and not file.exists():
        return Finding("database", Health.WELL, "new", {"where": file})
    try:
        await look()
    except StoreNewerError as error:
        return Finding("database", Health.ILL, "newer", {"where": error.where})
    except StoreError as error:
        verdict = _VERDICTS.get(type(error), "unreachable")
        return Finding("database", Health.ILL, verdict, {"where": error.where})
    return Finding("database", Health.WELL, "file" if file else "server", {"where": file or ""})


def incidents_go_on(active: Sequence[Incident]) -> Finding:
    """Say what keeps going wrong: each with its id, which the log and the alarms have too."""
    if not active:
        return Finding("incidents", Health.WELL, "none")
    shown = ", ".join(f"{one.id} {one.cause} {one.subject}".rstrip() for one in active)
    return Finding("incidents", Health.ILL, "some", {"incidents": shown})


async def engine_is_free(database: str, is_running: Callable[[str], bool]) -> Finding:
    """Say whether a bot is at work on an SQLite file; a server has room for many."""
    file = database_file(database)
    if file is None:
        return Finding("engine", Health.WELL, "shared")
    running = file.exists() and await asyncio.to_thread(is_running, database)
    return Finding("engine", Health.WELL, "running" if running else "free")


_VERDICTS: Mapping[type[StoreError], str] = {
    StoreNotWritableError: "closed",
    StoreFullError: "full",
    StoreBusyError: "busy",
    StoreDamagedError: "damaged",
    StoreDiskError: "disk",
    StoreUnknownError: "newer",
    StoreAddressError: "address",
}


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def settings_are_read(folder: Path) -> Check:
    """Return a check that says where the settings came from; that they are usable is known by now.

    A name in the file that is nearly one of ours is a mistake: nothing else would tell of it.
    """
    file = folder.absolute() / ".env"
    there = file.is_file()

    async def check() -> Finding:
        if slips := misspelt(dotenv_values(file) if there else ()):
            shown = ", ".join(f"{name} → {meant}" for name, meant in slips.items())
            return Finding("settings", Health.ILL, "misspelt", {"file": file, "names": shown})
        return Finding("settings", Health.WELL, "file" if there else "environment", {"file": file})

    return check


def terminal_is_known(output: TextIO) -> Check:
    """Return a check that says what `output` can show."""

    async def check() -> Finding:
        data = {"width": shutil.get_terminal_size().columns, "encoding": output.encoding}
        return Finding("terminal", Health.WELL, "screen" if output.isatty() else "pipe", data)

    return check


def folder_is_known(folder: Path, open_local: OpenLocal) -> Check:
    """Return a check of the repository that `folder` belongs to."""

    async def check() -> Finding:
        try:
            here = await standing_in(folder, open_local)
        except SourceError:
            return Finding("here", Health.ILL, "unreadable")
        if here is None:
            return Finding("here", Health.ABSENT, "nowhere")
        return Finding("here", Health.WELL, "found", {"repo": here.name})

    return check


def local_repos_open(repos: tuple[LocalRepo, ...], open_local: OpenLocal) -> Check:
    """Return a check that every configured local repository can be opened."""

    async def check() -> Finding:
        if not repos:
            return Finding("local", Health.ABSENT, "none")
        closed = [repo for repo in repos if not await _opens(repo, open_local)]
        shown = ", ".join(str(repo) for repo in closed or repos)
        return Finding(
            "local",
            Health.ILL if closed else Health.WELL,
            "unreadable" if closed else "found",
            {"repos": shown},
        )

    return check


async def _opens(repo: LocalRepo, open_local: OpenLocal) -> bool:
    try:
        await open_local(repo.path, repo.name)
    except SourceError:
        return False
    return True
