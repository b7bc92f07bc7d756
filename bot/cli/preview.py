"""`commit-digest preview`: messages as a platform would receive them."""

import json
from collections.abc import Mapping, Sequence

import typer

from bot import bootstrap
from bot.cli.arguments import source_of, split_date, yesterday
from bot.cli.codes import DONE, CommandError
from bot.cli.digest import built
from bot.cli.options import Platform
from bot.cli.session import Choices, Session, conduct
from bot.messages import Message, Thread
from bot.presenters.digest import digest_thread
from bot.presenters.examples import EXAMPLES, Example
from bot.presenters.words import commandline as words

RULE_WIDTH = 60
RULE = "─" * RULE_WIDTH

Payload = Mapping[str, object]


def preview(typed: Sequence[str], platform: Platform, choices: Choices, *, whole: bool = False) -> int:
    """Print the messages of the day that `typed` names, or an example of each message there is.

    With `whole` it is one JSON document: of a day an object with `platform`, `parent` (payloads) and
    `replies` (payloads of each), of the examples a list of such objects that have a `name` too.
    """

    async def command(session: Session) -> int:
        if whole and platform is Platform.TERMINAL:
            raise CommandError(words.CHATS_ONLY)
        named = await _thread(typed, session)
        if whole:
            _print_whole(named, platform, session)
        elif named:
            await _show(named, platform, session)
        else:
            for example in EXAMPLES:
                typer.echo(f"── {example.name} {RULE}"[:RULE_WIDTH] + "\n")
                await _show(example.make(session.language), platform, session)
        return DONE

    return conduct(command, choices)


async def _thread(typed: Sequence[str], session: Session) -> Thread | None:
    """Return the thread of the day that was named, if one was."""
    repos, date = split_date(typed, session)
    if len(repos) > 1:
        raise CommandError(words.ONE_REPOSITORY)
    if date and not repos:
        raise CommandError(words.NAME_A_REPOSITORY)
    if not repos:
        return None
    digest = await built(await source_of(repos[0], session), date or yesterday(session), session)
    picture = await bootstrap.pictures(session.app.services.log).of(digest)
    return digest_thread(digest, picture=picture)


async def _show(thread: Thread, platform: Platform, session: Session) -> None:
    """Print a thread as it would stand on `platform`; what a chat is sent is JSON, a part after the other."""
    if platform is Platform.TERMINAL:
        await session.screen.show(thread)
        return
    for payload in (one for message in (thread.parent, *thread.replies) for one in _sent(message, platform)):
        typer.echo(json.dumps(payload, ensure_ascii=False, indent=2))


def _print_whole(named: Thread | None, platform: Platform, session: Session) -> None:
    document: object = (
        _data(named, platform) if named else [_example(one, platform, session) for one in EXAMPLES]
    )
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _example(example: Example, platform: Platform, session: Session) -> dict[str, object]:
    return {"name": example.name, **_data(example.make(session.language), platform)}


def _data(thread: Thread, platform: Platform) -> dict[str, object]:
    return {
        "platform": platform.value,
        "parent": _sent(thread.parent, platform),
        "replies": [_sent(reply, platform) for reply in thread.replies],
    }


def _sent(message: Message, platform: Platform) -> list[Payload]:
    """Return what `platform` is sent for `message`, part by part."""
    return [part.payload for part in bootstrap.rendering(platform.value)(message)]
