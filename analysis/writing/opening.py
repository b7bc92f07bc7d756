"""How a summary opens: what the commit stands for, and why, in its author's own words."""

import re
from collections.abc import Iterator

from analysis.facts.models import Evidence, MarkPlace
from analysis.language import Bilingual
from analysis.results import Depth
from analysis.subjects import is_chore, is_release
from analysis.text import prose
from analysis.titles import telling_title
from analysis.writing import findings
from analysis.writing.author import adds_to, says_the_same
from analysis.writing.grammar import Sentence
from analysis.writing.material import Material
from analysis.writing.values import Code, Codes, Count, Noun, Quoted, Quotes

QUOTE_LIMITS = {Depth.BRIEF: (170, 1), Depth.STANDARD: (300, 2), Depth.DEEP: (420, 4)}
"""Characters and sentences of a quotation; a brief has 300 characters in all."""

SHA_DIGITS = 7

REVERTED = Bilingual("撤回提交 {sha}。", "Takes back commit {sha}.")
REVERTED_SUBJECT = Bilingual("撤回{subject}。", "Takes back {subject}.")
REVERTED_BOTH = Bilingual("撤回{subject}（{sha}）。", "Takes back {subject} ({sha}).")
ADVISORY = Bilingual("涉及安全公告 {ids}。", "Deals with {ids}.")
PICKED = Bilingual("摘自另一分支的提交 {sha}。", "Picked from commit {sha} of another branch.")
PART = Bilingual("这只是第 {part} 部分，其余在别的提交里。", "Part {part}; the rest is in other commits.")
PART_OF = Bilingual(
    "共 {whole} 部分中的第 {part} 部分，其余在别的提交里。",
    "Part {part} of {whole}; the rest is in other commits.",
)
MERGES = Bilingual("合入 {count}：{subjects}。", "Brings in {count}: {subjects}.")
MERGES_AMONG = Bilingual("合入 {count}，其中有{subjects}。", "Brings in {count}, among them {subjects}.")
MERGES_COUNT = Bilingual("合入 {count}。", "Brings in {count}.")
AUTHOR = Bilingual("作者写道：{quote}", "The author writes: {quote}")
AUTHOR_WHY = Bilingual("作者说明了缘由：{quote}", "Why, in the author's words: {quote}")
AUTHOR_SUMS_UP = Bilingual("用作者的话说：{quote}", "The author sums it up: {quote}")
BREAKING = Bilingual("作者声明了不兼容变更：{quote}", "The author declares a breaking change: {quote}")
CLOSES = Bilingual("关闭 {issues}。", "Closes {issues}.")
FOLLOWS = Bilingual("承接 {others}。", "Follows up on {others}.")
STEPS = Bilingual("作者列出：{steps}。", "The author lists: {steps}.")
CHANGELOG = Bilingual("更新日志写道：{quote}", "The changelog says: {quote}")

ADVISORY_ID = re.compile(r"CVE-\d{4}-\d{4,7}|GHSA(?:-\w{4}){3}", re.IGNORECASE)
_WHY = re.compile(
    r"\b(?:because|since|so that|in order to|otherwise|currently|previously|before this|until now|used to"
    r"|caus\w+|leads? to|results? in|the (?:problem|issue|reason|bug)|motivation|instead of)\b"
    r"|因为|由于|为了|此前|之前|导致",
    re.IGNORECASE,
)
_SUMS_UP = re.compile(
    r"(?:this|the) (?:pr|patch|commit|change\w*|pull request|adds?|fix\w*|allow\w*|makes?"
    r"|implement\w*|remov\w*)\b"
    r"|(?:adds?|fix(?:es|ed)?|removes?|allows?|makes?|implements?|introduces?|changes?|replaces?|moves?"
    r"|updates?|uses?|switch(?:es)?|drops?|ensures?|provides?|supports?|improves?|enables?|renames?|refactors?)\b"
    r"|本次|新增|修复|支持|移除",
    re.IGNORECASE,
)
_MERGE_NOISE = re.compile(r"(?:fixup!|squash!|merge\b|revert \"?merge)", re.IGNORECASE)


