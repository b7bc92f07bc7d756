"""What messages say, for tests that look for words."""

from collections.abc import Iterator

from bot.messages import Bullets, CodeBlock, Fields, Heading, Message, Paragraph, Section, Thread, plain


def said(message: Message) -> str:
    """Return every word of `message`, a line for each line of thought."""
    lines = [message.title, *(line for section in message.sections for line in _lines(section))]
    return "\n".join((*lines, plain(message.footer)))


def all_said(thread: Thread) -> str:
    """Return every word of a thread."""
    return "\n".join(map(said, (thread.parent, *thread.replies)))


def _lines(section: Section) -> Iterator[str]:
    match section:
        case Heading(text) | CodeBlock(text):
            yield text
        case Paragraph(spans):
            yield plain(spans)
        case Bullets(items):
            yield from map(plain, items)
        case Fields(pairs):
            yield from (f"{label} {plain(value)}" for label, value in pairs)
