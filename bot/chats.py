"""A chat platform that is set up: somewhere to post, and people to answer there."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from analysis.language import Language
from bot.dispatch import Dispatcher
from bot.ports import ChatPlatform
from bot.posting import Patience
from bot.services import Services
from bot.subscriptions import Channel
from bot.web import Site


@dataclass(frozen=True, slots=True)
class Desk:
    """What an adapter needs to answer people: `language` and `zone` hold where a channel says nothing."""

    services: Services
    language: Language
    zone: str
    patience: Patience = field(default_factory=Patience)
    operators: tuple[Channel, ...] = ()
    site: Site | None = None

    @property
    def dispatcher(self) -> Dispatcher:
        """What answers a line of chat."""
        return Dispatcher(self.services)


class Chat(Protocol):
    """A platform that we are signed in to."""

    @property
    def platform(self) -> ChatPlatform:
        """Where messages are posted."""
        ...

    def listening(self, desk: Desk) -> AbstractAsyncContextManager[None]:
        """Answer people while the context is open, and finish what is under way at its end.

        One process of a bot does this. Raises a `ConnectionSetupError` where the platform does not let us.
        """
        ...

    async def hears(self) -> bool | None:
        """Whether the connection on which people are heard is up; `None` while nobody listens here."""
        ...


def platforms_of(chats: Mapping[str, Chat]) -> Mapping[str, ChatPlatform]:
    """Return where can be posted, by name."""
    return {name: chat.platform for name, chat in chats.items()}
