"""What Slack refuses and what it would show: our own reading of Block Kit, beside that of its SDK."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import Block

from bot.ports import Part

TEXTUAL = ("text", "link")
RICH = ("rich_text_section", "rich_text_list", "rich_text_preformatted")
MOST_BLOCKS = 50
LEAST_REFUSED = 11_341
FORBIDDEN_ELEMENTS = ("user", "usergroup", "broadcast", "channel", "team", "emoji", "date", "color")


def check_payload(payload: Mapping[str, object]) -> None:
    """Assert that Slack would take `payload`."""
    text, blocks = payload["text"], payload["blocks"]
    assert isinstance(text, str)
    assert 0 < len(text) <= 4000
    assert isinstance(blocks, list)
    check_blocks(blocks)


def check_blocks(
    blocks: Sequence[dict[str, object]], most: int = MOST_BLOCKS, *, in_message: bool = True
) -> None:
    """Assert that Slack would take `blocks` in one message, or else on a page."""
    assert 0 < len(blocks) <= most
    assert not in_message or sum(map(count, blocks)) < LEAST_REFUSED, "too long"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(ids) == len(set(ids))
    for block in blocks:
        parsed = Block.parse(block)
        assert parsed is not None, f"unknown block {block.get('type')}"
        parsed.validate_json()
        for node in nodes(block):
            _check_node(node)
        if block["type"] == "actions":
            actions = [element["action_id"] for element in _dicts(block["elements"])]
            assert len(actions) == len(set(actions))


def _check_node(node: Mapping[str, object]) -> None:
    kind = node.get("type")
    assert kind not in FORBIDDEN_ELEMENTS
    assert kind != "mrkdwn"
    if kind in ("plain_text", *TEXTUAL):
        assert isinstance(node["text"], str)
        assert node["text"]
    if kind == "link":
        assert str(node["url"]).startswith(("https://", "http://"))
        assert len(str(node["url"])) <= 3000
    if kind in (*RICH, "rich_text", "context", "actions"):
        assert node["elements"]
    if kind == "static_select":
        assert 0 < len(_dicts(node["options"])) <= 100
        assert 0 < len(text_of(node["placeholder"])) <= 150
        assert len(str(node["action_id"])) <= 255
        for option in _dicts(node["options"]):
            assert 0 < len(str(option["value"])) <= 150
            assert len(text_of(option["text"])) <= 75
            assert len(text_of(option.get("description", {"text": ""}))) <= 75
    if kind == "image":
        assert 0 < len(str(node["alt_text"])) <= 2000
        assert set(node) <= {"type", "slack_file", "alt_text", "block_id"}
    if kind == "button":
        assert 0 < len(text_of(node["text"])) <= 75
        assert len(str(node.get("value", ""))) <= 2000
        assert len(str(node.get("url", ""))) <= 3000
        assert len(str(node["action_id"])) <= 255


def count(value: object) -> int:
    """Return the characters of all texts, addresses and values."""
    if isinstance(value, Mapping):
        return sum(
            len(inner) if isinstance(inner, str) else count(inner)
            for name, inner in value.items()
            if name in ("text", "url", "value") or not isinstance(inner, str)
        )
    return sum(map(count, value)) if isinstance(value, list) else 0


def nodes(value: object) -> Iterator[Mapping[str, object]]:
    """Yield every object in `value`."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def text_of(value: object) -> str:
    """Return what a text object says."""
    assert isinstance(value, Mapping)
    return str(value["text"])


def words_of_blocks(blocks: object) -> str:
    """Return what a reader reads in `blocks`, controls aside."""
    read = (node for block in _dicts(blocks) if block["type"] != "actions" for node in nodes(block))
    return "\n".join(str(node["text"]) for node in read if node.get("type") in ("plain_text", *TEXTUAL))


def words_of(parts: Sequence[Part]) -> str:
    """Return what a reader reads in `parts`."""
    return "\n".join(words_of_blocks(part.payload["blocks"]) for part in parts)


def _dicts(value: object) -> list[dict[str, object]]:
    assert isinstance(value, list)
    return value
