"""What the bot, or who asks, may not do in a channel, and who can change that."""

from collections.abc import Iterable

from analysis.language import Language
from bot.messages import Bullets, LinkButton, Message, Paragraph, Text, Tone
from bot.presenters.words import permissions as words


def lacking_permissions(names: Iterable[str], language: Language, *, in_thread: bool = False) -> Message:
    """Name each permission that the bot lacks, as the settings call it, and where they are granted."""
    title = words.LACKING_IN_THREAD if in_thread else words.LACKING
    grant = words.GRANT_ABOVE if in_thread else words.GRANT
    items = tuple((Text(words.NAMES[name].to(language)),) for name in names)
    said = Paragraph((Text(grant.to(language)),))
    return Message(title.to(language), (said, Bullets(items)), tone=Tone.WARNING)


def may_not_follow(language: Language) -> Message:
    """Say that following takes a permission."""
    said = Paragraph((Text(words.ASK_A_MANAGER.to(language)),))
    return Message(words.MAY_NOT_FOLLOW.to(language), (said,), tone=Tone.WARNING)


def answered_elsewhere(url: str, language: Language) -> Message:
    """Lead to where the answer stands."""
    return Message(words.ANSWERED.to(language), controls=(LinkButton(words.OPEN.to(language), url),))
