"""Commands and presses on their way in: acknowledged at once, answered when there is an answer."""

import re
import time
from dataclasses import replace
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.controls import action_of
from adapters.slack.handing import hand_over
from adapters.slack.home import Home
from adapters.slack.membership import Members
from adapters.slack.platform import SlackPlatform
from adapters.slack.reply import Place, SlackReply
from adapters.slack.requests import UMBRELLA, Heard, action_id_of, command_of, press_of, user_of, value_of
from adapters.slack.responding import Responder
from adapters.slack.seen import Seen
from adapters.slack.work import Work
from analysis.language import Language
from bot.askers import Askers
from bot.chats import Desk
from bot.memory import MemoryEditions, MemoryPostings
from bot.posting import Poster
from bot.presenters.actions import CHANGE, UNFOLLOW
from bot.pressing import PRESSES
from bot.subscriptions import Channel

Body = dict[str, object]
REMEMBERED = 600.0
"""Seconds in which the same command or press is a second delivery; Slack comes again within five minutes."""


class Bot:
    """Answers people in Slack; `name` is what it is called there."""

    def __init__(self, client: AsyncWebClient, desk: Desk, name: str) -> None:
        self.work = Work()
        self.home = Home(client, desk)
        self._client = client
        self._platform = SlackPlatform(client)
        self._desk = desk
        self._typed, self._pressed = (
            replace(
                desk.dispatcher,
                gatekeeper=Members(client, desk.operators, f"/invite @{name}", trusted=trusted),
            )
            for trusted in (True, False)
        )
        self._askers = Askers(desk.services.subscriptions, desk.language, desk.zone, UMBRELLA)
        self._name = name
        self._heard = Seen(REMEMBERED)

    async def answer(self, heard: Heard) -> None:
        """Answer a command or a press, once; what cannot be shown to anybody is logged."""
        if heard.mark and not self._heard.is_new(heard.mark, time.monotonic()):
            return
        channel = Channel(self._platform.name, heard.target.channel)
        try:
            asker = await self._askers.asker(channel, heard.user)
            reply = self._reply(heard, asker.language)
            dispatcher = self._pressed if heard.pressed else self._typed
            await dispatcher.handle(heard.text, asker, reply, command=heard.command)
        except Exception:  # the refusal itself could not be shown
            self._desk.services.log.exception("answer_not_shown", channel=str(channel))

    def press(self, action: str, body: Body) -> None:
        """Begin to do what a press asks for; what is none of ours (a link) needs nothing."""
        if action == UNFOLLOW:
            self.work.begin(self.home.unfollow(user_of(body), value_of(body)))
        elif action == CHANGE:
            self.work.begin(self.home.change(user_of(body), value_of(body)))
        elif meant := PRESSES.get(action):
            heard = press_of(body, meant.command, below=meant.below)
            if heard:
                self.work.begin(self.answer(heard))

    def _reply(self, heard: Heard, language: Language) -> SlackReply:
        """Return the way back; the rows that keep an answer from standing twice live as long as we do."""
        services, postings = self._desk.services, MemoryPostings(MemoryEditions())
        return SlackReply(
            self._platform,
            Poster(self._platform, postings, services.clock, self._desk.patience, meter=services.meter),
            Responder(self._client, heard.response_url),
            Place(heard.target, heard.user, heard.key, language, self._name),
            partial(hand_over, self._client),
        )


def listen(app: AsyncApp, bot: Bot) -> None:
    """Have `app` bring everything to `bot`; nothing is done before Slack has its acknowledgement."""

    @app.command(re.compile("^/"))
    async def command(ack: AsyncAck, body: Body) -> None:
        await ack()
        bot.work.begin(bot.answer(command_of(body)))

    @app.event("app_home_opened")
    async def home(ack: AsyncAck, event: Body) -> None:
        await ack()
        bot.work.begin(bot.home.show(str(event["user"])))

    @app.action(re.compile(".*", re.DOTALL))
    async def press(ack: AsyncAck, body: Body) -> None:
        await ack()
        bot.press(action_of(action_id_of(body)), body)
