"""What the bot says where it is no member of a channel, and of a file that goes to one person alone."""

from analysis.language import Language
from bot.messages import LinkButton, Message, Paragraph, Tone
from bot.presenters.spans import inline
from bot.presenters.words import chat as words


def invitation(name: str, language: Language) -> Message:
    """Ask to bring the bot, which is called `name`, into the channel: only there a thread can stand."""
    return Message(
        words.NOT_HERE.to(language),
        (Paragraph(inline(words.INVITE.to(language).format(name=name))),),
        tone=Tone.WARNING,
    )


def yours(title: str, language: Language) -> Message:
    """Say above a file called `title` why it comes."""
    return Message(title, (Paragraph(inline(words.YOURS.to(language))),))


def handed_over(url: str, language: Language) -> Message:
    """Say that the file was sent to the asker, and lead there if there is a `url`."""
    return Message(
        words.HANDED_OVER.to(language),
        (Paragraph(inline(words.HANDED_OVER_WHERE.to(language))),),
        controls=(LinkButton(words.OPEN.to(language), url),) if url else (),
    )


def not_handed_over(language: Language) -> Message:
    """Say that the file may not have come, and how to get it."""
    return Message(
        words.NOT_HANDED_OVER.to(language),
        (Paragraph(inline(words.NOT_HANDED_OVER_NEXT.to(language))),),
        tone=Tone.WARNING,
    )
