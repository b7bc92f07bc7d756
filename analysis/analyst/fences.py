"""Fences around untrusted text: marks that the text between them cannot contain."""

import hashlib

_DIGITS = 16


def fenced(text: str, kind: str) -> str:
    """Return `text` between two marks made from its own hash, which no writer of it could foresee.

    Equal texts get equal marks, so prompts stay the same from run to run and servers can cache them.
    """
    mark = _mark(text, kind)
    return f"<<<{kind} {mark}\n{text}\n{kind} {mark}>>>"


def _mark(text: str, kind: str) -> str:
    salt = kind
    while True:
        mark = hashlib.sha256(f"{salt}\n{text}".encode(errors="replace")).hexdigest()[:_DIGITS]
        if mark not in text:
            return mark
        salt = mark
