"""Technical insight as data: for each dimension, what is looked for and what is said."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from analysis.facts.models import Alteration, Evidence, FileClass, FileFacts, MarkKind
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import UpgradeKind
from analysis.writing.findings import Finding, NotesOf, secrets, workflow_rights
from analysis.writing.material import Material, evidence_of
from analysis.writing.names import shown_name
from analysis.writing.opening import QUOTE_LIMITS
from analysis.writing.places import places
from analysis.writing.testnames import test_names
from analysis.writing.values import Code, Codes, Count, Noun, Quoted

NAMED_IN_SUMMARY = 4
"""Up to so many names the summary has told; only where it could not does insight list them."""

NEW_MODULE_LINES = 20
SHRINK_LINES = 40
"""So many more lines taken away than added make a change that mostly clears up."""

_SPEED = re.compile(
    r"\d\s?(?:%|x\b|×|ms\b|µs\b|us\b|ns\b|[KMG]i?B\b|ops\b)|\b(?:faster|slower|speed(?:s|up)?|throughput"
    r"|latency|quadratic|linear time"
    r"|allocations?|cache misses|overhead|benchmarks?)\b|\bO\(",
    re.IGNORECASE,
)
_BENCH = re.compile(r"(?:^|/)[^/]*bench(?:es|mark(?:s|ing)?)?[^/]*(?:/|$)", re.IGNORECASE)
_HAZARD = re.compile(
    r"\bunsafe\s*(?:\{|fn\b|impl\b)|\beval\(|\bexec\(|\bpickle\.loads?\(|shell\s*=\s*True"
    r"|verify\s*=\s*False|yaml\.load\("
    r"|\bos\.system\(|dangerouslySetInnerHTML|InsecureSkipVerify|\bstrcpy\(|\bsprintf\(|\bMD5\b|\bmd5\("
)
_SUPPRESSION = re.compile(
    r"#\s*noqa\b|#\s*type:\s*ignore|#\[allow\(|eslint-disable|@SuppressWarnings|//\s*nolint"
    r"|#\s*pragma:\s*no cover"
)
_DEBT = re.compile(r"(?:#|//|/\*|\*|--)\s*(?:TODO|FIXME|XXX|HACK)\b")
_DEPRECATED = re.compile(
    r"DeprecationWarning\b|#\[deprecated\b|@[Dd]eprecated\b|\bwarn_deprecated\w*\(|\.\. deprecated::"
)
_EXECUTABLE = "100755"


@dataclass(frozen=True, slots=True)
class InsightRule:
    """A named thing to say in one dimension of insight."""

    id: str
    dimension: str
    find: Callable[[Material], Iterator[Finding]]
    words: Bilingual
    most: int = 3


def _new_modules(material: Material) -> Iterator[Finding]:
    new = [
        file
        for file in material.source
        if file.change.status is FileStatus.ADDED and file.change.additions >= NEW_MODULE_LINES
    ]
    if new:
        yield Finding({"places": places(new)}, tuple(Evidence(file.path, file.path) for file in new[:3]))


def _gone_modules(material: Material) -> Iterator[Finding]:
    gone = [file for file in material.source if file.change.status is FileStatus.DELETED]
    if gone:
        yield Finding({"places": places(gone)})


def _moved_modules(material: Material) -> Iterator[Finding]:
    moved = [
        file for file in material.source if file.change.status is FileStatus.RENAMED and file.change.old_path
    ]
    if moved:
        pairs = tuple(f"{file.change.old_path} → {file.path}" for file in moved)
        yield Finding({"pairs": Codes(pairs, 3)})


def _surface(material: Material) -> Iterator[Finding]:
    public = [symbol for symbol in material.symbols(Alteration.ADDED) if symbol.public]
    if len(public) > NAMED_IN_SUMMARY or 0 < len(public) < len(material.symbols(Alteration.ADDED)):
        names = tuple(dict.fromkeys(map(shown_name, public)))
        yield Finding({"names": Codes(names, 6)}, tuple(symbol.evidence for symbol in public[:4]))


def _speed(material: Material) -> Iterator[Finding]:
    limit, most = QUOTE_LIMITS[max(QUOTE_LIMITS, key=lambda depth: QUOTE_LIMITS[depth])]
    told = material.words.opening(limit, most)
    for sentence in material.words.sentences:
        if _SPEED.search(sentence) and sentence not in told and len(sentence) <= limit:
            yield Finding({"quote": Quoted(sentence)}, (Evidence(sentence),))


def _benchmarks(material: Material) -> Iterator[Finding]:
    files = [file for file in material.facts.files if _BENCH.search(file.path)]
    if files:
        yield Finding({"places": places(files)})


def _security_words(material: Material) -> Iterator[Finding]:
    words = [mark.word for mark in material.facts.marks if mark.kind is MarkKind.SECURITY]
    if words:
        yield Finding({"word": Quoted(words[0])}, (Evidence(words[0]),))


def _hazards(material: Material) -> Iterator[Finding]:
    yield from _added(material, _HAZARD, FileClass.SOURCE)


def _executables(material: Material) -> Iterator[Finding]:
    for file in material.facts.files:
        if file.change.new_mode == _EXECUTABLE != file.change.old_mode and file.change.old_mode:
            yield Finding({"path": Code(file.path)}, (Evidence(_EXECUTABLE, file.path),))


def _proportion(material: Material) -> Iterator[Finding]:
    source, tests = (
        material.facts.lines_added(file_class) for file_class in (FileClass.SOURCE, FileClass.TEST)
    )
    if source and tests and not test_names(material, "+"):
        yield Finding({"source": Count(source, Noun.LINE), "tests": Count(tests, Noun.LINE)})


def _shrinks(material: Material) -> Iterator[Finding]:
    less = material.facts.lines_deleted(FileClass.SOURCE) - material.facts.lines_added(FileClass.SOURCE)
    if less >= SHRINK_LINES:
        yield Finding({"count": Count(less, Noun.LINE)})


def _suppressions(material: Material) -> Iterator[Finding]:
    yield from _added(material, _SUPPRESSION, FileClass.SOURCE)


def _debts(material: Material) -> Iterator[Finding]:
    yield from _added(material, _DEBT, FileClass.SOURCE)


def _deprecations(material: Material) -> Iterator[Finding]:
    yield from _added(material, _DEPRECATED, FileClass.SOURCE)


def _added(material: Material, pattern: re.Pattern[str], *classes: FileClass) -> Iterator[Finding]:
    """Find the files that gain more lines like `pattern` than they lose, with the first of them."""
    files: dict[str, tuple[FileFacts, list[str], list[Finding]]] = {}
    for file, line in material.changed(*classes):
        if pattern.search(line.text[:400]):
            _, lost, gained = files.setdefault(file.path, (file, [], []))
            if line.sign == "-":
                lost.append(line.text)
            else:
                seen = evidence_of(file, line)
                gained.append(Finding({"path": Code(file.path), "line": Code(seen.quote)}, (seen,)))
    yield from (gained[0] for _, lost, gained in files.values() if len(gained) > len(lost))


_NOTE = Bilingual("{note}", "{note}")

INSIGHTS = (
    InsightRule(
        "new_modules", "architecture", _new_modules, Bilingual("新模块：{places}。", "New: {places}.")
    ),
    InsightRule(
        "gone_modules", "architecture", _gone_modules, Bilingual("不再有 {places}。", "Gone: {places}.")
    ),
    InsightRule(
        "moved_modules", "architecture", _moved_modules, Bilingual("移动：{pairs}。", "Moved: {pairs}.")
    ),
    InsightRule(
        "surface",
        "architecture",
        _surface,
        Bilingual("公开接口多出 {names}。", "The public interface gains {names}."),
    ),
    InsightRule(
        "speed", "performance", _speed, Bilingual("作者谈性能：{quote}", "The author on speed: {quote}"), 2
    ),
    InsightRule(
        "benchmarks",
        "performance",
        _benchmarks,
        Bilingual("改动了基准测试 {places}。", "Changes the benchmarks {places}."),
    ),
    InsightRule(
        "security_words",
        "security",
        _security_words,
        Bilingual("提交说明提到 {word}。", "The message speaks of {word}."),
    ),
    InsightRule(
        "secrets",
        "security",
        secrets,
        Bilingual("{place} 像是凭据：{kind}。", "{place} looks like a credential: {kind}."),
    ),
    InsightRule(
        "workflow_rights",
        "security",
        workflow_rights,
        Bilingual("{path} 出现 {line}。", "{path} now has {line}."),
    ),
    InsightRule("hazards", "security", _hazards, Bilingual("{path} 新增 {line}。", "{path} adds {line}.")),
    InsightRule(
        "executables",
        "security",
        _executables,
        Bilingual("{path} 变为可执行文件。", "{path} becomes executable."),
    ),
    InsightRule(
        "proportion",
        "maintainability",
        _proportion,
        Bilingual("源码新增 {source}，测试新增 {tests}。", "{tests} of tests come with {source} of source."),
    ),
    InsightRule(
        "shrinks",
        "maintainability",
        _shrinks,
        Bilingual("源码净减少 {count}。", "It takes away {count} of source more than it adds."),
    ),
    InsightRule(
        "suppressions",
        "maintainability",
        _suppressions,
        Bilingual("{path} 关掉了一处检查：{line}。", "{path} silences a check: {line}."),
    ),
    InsightRule(
        "debts",
        "maintainability",
        _debts,
        Bilingual("{path} 留下待办：{line}。", "{path} leaves a note to do: {line}."),
    ),
    InsightRule("notes", "compatibility", NotesOf(frozenset(UpgradeKind)), _NOTE, 6),
    InsightRule(
        "deprecations",
        "compatibility",
        _deprecations,
        Bilingual("{path} 标记弃用：{line}。", "{path} deprecates something: {line}."),
    ),
)
"""Every rule of insight; within a dimension in the order of the text."""
