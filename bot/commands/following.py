"""`/following`: what this channel follows."""

from bot.commands.follow import store_of
from bot.conversation import Conversation
from bot.messages import Thread
from bot.presenters.following import following as list_of
from bot.requests import FollowingRequest
from bot.services import Services


async def following(services: Services, _: FollowingRequest, conversation: Conversation) -> None:
    """Show the asker alone what is followed here."""
    asker = conversation.asker
    subscriptions = await store_of(services, "following").of_channel(asker.channel)
    message = list_of(subscriptions, asker.language, asker.umbrella)
    await conversation.reply.answer(Thread(message), private=True)
