"""What a version is in a manifest's line, and which changes of it are major."""

import re

_VERSION = re.compile(r"\d[\w.+!-]*")
_MARKER = re.compile(r"(?:;|(?<=\s)#).*$", re.DOTALL)
_NUMBERS = re.compile(r"\d{1,9}")
_REVISION = re.compile(r"[0-9a-f]{12}|[0-9a-f]{40}")
_ABBREVIATED = 12  # digits of a SHA: enough to find it, short enough to read


def specification(text: str) -> str:
    """Return a requirement without environment markers, comments, quotes and blanks."""
    return re.sub(r"\s+", "", _MARKER.sub("", text)).strip("\"',")


def version(text: str) -> str:
    """Return the first version in a specification, bare of operators: `>=1.2,<2` is about `1.2`."""
    found = _VERSION.search(text)
    return found.group().rstrip(".-+") if found else text


def revision(text: str, comment: str | None) -> str:
    """Return the version that a pinned revision stands for: its comment, its tag, or the SHA's beginning."""
    named = _VERSION.search(comment or "")
    if named:
        return named.group()
    if re.fullmatch(r"[0-9a-f]{40}", text):
        return text[:_ABBREVIATED]
    return version(text) if re.match(r"v?\d", text) else text


def is_major(before: str | None, after: str | None) -> bool:
    """Whether the leading number differs; below 1.0 the second one, which https://semver.org lets break."""
    if before is None or after is None or _REVISION.fullmatch(before) or _REVISION.fullmatch(after):
        return False
    old, new = ([int(number) for number in _NUMBERS.findall(side)[:2]] for side in (before, after))
    if not old or not new or "." not in before + after:
        return bool(old and new) and old[0] != new[0]
    if old[0] == new[0] == 0:
        return old[1:] != new[1:]
    return old[0] != new[0]
