"""Credentials: each known form is found in full, nothing ordinary is, and no value is kept."""

import base64
import hashlib
import uuid
from collections.abc import Iterator

import pytest
from detect_secrets.core.scan import scan_line
from detect_secrets.settings import transient_settings
from patches import lines

from analysis.facts.secret_shapes import SECRET, may_hold_secret, redact
from analysis.facts.secrets import secrets

A = "Ab3dEf6hIjKlMn0pQrSt"  # twenty characters that a token may have; no token stands in this file
LETTERS = A * 6


def _token(*parts: str) -> str:
    """Join a token at run time, so that no scanner takes this file for a leak."""
    return "".join(parts)


KNOWN_TO_BOTH = {
    "aws key": _token("AK", "IA", "ABCDEFGHIJKLMNOP"),
    "github token": _token("gh", "p_", LETTERS[:36]),
    "gitlab token": _token("glp", "at-", LETTERS[:20]),
    "slack token": _token("xo", "xb-", "123456789012-123456789012-", LETTERS[:24]),
    "slack webhook": _token("https://hooks.sl", "ack.com/services/T12345678/B12345678/", LETTERS[:24]),
    "discord token": _token("M", LETTERS[:23], ".", LETTERS[:6], ".", LETTERS[:27]),
    "stripe key": _token("sk_", "live_", LETTERS[:24]),
    "npm token": _token("//registry.example/:_authToken=", "npm", "_", LETTERS[:36]),
    "sendgrid key": _token("S", "G.", LETTERS[:22], ".", LETTERS[:43]),
    "telegram token": _token("110201543:A", "A", LETTERS[:33]),
    "json web token": _token(
        "ey", "JhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", "ey", "JzdWIiOiIxMjM0NTY3ODkwIn0.", LETTERS[:43]
    ),
    "private key": _token(
        "-----BEGIN RSA PRI", "VATE KEY-----\n", LETTERS[:64], "\n-----END RSA PRI", "VATE KEY-----"
    ),
    "api key": _token("s", "k-", LETTERS[:20], "T3BlbkFJ", LETTERS[:20]),
    "azure key": _token("AccountName=a;Account", "Key=", (LETTERS * 2)[:86], "=="),
    "artifactory token": _token("AK", "C", LETTERS[:70]),
    "square token": _token("sq0", "csp-", LETTERS[:43]),
    "mailchimp key": _token("0123456789abcdef" * 2, "-u", "s12"),
    "twilio key": _token("S", "K", "0123456789abcdef" * 2),
    "pypi token": _token("py", "pi-AgEIcHlwaS5vcmc", LETTERS[:80]),
}
"""One of each form that detect-secrets has a named plugin for and we report."""

OURS_ALONE = {
    "aws key": _token("AS", "IA", "ABCDEFGHIJKLMNOP"),
    "github token": _token("github", "_pat_", LETTERS[:22], "_", LETTERS[:59]),
    "slack token": _token("xa", "pp-1-", "A012345678-1234567890-", LETTERS[:30]),
    "discord webhook": _token("https://disc", "ord.com/api/webhooks/1234567890/", LETTERS[:68]),
    "api key": _token("s", "k-ant-", "api03-", LETTERS[:90]),
    "stripe key": _token("rk_", "live_", LETTERS[:24]),
    "nvidia key": _token("nv", "api-", LETTERS[:64]),
    "google key": _token("AI", "za", LETTERS[:35]),
    "hugging face token": _token("h", "f_", LETTERS[:34]),
}
"""Forms that detect-secrets misses."""

PROJECT_KEY = _token("s", "k-proj-", LETTERS[:90])
SCANNED = (
    *("AWSKeyDetector", "ArtifactoryDetector", "AzureStorageKeyDetector", "BasicAuthDetector"),
    *("DiscordBotTokenDetector", "GitHubTokenDetector", "GitLabTokenDetector", "JwtTokenDetector"),
    *("MailchimpDetector", "NpmDetector", "OpenAIDetector", "PrivateKeyDetector", "PypiTokenDetector"),
    *(
        "SendGridDetector",
        "SlackDetector",
        "SquareOAuthDetector",
        "StripeDetector",
        "TelegramBotTokenDetector",
    ),
    "TwilioKeyDetector",
)


def _found_by_detect_secrets(line: str) -> Iterator[str]:
    plugins = {"plugins_used": [{"name": name} for name in SCANNED]}
    with transient_settings(plugins) as settings:
        settings.disable_filters("detect_secrets.filters.allowlist.is_line_allowlisted")
        yield from (str(secret.secret_value) for secret in scan_line(line))


@pytest.mark.parametrize(
    ("kind", "value"), [*KNOWN_TO_BOTH.items(), *OURS_ALONE.items(), ("api key", PROJECT_KEY)]
)
@pytest.mark.parametrize("around", ["{}", 'TOKEN = "{}"', "token={}&x=1", "({}),"])
def test_each_form_is_redacted_in_full(kind: str, value: str, around: str) -> None:
    """Nothing of the value is left, and what stands around it is."""
    before, after = around.split("{}")

    redacted = redact(around.format(value))

    assert f"[redacted: {kind}]" in redacted
    assert redacted.startswith(before)
    assert redacted.endswith(after)
    assert LETTERS[:12] not in redacted


