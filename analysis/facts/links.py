"""How a commit refers to others: its pull request, what it closes, takes back, copies or follows."""

import re

from analysis.facts.message import Wording
from analysis.facts.models import Links

_NUMBER_AT_END = re.compile(r"\((?:#|!|GH-)(\d{1,9})\)\s*$")
_CLOSES = re.compile(
    r"(?:\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)\b:?\s{1,4}(?:(?:issue|bug|ticket)s?\s{1,4})?"
    r"|(?:修复|关闭|解决)(?:了)?(?:问题)?[:：]?\s{0,4})"
    r"(?P<references>(?:(?:[\w.-]{1,60}/[\w.-]{1,60})?#|GH-)\d{1,9}\b"
    r"|\d{1,9}(?=[ \t]*(?:[,;.)][ \t]*)?$)"  # "fixes 12" ends its line, "fixes 12 typos" goes on
    r"|https?://[^\s/]{1,100}/[^\s]{1,200}?/issues/\d{1,9})"
    r"(?P<more>(?:(?:,|\sand|,\sand|\s&)\s{0,2}#\d{1,9}){0,20})",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCE = re.compile(r"(?:#|GH-|/issues/|^)(\d{1,9})", re.IGNORECASE)
_REVERT_SUBJECT = re.compile(
    r"(?P<word>Revert|Reapply|Reland)(?:s|ing)?:?\s{1,4}[\"“'](?P<inner>.+)[\"”'][^\"”]*"
)
_REVERT_TYPE = re.compile(r"revert(?:\([^()]{0,80}\))?!?:\s{1,4}(?P<inner>.+)", re.IGNORECASE)
_AREA = re.compile(r"\A[\w*/.,-]{1,60}:\s{1,4}(?=revert)", re.IGNORECASE)
_REVERTED_SHA = re.compile(
    r"\b(?:reverts|reverted)\s{1,4}(?:commit\s{1,4})?(?P<sha>[0-9a-f]{7,40})\b", re.IGNORECASE
)
_REVERT_PLAIN = re.compile(
    r"revert(?:s|ed|ing)?\s{1,4}(?:of\s{1,4})?(?P<inner>(?!(?:back|to)\b)\S.*)", re.IGNORECASE
)
_PICKED = re.compile(r"\(cherry[- ]picked from commit ([0-9a-f]{7,40})\)", re.IGNORECASE)
_PART = re.compile(
    r"\bpart\s{1,3}(?P<number>\d{1,3})(?:\s{0,3}(?:of|/)\s{0,3}(?P<total>\d{1,3}))?\b(?!\s{1,3}of\b)"
    r"|[\[(](?P<number2>\d{1,3})\s?/\s?(?P<total2>\d{1,3})[\])]",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\bfollow(?:s|ing)?(?:[- ]?ups?)?\s{1,4}(?:(?:to|of|on|for|from|after|up)\s{1,4}){0,2}"
    r"(?:(?:commit|pr|pull request)\s{1,4})?(?P<target>(?:[\w.-]{1,60}/[\w.-]{1,60})?#\d{1,9}"
    r"|(?=[0-9a-f]{0,39}\d)[0-9a-f]{7,40}\b)",
    re.IGNORECASE,
)


def links_of(said: Wording, pull_request: int | None = None) -> Links:
    """Return the links of a commit's words; `pull_request` is its number if the source knows it."""
    closing = _CLOSES.finditer(f"{said.subject}\n{said.body}")
    named = (match["references"] + match["more"] for match in closing)
    references = (number for names in named for number in _REFERENCE.findall(names))
    sha, inner = _reverted(said)
    picked = _PICKED.search(said.body)
    return Links(
        pull_request=pull_request or said.pull_request or _number_at_end(said.subject),
        closes=tuple(dict.fromkeys(map(int, references))),
        reverts_sha=sha,
        reverts_subject=inner,
        picked_from=picked[1].lower() if picked else None,
        part=_part(said.subject),
        follows=tuple(
            dict.fromkeys(match["target"] for match in _FOLLOWS.finditer(f"{said.subject}\n{said.body}"))
        ),
    )


def _number_at_end(subject: str) -> int | None:
    found = _NUMBER_AT_END.search(subject[-40:])
    return int(found[1]) if found else None


def _reverted(said: Wording) -> tuple[str | None, str | None]:
    """Return SHA and subject of what is taken back; a `Reapply` brings back and reverts nothing."""
    subject = _AREA.sub("", said.subject[:1000], count=1)
    quoted = _REVERT_SUBJECT.match(subject)
    if quoted and quoted["word"] != "Revert":
        return None, None
    form = quoted or _REVERT_TYPE.match(subject) or _REVERT_PLAIN.match(subject)
    if not form:
        return None, None
    found = _REVERTED_SHA.search(f"{subject}\n{said.body}")
    inner = form["inner"] if quoted else form["inner"].strip("\"' ")
    return found["sha"].lower() if found else None, inner


def _part(subject: str) -> tuple[int, int | None] | None:
    found = _PART.search(subject)
    if not found:
        return None
    number, total = found["number"] or found["number2"], found["total"] or found["total2"]
    return int(number), int(total) if total else None