def reverted(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say what is taken back; the title often says so already, but not which commit."""
    links = material.facts.links
    sha, subject = links.reverts_sha or "", prose(links.reverts_subject or "")
    if sha or subject:
        words = REVERTED_BOTH if sha and subject else REVERTED if sha else REVERTED_SUBJECT
        yield Sentence(words, {"sha": Code(sha[:SHA_DIGITS]), "subject": Quoted(subject)})


def picked(material: Material, _: Depth) -> Iterator[Sentence]:
    """Say from which commit this one was picked."""
    sha = material.facts.links.picked_from
    if sha:
        yield Sentence(PICKED, {"sha": Code(sha[:SHA_DIGITS])})


def part_of(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say which part of a series this is."""
    if material.facts.links.part and depth is not Depth.BRIEF:
        part, whole = material.facts.links.part
        yield Sentence(PART_OF, {"part": part, "whole": whole}) if whole else Sentence(PART, {"part": part})


def linked(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say which issues are closed and which change is followed up."""
    links = material.facts.links
    if links.follows:
        yield Sentence(FOLLOWS, {"others": Codes(links.follows)})
    if links.closes and depth is not Depth.BRIEF:
        yield Sentence(CLOSES, {"issues": Codes(tuple(f"#{number}" for number in links.closes))})


def advised(material: Material, _: Depth) -> Iterator[Sentence]:
    """Name the security advisories that the title names, or else those of the body."""
    marks = [mark for mark in material.facts.marks if ADVISORY_ID.fullmatch(mark.word)]
    titled = [mark for mark in marks if mark.place is MarkPlace.SUBJECT]
    ids = dict.fromkeys(mark.word for mark in titled or marks)
    if ids:
        yield Sentence(ADVISORY, {"ids": Codes(tuple(ids))}, tuple(map(Evidence, ids))[:4])


def declared_breaking(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say what the author declares as breaking; a deep analysis does so among its risks."""
    if depth is not Depth.DEEP:
        for finding in findings.declared_breaking(material):
            yield Sentence(BREAKING, finding.values, finding.evidence)


def merged(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Say what a merge brought in: how many commits, and the subjects that add to its title."""
    inner = material.commit.inner_commits
    title = telling_title(material.commit, material.facts)
    if len(inner) < 2:  # noqa: PLR2004 - one inner commit is what the merge's own title says
        return
    telling = tuple(
        dict.fromkeys(
            commit.subject.rstrip(",.")
            for commit in inner
            if not (_MERGE_NOISE.match(commit.subject) or is_release(commit.subject))
            and adds_to(commit.subject, title)
        )
    )
    telling = tuple(sorted(telling, key=is_chore))
    count = Count(len(inner), Noun.COMMIT)
    if telling:
        shown = 1 if depth is Depth.BRIEF else 4
        words = MERGES if len(telling) == len(inner) else MERGES_AMONG
        yield Sentence(words, {"count": count, "subjects": Quotes(telling, shown)})
    else:
        yield Sentence(MERGES_COUNT, {"count": count})


def in_own_words(material: Material, depth: Depth) -> Iterator[Sentence]:
    """Quote the author: prose first, else a list, else the entry written for the changelog."""
    limit, most = QUOTE_LIMITS[depth]
    quote = material.words.opening(limit, most)
    steps = tuple(step.rstrip(".;；。") for step in material.words.steps if len(step) <= limit // 2)
    if quote:
        yield Sentence(_introduced(quote), {"quote": Quoted(quote)}, (Evidence(quote),))
        if depth is Depth.DEEP and len(steps) > 1:
            yield Sentence(STEPS, {"steps": Quotes(steps, 4)}, (Evidence(steps[0]),))
    elif entry := _entry(material, depth):
        yield Sentence(
            CHANGELOG,
            {"quote": Quoted(entry)},
            ((material.changelog.evidence,) if material.changelog else ()),
        )
    elif steps:
        shown = 1 if depth is Depth.BRIEF else 3
        yield Sentence(STEPS, {"steps": Quotes(steps, shown)}, (Evidence(steps[0]),))


def _entry(material: Material, depth: Depth) -> str:
    """Return what the changelog says, unless a commit that the merge brings in says so."""
    entry = material.changelog.words.opening(*QUOTE_LIMITS[depth]) if material.changelog else ""
    is_known = any(says_the_same(inner.subject, entry) for inner in material.commit.inner_commits)
    return "" if is_known and len(material.commit.inner_commits) > 1 else entry


def _introduced(quote: str) -> Bilingual:
    """Choose the words before a quotation by what it is: a reason, a summary, or neither."""
    if _WHY.search(quote):
        return AUTHOR_WHY
    return AUTHOR_SUMS_UP if _SUMS_UP.match(quote) else AUTHOR
