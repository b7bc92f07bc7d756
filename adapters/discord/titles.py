"""The title of a message that was rendered: the name of its thread."""

import re
from collections.abc import Mapping

from adapters.discord.limits import THREAD_NAME, shortened

_TITLE = re.compile(r"## (?:[🔴🟡🟢✅⚠❌]\ufe0f? )?(.+)")
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
NAMELESS = "Digest"


def title_of(message: Mapping[str, object]) -> str:
    """Return the title of a message's JSON in at most as many characters as a thread's name may have."""
    found = next((match for text in _texts(message) if (match := _TITLE.match(text))), None)
    title = _ESCAPED.sub(r"\1", found[1]) if found else ""
    return shortened(title.strip(), THREAD_NAME) or NAMELESS


def _texts(component: Mapping[str, object]) -> list[str]:
    inner = component.get("components")
    own = [str(component["content"])] if component.get("content") else []
    return own + [text for each in (inner if isinstance(inner, list) else ()) for text in _texts(each)]
