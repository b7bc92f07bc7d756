"""`/following`: what this channel follows."""

from bot.commands.follow import store_of
from bot.conversation import Conversation
from bot.messages import Thread
from bot.presenters.following import following as list_of
from bot.requests import FollowingRequest
from bot.services import Services
from bot.standings import standings


async def following(services: Services, _: FollowingRequest, conversation: Conversation) -> None:
    """Show the asker alone what is followed here."""
    asker = conversation.asker
    subscriptions = await store_of(services, "following").of_channel(asker.channel)
    stand = await standings(subscriptions, services.runs, services.clock.now())
    message = list_of(stand, asker.language, asker.umbrella, by_itself=not asker.at_terminal)
    await conversation.reply.answer(Thread(message), private=True)
