"""Who somebody in a chat is to the bot: the language and the zone of their channel, else the bot's own."""

from dataclasses import dataclass

from analysis.language import Language
from bot.conversation import Asker
from bot.stores import SubscriptionStore
from bot.subscriptions import Channel


@dataclass(frozen=True, slots=True)
class Askers:
    """Makes askers of one platform; `umbrella` is the command that all others are words of, if it has one."""

    subscriptions: SubscriptionStore | None
    language: Language
    zone: str
    umbrella: str | None = None

    async def asker(self, channel: Channel, user: str) -> Asker:
        """Return `user` in `channel`: what the channel follows says how it wants to be spoken to."""
        followed = await self.subscriptions.of_channel(channel) if self.subscriptions else ()
        if not followed:
            return self.stranger(channel, user)
        oldest = min(followed, key=lambda one: (one.created_at is None, one.created_at or 0, one.id))
        return Asker(channel, user, oldest.language, oldest.zone, umbrella=self.umbrella)

    def stranger(self, channel: Channel, user: str) -> Asker:
        """Return `user` in a channel of which nothing is known: the bot's own language and zone count."""
        return Asker(channel, user, self.language, self.zone, umbrella=self.umbrella)
