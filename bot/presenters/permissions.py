"""What the bot, or who asks, may not do in a channel, and who can change that."""

from collections.abc import Iterable

from analysis.language import Language
from bot.messages import Bullets, LinkButton, Message, Paragraph, Text, Tone
from bot.presenters.words import permissions as words


def lacking_permissions(names: Iterable[str], language: Language) -> Message:
    """Name each permission that the bot lacks, as the settings call it."""
    items = tuple((Text(words.NAMES[name].to(language)),) for name in names)
    return Message(
        words.LACKING.to(language),
        (Paragraph((Text(words.GRANT.to(language)),)), Bullets(items)),
        tone=Tone.WARNING,
    )


def may_not_follow(language: Language) -> Message:
    """Say that following takes a permission."""
    said = Paragraph((Text(words.ASK_A_MANAGER.to(language)),))
    return Message(words.MAY_NOT_FOLLOW.to(language), (said,), tone=Tone.WARNING)


def answered_elsewhere(url: str, language: Language) -> Message:
    """Lead to where the answer stands."""
    return Message(words.ANSWERED.to(language), controls=(LinkButton(words.OPEN.to(language), url),))
