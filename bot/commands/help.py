"""`/help`: what can be asked here."""

from bot.conversation import Conversation
from bot.messages import Thread
from bot.presenters.help import help_message
from bot.requests import HelpRequest
from bot.services import Services


async def help_(_: Services, __: HelpRequest, conversation: Conversation) -> None:
    """Show the asker alone what can be asked."""
    message = help_message(conversation.asker.language)
    await conversation.reply.answer(Thread(message), private=True)
