"""`commit-digest preview`: messages as a platform would receive them."""

import json
from collections.abc import Sequence

import typer

from bot import bootstrap
from bot.cli.arguments import source_of, split_date, yesterday
from bot.cli.codes import DONE, CommandError
from bot.cli.digest import built
from bot.cli.program import Platform
from bot.cli.session import Choices, Session, conduct
from bot.messages import Thread
from bot.presenters.digest import digest_thread
from bot.presenters.examples import EXAMPLES
from bot.presenters.words import commandline as words

RULE_WIDTH = 60
RULE = "─" * RULE_WIDTH


def preview(typed: Sequence[str], platform: Platform, choices: Choices) -> int:
    """Print the messages of the day that `typed` names, or an example of each message there is."""

    async def command(session: Session) -> int:
        repos, date = split_date(typed, session)
        if len(repos) > 1:
            raise CommandError(words.ONE_REPOSITORY)
        if date and not repos:
            raise CommandError(words.NAME_A_REPOSITORY)
        if repos:
            digest = await built(await source_of(repos[0], session), date or yesterday(session), session)
            await _show(digest_thread(digest), platform, session)
            return DONE
        for example in EXAMPLES:
            typer.echo(f"── {example.name} {RULE}"[:RULE_WIDTH] + "\n")
            await _show(example.make(session.language), platform, session)
        return DONE

    return conduct(command, choices)


async def _show(thread: Thread, platform: Platform, session: Session) -> None:
    """Print a thread as it would stand on `platform`; what a chat is sent is JSON, a part after the other."""
    if platform is Platform.TERMINAL:
        await session.screen.show(thread)
        return
    render = bootstrap.rendering(platform.value)
    for part in (part for message in (thread.parent, *thread.replies) for part in render(message)):
        typer.echo(json.dumps(part.payload, ensure_ascii=False, indent=2))
