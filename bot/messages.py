"""The neutral presentation of something to say: no markup, no limits, no platform.

Presenters build a `Message` from domain objects; each platform's renderer turns any `Message` into parts
that its platform accepts. Strings hold plain text, exactly as it should be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the weight of their sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A name from the code, verbatim."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; `url` is always one that our own code built."""

    text: str
    url: str


Span: TypeAlias = Text | Strong | Code | Link
Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a message."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is one line of thought."""

    items: tuple[Spans, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Short labelled values, side by side where a platform can."""

    pairs: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Several lines of code, verbatim."""

    text: str
    language: str = ""


Section: TypeAlias = Heading | Paragraph | Bullets | Fields | CodeBlock


class Tone(StrEnum):
    """What a message feels like; the renderer chooses colour or sign."""

    INFO = "info"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: `action` names what happens, `value` to what."""

    label: str
    action: str
    value: str


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class MenuOption:
    """One choice of a menu; the full text of its label stands in the body too."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A choice among several things for one action."""

    label: str
    action: str
    options: tuple[MenuOption, ...]


Control: TypeAlias = Button | LinkButton | Menu


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along."""

    name: str
    content: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that goes along; `description` says what it shows to those who do not see it."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say. `notification` is the line shown where the message itself is not.

    A `picture` stands below the first section, on platforms that show pictures: all that it tells is
    told in words elsewhere.
    """

    title: str
    sections: tuple[Section, ...] = ()
    controls: tuple[Control, ...] = ()
    footer: Spans = ()
    tone: Tone = Tone.INFO
    attachment: Attachment | None = None
    picture: Picture | None = None
    notification: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A parent message and what stands below it, in order."""

    parent: Message
    replies: tuple[Message, ...] = field(default_factory=tuple)


def plain(spans: Iterable[Span]) -> str:
    """Return the words of `spans` without their form."""
    return "".join(span.text for span in spans)
