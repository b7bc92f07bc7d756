"""What the terminal channel says besides answers: where it stands, and how to go on."""

from analysis.language import Language
from bot.messages import Bullets, Code, Message, Paragraph, Spans, Text, Tone
from bot.presenters.words import terminal as words


def nowhere(language: Language) -> Message:
    """Say that the folder belongs to no repository, and what can be done all the same."""
    examples: tuple[Spans, ...] = tuple(
        (Code(command),) for command in ("/digest ~/src/project latest", "/digest owner/name", "/help")
    )
    return Message(
        words.NOWHERE.to(language),
        (Paragraph((Text(words.NOWHERE_HINT.to(language)),)), Bullets(examples)),
        tone=Tone.WARNING,
    )


def how_to_go_on(language: Language) -> Message:
    """Say what somebody who sits at the terminal can type."""
    commands = (
        ("/digest . yesterday", words.ANOTHER_DAY),
        ("/explain SHA", words.ONE_COMMIT),
        ("/help", words.ALL_COMMANDS),
    )
    items = tuple((Code(command), Text(f"  {what.to(language)}")) for command, what in commands)
    return Message(
        words.GO_ON.to(language),
        (Bullets(items),),
        footer=(Text(words.THE_END.to(language)),),
        tone=Tone.INFO,
    )
