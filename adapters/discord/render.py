"""Any message as the JSON of messages that Discord accepts, in Components V2.

A part's payload is what is posted, with two keys of our own: `file` holds the text of its file, `picture` a
picture as base64. What is sent along stands in the order of `attachments`: the file first.
"""

import base64
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from adapters.discord import limits
from adapters.discord.blocks import SMALL, Block, blocks_of, footer_block, title_block
from adapters.discord.controls import Component, rows_of, size_of
from adapters.discord.packing import pages
from bot.messages import Attachment, Message, Picture, Text, Tone
from bot.ports import Part
from bot.safety import safe_line

TEXT_DISPLAY, GALLERY, FILE, CONTAINER = 10, 12, 13, 17
FLAGS = 1 << 15 | 1 << 2  # Components V2; no previews of links
NUMBER_ROOM = 40  # units left for the number of a part
OWN_COMPONENTS = 6  # container, lead, picture, text, file, number
NOTHING = "…"

_COLOURS: dict[Tone, int] = {
    Tone.INFO: 0x5865F2,
    Tone.HIGH: 0xD83C3E,
    Tone.MEDIUM: 0xF0B232,
    Tone.LOW: 0x23A55A,
    Tone.SUCCESS: 0x23A55A,
    Tone.WARNING: 0xF0B232,
    Tone.ERROR: 0xD83C3E,
}
_SIGNS: dict[Tone, str] = {
    Tone.INFO: "",
    Tone.HIGH: "🔴 ",
    Tone.MEDIUM: "🟡 ",
    Tone.LOW: "🟢 ",
    Tone.SUCCESS: "✅ ",
    Tone.WARNING: "⚠️ ",
    Tone.ERROR: "❌ ",
}


def parts_of(message: Message) -> tuple[Part, ...]:
    """Return `message` as parts in the order of reading: body text is split and numbered, never lost."""
    room = limits.TEXT - NUMBER_ROOM
    lead, blocks = _lead(message, room // 2)
    *texts, last = pages(blocks, room, limits.units(lead))
    files = _files(message.attachment) if message.attachment else []
    ends = list(zip_longest(_batches(rows_of(message.controls)), files)) or [(None, None)]
    faces = [_Face(text) for text in texts]
    faces += [_Face("" if below else last, rows or [], file) for below, (rows, file) in enumerate(ends)]
    if message.picture:
        faces[0] = replace(faces[0], lead=lead, picture=_named(message.picture))
    return tuple(
        _part(message.tone, face, f"{number}/{len(faces)}" if len(faces) > 1 else "")
        for number, face in enumerate(faces, 1)
    )


@dataclass(frozen=True, slots=True)
class _Face:
    """What one part shows."""

    text: str
    rows: Sequence[Component] = ()
    file: Attachment | None = None
    lead: str = ""  # above the picture
    picture: Picture | None = None


def _lead(message: Message, room: int) -> tuple[str, list[Block]]:
    """Return what stands above a picture, if that is short, and the blocks below it."""
    blocks = list(_blocks(message))
    above = list(_blocks(replace(message, sections=message.sections[:1], footer=(), attachment=None)))
    text, *more = pages(above[:-1], room)  # without the footer
    return ("", blocks) if message.picture is None or more else (text, blocks[len(above) - 1 :])


def _blocks(message: Message) -> Iterator[Block]:
    yield title_block(message.title, _SIGNS[message.tone])
    for before, section in zip((None, *message.sections), message.sections, strict=False):
        yield from blocks_of(before, section)
    yield footer_block(message.footer)
    if message.attachment and (message.sections or message.controls):  # else the message is about its file
        yield footer_block((Text(message.attachment.title),))


def _batches(rows: Sequence[Component]) -> list[list[Component]]:
    """Return the rows in groups, each of which fits into a message with its words."""
    groups, room = list[list[Component]](), 0
    for row in rows:
        if size_of(row) > room:
            groups.append([])
            room = limits.COMPONENTS - OWN_COMPONENTS
        groups[-1].append(row)
        room -= size_of(row)
    return groups


def _part(tone: Tone, face: _Face, number: str) -> Part:
    inner = list[Component]()
    if face.lead:
        inner.append({"type": TEXT_DISPLAY, "content": face.lead})
    if face.picture:
        inner.append(_gallery(face.picture))
    if face.text or not (face.rows or face.file or face.picture):
        inner.append({"type": TEXT_DISPLAY, "content": face.text or NOTHING})
    if face.file:
        inner.append({"type": FILE, "file": {"url": f"attachment://{face.file.name}"}})
    inner += face.rows
    if number:
        inner.append({"type": TEXT_DISPLAY, "content": f"{SMALL}{number}"})
    payload: dict[str, object] = {
        "flags": FLAGS,
        "allowed_mentions": {"parse": []},
        "components": [{"type": CONTAINER, "accent_color": _COLOURS[tone], "components": inner}],
    }
    return Part(payload | _sent_along(face))


def _gallery(picture: Picture) -> Component:
    item = {"media": {"url": f"attachment://{picture.name}"}, "description": picture.description}
    return {"type": GALLERY, "items": [item]}


def _sent_along(face: _Face) -> Component:
    """Return what a part brings beside its words: their names and descriptions, then their contents."""
    named, contents = list[tuple[str, str]](), dict[str, str]()
    if face.file:
        title = limits.shortened(face.file.title, limits.FILE_DESCRIPTION)
        named.append((face.file.name, title or face.file.name))
        contents["file"] = face.file.content
    if face.picture:
        named.append((face.picture.name, face.picture.description))
        contents["picture"] = base64.b64encode(face.picture.content).decode("ascii")
    attachments = [
        {"id": number, "filename": name, "description": told} for number, (name, told) in enumerate(named)
    ]
    return {"attachments": attachments, **contents} if attachments else {}


def _named(picture: Picture) -> Picture:
    """Return `picture` with a name and a description that Discord takes."""
    stem = _file_name(picture.name.removesuffix(".png")).removesuffix(".md")
    described = limits.shortened(safe_line(picture.description), limits.FILE_DESCRIPTION)
    return Picture(f"{stem}.png", picture.content, described or stem)


def _files(attachment: Attachment) -> list[Attachment]:
    """Return the file, in several where one would be too large for Discord."""
    stem, dot, ending = _file_name(attachment.name).rpartition(".")
    stem, ending = (stem, dot + ending) if stem else (ending, "")
    pieces = list(_pieces(attachment.content))
    title = safe_line(attachment.title)
    if len(pieces) == 1:
        return [Attachment(f"{stem}{ending}", pieces[0], title)]
    return [Attachment(f"{stem}-{number}{ending}", piece, title) for number, piece in enumerate(pieces, 1)]


def _file_name(name: str) -> str:
    """Return `name` in letters that Discord leaves as they are: a component must name the file exactly."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", safe_line(name)).strip("._")[-80:] or "report.md"


def _pieces(content: str) -> Iterator[str]:
    """Yield `content` in pieces that are small enough, cut at line ends."""
    data = content.encode("utf-8", "replace")
    if len(data) <= limits.FILE_BYTES:
        yield data.decode("utf-8")
        return
    most = limits.FILE_BYTES // 4  # bytes that a character takes at most
    while content:
        at = content.rfind("\n", 0, most) + 1 if len(content) > most else len(content)
        yield content[: at or most].encode("utf-8", "replace").decode("utf-8")
        content = content[at or most :]
