"""Untrusted text made safe to show: nothing in it can move a cursor, hide words or turn them around."""

import re

STACKED_MARKS = 4  # combining marks on one letter; more only serve to paint over neighbouring lines

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Only the introducer and parameters go, never words: an unfinished sequence must not swallow a line.
_CONTROL_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]{0,32}[ -/]{0,4}[@-~]?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls, ESC and the 8-bit ones among them
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a"  # format characters: bidi, zero width, joiners
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and marks that look like nothing
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff"  # no characters at all; tags
    "]"
)
# A variation selector may choose the coloured form of a sign; anywhere else it only carries hidden data.
_EMOJI = "#*0-9\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23fa\u24c2\u25aa-\u25fe\u2600-\u27bf"
_EMOJI += "\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_VARIATION = re.compile(f"[\ufe00-\ufe0d]|(?<![{_EMOJI}])[\ufe0e\ufe0f]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACK = re.compile(f"({_MARK}{{{STACKED_MARKS}}}){_MARK}+")


def safe(text: str) -> str:
    """Return `text` with line feeds and tabs as its only controls, and without characters that are not seen.

    Escape sequences lose their power, not their words; whatever ends a line becomes a line feed.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROL_SEQUENCE.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    text = _UNSEEN.sub("", text)
    text = _VARIATION.sub("", text)
    return _STACK.sub(r"\1", text)


def safe_line(text: str) -> str:
    """Return `text` made safe and on one line, its blanks folded."""
    return " ".join(safe(text).split())
