"""Secrets in text that others read: those of our settings, and whatever else looks like one."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from analysis.facts.secrets import redact

SHORTEST_SECRET = 6  # characters; shorter ones would blot out ordinary words
LONGEST_WORD = 24  # characters: no line of a key in several lines is as short, but its first and its last
HIDDEN = "[hidden]"

_IN_ADDRESSES = re.compile(
    r"(?P<lead>/(?:webhooks|interactions)/\d{5,30}/"  # of Discord: what comes next answers in our name
    r"|hooks\.slack\.com/\w{1,20}/|/upload/v\d/"  # of Slack: an address that takes one answer, or one file
    r"|[?&](?:access_token|api_key|key|password|secret|sig|signature|ticket|token)=)[^\s\"'<>&?]{6,}",
    re.IGNORECASE,
)


class Mask:
    """Hides `secrets` wherever they turn up: also quoted as in an address, and a key line by line."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}
        forms = {form for secret in known for form in _forms(secret)}
        longest_first = sorted(forms, key=len, reverse=True)
        self._known = re.compile("|".join(map(re.escape, longest_first))) if forms else None

    def __call__(self, text: str) -> str:
        """Return `text` without secrets."""
        if self._known:
            text = self._known.sub(HIDDEN, text)
        return _IN_ADDRESSES.sub(lambda match: f"{match['lead']}{HIDDEN}", redact(text))


def _forms(secret: str) -> Iterable[str]:
    yield secret
    yield quote(secret, safe="")
    yield repr(secret)[1:-1]
    lines = secret.split()
    if len(lines) > 1:
        yield from (line for line in lines if len(line) >= LONGEST_WORD)
