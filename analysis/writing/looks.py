"""What a look at the whole commit shows: modules, packages, speed, security, size."""

import re

from analysis.facts.definitions import MEASURED_LANGUAGES
from analysis.facts.languages import language_of
from analysis.facts.models import Alteration, Evidence, FileClass, MarkKind
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.results import Depth
from analysis.text import QUOTE_LIMIT
from analysis.writing.dependencies import TOLD_ONE_BY_ONE
from analysis.writing.findings import Finding, Found
from analysis.writing.material import Material, telling
from analysis.writing.names import shown_name, without_members
from analysis.writing.opening import ADVISORY_ID, QUOTE_LIMITS
from analysis.writing.places import places, seen_in
from analysis.writing.values import Codes, Count, Noun, Quoted

NEW_MODULE_LINES = 20
SHRINK_LINES = 40
"""So many more lines taken away than added make a change that mostly clears up."""

_SPEED = re.compile(
    r"\d\s?(?:%|x\b|×|ms\b|µs\b|us\b|ns\b|[KMG]i?B\b|ops\b)|\b(?:faster|slower|speed(?:s|up)?|throughput"
    r"|latency|quadratic|linear time"
    r"|allocations?|cache misses|overhead|benchmarks?)\b|\bO\(|性能|耗时|内存占用|吞吐|延迟",
    re.IGNORECASE,
)
_BENCH = re.compile(r"(?:^|/)[^/]*bench(?:es|mark(?:s|ing)?)?[^/]*(?:/|$)", re.IGNORECASE)
_SENSITIVE = (
    (
        Bilingual("身份认证与权限", "authentication and permissions"),
        re.compile(
            r"(?:^|[/_.-])(?:o?auth(?:n|z|enticat\w*|ori[sz]\w*)?|login|password\w*|permissions?|acl|rbac|jwt|csrf|cors)(?=[/_.-]|$)",
            re.IGNORECASE,
        ),
    ),
    (
        Bilingual("加密与证书", "encryption and certificates"),
        re.compile(
            r"(?:^|[/_.-])(?:crypto\w*|tls|ssl|certs?|certificates?|x509|signing)(?=[/_.-]|$)", re.IGNORECASE
        ),
    ),
)


def new_modules(material: Material) -> Found:
    """Find new files of source."""
    new = [
        file
        for file in material.source
        if file.change.status is FileStatus.ADDED and file.change.additions >= NEW_MODULE_LINES
    ]
    if new:
        yield Finding({"places": places(new)}, seen_in(new))


def gone_modules(material: Material) -> Found:
    """Find deleted files of source."""
    gone = [file for file in material.source if file.change.status is FileStatus.DELETED]
    if gone:
        yield Finding({"places": places(gone)}, seen_in(gone))


def moved_modules(material: Material) -> Found:
    """Find renamed files of source, where the commit is more than that."""
    moved = [
        file for file in material.source if file.change.status is FileStatus.RENAMED and file.change.old_path
    ]
    if moved and not all(file in moved and not file.churn for file in telling(material)):
        pairs = tuple(f"{file.change.old_path} → {file.path}" for file in moved)
        yield Finding({"pairs": Codes(pairs, 3)}, seen_in(moved))


def spans(material: Material) -> Found:
    """Find the packages of a repository of several, where one commit changes source in more than one."""
    roots: dict[str, None] = {}
    for file in material.source:
        folder, found, _ = file.path.partition("/src/")
        if found:
            roots[folder + "/"] = None
    if len(roots) > 1:
        yield Finding({"folders": Codes(tuple(roots), 4)}, seen_in(material.source))


def surface(material: Material) -> Found:
    """Find which of many new names others can use."""
    added = material.symbols(Alteration.ADDED)
    public = [symbol for symbol in added if symbol.public and language_of(symbol.path) in MEASURED_LANGUAGES]
    if 0 < len(public) < len(added):
        names = tuple(dict.fromkeys(map(shown_name, without_members(public))))
        yield Finding({"names": Codes(names, 6)}, tuple(symbol.evidence for symbol in public[:4]))


def speed(material: Material) -> Found:
    """Find what the author says of speed and size beyond the summary's quotation."""
    yield from _said_of(material, _SPEED)


def security_words(material: Material) -> Found:
    """Find the sentences in which the message speaks of security; numbered advisories are in the summary."""
    for mark in material.facts.marks:
        is_number = ADVISORY_ID.fullmatch(mark.word)
        if mark.kind is MarkKind.SECURITY and mark.word.strip() and not is_number:
            yield from _said_of(material, re.compile(rf"(?<!\w){re.escape(mark.word)}", re.IGNORECASE))


def _said_of(material: Material, pattern: re.Pattern[str]) -> Found:
    told = material.words.opening(*QUOTE_LIMITS[Depth.DEEP])
    for sentence in material.words.sentences:
        if pattern.search(sentence) and sentence not in told and len(sentence) <= QUOTE_LIMIT:
            yield Finding({"quote": Quoted(sentence)}, (Evidence(sentence),))


def benchmarks(material: Material) -> Found:
    """Find changed benchmarks beside changed source."""
    files = [file for file in material.facts.files if _BENCH.search(file.path)]
    if files and len(files) < len(material.facts.files):
        yield Finding({"places": places(files)}, seen_in(files))


def sensitive_places(material: Material) -> Found:
    """Find source whose path says that it deals with identity or encryption."""
    for what, pattern in _SENSITIVE:
        files = [file for file in material.source if pattern.search(file.path.rpartition("/src/")[2])]
        if files:
            yield Finding(
                {"what": what, "paths": Codes(tuple(file.path for file in files), 3)}, seen_in(files)
            )


def majors(material: Material) -> Found:
    """Find which of many moved dependencies have a new major version; few are told one by one, with that."""
    moved = [change for change in material.facts.dependencies if change.before and change.after]
    major = [change for change in moved if change.major]
    if len(moved) > TOLD_ONE_BY_ONE and major:
        names = Codes(tuple(dict.fromkeys(f"{one.name} {one.before} → {one.after}" for one in major)), 6)
        yield Finding({"names": names}, tuple(one.evidence for one in major[:4]))


def shrinks(material: Material) -> Found:
    """Find a change that mostly clears up."""
    less = material.facts.lines_deleted(FileClass.SOURCE) - material.facts.lines_added(FileClass.SOURCE)
    if less >= SHRINK_LINES:
        yield Finding({"count": Count(less, Noun.LINE)}, seen_in(material.source))
