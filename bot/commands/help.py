"""`/help`: what can be asked here."""

from bot.conversation import Conversation
from bot.messages import Thread
from bot.presenters.help import help_message
from bot.requests import HelpRequest
from bot.services import Services


async def help_(services: Services, _: HelpRequest, conversation: Conversation) -> None:
    """Show the asker alone what can be asked."""
    asker = conversation.asker
    message = help_message(asker.language, asker.umbrella, following=services.subscriptions is not None)
    await conversation.reply.answer(Thread(message), private=True)
