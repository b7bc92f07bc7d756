"""One command's run: settings, application, screen; every failure becomes a sentence and an exit code."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from typer.exceptions import TyperException

from analysis.days import Day, time_zone
from analysis.errors import AnalysisError, SourceUnreadableError, UnknownTimeZoneError
from analysis.language import Language
from bot import bootstrap
from bot.bootstrap import Application
from bot.cli.codes import FAILED, WRONG_ARGUMENTS, WrongArgumentError
from bot.cli.complaints import complain
from bot.cli.program import Format
from bot.errors import BadRequestError, BotError
from bot.logs import make_log
from bot.ports import Log
from bot.requests.zones import unknown_zone
from bot.screen import Screen
from bot.services import new_incident
from bot.settings import Settings, SettingsError, read_settings


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options of a command say; `None` means what the settings say."""

    form: Format = Format.MARKDOWN
    output: Path | None = None
    language: Language | None = None
    timezone: str | None = None
    branch: str | None = None
    no_llm: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What a command works with."""

    app: Application
    screen: Screen
    choices: Choices
    language: Language
    zone: str

    @property
    def today(self) -> Day:
        """The day that it is in the session's zone."""
        return Day.of(self.app.services.clock.now(), self.zone)


Command = Callable[[Session], Awaitable[int]]


def conduct(command: Command, choices: Choices) -> int:
    """Run `command` and return its exit code, telling on standard error what went wrong.

    Raises `TyperException` for wrong arguments, and what a user does to a process (Ctrl-C, a closed pipe).
    """
    try:
        settings = read_settings()
    except SettingsError as error:
        raise _unusable(error) from error
    zone = _zone(choices.timezone or settings.digest_timezone)
    log = make_log(sys.stderr, secrets=settings.secrets(), verbose=choices.verbose)
    return asyncio.run(_conducted(command, choices, settings, zone, log))


async def _conducted(command: Command, choices: Choices, settings: Settings, zone: str, log: Log) -> int:
    screen = bootstrap.screen(sys.stdout, sys.stderr)
    language = choices.language or settings.digest_language
    try:
        async with bootstrap.application(settings, log, at_terminal=True) as app:
            return await command(Session(app, screen, choices, language, zone))
    except (TyperException, BrokenPipeError):
        raise
    except (BotError, AnalysisError) as error:
        complain(error, language, _incident(error, log))
        return WRONG_ARGUMENTS if isinstance(error, BadRequestError) else FAILED
    except Exception as error:
        incident = new_incident()
        log.exception("command_failed", incident=incident)
        complain(error, language, incident)
        return FAILED


def _incident(error: Exception, log: Log) -> str | None:
    """Log what an operator must mend, and return the id that ties the user's words to it."""
    if not isinstance(error, SourceUnreadableError):
        return None
    incident = new_incident()
    log.warning("source_unreadable", incident=incident, error=repr(error))
    return incident


def _zone(name: str) -> str:
    try:
        time_zone(name)
    except UnknownTimeZoneError as error:
        close = unknown_zone(name).nearest
        hint = f" Did you mean {close[0]}?" if close else ""
        raise WrongArgumentError(f"--timezone: {name!r} is no IANA time zone.{hint}") from error
    return name


def _unusable(error: SettingsError) -> TyperException:
    return WrongArgumentError("\n  ".join(("These settings cannot be used.", *error.problems)))
