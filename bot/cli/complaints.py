"""Problems as a command line tells them: on standard error, its own name first, nothing wrapped."""

from collections.abc import Iterator

import typer

from analysis.language import Language
from bot.cli.program import NAME
from bot.messages import Bullets, Message, Paragraph, plain
from bot.presenters.problems import problem
from bot.presenters.words.common import SPACE
from bot.safety import safe_line


def complain(error: Exception, language: Language, incident: str | None = None) -> None:
    """Say what went wrong and what to do next, in the reader's language."""
    message = problem(error, language, incident)
    typer.echo(f"{NAME}: {SPACE.to(language).join(_sentences(message))}", err=True)
    for section in message.sections:
        if isinstance(section, Bullets):
            for item in section.items:
                typer.echo(f"  {safe_line(plain(item))}", err=True)


def _sentences(message: Message) -> Iterator[str]:
    for section in message.sections:
        if isinstance(section, Paragraph):
            yield safe_line(plain(section.spans))
    if message.footer:
        yield safe_line(plain(message.footer))
