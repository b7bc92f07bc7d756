"""What single changed lines give away: rights of workflows, lost handlers, skipped tests, hazards, debts."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.diff import Line
from analysis.facts.models import Evidence, FileClass, FileFacts
from analysis.language import Bilingual
from analysis.models import FileStatus
from analysis.text import clean
from analysis.writing.findings import Finding, Found
from analysis.writing.material import Material, evidence_of
from analysis.writing.testnames import found_tests, test_names
from analysis.writing.values import Code, Codes, Value

READ = 400
"""Characters of a line that are read; a longer one is data."""

_RIGHTS = re.compile(
    r"\s*(?:[\w-]+:\s*write(?:-all)?\s*$|permissions:|pull_request_target\b|.*\$\{\{\s*secrets\.)"
)
_WORKFLOW = re.compile(r"\.github/workflows/|\.gitlab-ci|\.circleci/|azure-pipelines|Jenkinsfile")
_HANDLER = re.compile(
    r"\s*(?:\}\s*)?(?:except\b.*:|catch\s*\(.*|rescue\b.*|if err != nil\s*\{"
    r"|with (?:contextlib\.)?suppress\(.*)\s*(?:#.*)?$"
)
_STRING = re.compile(r"\s*[rbfu]*[\"']\S")
NEAR = 4
"""Lines between a warning's text and its category."""

_SKIP = re.compile(
    r"\s*(?:@(?:pytest\.mark\.|unittest\.)?(?:skip|xfail|skipIf|Ignore|Disabled)\b|#\[ignore\b|(?:it|test"
    r"|describe)\.skip\("
    r"|t\.Skip\(|pytest\.skip\()"
)


@dataclass(frozen=True, slots=True)
class Telltale:
    """A kind of line that is worth a word, and what to call it."""

    what: Bilingual
    pattern: re.Pattern[str]


HAZARDS = (
    Telltale(Bilingual("一段 unsafe 代码", "unsafe code"), re.compile(r"\bunsafe\s*(?:\{|fn\b|impl\b)")),
    Telltale(
        Bilingual("一处执行任意代码的调用", "a call that runs arbitrary code"),
        re.compile(r"(?<![.\w])(?:eval|exec)\((?!\))|dangerouslySetInnerHTML"),
    ),
    Telltale(
        Bilingual("一处不安全的反序列化", "unsafe deserialisation"),
        re.compile(r"\bpickle\.loads?\(|\byaml\.load\((?!.*(?:SafeLoader|safe))"),
    ),
    Telltale(
        Bilingual("一条经过 shell 的命令", "a command through the shell"),
        re.compile(r"shell\s*=\s*True|\bos\.system\("),
    ),
    Telltale(
        Bilingual("一处关闭证书校验的代码", "a line that switches certificate checks off"),
        re.compile(r"verify\s*=\s*False|InsecureSkipVerify:\s*true|CERT_NONE"),
    ),
    Telltale(
        Bilingual("一处不检查长度的复制", "a copy without a length check"),
        re.compile(r"\b(?:strcpy|strcat|sprintf)\("),
    ),
    Telltale(Bilingual("一处弱散列算法", "a weak hash"), re.compile(r"\b(?:hashlib\.)?(?:md5|sha1)\(")),
)
"""What reviewers of security look at first."""

CONCURRENCY = (
    Telltale(
        Bilingual("一把锁", "a lock"),
        re.compile(
            r"\b(?:threading|asyncio|trio|anyio)\.(?:R?Lock|Semaphore|Condition)\(|\b(?:Mutex|RwLock|Semaphore)::new\("
            r"|\bsync\.(?:RW)?Mutex\b|\bpthread_mutex_lock\(|\bsynchronized\s*\("
        ),
    ),
    Telltale(
        Bilingual("一处缓存", "a cache"),
        re.compile(
            r"@(?:functools\.)?(?:lru_cache|cache|cached_property)\b|\bWeakKeyDictionary\(|\bLruCache::new\("
        ),
    ),
    Telltale(
        Bilingual("一处线程或进程的派生", "a place that starts threads or processes"),
        re.compile(
            r"\b(?:ThreadPoolExecutor|ProcessPoolExecutor)\(|\bthread::spawn\(|\bspawn_blocking\(|\bpthread_create\("
        ),
    ),
)
"""What decides how much runs at once, and how often."""

_RAISES = (
    r"raise\s+(?!NotImplementedError\b)(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Warning|Exit|Timeout|Invalid\w*|Closed)\b"
    r"|throw new \w+\(|return Err\([A-Z]"
)
_PANICS = r"\bpanic!\(|\berrors\.New\("
RAISES = re.compile(rf"\s*(?:{_RAISES})|.*(?:{_PANICS})")
"""A line that raises an error, from its beginning on."""

_RAISES_SOMEWHERE = re.compile(f"{_RAISES}|{_PANICS}")  # to be searched for: `.*` would try every place anew
SUPPRESSIONS = re.compile(
    r"#\s*noqa\b|#\s*type:\s*ignore|#\[allow\(|eslint-disable|@SuppressWarnings|//\s*nolint"
)
DEBTS = re.compile(r"(?:#|//|/\*|\*|--)\s*(?:TODO|FIXME|XXX|HACK)\b")


