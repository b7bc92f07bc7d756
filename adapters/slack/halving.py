"""Blocks that Slack finds too long, in two halves: where its limit is, it does not say."""

from collections.abc import Iterator, Mapping, Sequence

from adapters.slack.pieces import size_of
from adapters.slack.texts import Json


def halves(blocks: Sequence[Json]) -> tuple[list[Json], list[Json]] | None:
    """Return `blocks` in two halves of about the same size; `None` where they cannot be parted."""
    parts = [part for block in blocks for part in _parted(block)]
    if len(parts) <= 1:
        return None
    whole, held = size_of(parts), 0
    for number, part in enumerate(parts[:-1], 1):
        held += size_of(part)
        if held * 2 >= whole:
            return parts[:number], parts[number:]
    return parts[:-1], parts[-1:]


def _parted(block: Json) -> Iterator[Json]:
    """Yield what can stand alone of a block: its paragraphs, list items and pieces of code."""
    if block.get("type") != "rich_text":
        yield block
        return
    for element in _items(block):
        for part in _sections(element) if element["type"] == "rich_text_section" else _listed(element):
            yield {"type": "rich_text", "elements": [part]}


def _sections(section: Mapping[str, object]) -> Iterator[Json]:
    line: list[Json] = []
    for element in _items(section):
        if line and str(element.get("text", "")).startswith("\n"):
            yield {"type": "rich_text_section", "elements": line}
            line = []
        line.append(element)
    if line:
        yield {"type": "rich_text_section", "elements": line}


def _listed(element: Json) -> Iterator[Json]:
    if element["type"] != "rich_text_list":
        yield element
        return
    begin = element.get("offset", 0)
    assert isinstance(begin, int)  # noqa: S101 - our own renderer made it
    for number, item in enumerate(_items(element), begin):
        offset: Json = {"offset": number} if number and element["style"] == "ordered" else {}
        yield {**element, "elements": [item], **offset}


def _items(value: Mapping[str, object]) -> list[Json]:
    items = value["elements"]
    assert isinstance(items, list)  # noqa: S101 - as above
    return items
