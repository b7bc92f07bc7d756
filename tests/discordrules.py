"""What Discord refuses of a message in Components V2, by its documents; the bot's code has no part in it."""

from collections.abc import Iterator, Mapping
from typing import Any


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def nested(payload: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every component of a message, the ones inside others too."""
    for component in payload.get("components", ()):
        yield component
        yield from nested(component)


def complaints(payload: Mapping[str, Any]) -> list[str]:
    """Return what Discord would refuse, by its documented limits."""
    found, all_of_it = list[str](), list(nested(payload))
    texts = [one["content"] for one in all_of_it if one["type"] == 10]
    ids = [one["custom_id"] for one in all_of_it if "custom_id" in one]
    found += ["too many components"] if len(all_of_it) > 40 else []
    found += ["too much text"] if sum(map(units, texts)) > 4_000 else []
    found += ["empty text"] if any(not text.strip() for text in texts) else []
    found += ["no components"] if len(all_of_it) < 2 else []
    found += ["an id twice"] if len(set(ids)) < len(ids) else []
    found += [f"id {one}" for one in ids if not 1 <= len(one) <= 100]
    for one in all_of_it:
        match one["type"]:
            case 1:
                menus = [inner for inner in one["components"] if inner["type"] == 3]
                crowded = len(one["components"]) > (1 if menus else 5)
                found += ["row"] if crowded or not one["components"] else []
            case 12:
                found += ["items"] if not 1 <= len(one["items"]) <= 10 else []
                found += [
                    "description" for item in one["items"] if not 1 <= units(item["description"]) <= 1_024
                ]
            case 2:
                found += ["label"] if not 1 <= units(one["label"]) <= 80 else []
                found += ["url"] if one["style"] == 5 and len(one["url"]) > 512 else []
            case 3:
                options = one["options"]
                found += ["options"] if not 1 <= len(options) <= 25 else []
                found += ["placeholder"] if units(one["placeholder"]) > 150 else []
                found += ["values"] if len({each["value"] for each in options}) < len(options) else []
                found += [
                    f"option {each}"
                    for each in options
                    if any(not 1 <= units(text) <= 100 for text in each.values())
                ]
    return found


def files_shown(payload: Mapping[str, Any]) -> list[str]:
    """Return the addresses of the files and pictures that components show, pictures last."""
    parts = list(nested(payload))
    pictures = [item["media"]["url"] for one in parts if one["type"] == 12 for item in one["items"]]
    return [one["file"]["url"] for one in parts if one["type"] == 13] + pictures
