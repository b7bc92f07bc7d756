"""Who is in which channel, the bot included: the members of a channel decide what it follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FAILURES, code_of
from bot.conversation import Asker
from bot.errors import (
    BotError,
    CannotLookError,
    ChannelArchivedError,
    MembershipUntoldError,
    NotAMemberError,
    NotInChannelError,
    NotInConversationError,
)
from bot.subscriptions import Channel

PAGE = 200
TYPES = "public_channel,private_channel"
NEVER = "0000000001.000000"
"""When no message was written: asked for its address, Slack says whether it knows the conversation at all."""


async def channels_of(client: AsyncWebClient, user: str) -> Mapping[str, str]:
    """Return the channels that `user` is in, names by id; of private ones those that we are in too.

    Raises as every call of the SDK does (`adapters.slack.errors.FAILURES`), and `CannotLookError`.
    """
    found: dict[str, str] = {}
    cursor = ""
    while True:
        page = await client.users_conversations(
            user=user, types=TYPES, limit=PAGE, exclude_archived=True, cursor=cursor
        )
        channels = page.get("channels")
        if not isinstance(channels, list):
            raise CannotLookError("no_channels")
        for channel in channels:
            found[str(channel["id"])] = f"#{channel.get('name') or channel['id']}"
        cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return found


@dataclass(frozen=True, slots=True)
class _Place:
    """What keeps digests out of a channel, and whether Slack lists its members to us."""

    hindrance: BotError | None = None
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Members:
    """Implements `bot.access.Gatekeeper`: members of the channel, and operators.

    Slack's own clients let nobody but members type in a channel, so that a typed command is `trusted` where
    Slack does not tell. Buttons can be pressed by those who only look in.
    """

    client: AsyncWebClient
    operators: Sequence[Channel]
    invite: str
    trusted: bool

    async def admit(self, asker: Asker, *, beginning: bool) -> None:
        """Raise why `asker` may not change what the channel follows, or why it can follow nothing."""
        place = await self._place(asker.channel.id)
        if beginning and place.hindrance:
            raise place.hindrance
        if Channel(asker.channel.platform, asker.user) in self.operators:
            return
        try:
            inside = await self._is_in(asker, place)
        except (CannotLookError, *FAILURES) as error:
            if self.trusted:
                return
            raise MembershipUntoldError("Slack") from error
        if not inside:
            raise NotAMemberError

    async def _is_in(self, asker: Asker, place: _Place) -> bool:
        """Whether the asker is a member; of a conversation that is never listed only its people know."""
        if _is_direct(asker.channel.id):
            return True
        listed = asker.channel.id in await channels_of(self.client, asker.user)
        return listed or not place.listed

    async def _place(self, channel: str) -> _Place:
        if _is_direct(channel):
            return await self._conversation(channel)
        try:
            told = (await self.client.conversations_info(channel=channel)).get("channel")
        except FAILURES as error:
            if code_of(error) == "channel_not_found":
                return _Place(NotInChannelError(self.invite), listed=False)
            return await self._conversation(channel) if code_of(error) == "missing_scope" else _Place()
        if not isinstance(told, Mapping):
            return _Place()
        if told.get("is_archived"):
            return _Place(ChannelArchivedError(), listed=False)
        return _Place(NotInChannelError(self.invite) if told.get("is_member") is False else None)

    async def _conversation(self, channel: str) -> _Place:
        """Look into a conversation of few people: without further permissions Slack tells next to nothing."""
        try:
            await self.client.chat_getPermalink(channel=channel, message_ts=NEVER)
        except FAILURES as error:
            if code_of(error) == "channel_not_found":
                return _Place(NotInConversationError(), listed=False)
        return _Place(listed=False)


def _is_direct(channel: str) -> bool:
    return channel.startswith("D")
