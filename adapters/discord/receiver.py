"""What happens with each interaction: a command, a press, or letters that are being typed."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

import discord

from adapters.discord import limits
from adapters.discord.commands import COMMANDS, typed
from adapters.discord.incoming import Heard
from adapters.discord.reply import DiscordReply, Line
from analysis.errors import AnalysisError
from bot.askers import Askers
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.errors import BotError, DeliveryError
from bot.messages import Message
from bot.ports import Log
from bot.presenters.actions import FOLLOW
from bot.presenters.permissions import lacking_permissions, may_not_follow
from bot.presenters.words.permissions import NAMES
from bot.pressing import PRESSES
from bot.subscriptions import Channel
from bot.suggestions import Suggestion, Suggestions

CHOICES = 8  # type of the response to typing
PATIENCE = 2.0  # seconds for suggestions; Discord waits for three

_ELSEWHERE = {True: {"create_public_threads", "send_messages"}, False: set[str]()}  # by whether in a thread


@dataclass(frozen=True, slots=True)
class Receiver:
    """Answers interactions; `operators` are the user ids that may change what any channel follows."""

    dispatcher: Dispatcher
    askers: Askers
    suggestions: Suggestions
    line: Line
    operators: frozenset[str] = frozenset()

    @property
    def log(self) -> Log:
        """Where operators read what went wrong."""
        return self.dispatcher.services.log

    async def command(self, heard: Heard, name: str, options: Mapping[str, object]) -> None:
        """Answer a command."""
        asker = await self._asker(heard)
        reply = DiscordReply(self.line, heard, asker.language)
        lacking = self._lacking(heard) if COMMANDS[name].posts and not options.get("private") else ()
        if lacking:
            await reply.refuse(lacking_permissions(lacking, asker.language))
            return
        await self.dispatcher.handle(typed(name, options), asker, reply, name)

    async def press(self, heard: Heard, action: str, value: str, below: str | None) -> None:
        """Answer a press; `below` is the message it was made on, where a thread can hang on it."""
        press = PRESSES.get(action)
        if press is None:
            return
        asker = await self._asker(heard)
        reply = DiscordReply(self.line, heard, asker.language, below if press.below else None)
        if refusal := self._refusal(heard, action, asker):
            await reply.refuse(refusal)
            return
        await self.dispatcher.handle(value, asker, reply, press.command)

    async def suggest(self, heard: Heard, option: str, options: Mapping[str, object]) -> None:
        """Offer what may be meant, or nothing where that takes too long or fails."""
        found = list[Suggestion]()
        with suppress(BotError, AnalysisError, TimeoutError):
            async with asyncio.timeout(PATIENCE):
                found = await self._suggested(heard, option, options)
        choices = [
            {"name": limits.shortened(one.label, limits.CHOICE_TEXT), "value": one.value}
            for one in found
            if 0 < limits.units(one.value) <= limits.CHOICE_TEXT
        ]
        with suppress(DeliveryError):  # whoever types asks again with the next letter
            data = {"choices": choices[: limits.CHOICES]}
            await self.line.api.respond(heard.id, heard.token, {"type": CHOICES, "data": data})

    async def _suggested(self, heard: Heard, option: str, options: Mapping[str, object]) -> list[Suggestion]:
        asker = await self._asker(heard)
        asker = replace(asker, language=heard.language or asker.language)
        written, repo = str(options.get(option) or ""), str(options.get("repo") or "") or None
        match option:
            case "repo":
                return await self.suggestions.repositories(asker, written)
            case "date":
                return await self.suggestions.dates(asker, repo, written)
            case "sha":
                return await self.suggestions.commits(asker, repo, written)
            case _:
                return []

    async def _asker(self, heard: Heard) -> Asker:
        asker = await self.askers.asker(Channel("discord", heard.where.home), heard.user)
        return replace(asker, repo=heard.where.repo, date=heard.where.date)

    def _refusal(self, heard: Heard, action: str, asker: Asker) -> Message | None:
        if action == FOLLOW and not heard.may_manage and heard.user not in self.operators:
            return may_not_follow(asker.language)
        lacking = self._lacking(heard)
        return lacking_permissions(lacking, asker.language) if lacking else None

    def _lacking(self, heard: Heard) -> tuple[str, ...]:
        """Return the names of what the bot may not do in the channel of the interaction."""
        granted = heard.app_permissions
        if granted.administrator:
            return ()
        useless = _ELSEWHERE[heard.where.in_thread]
        return tuple(name for name in NAMES if name not in useless and not getattr(granted, name))


PERMISSIONS = discord.Permissions(**dict.fromkeys(NAMES, True))
"""What the bot needs wherever it posts."""
