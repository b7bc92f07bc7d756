"""The edge between commands and the process: exit codes, and sentences instead of tracebacks.

Usage errors and settings are told in English, as tools do; what was found out about repositories is told
in the language of the digests.
"""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.exceptions import TyperException

from bot.cli.codes import DONE, INTERRUPTED, WRONG_ARGUMENTS
from bot.cli.program import NAME, program


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of the command in `arguments`; a failure is a sentence, never a traceback."""
    _stand_in()
    _speak_utf8()
    try:
        code: object = typer.main.get_command(program).main(
            list(arguments) or ["--help"], prog_name=NAME, standalone_mode=False
        )
        sys.stdout.flush()
    except TyperException as error:
        return _wrong(error)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return _nobody_reads()
    if not arguments:
        return WRONG_ARGUMENTS
    return code if isinstance(code, int) else DONE


def _wrong(error: TyperException) -> int:
    if sentence := error.format_message().replace(
        "Value error, ", ""
    ):  # pydantic's words, of no use to anybody
        typer.echo(f"{NAME}: {sentence}", err=True)
    return error.exit_code


def _stand_in() -> None:
    """Put the empty device where a standard stream was closed: Python leaves `None` there."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for the life of the process


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _nobody_reads() -> int:
    """End quietly: who read our output has seen enough, and the interpreter must not complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
