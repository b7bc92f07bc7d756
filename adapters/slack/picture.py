"""The picture of a message: kept beside its blocks, and one of them once Slack has the file."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace

from adapters.slack import limits
from adapters.slack.texts import Json
from bot.messages import Picture
from bot.ports import Part
from bot.safety import safe_line
from bot.splitting import shortened

NO_WORDS = "…"  # Slack shows no picture without any


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture as it was rendered; it stands in front of the block at `at`."""

    name: str
    content: bytes
    alternative: str
    at: int


def kept_picture(picture: Picture, at: int) -> Json:
    """Return `picture` as data of a payload."""
    return {
        "name": shortened(safe_line(picture.name).replace("/", "-"), limits.FILE_NAME) or "picture.png",
        "content": base64.b64encode(picture.content).decode("ascii"),
        "alternative": shortened(safe_line(picture.description), limits.ALTERNATIVE) or NO_WORDS,
        "at": at,
    }


def picture_of(part: Part) -> KeptPicture | None:
    """Return the picture that was rendered with `part`."""
    kept = part.payload.get("picture")
    if not isinstance(kept, Mapping):
        return None
    content = base64.b64decode(str(kept["content"]))
    return KeptPicture(str(kept["name"]), content, str(kept["alternative"]), int(kept["at"]))


def bare(part: Part) -> Part:
    """Return `part` without its picture."""
    payload = {name: value for name, value in part.payload.items() if name != "picture"}
    return replace(part, payload=payload) if "picture" in part.payload else part


def blocks_with_picture(part: Part) -> list[Json]:
    """Return the blocks of `part`, its picture among them if Slack has the file."""
    blocks = part.payload["blocks"]
    assert isinstance(blocks, list)  # noqa: S101 - our own renderer made it
    picture = picture_of(part) if part.file_id else None
    if picture is None:
        return blocks
    shown: Json = {
        "type": "image",
        "slack_file": {"id": part.file_id},
        "alt_text": picture.alternative,
    }
    return [*blocks[: picture.at], shown, *blocks[picture.at :]]
