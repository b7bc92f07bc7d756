"""What the bot says where it is not a member: how to bring it in."""

from analysis.language import Language
from bot.messages import Message, Paragraph, Tone
from bot.presenters.spans import inline
from bot.presenters.words import chat as words


def invitation(name: str, language: Language) -> Message:
    """Ask to bring the bot, which is called `name`, into the channel: only there a thread can stand."""
    return Message(
        words.NOT_HERE.to(language),
        (Paragraph(inline(words.INVITE.to(language).format(name=name))),),
        tone=Tone.WARNING,
    )
