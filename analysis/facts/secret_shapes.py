"""What credentials look like: one pattern of full matches, and their replacement by a harmless mark."""

import re

_START = r"(?<![A-Za-z0-9])"
_KEY = r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
_BETWEEN = r"(?:[\s\"'+,;|>#*-]|\\[nr]){0,40}"
_BASE64 = r"(?:" + _BETWEEN + r"(?:(?:Proc-Type|DEK-Info|Version|Comment):[^\n]{0,200}|[A-Za-z0-9+/=]{16,}+))"
_KEY_END = _BETWEEN + r"[A-Za-z0-9+/=]{0,63}" + _BETWEEN + r"-----END [A-Z0-9 ]{0,60}-----"

_REPORTED = {
    "aws_key": _START + r"(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
    "github_token": _START + r"(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})",
    "gitlab_token": _START + r"glpat-[\w-]{20,}",
    "slack_token": _START + r"(?:xox[abeprs]-[A-Za-z0-9-]{10,}|xapp-\d-[A-Za-z0-9-]{10,})",
    "slack_webhook": r"https://hooks\.slack\.com/(?:services|workflows|triggers)/[\w/+-]{20,}",
    "discord_token": _START + r"[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,38}",
    "discord_webhook": r"https://(?:\w{1,20}\.)?discord(?:app)?\.com/api/(?:v\d{1,2}/)?webhooks/\d{5,}/[\w-]{20,}",
    "api_key": r"(?<![\w-])sk-[\w-]{20,}",
    "stripe_key": _START + r"[sr]k_live_[A-Za-z0-9]{10,}",
    "nvidia_key": _START + r"nvapi-[\w-]{20,}",
    "google_key": _START + r"AIza[\w-]{35}",
    "npm_token": _START + r"npm_[A-Za-z0-9]{36,}",
    "pypi_token": _START + r"pypi-AgE[\w-]{50,}",
    "hugging_face_token": _START + r"hf_[A-Za-z0-9]{30,}",
    "sendgrid_key": _START + r"SG\.[\w-]{16,}\.[\w-]{16,}",
    "telegram_token": _START + r"\d{8,10}:AA[\w-]{32,}",
    "json_web_token": _START + r"eyJ[\w-]{8,400}\.eyJ[\w-]{8,4000}\.[\w-]*",
    "azure_key": r"(?<=AccountKey=)[A-Za-z0-9+/=]{80,100}",
    "artifactory_token": _START + r"AKC[A-Za-z0-9]{60,}",
    "square_token": _START + r"sq0(?:csp|atp|idp)-[\w-]{22,}",
    "mailchimp_key": _START + r"[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9])",
    "twilio_key": _START + r"SK[0-9a-f]{32}(?![A-Za-z0-9])",
    "private_key": _KEY + r"(?:" + _BASE64 + r"++(?:" + _KEY_END + r")?|" + _KEY_END + r")",
}
_ONLY_REDACTED = {
    "login": r"(?<=://)[^\s/:@\"'<>{}$]{0,100}:[^\s/@\"'<>{}$]{1,200}(?=@)",
    "authorization": r"(?P<lead>(?<=uthorization)[\"']?\s{0,4}[:=,]\s{0,4}[\"']?"
    r"(?:[Bb]earer |[Bb]asic |[Tt]oken )?)[\w+/=.~-]{16,}",
}


def _combined(shapes: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{shape})" for kind, shape in shapes.items()))


_STEMS = (
    *("AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "xapp-"),
    *("hooks.slack", "webhooks/", "k_live_", "nvapi-", "AIza", "npm_", "pypi-A", "hf_", "SG."),
    *(":AA", "eyJ", "PRIVATE KEY", "AccountKey=", "AKC", "sq0"),
)
_LONGER_STEMS = tuple(  # one by one: each begins with letters that can be looked for quickly
    map(re.compile, (r"sk-[\w-]{20}", r"\.[\w-]{6}\.[\w-]{27}", r"-us\d", r"SK[0-9a-f]{32}"))
)

SHORTEST = 15
"""Characters that the shortest of these credentials has, a token of Slack."""

SECRET = _combined(_REPORTED)
"""Credentials that are worth a report; logins inside URLs are not, they are mostly test data."""

_UNREPORTED = _combined(_ONLY_REDACTED)
_ANY = _combined(_REPORTED | _ONLY_REDACTED)


def redact(text: str) -> str:
    """Return `text` with each credential replaced by `[redacted: kind]`, logins inside URLs included."""
    if may_hold_secret(text):
        return _ANY.sub(_mark, text)
    if "://" in text or "uthorization" in text:
        return _UNREPORTED.sub(_mark, text)
    return text


def secret_kind(match: re.Match[str]) -> str:
    """Return what the match of a credential is, in words: `github token`."""
    return (match.lastgroup or "credential").replace("_", " ")


def may_hold_secret(text: str) -> bool:
    """Whether a look with `SECRET` is worth its time: 12 us a line, against 0.5 us for this."""
    if len(text) < SHORTEST:
        return False
    for stem in _STEMS:  # `any` takes three times as long, and each line that is quoted comes here
        if stem in text:
            return True
    return any(stem.search(text) for stem in _LONGER_STEMS)


def _mark(match: re.Match[str]) -> str:
    lead = match.groupdict().get("lead") or ""
    return f"{lead}[redacted: {secret_kind(match)}]"
