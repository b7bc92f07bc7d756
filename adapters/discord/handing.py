"""What is left for the asker alone when their interaction's token has expired: a direct message.

Where they take none, their channel is told that an answer is ready and nothing of what it says.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from adapters.discord.api import Api
from adapters.discord.incoming import Heard
from adapters.discord.platform import DiscordPlatform
from bot.errors import DeliveryError, OutcomeUnknownError
from bot.messages import Message
from bot.ports import Clock, Log, Part, Target
from bot.posting import Poster


@dataclass(frozen=True, slots=True)
class Line:
    """What a reply is sent with."""

    api: Api
    platform: DiscordPlatform
    poster: Poster
    clock: Clock
    log: Log

    async def post(self, key: str, target: Target, part: Part) -> str:
        """Post once; where an answer is lost, look before posting again."""
        with suppress(OutcomeUnknownError):
            return await self.poster.post(key, target, part)
        return await self.poster.post(key, target, part)


async def hand_over(line: Line, heard: Heard, parts: Sequence[Part], notice: Message | None) -> None:
    """Tell the asker in a direct message, else say `notice` where they asked; the log tells what was lost."""
    if await _directly(line, heard, parts):
        return
    line.log.info("private_answer_not_delivered", channel=heard.where.channel)
    if notice is not None:
        with suppress(DeliveryError):
            told = line.platform.render(notice)[0]
            await line.post(f"interaction:{heard.id}:notice", Target(heard.where.channel), told)


async def _directly(line: Line, heard: Heard, parts: Sequence[Part]) -> bool:
    """Whether the asker has at least the beginning: of what follows, the rest may be asked for again."""
    begun = False
    with suppress(DeliveryError):
        target = Target(await line.api.direct_channel(heard.user))
        for number, part in enumerate(parts):
            await line.post(f"interaction:{heard.id}:direct:{number}", target, part)
            begun = True
    return begun
