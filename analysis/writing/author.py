"""The author's own words: the informative sentences of a commit's body, quoted whole or not at all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.subjects import is_chore
from analysis.text import QUOTE_LIMIT, prose
from analysis.writing.paragraphs import Block, blocks

BREAKING_FOOTER = re.compile(
    r"^BREAKING[ -]CHANGES?\s?:\s*(.+?)(?=\n\s*\n|\n[A-Z][\w-]+:\s|\Z)", re.DOTALL | re.MULTILINE
)
"""What an author declares as breaking: told as such, not among the other sentences."""

_MIN_WORDS = 4
_MIN_HAN = 8
_SAME_AS_TITLE = 0.7  # share of common words from which a sentence only repeats the title
_SAYS_FAR_MORE = 3  # times the words of the title: such a sentence explains what it repeats
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|fig|al|St|Mr|Dr)|\b[A-Z]|\.\.)\.$", re.IGNORECASE
)
_END = re.compile(r"[.!?…][)\"'”’`*]*(?=\s+[^\sa-z])|[。！？]+[）”」]*")
_WORD = re.compile(r"[\w'-]+")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_BOILERPLATE = re.compile(
    r"pre-commit\.ci|generated with|apply suggestions?|addresse?s? (?:the )?(?:review|comments?|feedback"
    r"|nits?)"
    r"|review (?:comments?|feedback)|^(?:update|fix|add|tweak|edit) (?:the )?(?:change ?log|changes|news"
    r"|tests?|lint\w*"
    r"|ci|docs?|typos?|nits?|formatting|mypy|imports|comments?|copyright|[\w/.-]+\.(?:md|rst|txt|py|rs"
    r"|toml|ya?ml|c|go))"
    r"(?: entry| file| fragment)?\W*$|^(?:wip|fixup!|squash!|linting|lint|format\w*|cleanup|clean up"
    r"|rename|typo|nits?|oops"
    r"|merge (?:branch|remote|pull|master|main|upstream)|rebase|resolve conflicts?|bump version|version \d)\b"
    r"|^merge \S+ into|changelog|newsfragment|https?://|\bLGTM\b|thank(?:s| you)\b|^(?:no|none|n/a|yes"
    r"|tbd|todo)\b"
    r"|^(?:fix(?:es|ed)?|close[sd]?|resolve[sd]?|see|refs?|related(?: to)?|part of|follow-?up (?:to|of"
    r"|for)|backport\w*"
    r"|cherry.?pick\w*(?: of| from)?|this reverts commit)\W+(?:#|gh-|[\w./-]*#\d|[0-9a-f]{7,40})"
    r"|^reverts? \S*#\d|^please\b|^read more\b|\bI'?m (?:new|not sure|unsure)|\bI guess\b"
    r"|^as (?:discussed|mentioned|per)\b"
    r"|^(?:discussed|discussion|reported|suggested|noticed|found|spotted|inspired|based|prompted) (?:in"
    r"|by|on|at|from)\b"
    r"|(?:codename|release date) to be (?:decided|announced)"
    r"|^co-authored|^signed-off|@\w+ (?:said|asked|suggested)",
    re.IGNORECASE,
)
_STEP_WORDS = 4
_DEPENDENT = re.compile(
    r"(?:so|but|and|or|however|therefore|thus|hence|also|then|likewise|similarly|instead|otherwise"
    r"|additionally"
    r"|furthermore|moreover|finally|besides|this|that|these|those|it|they|to do so|for example|see|note"
    r"|here)\b",
    re.IGNORECASE,
)
_OPENING_THIS = re.compile(
    r"this (?:pr|patch|commit|change|pull request|adds?|fix\w*|allow\w*|makes?|implement\w*|remov\w*"
    r"|introduc\w*|"
    r"also|will|improv\w*|updat\w*|ensur\w*|mov\w*|replac\w*|enabl\w*|prevent\w*|avoid\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the author says beyond the title: `runs` of adjoining sentences, `steps` of a list."""

    runs: tuple[tuple[str, ...], ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences of prose in order."""
        return tuple(sentence for run in self.runs for sentence in run)

    def opening(self, limit: int = QUOTE_LIMIT, most: int = 3) -> str:
        """Return the first adjoining sentences that fit into `limit` characters, at most `most`."""
        return next((quote for run in self.runs if (quote := fitting(run, limit, most))), "")


def fitting(sentences: Sequence[str], limit: int, most: int) -> str:
    """Join leading `sentences` while they fit; an empty text when even the first does not."""
    chosen = list[str]()
    for sentence in sentences[:most]:
        if sum(map(len, chosen)) + len(chosen) + len(sentence) > limit:
            break
        chosen.append(sentence)
    return "".join(f"{_ended(sentence)}{_gap(sentence)}" for sentence in chosen[:-1]) + "".join(chosen[-1:])


def words(text: str, title: str) -> Words:
    """Return what `text`, the body of a message or the new lines of a changelog, says beyond `title`."""
    found = blocks(BREAKING_FOOTER.sub("", text))
    paragraphs = [block for block in found if not block.is_item]
    steps = [block.text for block in found if block.is_item]
    if is_squash(text):
        told = [
            step
            for step in dict.fromkeys(steps)
            if len(_WORD.findall(step)) >= _STEP_WORDS and not is_chore(step)
        ]
        steps = told if len(told) > 1 else []
    return Words(_runs(_sentences(paragraphs), title), tuple(dict.fromkeys(_steps(steps, title))))


def is_squash(text: str) -> bool:
    """Whether `text` lists the commits of a squashed branch: starred subjects with blank lines between."""
    lines = ["", *text.split("\n")]
    starred = [before for before, line in pairwise(lines) if line.startswith("* ")]
    return bool(starred) and not any(map(str.strip, starred))


def says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share most of their words."""
    first, second = _bag(one), _bag(other)
    if not first or not second:
        return True
    return len(first & second) >= _SAME_AS_TITLE * min(len(first), len(second))


def _bag(text: str) -> frozenset[str]:
    return frozenset(word.casefold().strip("'-") for word in _WORD.findall(text)) | frozenset(
        _HAN.findall(text)
    )


def _sentences(paragraphs: Iterable[Block]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from split(prose(paragraph.text))


def split(text: str) -> Iterator[str]:
    """Yield the sentences of `text`; a dot of an abbreviation, a version or a file name ends none."""
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATION.search(text[max(start, end.end() - 12) : end.end()]):
            yield text[start : end.end()].strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _runs(sentences: Iterable[str], title: str) -> tuple[tuple[str, ...], ...]:
    """Return the telling sentences, apart where one was left out: what hangs on that one falls too."""
    runs: list[list[str]] = [[]]
    severed = False
    for sentence in dict.fromkeys(sentences):
        if not tells(sentence, title) or (severed and _hangs(sentence)):
            runs.append([])
            severed = True
            continue
        runs[-1].append(sentence)
        severed = False
    return tuple(tuple(run) for run in runs if run)


def _steps(items: Iterable[str], title: str) -> Iterator[str]:
    for item in items:
        first = next(split(prose(item)), "")
        if tells(first, title) and len(first) <= QUOTE_LIMIT:
            yield first


def _ended(sentence: str) -> str:
    return (
        sentence
        if sentence.endswith((".", "!", "?", "…", "。", "！", "？", "”", ")", "）"))
        else f"{sentence}."
    )


def _gap(sentence: str) -> str:
    return "" if sentence.endswith(("。", "！", "？", "”")) and _HAN.search(sentence) else " "


def _hangs(sentence: str) -> bool:
    return bool(_DEPENDENT.match(sentence)) and not _OPENING_THIS.match(sentence)


def adds_to(subject: str, title: str) -> bool:
    """Whether the subject of an inner commit says something that the `title` of its merge does not."""
    return bool(_WORD.search(subject)) and not (_BOILERPLATE.search(subject) or says_the_same(subject, title))


def tells(sentence: str, title: str) -> bool:
    """Whether `sentence` says more than `title`, and is neither boilerplate nor a heading."""
    if len(_WORD.findall(sentence)) < _MIN_WORDS and len(_HAN.findall(sentence)) < _MIN_HAN:
        return False
    if sentence.endswith((":", "：", ",")) or _BOILERPLATE.search(sentence):
        return False
    if len(_bag(sentence)) >= _SAYS_FAR_MORE * len(_bag(title)) > 0:
        return True
    return not says_the_same(sentence, title)
