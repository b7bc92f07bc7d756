"""Any message as payloads that Slack accepts: Block Kit whose texts cannot be markup, within every limit.

A payload is what `chat.postMessage` is sent: `text` (the line of a notification), `blocks`, and for a part
that brings a file `file`, or a `picture` that becomes one of its blocks once Slack has it. Where it is sent,
and under which key, is added on the way.
"""

from collections.abc import Iterator
from dataclasses import replace

from adapters.slack import limits
from adapters.slack.blocks import blocks_of
from adapters.slack.controls import action_rows
from adapters.slack.packing import packed
from adapters.slack.picture import kept_picture
from adapters.slack.pieces import Form, Piece, lines_of, pieces_of
from adapters.slack.texts import Json, escaped, is_address, plain_text
from bot.messages import Attachment, Link, Message, Spans, Strong, Tone, plain
from bot.ports import Part
from bot.safety import safe, safe_line
from bot.splitting import shortened, split_text

_SIGNS = {
    Tone.INFO: "",
    Tone.HIGH: "🔴 ",
    Tone.MEDIUM: "🟡 ",
    Tone.LOW: "🟢 ",
    Tone.SUCCESS: "✅ ",
    Tone.WARNING: "⚠️ ",
    Tone.ERROR: "❌ ",
}
_SILENCE = "…"  # of a message that says nothing: Slack wants some text
_NOTHING: Json = {"type": "context", "elements": [plain_text(_SILENCE)]}


def parts_of(message: Message) -> tuple[Part, ...]:
    """Return `message` in parts, numbered where there are several; a file is a part of its own at the end."""
    return tuple(Part(payload) for payload in (*_payloads(message), *_file(message)))


def _payloads(message: Message) -> Iterator[Json]:
    if _is_only_a_file(message):
        return
    parts = list(packed(_pieces(message))) or [[]]
    for number, pieces in enumerate(parts, 1):
        title = _title(message, number, len(parts))
        header = [{"type": "header", "text": plain_text(title)}] if title else []
        payload: Json = {"text": _notification(message, number, len(parts))}
        if number == 1 and message.picture:
            lead = _lead(message)
            above = [*header, *blocks_of(pieces[:lead])]
            picture = kept_picture(message.picture, len(above))
            yield {**payload, "blocks": [*above, *blocks_of(pieces[lead:])] or [_NOTHING], "picture": picture}
        else:
            yield {**payload, "blocks": [*header, *blocks_of(pieces)] or [_NOTHING]}


def _lead(message: Message) -> int:
    """Return how many pieces stand above the picture."""
    alone = replace(message, sections=message.sections[:1], controls=(), footer=())
    return len(list(_pieces(alone)))


def _pieces(message: Message) -> Iterator[Piece]:
    """Yield all of a message but the title that its header shows."""
    if len(_full_title(message)) > limits.HEADER:
        yield from lines_of((Strong(_full_title(message)),))
    yield from pieces_of(message.sections)
    yield from _footer(message.footer)
    yield from (Piece(Form.LINE, block=row) for row in action_rows(message.controls))


def _full_title(message: Message) -> str:
    title = safe_line(message.title)
    return _SIGNS[message.tone] + title if title else ""


def _title(message: Message, number: int, count: int) -> str:
    """Return what the header says; a title too long for it stands in the body of the first part."""
    place = f" ({number}/{count})" if count > 1 else ""
    title = _full_title(message)
    if number == 1 and len(title) > limits.HEADER:
        return place.strip()
    return (shortened(title, limits.HEADER - len(place)) + place).strip()


def _notification(message: Message, number: int, count: int) -> str:
    line = safe_line(message.notification) or _full_title(message) or _first_words(message)
    place = f" ({number}/{count})" if count > 1 else ""
    return escaped(shortened(line, limits.NOTIFICATION)) + place or _SILENCE


def _first_words(message: Message) -> str:
    for piece in pieces_of(message.sections):
        return safe_line("".join(str(element["text"]) for element in piece.elements))
    return ""


def _footer(spans: Spans) -> Iterator[Piece]:
    """Yield the small print; where links stand in it, as a paragraph: only there they cannot be markup."""
    if any(isinstance(span, Link) and is_address(span.url) for span in spans):
        yield from lines_of(spans)
        return
    for text in split_text(safe_line(plain(spans)), limits.CONTEXT_TEXT):
        yield Piece(Form.LINE, block={"type": "context", "elements": [plain_text(text)]})


def _is_only_a_file(message: Message) -> bool:
    return message.attachment is not None and not message.sections and not message.controls


def _file(message: Message) -> Iterator[Json]:
    """Yield the part that brings the file; where nothing else is said, with the message's own words."""
    attachment = message.attachment
    if attachment is None:
        return
    alone = _is_only_a_file(message)
    words = _full_title(message) if alone else safe_line(attachment.title)
    pieces = [*lines_of((Strong(words or _SILENCE),)), *(_footer(message.footer) if alone else ())]
    for number, part in enumerate(packed(pieces), 1):
        payload: Json = {"text": _notification(message, 1, 1), "blocks": list(blocks_of(part))}
        yield payload if number > 1 else {**payload, "file": _stored(attachment)}


def _stored(attachment: Attachment) -> Json:
    name = safe_line(attachment.name).replace("/", "-")
    return {
        "name": shortened(name, limits.FILE_NAME) or "file.txt",
        "title": shortened(safe_line(attachment.title), limits.FILE_TITLE),
        "content": safe(attachment.content),
    }
