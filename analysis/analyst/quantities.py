"""Numbers with their units, as a sentence states them: in digits, full-width, in words of both languages."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_UNITS: dict[str, str] = {
    "%": r"%|％|per ?cent(?:age points?)?\b|pct\b|个?百分点",
    "x": r"[x×](?![A-Za-z0-9_])|times\b|-?fold\b|倍",
    "ns": r"ns\b|nanoseconds?\b|纳秒",
    "us": r"[uµμ]s\b|microseconds?\b|微秒",
    "ms": r"ms\b|msecs?\b|milliseconds?\b|毫秒",
    "s": r"s\b|secs?\b|seconds?\b|秒",
    "min": r"mins?\b|minutes?\b|分钟",
    "h": r"h\b|hrs?\b|hours?\b|(?:个)?小时",
    "d": r"days?\b|天",
    "B": r"bytes?\b|B\b|字节",
    "KB": r"[kK]i?B\b",
    "MB": r"[mM]i?B\b",
    "GB": r"[gG]i?B\b",
    "TB": r"[tT]i?B\b",
    "Hz": r"[kMG]?Hz\b",
    "rps": r"(?:[rq]ps|req(?:uests)?/s|ops/s)\b",
}
_DOCUMENT = re.compile(r"\b(?:PEP|RFC)[ -]?\d{1,5}\b")  # names of documents, not amounts
STRICT = frozenset(("%", "x"))
"""Units whose number must stand right before them; the others may be said elsewhere in the same line."""

_UNIT = "|".join(f"(?P<u{place}>{shape})" for place, shape in enumerate(_UNITS.values()))
_NAMES = tuple(_UNITS)
_DIGITS = r"\d[\d_]*(?:,\d{3})*(?:\.\d+)*"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = {word: place for place, word in enumerate(_ONES.split())} | {
    word: 10 * place for place, word in enumerate(_TENS.split(), 2)
}
_WORD = r"(?:" + "|".join((*_ENGLISH, "hundred")) + r")"
_HAN = {han: place for place, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_NUMBER = r"[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?"

_QUANTITY = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<number>{_DIGITS})(?:[ \u00a0-]?(?:{_UNIT}))?(?![A-Za-z0-9_])", re.ASCII
)
_IN_WORDS = re.compile(rf"\b(?P<number>{_WORD}(?:[ -]{_WORD})*)(?:[ -]|(?=fold))(?:{_UNIT})", re.IGNORECASE)
_IN_HAN = re.compile(
    rf"百分之(?P<percent>{_HAN_NUMBER}|\d+(?:\.\d+)?)"
    rf"|(?P<number>{_HAN_NUMBER})\s?(?:{_UNIT})|(?<=[了约近超过])(?P<tenths>[一二三四五六七八九])成"
)
_SAID = re.compile(
    r"\b(?:twice|thrice) (?:as|the)\b|\bby (?:a )?half\b|\bin half\b|\bhalv(?:ed|ing)\b|\bhalves the\b"
    r"|\b(?:doubl|tripl|quadrupl)(?:ed|es|ing)\b|\ban? order of magnitude\b|\borders of magnitude\b"
    r"|翻倍|翻番|减半|成倍|数倍|几倍|(?:几|数|上)[十百千万](?:倍|%)|一半|数量级",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as digits with the name of its unit, if any; or words that say one, such as `by half`."""

    number: str
    unit: str | None = None
    in_words: bool = False


def quantities(text: str) -> list[Quantity]:
    """Return every quantity of `text`, in no particular order."""
    folded = _DOCUMENT.sub(" ", unicodedata.normalize("NFKC", text))
    return [*_digits(folded), *_words(folded), *_han(folded)]


def unit_shape(unit: str) -> str:
    """Return the pattern of a unit's spellings, for a look into names such as `timeout_ms`."""
    return _UNITS[unit]


def plain_number(number: str) -> str:
    """Return `number` without the marks that group its digits."""
    return number.replace("_", "").replace(",", "")


def _digits(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        yield Quantity(plain_number(match["number"]), _unit(match))


def _words(text: str) -> Iterator[Quantity]:
    for match in _IN_WORDS.finditer(text):
        yield Quantity(str(_english(match["number"])), _unit(match), in_words=True)
    for match in _SAID.finditer(text):
        yield Quantity(match[0].lower(), None, in_words=True)


def _han(text: str) -> Iterator[Quantity]:
    for match in _IN_HAN.finditer(text):
        if match["percent"]:
            yield Quantity(_of_han(match["percent"]), "%", in_words=True)
        elif match["tenths"]:
            yield Quantity(f"{_HAN[match['tenths']]}0", "%", in_words=True)
        else:
            yield Quantity(_of_han(match["number"]), _unit(match), in_words=True)


def _unit(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return next((name for place, name in enumerate(_NAMES) if groups.get(f"u{place}")), None)


def _english(text: str) -> int:
    total = 0
    for word in re.split(r"[ -]", text.lower()):
        total = max(total, 1) * 100 if word == "hundred" else total + _ENGLISH.get(word, 0)
    return total


def _of_han(text: str) -> str:
    if text[:1].isdecimal():
        return text
    whole, _, part = text.partition("点")
    hundreds, _, rest = whole.rpartition("百") if "百" in whole else ("", "", whole)
    tens, ten, ones = rest.rpartition("十")
    value = (
        (100 * _one(hundreds, 1) if "百" in whole else 0) + (10 * _one(tens, 1) if ten else 0) + _one(ones, 0)
    )
    return f"{value}.{''.join(str(_HAN[han]) for han in part)}" if part else str(value)


def _one(text: str, empty: int) -> int:
    return _HAN.get(text[-1:], empty) if text else empty
