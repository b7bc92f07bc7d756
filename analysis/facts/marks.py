"""Words and signs by which a message claims that a commit breaks, secures or repairs something grave."""

import re
from collections.abc import Iterator

from analysis.facts.message import Wording
from analysis.facts.models import Mark, MarkKind, MarkPlace, Title

BODY_READ = 1_500
"""Characters of a body that are searched for words: further down stand logs and quotations."""

_SUBJECT_READ = 500

_ADVISORY = r"\bCVE-\d{4}-\d{3,9}\b|\bGHSA(?:-[0-9a-z]{4}){3}\b"
_SECURITY = re.compile(
    _ADVISORY
    + r"|\bGHSA-|\b(?i:security|vulnerab\w*|smuggling|denial of service|(?:path|directory) traversal"
    r"|credentials? leaks?|leak(?:s|ed|ing)? (?:of )?credentials?|privilege escalation)\b"
    r"|\b(?:RCE|XSS|SSRF|CSRF|DoS|ReDoS|DDoS)\b"
    r"|安全(?:漏洞|修复|问题|风险)|漏洞|越权|提权|拒绝服务|目录穿越"
)
_SEVERE = re.compile(
    r"\b(?i:crash(?:es|ed|ing|er)?|deadlock\w*|data loss|los(?:e|es|ing) data|corrupt\w*|leak\w*"
    r"|hang(?:s|ing)?(?! indent)|panic\w*(?! (?:docs?|handlers?|hooks?|messages?|msgs?)\b)"
    r"|seg-?fault\w*|infinite (?:loop|recursion)s?|out of memory|regressions?(?![ -](?:suites?|tests?)\b)"
    r"|regressed|unsound\w*|use[- ]after[- ]free|livelock\w*|double[- ]free)\b|\b(?:OOM|UB)\b"
    r"|崩溃|死锁|泄[漏露]|数据丢失|死循环|卡死|内存溢出"
)
# "Deprecates x" and "removes the deprecated x" concern users; "replaces the deprecated x" does not.
_BREAKING = re.compile(
    r"\b(?i:breaking(?=[ -]changes?\b|:|$)|breaking(?! (?:up|out|into|long|lines?)\b)"
    r"|backwards?[- ]incompat\w*|deprecat(?:e|es|ing)\b(?! warnings?\b)"
    r"|drop(?:s|ped|ping)? (?:\w{1,20} ){0,3}?(?:support|python|compatibility)\b"
    r"|(?:drop|remov)(?:e|es|ed|ing|s|ped|ping)? (?:(?:all|the|previously|long|some) ){0,2}deprecat\w*"
    r"|remov(?:e|es|ed|ing)\b(?! (?:all |any )?(?:obsolete|unused|unnecessary|uses?|usages?)\b)"
    r"[^\n]{0,40}?\b(?:support|api|argument|option|parameter|flag|method|class)\b)"
    r"|不兼容|破坏性|弃用|废弃"
)
# These words have harmless meanings: an injection queue, a race detector, an overflow menu.
_SECOND_SIGNS: tuple[tuple[MarkKind, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        MarkKind.SECURITY,
        re.compile(r"\b(?i:injections?)\b|注入"),
        re.compile(
            r"\b(?i:sql|command|shell|code|html|script|crlf|header|log|prompt|ldap|template|xml|argument)"
            r" injections?\b"
            r"|\b(?i:attack\w*|untrusted|malicious|saniti\w*|escap(?:e|es|ed|ing)|vulnerab\w*|exploit\w*)\b"
            r"|注入(?:攻击|漏洞)"
        ),
    ),
    (
        MarkKind.SEVERE,
        re.compile(r"\b(?i:rac(?:e|es|y))\b|竞态"),
        re.compile(
            r"\b(?i:race conditions?|data races?|fix(?:e[sd]|ing)?|avoid\w*|prevent\w*|resolv\w*|bug"
            r"|eliminat\w*|rac(?:e|es|y) (?:between|in|when|with|on|where))\b|竞态"
        ),
    ),
    (
        MarkKind.SEVERE,
        re.compile(r"\b(?i:(?:\w{1,20}-)?(?:over|under)flow(?:s|ed|ing)?)\b|溢出"),
        re.compile(
            r"\b(?i:(?:integer|int|buffer|stack|heap|arithmetic|counter|size|length|timer|capacity"
            r"|multiplication|u\d+|i\d+|usize) (?:over|under)flow\w*"
            r"|fix(?:e[sd]|ing)?|avoid\w*|prevent\w*|handl\w*|check\w*|protect\w*|bug"
            r"|(?:over|under)flow(?:s|ed|ing)? (?:in|when|on))\b|溢出"
        ),
    ),
)
_WORDS = ((MarkKind.SECURITY, _SECURITY), (MarkKind.SEVERE, _SEVERE), (MarkKind.BREAKING, _BREAKING))
_FOOTER = re.compile(r"^BREAKING[ -]CHANGES?\s?:", re.MULTILINE)
_ADVISORIES = re.compile(_ADVISORY)


def marks_of(said: Wording, title: Title, *, automated: bool) -> tuple[Mark, ...]:
    """Return the marks of a message, those nearest to its beginning first.

    Of a bot's body only numbered advisories count: the rest of it quotes release notes of others.
    """
    subject = said.subject[:_SUBJECT_READ]
    found = [*_signs(said, title, automated=automated), *_words(subject, MarkPlace.SUBJECT)]
    if title.type == "security":
        found.append(Mark(MarkKind.SECURITY, MarkPlace.SUBJECT, "security"))
    found += _advisories(said.branch or "", MarkPlace.SUBJECT)
    body = said.body if automated else said.body[:BODY_READ]
    found += _advisories(body) if automated else _words(body, MarkPlace.BODY)
    return tuple(dict.fromkeys(found))


def _signs(said: Wording, title: Title, *, automated: bool) -> Iterator[Mark]:
    if title.breaking:
        yield Mark(MarkKind.BREAKING, MarkPlace.SIGN, "!")
    footer = None if automated else _FOOTER.search(f"{said.subject}\n{said.body}")
    if footer:
        yield Mark(MarkKind.BREAKING, MarkPlace.SIGN, footer[0].rstrip(": "))


def _words(text: str, place: MarkPlace) -> Iterator[Mark]:
    for kind, pattern in _WORDS:
        found = pattern.search(text)
        if found:
            yield Mark(kind, place, found[0])
    for kind, pattern, second in _SECOND_SIGNS:
        found = pattern.search(text)
        if found and _has_second_sign(text, found, second):
            yield Mark(kind, place, found[0])


def _has_second_sign(text: str, found: re.Match[str], second: re.Pattern[str]) -> bool:
    """Return whether a second sign stands in the same line, near the word that is in doubt."""
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    return second.search(text[start : end if end >= 0 else len(text)]) is not None


def _advisories(text: str, place: MarkPlace = MarkPlace.BODY) -> Iterator[Mark]:
    for found in _ADVISORIES.finditer(text):
        yield Mark(MarkKind.SECURITY, place, found[0])
