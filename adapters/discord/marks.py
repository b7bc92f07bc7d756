"""How a posting's key is found again on Discord: its mark stands in numbers that nobody sees.

Every component may carry a number of 31 bits that Discord keeps and gives back. The first two components of a
message together carry the mark; menus carry it in their custom ids too.
"""

from collections.abc import Iterator, Mapping
from hashlib import blake2s
from typing import Any

Json = dict[str, Any]

_HALF = (1 << 31) - 1


def nonce_of(key: str) -> str:
    """Return what Discord knows a repeated request by, for a few minutes: 24 of at most 25 characters."""
    return blake2s(key.encode(), digest_size=12).hexdigest()


def marked(payload: Mapping[str, object], key: str) -> Json:
    """Return `payload` with the mark of `key`."""
    first, second = _numbers(key)
    components = [dict(each) for each in _list(payload.get("components"))]
    inner = [dict(each) for each in _list(components[0].get("components"))]
    inner[0]["id"] = second
    components[0] |= {"id": first, "components": [_with_mark(each, _mark(key)) for each in inner]}
    return {**payload, "components": components}


def carries(message: Mapping[str, object], key: str) -> bool:
    """Whether a message that was read back carries the mark of `key`."""
    components = _list(message.get("components"))
    if not components:
        return False
    inner = _list(components[0].get("components"))
    numbers = (components[0].get("id"), inner[0].get("id") if inner else None)
    return numbers == _numbers(key) or any(
        str(each.get("custom_id", "")).endswith(f":{_mark(key)}") for each in _nested(components)
    )


def _mark(key: str) -> str:
    return blake2s(key.encode(), digest_size=8).hexdigest()


def _numbers(key: str) -> tuple[int, int]:
    """Return two numbers that are neither zero nor the same."""
    digest = blake2s(key.encode(), digest_size=8).digest()
    first = int.from_bytes(digest[:4]) & _HALF or 1
    second = int.from_bytes(digest[4:]) & _HALF or 2
    return (first, second) if first != second else (first, first ^ 1 or 3)


def _with_mark(row: Json, mark: str) -> Json:
    if "components" not in row:
        return row
    return {**row, "components": [_menu(each, mark) for each in row["components"]]}


def _menu(component: Json, mark: str) -> Json:
    return (
        {**component, "custom_id": f"{component['custom_id']}:{mark}"}
        if "options" in component
        else component
    )


def _nested(components: list[Json]) -> Iterator[Json]:
    for component in components:
        yield component
        yield from _nested(_list(component.get("components")))


def _list(value: object) -> list[Json]:
    return value if isinstance(value, list) else []
