"""What a channel is told of an answer that can no longer reach its asker alone: nothing of what it says."""

from analysis.language import Bilingual, Language
from bot.messages import Message, Paragraph, Text, Tone
from bot.presenters.words import private as words


def ready(language: Language) -> Message:
    """Say that the answer is there, and how to get it."""
    return _notice(words.READY, words.ASK_AGAIN, Tone.INFO, language)


def not_answered(language: Language) -> Message:
    """Say that there is no answer, and how to learn why."""
    return _notice(words.NOT_ANSWERED, words.ASK_WHY, Tone.WARNING, language)


def _notice(title: Bilingual, told: Bilingual, tone: Tone, language: Language) -> Message:
    return Message(title.to(language), (Paragraph((Text(told.to(language)),)),), tone=tone)
