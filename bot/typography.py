"""What a narrow screen must not part: a level's sign and count, the lines added and those removed."""

import re

UNBROKEN = "\u00a0"
_TOGETHER = re.compile(r"[🔴🟡🟢] \S+ \d+\b|\+[\d,]+ −[\d,]+")


def kept_together(text: str) -> str:
    """Return `text` with blanks that no line ends at where a line would end badly; no word changes."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", UNBROKEN), text)