def hazards(material: Material) -> Found:
    """Find lines of a kind that attackers look for."""
    yield from _signs(material, HAZARDS)


def concurrency(material: Material) -> Found:
    """Find new locks, caches and pools."""
    yield from _signs(material, CONCURRENCY)


def raised(material: Material) -> Found:
    """Find errors that existing files raise where they did not."""
    new = {file.path for file in material.source if file.change.status is FileStatus.ADDED}
    for finding, path in added_lines(material, _RAISES_SOMEWHERE, FileClass.SOURCE):
        if path not in new:
            yield from _with_message(material, finding, path)


def _with_message(material: Material, finding: Finding, path: str) -> Found:
    """Yield a raised error as it stands; of one that runs on, the string below that says what is wrong."""
    seen = finding.evidence[0]
    if not seen.quote.endswith("("):
        yield finding
        return
    for said in strings_near(material, path, range((seen.line or 0) + 1, (seen.line or 0) + 1 + NEAR)):
        yield Finding({**finding.values, "line": Code(said.quote.rstrip(","))}, (said,))
        return


def suppressions(material: Material) -> Found:
    """Find checks that are silenced."""
    yield from (finding for finding, _ in added_lines(material, SUPPRESSIONS, FileClass.SOURCE))


def debts(material: Material) -> Found:
    """Find notes of work left to do."""
    yield from (finding for finding, _ in added_lines(material, DEBTS, FileClass.SOURCE))


def strings_near(material: Material, path: str, lines: range) -> Iterator[Evidence]:
    """Yield the strings that begin on new lines of a file, by the numbers of its `lines`."""
    for file, line in material.changed(FileClass.SOURCE):
        if file.path == path and line.sign == "+" and line.new in lines and _STRING.match(line.text):
            yield evidence_of(file, line)


def workflow_rights(material: Material) -> Found:
    """Find workflows whose rights or triggers change, or that use another secret."""
    if material.facts.automated:
        return
    for finding, path in added_lines(material, _RIGHTS, FileClass.CI):
        if _WORKFLOW.search(path):
            yield finding


def stopped_workflows(material: Material) -> Found:
    """Find workflows that are deleted."""
    for file in material.facts.of_class(FileClass.CI):
        if _WORKFLOW.search(file.path) and file.change.status is FileStatus.DELETED:
            yield Finding({"path": Code(file.path)}, (Evidence(clean(file.path), file.path),))


def lost_handlers(material: Material) -> Found:
    """Find files that catch fewer errors than before, and show a handler that is gone."""
    balance = Counter[str]()
    lost = dict[str, tuple[FileFacts, Line]]()
    for file, line in material.changed(FileClass.SOURCE):
        if _HANDLER.match(line.text[:READ]):
            balance[file.path] += 1 if line.sign == "+" else -1
            if line.sign == "-":
                lost.setdefault(file.path, (file, line))
    for path, (file, line) in lost.items():
        if balance[path] < 0 and file.change.status is FileStatus.MODIFIED and file.change.additions:
            yield Finding(
                {"path": Code(path), "line": Code(line.text.strip().rstrip("{:").strip())},
                (evidence_of(file, line),),
            )


def removed_tests(material: Material) -> Found:
    """Find tests that are gone with none in their place."""
    went = found_tests(material, "-")
    if went and not material.files_unread and not test_names(material, "+"):
        yield Finding({"names": Codes(tuple(went))}, tuple(went.values())[:3])


def skipped_tests(material: Material) -> Found:
    """Find tests of existing files that are skipped from now on."""
    new = {file.path for file in material.facts.files if file.change.status is FileStatus.ADDED}
    for finding, path in added_lines(material, _SKIP, FileClass.TEST):
        if path not in new:
            yield finding


def added_lines(
    material: Material, pattern: re.Pattern[str], *classes: FileClass, in_words: bool = False
) -> Iterator[tuple[Finding, str]]:
    """Yield the first new line like `pattern` of each file that gains more than it loses, and the path.

    Docstrings and long comments are read only where `in_words` says so.
    """
    files: dict[str, tuple[FileFacts, list[Line], list[Line]]] = {}
    for file, line in (material.changed if in_words else material.changed_code)(*classes):
        if pattern.search(line.text[:READ]):
            _, lost, gained = files.setdefault(file.path, (file, [], []))
            (lost if line.sign == "-" else gained).append(line)
    for path, (file, lost, gained) in files.items():
        old = {line.text.strip() for line in lost}
        fresh = [line for line in gained if line.text.strip() not in old]
        if len(gained) > len(lost) and fresh:
            yield _finding(file, fresh[0]), path


def _signs(material: Material, signs: Sequence[Telltale]) -> Found:
    for sign in signs:
        for finding, _ in added_lines(material, sign.pattern, FileClass.SOURCE):
            values: Mapping[str, Value] = {**finding.values, "what": sign.what}
            yield Finding(values, finding.evidence)


def _finding(file: FileFacts, line: Line) -> Finding:
    seen = evidence_of(file, line)
    return Finding({"path": Code(file.path), "line": Code(seen.quote)}, (seen,))
