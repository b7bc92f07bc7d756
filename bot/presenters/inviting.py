"""What the bot says where it, or who asks, is no member of a channel: how to become one."""

from analysis.language import Language
from bot.messages import Message, Paragraph, Tone
from bot.presenters.spans import inline
from bot.presenters.words import chat as words


def must_join(language: Language) -> Message:
    """Say that only members of a channel decide what it follows."""
    return Message(
        words.NOT_A_MEMBER.to(language), (Paragraph(inline(words.JOIN.to(language))),), tone=Tone.WARNING
    )


def invitation(name: str, language: Language) -> Message:
    """Ask to bring the bot, which is called `name`, into the channel: only there a thread can stand."""
    return Message(
        words.NOT_HERE.to(language),
        (Paragraph(inline(words.INVITE.to(language).format(name=name))),),
        tone=Tone.WARNING,
    )
