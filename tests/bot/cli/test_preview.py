"""`preview` for a chat: the very payloads that would be sent."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.presenters.examples import EXAMPLES

Typed = Callable[..., Any]


def test_examples_are_shown_as_slack_would_receive_them(type_: Typed) -> None:
    ran = type_("preview", "--platform", "slack", "--language", "en")
    first = ran.out.split("\n\n", 1)[1].split("\n── ", 1)[0]

    assert ran.code == 0
    payload, _ = json.JSONDecoder().raw_decode(first)
    assert payload["blocks"][0]["type"] == "header"


@pytest.mark.parametrize("platform", ["slack", "discord"])
def test_a_day_is_one_document_of_payloads_for_other_programs(type_: Typed, platform: str) -> None:
    ran = type_("preview", ".", "2026-02-04", "--platform", platform, "--format", "json")

    day = json.loads(ran.out)
    assert ran.code == 0
    assert day["platform"] == platform
    assert len(day["parent"]) == 1
    assert any("file" in payload for reply in day["replies"] for payload in reply)


def test_the_examples_are_one_document_too(type_: Typed) -> None:
    ran = type_("preview", "--platform", "discord", "--format", "json")

    assert [one["name"] for one in json.loads(ran.out)] == [example.name for example in EXAMPLES]


def test_a_terminal_has_no_payloads(type_: Typed) -> None:
    ran = type_("preview", "--format", "json")

    assert ran.code != 0
    assert "--platform slack" in ran.err
