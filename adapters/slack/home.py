"""The App Home: what is followed in the channels that somebody is in, with a menu to stop it."""

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES
from adapters.slack.membership import channels_of
from adapters.slack.render import parts_of
from adapters.slack.requests import UMBRELLA
from adapters.slack.texts import Json
from bot.chats import Desk
from bot.homes import Homes
from bot.messages import Message
from bot.presenters.home import home

MOST_BLOCKS = 100


class Home:
    """Shows everybody a page of their own; who is in no channel of a subscription sees nothing of it."""

    def __init__(self, client: AsyncWebClient, desk: Desk) -> None:
        self._client = client
        self._desk = desk

    async def show(self, user: str) -> None:
        """Publish the page of `user`; where Slack does not let us, they see the old one."""
        homes = self._homes()
        if homes is None:
            return
        try:
            followed = await homes.followed(
                await channels_of(self._client, user), self._desk.services.clock.now()
            )
            view = {"type": "home", "blocks": self._blocks(home(followed, self._desk.language, UMBRELLA))}
            await self._client.views_publish(user_id=user, view=view)
        except FAILURES as error:
            self._desk.services.log.warning("home_not_shown", error=type(error).__name__)

    async def unfollow(self, user: str, subscription_id: str) -> None:
        """End a subscription in one of the channels of `user`, and show the page anew."""
        homes = self._homes()
        if homes is None:
            return
        try:
            await homes.unfollow(subscription_id, await channels_of(self._client, user))
        except FAILURES as error:
            self._desk.services.log.warning("channels_not_told", error=type(error).__name__)
        await self.show(user)

    def _homes(self) -> Homes | None:
        services = self._desk.services
        return Homes("slack", services.subscriptions, services.runs) if services.subscriptions else None

    def _blocks(self, message: Message) -> list[Json]:
        blocks: list[Json] = []
        for part in parts_of(message):
            shown = part.payload["blocks"]
            assert isinstance(shown, list)  # noqa: S101 - our own renderer made it
            blocks += shown
        return blocks[:MOST_BLOCKS]
