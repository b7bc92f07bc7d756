"""The app's manifest: what the code uses, no more, and within Slack's limits."""

import re
from pathlib import Path

from adapters.slack.health import BOT_SCOPES
from adapters.slack.http import PATH

MANIFEST = Path(__file__).parents[3] / "deploy" / "slack-manifest.yaml"
TEXT = MANIFEST.read_text(encoding="utf-8")


def values(name: str) -> list[str]:
    """Return the values of a key, wherever it stands."""
    return [found.strip().strip('"') for found in re.findall(rf"^[\s-]*{name}: (.*)$", TEXT, re.MULTILINE)]


def test_the_manifest_asks_for_the_scopes_that_the_doctor_looks_for() -> None:
    """Each with its reason beside it."""
    asked = re.findall(r"^ +- ([a-z]+(?::[a-z]+)?) # \S", TEXT, re.MULTILINE)

    assert [one for one in asked if one in BOT_SCOPES] == list(BOT_SCOPES)


def test_the_manifest_is_within_the_limits() -> None:
    """Of its published schema."""
    assert all(len(name) <= 35 for name in values("name"))
    assert all(len(text) <= 140 for text in values("description")[:1])
    assert all(re.fullmatch(r"/[a-z]{1,31}", command) for command in values("command"))
    assert all(0 < len(hint) <= 1000 for hint in values("usage_hint"))


def test_commands_arrive_as_they_were_typed() -> None:
    """Slack would make links of repositories otherwise."""
    assert values("should_escape") == ["false", "false"]
    assert values("command") == ["/digest", "/explain"]


def test_http_mode_leads_to_where_we_listen() -> None:
    """Every address that may be uncommented."""
    addresses = re.findall(r"# (?:request_)?url: https://bot\.example\.com(\S+)", TEXT)

    assert addresses == [PATH] * 4
