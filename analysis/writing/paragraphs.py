"""What of a commit message or changelog is prose: markup, trailers, checklists and boilerplate gone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

READ_LIMIT = 8_000
"""Characters of a message that are read: what matters is said before that, or in no commit at all."""

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<details\b.*?(?:</details>|\Z)|^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_TAG = re.compile(
    r"</?(?:a|b|blockquote|br|code|div|em|h[1-6]|hr|i|img|kbd|li|ol|p|pre|span|strong|sub|sup|table|td|th"
    r"|tr|ul)"
    r"(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)\s]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{1,200})\](?:\([^()\s]{0,500}\)|\[[^\[\]]{0,100}\])")
_ROLE = re.compile(r":[a-z]{2,12}(?::[a-z]{2,12})?:`~?([^`<>]{1,120})(?:<[^`<>]{0,120}>)?`")
_RST_LINK = re.compile(r"`([^`<>]{1,120}?)\s*<[^`<>]{0,300}>`_{1,2}")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{1,200})(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*/.])\*(?=[^\s*])([^*\n]{1,120})(?<=[^\s*])\*(?![\w*/])")

_BULLET = re.compile(r"(\s*)(?:[-*+•]|\d{1,2}[.)])\s+(.*)")
_CHECKBOX = re.compile(r"\[[ xX]?\]")
_HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*$|(?:\*\*|__)([^*_]{1,80})(?:\*\*|__):?\s*$")
_RULE = re.compile(r"[-=*_~^#\s]{3,}$")
_ASIDE = re.compile(
    r"\s*(?:\||>|\[[^\]]{1,40}\]:\s|\.\. |<\w|https?://\S+\s*$|\(cherry picked from|\(backport)",
    re.IGNORECASE,
)
_TRAILER = re.compile(
    r"(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)+|cc|Cc|CC|Bug|Link|Links|Ref|Refs|References|Issue|Issues|PR|Ticket"
    r"|Fixes|Fix"
    r"|Closes|Close|Resolves|Related|Related to|See|See also|Backport|BUG|JIRA)\s*:\s*\S"
)
_SKIPPED_SECTION = re.compile(
    r"check ?list|related|test plan|how .{0,30}test|testing|tested|screenshots?|reviewers?|release notes?"
    r"|type of change"
    r"|substantial burden|license|commits?$|references?$|full results",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one item of a list, on one line and without markup."""

    text: str
    is_item: bool = False


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and list items of `text` in order, as far as they are prose."""
    return tuple(_blocks(unmarked(text[:READ_LIMIT])))


def unmarked(text: str) -> str:
    """Return `text` without links, images, tags and emphasis: what a reader of the page sees."""
    shown = _IMAGE.sub(" ", _TAG.sub(" ", _HIDDEN.sub("\n", text)))
    linked = _RST_LINK.sub(r"\1", _ROLE.sub(r"`\1`", _LINK.sub(r"\1", shown)))
    return _ITALIC.sub(r"\1", linked)


def _blocks(text: str) -> Iterator[Block]:
    gathered, is_item, skipping = list[str](), False, False
    for line in [*text.split("\n"), ""]:
        heading = _HEADING.match(line.strip())
        bullet = None if heading else _BULLET.match(line)
        if heading or bullet or not line.strip() or _is_aside(line, after_blank=not gathered):
            if gathered and not skipping:
                yield Block(_BOLD.sub(r"\1", " ".join(gathered)), is_item)
            gathered, is_item = [], False
        if heading:
            skipping = bool(_SKIPPED_SECTION.search(line))
        elif bullet:
            gathered, is_item = _item(bullet[2]), True
        elif line.strip() and not _is_aside(line, after_blank=not gathered):
            gathered.append(line.strip())


def _item(text: str) -> list[str]:
    return [] if _CHECKBOX.match(text) or not text.strip() else [text.strip()]


def _is_aside(line: str, *, after_blank: bool) -> bool:
    """Whether `line` is a rule, table, quotation, reference, trailer or, after a blank line, code."""
    if _RULE.match(line) or _ASIDE.match(line) or _TRAILER.match(line):
        return True
    return after_blank and line.startswith(("    ", "\t"))
