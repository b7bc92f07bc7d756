"""`preview` for a chat: the very payloads that would be sent."""

import json
from collections.abc import Callable
from typing import Any

Typed = Callable[..., Any]


def test_examples_are_shown_as_slack_would_receive_them(type_: Typed) -> None:
    ran = type_("preview", "--platform", "slack", "--language", "en")
    first = ran.out.split("\n\n", 1)[1].split("\n── ", 1)[0]

    assert ran.code == 0
    payload, _ = json.JSONDecoder().raw_decode(first)
    assert payload["blocks"][0]["type"] == "header"
