"""One command's run: settings, application, screen; every failure becomes a sentence and an exit code."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import typer

from analysis.days import Day, time_zone
from analysis.errors import AnalysisError, SourceUnreadableError, UnknownTimeZoneError
from analysis.language import Language
from bot import bootstrap
from bot.bootstrap import Application, Memory
from bot.cli.codes import FAILED, WRONG_ARGUMENTS, CommandError
from bot.cli.complaints import complain
from bot.cli.options import Format
from bot.cli.program import NAME
from bot.errors import BadRequestError, BotError
from bot.logs import libraries_heard, make_log
from bot.meter import UNMETERED
from bot.ports import Log
from bot.requests.zones import unknown_zone
from bot.screen import Screen
from bot.services import new_incident
from bot.settings import Settings, SettingsError, read_settings
from bot.stores import Stores
from bot.writers import ModelChoice


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options of a command say; `None` means what the settings say."""

    form: Format = Format.MARKDOWN
    output: Path | None = None
    language: Language | None = None
    timezone: str | None = None
    branch: str | None = None
    no_llm: bool = False
    prompts: Path | None = None
    answers: Path | None = None
    verbose: bool = False
    service: bool = False  # works until it is ended, watched by others; its log tells ordinary events too

    @property
    def model(self) -> ModelChoice:
        """Who shall write."""
        return ModelChoice(self.no_llm, self.prompts, self.answers)


@dataclass(frozen=True, slots=True)
class Session:
    """What a command works with."""

    app: Application
    screen: Screen
    choices: Choices
    language: Language
    zone: str

    @property
    def stores(self) -> Stores:
        """The database of a command that said it needs one."""
        assert self.app.stores is not None  # noqa: S101 - `Memory.NEEDED` raises otherwise
        return self.app.stores

    @property
    def today(self) -> Day:
        """The day that it is in the session's zone."""
        return Day.of(self.app.services.clock.now(), self.zone)


Command = Callable[[Session], Awaitable[int]]


def conduct(
    command: Command, choices: Choices, memory: Memory = Memory.NONE, *, at_terminal: bool = True
) -> int:
    """Run `command` and return its exit code, telling on standard error what went wrong.

    `at_terminal` says that who asks can read this machine's files anyway. Raises what a user does to a
    process (Ctrl-C, a closed pipe).
    """
    try:
        settings = read_settings()
    except SettingsError as error:
        return _unusable(error)
    log = make_log(sys.stderr, secrets=settings.secrets(), verbose=choices.verbose or choices.service)
    meter = bootstrap.meter_of(settings) if choices.service else UNMETERED
    opening = partial(
        bootstrap.application, settings, log, at_terminal=at_terminal, memory=memory, meter=meter
    )
    with libraries_heard(log):
        return asyncio.run(_conducted(command, choices, settings, log, opening))


async def _conducted(
    command: Command,
    choices: Choices,
    settings: Settings,
    log: Log,
    opening: Callable[..., AbstractAsyncContextManager[Application]],
) -> int:
    screen = bootstrap.screen(sys.stdout, sys.stderr)
    language = choices.language or settings.digest_language
    try:
        zone = _zone(choices.timezone or settings.digest_timezone)
        async with opening(choice=choices.model) as app:
            return await command(Session(app, screen, choices, language, zone))
    except BrokenPipeError:
        raise
    except SettingsError as error:  # in a file that a setting names
        return _unusable(error)
    except CommandError as error:
        typer.echo(f"{NAME}: {error.words.to(language)}", err=True)
        return error.code
    except (BotError, AnalysisError) as error:
        complain(error, language, _incident(error, log))
        return WRONG_ARGUMENTS if isinstance(error, BadRequestError) else FAILED
    except Exception as error:
        incident = new_incident()
        log.exception("command_failed", incident=incident)
        complain(error, language, incident)
        return FAILED


def _unusable(error: SettingsError) -> int:
    typer.echo("\n  ".join((f"{NAME}: These settings cannot be used:", *error.problems)), err=True)
    return WRONG_ARGUMENTS


def _incident(error: Exception, log: Log) -> str | None:
    """Log what an operator must mend, and return the id that ties the user's words to it."""
    if not isinstance(error, SourceUnreadableError):
        return None
    incident = new_incident()
    log.warning("source_unreadable", incident=incident, error=repr(error))
    return incident


def _zone(name: str) -> str:
    """Return `name`; raise `UnknownZoneError` with the zones that it may mean."""
    try:
        time_zone(name)
    except UnknownTimeZoneError as error:
        raise unknown_zone(name) from error
    return name
