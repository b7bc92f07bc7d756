"""What can be asked, with examples that work as they stand."""

from analysis.language import Bilingual, Language
from bot.messages import Bullets, Code, Heading, Message, Paragraph, Spans, Text
from bot.presenters.spans import codes, filled
from bot.presenters.words import help as words

EXAMPLES = {
    "digest": ("/digest owner/name", "/digest owner/name 2026-02-04"),
    "explain": ("/explain 1a2b3c4", "/explain #123 owner/name"),
    "follow": ("/follow owner/name at 09:00 zone Asia/Shanghai language zh",),
    "unfollow": ("/unfollow owner/name",),
    "following": ("/following",),
    "help": ("/help",),
}
FOLLOW_WORDS = (
    "branch main",
    "layout thread|flat|file",
    "quiet post|skip",
    "level high|medium|low",
    "path src/**",
)


def help_message(language: Language, umbrella: str | None = None, *, following: bool = True) -> Message:
    """Return the help; with `umbrella`, commands stand after it as words (`/digest follow …`).

    Without `following`, the commands that need a store are left out.
    """
    names = [name for name in EXAMPLES if following or "follow" not in name]
    commands = tuple(_command(name, language, umbrella) for name in names)
    hints = words.HINTS if following else words.HINTS[:-1]
    return Message(
        words.TITLE.to(language),
        (
            Paragraph((Text(words.ABOUT.to(language)),)),
            Heading(words.COMMANDS.to(language)),
            Bullets(commands),
            Heading(words.FINER.to(language)),
            Bullets(tuple(_hint(hint, language) for hint in hints)),
        ),
    )


def _command(name: str, language: Language, umbrella: str | None) -> Spans:
    lines = codes((_line(example, umbrella) for example in EXAMPLES[name]), language)
    return filled(words.COMMAND, language, line=lines, does=words.DOES[name].to(language))


def _line(example: str, umbrella: str | None) -> str:
    command = example.removeprefix("/").partition(" ")[0]
    if umbrella is None or command == umbrella:
        return example
    return f"/{umbrella} {example.removeprefix('/')}"


def _hint(hint: Bilingual, language: Language) -> Spans:
    return filled(
        hint,
        language,
        name=Code("owner/name"),
        dates=words.DATES.to(language),
        latest=Code("latest"),
        number=Code("#123"),
        private=Code("private"),
        words=codes(FOLLOW_WORDS, language),
    )
