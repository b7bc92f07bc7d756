"""The App Home: what is followed in the channels that somebody is in, with menus to change or stop it."""

from collections.abc import Mapping, Sequence

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, code_of
from adapters.slack.membership import channels_of
from adapters.slack.render import parts_of
from adapters.slack.requests import UMBRELLA
from adapters.slack.texts import Json
from analysis.language import Bilingual
from bot.chats import Desk
from bot.errors import BadRequestError, CannotLookError
from bot.homes import Homes
from bot.messages import Message
from bot.presenters.home import home, settings, untold
from bot.presenters.words.home import GONE, NO_CHANGE

MOST_BLOCKS = 100
"""Of a page; what it lists is far less (`bot.presenters.home.MOST_LISTED`)."""


class Home:
    """Shows everybody a page of their own; who is in no channel of a subscription sees nothing of it.

    Nothing is kept between two presses: what a menu carries says all.
    """

    def __init__(self, client: AsyncWebClient, desk: Desk) -> None:
        self._client = client
        self._desk = desk

    async def show(self, user: str) -> None:
        """Publish the page of `user`; where Slack does not let us, they see the old one."""
        if homes := self._homes():
            await self._publish(user, await self._page(homes, await self._channels(user)))

    async def unfollow(self, user: str, subscription_id: str) -> None:
        """End a subscription in one of the channels of `user`, and show the page anew."""
        if homes := self._homes():
            channels = await self._channels(user)
            gone = channels is not None and not await homes.unfollow(subscription_id, channels)
            await self._publish(user, await self._page(homes, channels, notice=GONE if gone else None))

    async def change(self, user: str, value: str) -> None:
        """Change a subscription as `value` says, its id first; show how it stands and what can be chosen."""
        if homes := self._homes():
            subscription_id, _, said = value.partition(" ")
            channels = await self._channels(user)
            notice = await self._changed(homes, channels, subscription_id, said)
            await self._publish(user, await self._page(homes, channels, subscription_id, notice))

    async def _changed(
        self, homes: Homes, channels: Mapping[str, str] | None, subscription_id: str, said: str
    ) -> Bilingual | None:
        """Change it, and return what is to be said where nothing was changed."""
        if channels is None or not said:
            return None
        try:
            done = await homes.change(subscription_id, said, channels, self._desk.services.clock.now())
        except BadRequestError:
            return NO_CHANGE
        return None if done else GONE

    async def _publish(self, user: str, messages: Sequence[Message]) -> None:
        view = {"type": "home", "blocks": _blocks(messages)}
        try:
            await self._client.views_publish(user_id=user, view=view)
        except FAILURES as error:
            self._desk.services.log.warning("home_not_shown", error=code_of(error))

    async def _page(
        self,
        homes: Homes,
        channels: Mapping[str, str] | None,
        chosen: str = "",
        notice: Bilingual | None = None,
    ) -> Sequence[Message]:
        """Return the page of somebody in `channels`, with the subscription that was `chosen` above it."""
        language, now = self._desk.language, self._desk.services.clock.now()
        if channels is None:
            return (untold(language),)
        followed = await homes.followed(channels, now)
        one = next((one for one in followed if one.subscription.id == chosen), None)
        notice = GONE if chosen and one is None else notice
        page = home(followed, language, UMBRELLA, notice)
        return (settings(one, language), page) if one else (page,)

    async def _channels(self, user: str) -> Mapping[str, str] | None:
        """Return the channels of `user`, names by id; `None` where Slack does not tell."""
        try:
            return await channels_of(self._client, user)
        except (CannotLookError, *FAILURES) as error:
            self._desk.services.log.warning("channels_not_told", error=code_of(error))
            return None

    def _homes(self) -> Homes | None:
        services = self._desk.services
        return Homes("slack", services.subscriptions, services.runs) if services.subscriptions else None


def _blocks(messages: Sequence[Message]) -> list[Json]:
    blocks: list[Json] = []
    for part in (part for message in messages for part in parts_of(message)):
        shown = part.payload["blocks"]
        assert isinstance(shown, list)  # noqa: S101 - our own renderer made it
        blocks += shown
    return blocks[:MOST_BLOCKS]