@pytest.mark.parametrize("value", KNOWN_TO_BOTH.values())
def test_whatever_detect_secrets_finds_is_found_here_in_full(value: str) -> None:
    """Every line that a named plugin objects to is clean after our redaction, by its own judgement."""
    assert any(True for line in value.split("\n") for _ in _found_by_detect_secrets(f'x = "{line}"'))

    redacted = redact(f'x = "{value}"')

    assert not [found for line in redacted.split("\n") for found in _found_by_detect_secrets(line)]


def test_two_tokens_in_one_line_are_both_redacted() -> None:
    """A second token with the same prefix is not left standing."""
    token = KNOWN_TO_BOTH["github token"]

    assert redact(f"{token} {token}") == "[redacted: github token] [redacted: github token]"


def test_a_comment_cannot_switch_detection_off() -> None:
    """The pragma by which scanners are told to look away has no power here."""
    text = f"{KNOWN_TO_BOTH['gitlab token']}  # pragma: allowlist secret"

    assert redact(text).startswith("[redacted: gitlab token]")


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("postgres://bob:hunter2@db/x", "postgres://[redacted: login]@db/x"),
        (f"Authorization: Bearer {A}", "Authorization: Bearer [redacted: authorization]"),
        (f'"authorization": "Basic {A}="', '"authorization": "Basic [redacted: authorization]"'),
    ],
)
def test_logins_are_redacted(text: str, redacted: str) -> None:
    """A login inside an address or header goes, the address stays."""
    assert redact(text) == redacted


def test_logins_are_no_facts() -> None:
    """They are nearly always test data."""
    assert not secrets(*lines("src/a.py", '+URL = "postgres://bob:hunter2@db/x"'))


@pytest.mark.parametrize(
    "text",
    [
        hashlib.sha1(b"commit", usedforsecurity=False).hexdigest(),
        str(uuid.UUID(int=2**127 + 12345)),
        "data:image/png;base64," + base64.b64encode(hashlib.sha512(b"x").digest() * 20).decode(),
        'checksum = "' + hashlib.sha256(b"crate").hexdigest() + '"',
        '"integrity": "sha512-' + base64.b64encode(hashlib.sha512(b"npm").digest()).decode() + '"',
        "h1:" + base64.b64encode(hashlib.sha256(b"go").digest()).decode() + "=",
        "https://discord.com/channels/123456789012345678/123456789012345678",
        "flask-sqlalchemy-extension-for-everyone", "task-management-for-many-people",
        "mask-image-of-the-header",
        "npm_config_registry", "hf_hub_download_with_retries", "pypi-publish", "eyJ", "SG.country", "AKIA",
        "self.client.get_some_long_attribute.and_another_one_that_is_long",
        "-----BEGIN PUBLIC KEY-----", "-----BEGIN CERTIFICATE-----", "user@example.org",
        "http://localhost:8080/@me",
        "git@github.com:acme/api.git", "https://example.org:8443/path@v2", "Authorization: required",
    ],
)  # fmt: skip
def test_ordinary_text_is_left_alone(text: str) -> None:
    """Hashes, identifiers, images and names that only begin like a token stay as they are."""
    assert redact(text) == text


@pytest.mark.parametrize("value", [*KNOWN_TO_BOTH.values(), *OURS_ALONE.values(), PROJECT_KEY])
def test_the_quick_look_lets_every_form_through(value: str) -> None:
    """What `may_hold_secret` turns away, the pattern would not have found either."""
    assert SECRET.search(value)
    assert may_hold_secret(value)


def test_an_added_credential_is_a_fact_without_its_value() -> None:
    """It is told where it stands; the quotation is redacted."""
    (secret,) = secrets(*lines("src/a.py", " x = 1", f'+TOKEN = "{KNOWN_TO_BOTH["github token"]}"'))

    assert secret.kind == "github token"
    assert (secret.evidence.path, secret.evidence.line) == ("src/a.py", 2)
    assert secret.evidence.quote == 'TOKEN = "[redacted: github token]"'


@pytest.mark.parametrize(
    ("path", "sign"),
    [("src/a.py", "-"), ("src/a.py", " "), ("tests/test_a.py", "+"), ("spec/fixtures/a.json", "+")],
)
def test_removed_and_test_credentials_are_no_facts(path: str, sign: str) -> None:
    """What goes away does not leak now, and what a test holds is made up."""
    assert not secrets(*lines(path, f"{sign}{KNOWN_TO_BOTH['github token']}", "+y = 2"))


def test_a_private_key_over_many_lines_is_one_fact_and_leaves_nothing() -> None:
    """The whole block goes, also where each line of it carries the sign of a diff."""
    body = "\n".join(f"+{LETTERS[:64]}" for _ in range(20))
    begin, end = (_token("+-----", word, " PRI", "VATE KEY-----") for word in ("BEGIN", "END"))
    text = f"{begin}\n{body}\n{end}\n+after"

    assert redact(text) == "+[redacted: private key]\n+after"
