"""Where results go: standard output, or a file that is there whole or not at all."""

import errno
import json
import os
from pathlib import Path

import typer

from analysis.language import Bilingual, Language
from bot.cli.arguments import quoted
from bot.cli.codes import FAILED, CommandError
from bot.files import write_whole
from bot.presenters.words import commandline as words
from bot.reports.data import Json


def unwritable(path: Path, reason: Bilingual) -> CommandError:
    """Return the error that says why `path` cannot be written."""
    zh, en = (words.UNWRITABLE.to(it).format(path=quoted(str(path)), reason=reason.to(it)) for it in Language)
    return CommandError(Bilingual(zh, en), FAILED)


def as_json(data: Json) -> str:
    """Return `data` as JSON for other programs and for eyes."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def one_line(data: Json) -> str:
    """Return `data` as JSON on one line."""
    return json.dumps(data, ensure_ascii=False)


def check_writable(path: Path | None) -> None:
    """Raise `CommandError` before any work is done for a file that cannot be written."""
    if path is None:
        return
    try:
        reason = _obstacle(path)
    except OSError as error:
        reason = words.FAILED.format(reason=error.strerror)
    if reason:
        raise unwritable(path, reason)


def deliver(text: str, path: Path | None) -> None:
    """Write `text` to `path`, or print it."""
    if path is None:
        typer.echo(text.rstrip("\n"))
    else:
        _write(text.rstrip("\n") + "\n", path)


def _obstacle(path: Path) -> Bilingual | None:
    """Return why `path` cannot be written, as far as that can be known without writing."""
    if _is_device(path):
        return None
    folder = _target(path).parent
    if path.is_dir():
        return words.A_FOLDER
    if not folder.is_dir():
        return words.NO_FOLDER.format(folder=quoted(str(path.parent)))
    return None if os.access(folder, os.W_OK) else words.FORBIDDEN


def _target(path: Path) -> Path:
    """Return the file that is written, links followed; raise `OSError` for links that lead in a circle."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def _is_device(path: Path) -> bool:
    """Whether there is a device or a pipe, which cannot be replaced, only written to."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _write(text: str, path: Path) -> None:
    try:
        if _is_device(path):
            path.write_text(text, encoding="utf-8", errors="replace")
        else:
            write_whole(text, _target(path))
    except OSError as error:
        raise unwritable(path, words.FAILED.format(reason=error.strerror)) from error
