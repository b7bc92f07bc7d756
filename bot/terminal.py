"""The terminal as a channel: the newest day first, then an answer to each line that is typed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count

from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.messages import Thread
from bot.presenters.terminal import how_to_go_on, nowhere
from bot.requests import LATEST, DigestRequest, written
from bot.screen import Screen

FAREWELLS = frozenset({"exit", "quit", "q", "bye", ":q", "退出", "再见"})


@dataclass(frozen=True, slots=True)
class TerminalChannel:
    """One terminal from its first screen to its last line.

    Where nobody sits (`interactive` is false) nothing but answers is printed.
    """

    dispatcher: Dispatcher
    asker: Asker
    lines: AsyncIterator[str]
    screen: Screen
    interactive: bool

    async def run(self) -> None:
        """Show the newest day, then answer until the lines end or somebody says good-bye."""
        await self._open()
        await self._answer_all()
        if self.interactive:
            self.screen.leave()

    async def _answer_all(self) -> None:
        numbers = count(1)
        self._invite()
        async for line in self.lines:
            if line.strip().casefold().lstrip("/") in FAREWELLS:
                return
            if line.strip():
                await self.dispatcher.handle(line, self.asker, self.screen.reply(str(next(numbers))))
            self._invite()

    async def _open(self) -> None:
        if self.asker.repo is None:
            await self.screen.show(Thread(nowhere(self.asker.language)))
            return
        newest = written(DigestRequest(self.asker.repo, LATEST))
        await self.dispatcher.handle(newest, self.asker, self.screen.reply("newest"))
        if self.interactive:
            await self.screen.show(Thread(how_to_go_on(self.asker.language)))

    def _invite(self) -> None:
        if self.interactive:
            self.screen.prompt()
