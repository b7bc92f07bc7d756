"""What happens with each interaction: a command, a press, or letters that are being typed."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from adapters.discord import limits
from adapters.discord.commands import COMMANDS, typed
from adapters.discord.handing import Line
from adapters.discord.incoming import Heard
from adapters.discord.permissions import Place, lacking
from adapters.discord.reply import DiscordReply
from adapters.discord.tokens import Token
from analysis.errors import AnalysisError
from bot.askers import Askers
from bot.conversation import Asker
from bot.dispatch import Dispatcher
from bot.errors import BotError, DeliveryError, StoreError
from bot.messages import Message
from bot.ports import Log
from bot.presenters.actions import FOLLOW
from bot.presenters.permissions import lacking_permissions, may_not_follow
from bot.pressing import PRESSES
from bot.subscriptions import Channel
from bot.suggestions import Suggestion, Suggestions

CHOICES = 8  # type of the response to typing
PATIENCE = 2.0  # seconds for suggestions; Discord waits for three


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
        token, private = self._token(heard), COMMANDS[name].private or bool(options.get("private"))
        async with token.in_time(private=private):
            asker = await self._asker(heard)
            reply = DiscordReply(self.line, heard, token, asker.language)
            posts = COMMANDS[name].posts and not private
            if posts and (refusal := _lacking(heard, asker, at_home=name == FOLLOW)):
                await reply.refuse(refusal)
                return
            await self.dispatcher.handle(typed(name, options), asker, reply, name)

    async def press(self, heard: Heard, action: str, value: str, below: str | None) -> None:
        """Answer a press; `below` is the message it was made on, where a thread can hang on it."""
        press = PRESSES.get(action)
        if press is None:
            return
        token, thread = self._token(heard), below if press.below else None
        async with token.in_time(private=True):  # what was pressed may be for the asker alone
            asker = await self._asker(heard)
            reply = DiscordReply(self.line, heard, token, asker.language, thread)
            if refusal := self._refusal(heard, action, asker, posts=action == FOLLOW or thread is not None):
                await reply.refuse(refusal)
                return
            await self.dispatcher.handle(value, asker, reply, press.command)

    async def suggest(self, heard: Heard, option: str, options: Mapping[str, object]) -> None:
        """Offer what may be meant, or nothing where that takes too long or fails: never an error."""
        found = list[Suggestion]()
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._suggested(heard, option, options)
        except (BotError, AnalysisError, TimeoutError) as error:
            self.log.info("nothing_suggested", option=option, error=repr(error))
        except Exception:
            self.log.exception("suggestion_failed", option=option)
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

    def _token(self, heard: Heard) -> Token:
        return Token(self.line.api, heard, self.line.clock)

    async def _asker(self, heard: Heard) -> Asker:
        """Return who asks; where nothing can be remembered as if nothing were followed: others tell of it."""
        channel = Channel("discord", heard.where.home)
        try:
            asker = await self.askers.asker(channel, heard.user)
        except StoreError:
            asker = self.askers.stranger(channel, heard.user)
        return replace(asker, repo=heard.where.repo, date=heard.where.date)

    def _refusal(self, heard: Heard, action: str, asker: Asker, *, posts: bool) -> Message | None:
        """Return why a press is refused; what only answers the interaction takes no permission."""
        if action == FOLLOW and not heard.may_manage and heard.user not in self.operators:
            return may_not_follow(asker.language)
        return _lacking(heard, asker, at_home=action == FOLLOW) if posts else None


def _lacking(heard: Heard, asker: Asker, *, at_home: bool) -> Message | None:
    """Return what to say of permissions that the bot lacks; `at_home` in the channel that follows too."""
    where, granted = heard.where, heard.app_permissions
    if granted.administrator or not heard.guild:  # in direct messages nothing can be granted
        return None
    home = Place.FORUM if where.in_forum else Place.CHANNEL
    is_home = not where.in_thread or (at_home and where.home != where.channel)
    places = [Place.THREAD] * where.in_thread + [home] * is_home
    names = lacking(granted, *places)
    return lacking_permissions(names, asker.language, in_thread=where.in_thread) if names else None
