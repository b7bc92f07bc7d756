"""Secrets in what others read."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.masking import SHORTEST_SECRET, Mask

KIND = "RSA PRIVATE KEY"
PEM = f"-----BEGIN {KIND}-----\nMIIEowIBAAKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePz\n-----END {KIND}-----"


@given(st.text(min_size=SHORTEST_SECRET, max_size=40), st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=60, deadline=None)
def test_a_secret_of_ours_is_hidden_wherever_it_stands(secret: str, before: str, after: str) -> None:
    """Whatever it is made of, unless the mark itself spells it."""
    masked = Mask([secret])(f"{before}{secret}{after}")

    assert secret not in masked.replace("[hidden]", "") or secret in before + after


@pytest.mark.parametrize("form", [quote("a/b+c d=e", safe=""), "a/b+c d=e"])
def test_a_secret_is_hidden_as_an_address_writes_it_too(form: str) -> None:
    assert "b%2Bc" not in Mask(["a/b+c d=e"])(f"https://x/?q={form}")
    assert "b+c" not in Mask(["a/b+c d=e"])(f"https://x/?q={form}")


@pytest.mark.parametrize("shown", [PEM, repr(PEM), PEM.splitlines()[1]])
def test_a_key_is_hidden_whole_escaped_and_line_by_line(shown: str) -> None:
    assert "MIIEowIBAAKC" not in Mask([PEM])(f"cannot read {shown} here")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("POST https://discord.com/api/v10/webhooks/123456789/aW50ZXJhY3Rpb246MTIzNDU2", "aW50ZXJhY3Rpb246"),
        ("/interactions/123456789/aW50ZXJhY3Rpb246MTIzNDU2/callback", "aW50ZXJhY3Rpb246"),
        ("https://hooks.slack.com/commands/T1/99/abcDEF", "abcDEF"),
        ("wss://wss-primary.slack.com/link/?ticket=abcd-1234&app_id=1", "abcd-1234"),
        ("https://files.slack.com/upload/v1/ABC123def456", "ABC123def456"),
        ("https://x-access-token:ghs_abcdef@github.com/acme/api", "ghs_abcdef"),
        ("Authorization: Bearer abcdefghijklmnop", "abcdefghijklmnop"),
        ("invalid_auth xoxb-123456789012-abcdefghij", "abcdefghij"),
        ("Incorrect API key provided: sk-proj-abcdefghijklmnopqrstu", "abcdefghijklmnopqrstu"),
        ("connection to postgresql://bot:hunter22@db/digest failed", "hunter22"),
    ],
)
def test_what_providers_say_gives_no_credential_away(text: str, secret: str) -> None:
    masked = Mask()(text)

    assert secret not in masked
    assert masked.split(maxsplit=1)[0][:4] == text.split(maxsplit=1)[0][:4]


@pytest.mark.parametrize(
    "text", ["run digest:a1b2:2026-02-04:1", "sha 4f2a" + "0" * 36, "keyboard=abcdefgh", "T1/C2", ""]
)
def test_ordinary_words_stay(text: str) -> None:
    assert Mask(["x"])(text) == text
