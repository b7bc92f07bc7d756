"""`commit-digest run`: the bot; without a chat platform, a terminal channel."""

import sys

from bot import bootstrap
from bot.bootstrap import Memory
from bot.cli.codes import DONE
from bot.cli.session import Choices, Session, conduct


def run(*, verbose: bool) -> int:
    """Post the newest day of the repository we stand in, then answer what is typed until input ends."""

    async def command(session: Session) -> int:
        interactive = sys.stdin.isatty() and sys.stdout.isatty()
        channel = bootstrap.terminal_channel(
            session.app, session.screen, sys.stdin.fileno(), interactive=interactive
        )
        await channel.run()
        return DONE

    return conduct(command, Choices(verbose=verbose), Memory.LATENT)
