"""Each rule of insight: a commit in which it fires, what it says then, and one that it passes over."""

from typing import NamedTuple

import pytest
from handmade import RATING, change, commit, facts, gone, insight, new, note

from analysis.language import Language
from analysis.models import FileChange, FileStatus
from analysis.types import types_of
from analysis.writing.insights import INSIGHTS, InsightRule
from analysis.writing.material import gather

LONG = "\n".join(f"step_{n} = prepare({n})" for n in range(30))
SHORT_BODY = "Each call is retried. It gives up after ten. The caller is told. The rest is as before."


class Case(NamedTuple):
    """A commit, and what is said of it in English and in Chinese."""

    message: str
    files: tuple[FileChange, ...]
    en: str = ""
    zh: str = ""


FIRES = {
    "new_modules": Case(
        "Add pool",
        (new("src/pool.py", LONG),),
        "New code lives in `src/pool.py` (new, 30 lines).",
        "新代码在 `src/pool.py`（新文件，30 行）。",
    ),
    "gone_modules": Case(
        "Drop pool",
        (gone("src/pool.py", LONG),),
        "Nothing is left of `src/pool.py` (deleted, 30 lines).",
        "不再有 `src/pool.py`（已删除，30 行）。",
    ),
    "moved_modules": Case(
        "Move pool",
        (
            change("src/net/pool.py", status=FileStatus.RENAMED, old_path="src/pool.py"),
            change("src/a.py", "+x = 1"),
        ),
        "Files move: `src/pool.py → src/net/pool.py`.",
        "文件移动：`src/pool.py → src/net/pool.py`。",
    ),
    "spans": Case(
        "Change both",
        (change("core/src/a.rs", "+let x = 1;"), change("cli/src/b.rs", "+let x = 1;")),
        "Spans several packages: `core/` and `cli/`.",
        "改动跨多个包：`core/`、`cli/`。",
    ),
    "surface": Case(
        "Add it",
        (change("src/a.py", "+def connect(host): ...\n+def _open(host): ..."),),
        "Of the new names, `connect()` can be used from outside.",
        "其中对外可用的是 `connect()`。",
    ),
    "speed": Case(
        f"Go on\n\n{SHORT_BODY} The new parser is twice as fast: 30 ms instead of 60 ms.",
        (change("src/a.py", "+x = 1"),),
        "On speed, the author writes: “The new parser is twice as fast: 30 ms instead of 60 ms.”",
        "关于性能，作者写道：“The new parser is twice as fast: 30 ms instead of 60 ms.”",
    ),
    "concurrency": Case(
        "Guard it",
        (change("src/a.py", "+    self._lock = asyncio.Lock()"),),
        "`src/a.py` gains a lock: `self._lock = asyncio.Lock()`.",
        "`src/a.py` 多了一把锁：`self._lock = asyncio.Lock()`。",
    ),
    "benchmarks": Case(
        "Go faster",
        (change("src/a.py", "+x = 1"), change("benches/pool.py", "+y = 1")),
        "Benchmarks change with it: `benches/pool.py` (+1 −0).",
        "同时改了基准测试 `benches/pool.py`（+1 −0）。",
    ),
    "security_words": Case(
        f"Go on\n\n{SHORT_BODY} An attacker could cause a denial of service with one header.",
        (change("src/a.py", "+x = 1"),),
        "On security, the message says: “An attacker could cause a denial of service with one header.”",
        "关于安全，提交说明写道：“An attacker could cause a denial of service with one header.”",
    ),
    "sensitive_places": Case(
        "Fix it",
        (change("src/auth/session.py", "+x = 1"),),
        "Touches authentication and permissions: `src/auth/session.py`.",
        "改到了身份认证与权限代码 `src/auth/session.py`。",
    ),
    "hazards": Case(
        "Read it",
        (change("src/a.py", "+    data = pickle.loads(body)"),),
        "`src/a.py` gains unsafe deserialisation: `data = pickle.loads(body)`.",
        "`src/a.py` 多了一处不安全的反序列化：`data = pickle.loads(body)`。",
    ),
    "shrinks": Case(
        "Clear up",
        (change("src/a.py", "\n".join(f"-x{n} = 1" for n in range(45)) + "\n+y = 1"),),
        "The source is 44 lines shorter than before.",
        "源码净减少 44 行。",
    ),
    "suppressions": Case(
        "Fix it",
        (change("src/a.py", "+import x  # noqa: E402"),),
        "`src/a.py` silences a check: `import x # noqa: E402`.",
        "`src/a.py` 关掉了一处检查：`import x # noqa: E402`。",
    ),
    "debts": Case(
        "Start it",
        (change("src/a.py", "+    # TODO: retry\n+    x = 1"),),
        "`src/a.py` leaves work for later: `# TODO: retry`.",
        "`src/a.py` 留下待办：`# TODO: retry`。",
    ),
    "raised": Case(
        "Refuse it",
        (change("src/a.py", '+        raise ValueError("no host")'),),
        '`src/a.py` fails in a new place: `raise ValueError("no host")`.',
        '`src/a.py` 会在新的地方报错：`raise ValueError("no host")`。',
    ),
    "majors": Case(
        "Update",
        (
            change(
                "Cargo.toml",
                "\n".join(f'-{n} = "1.0"\n+{n} = "1.1"' for n in "ac") + '\n-b = "1.0"\n+b = "2.0"',
            ),
        ),
        "A new major version among them: `b 1.0 → 2.0`.",
        "其中升了主版本的是 `b 1.0 → 2.0`。",
    ),
}

SILENT = {
    "new_modules": Case("Add it", (new("src/pool.py", "x = 1"),)),
    "gone_modules": Case("Drop it", (gone("tests/test_pool.py", LONG),)),
    "moved_modules": Case("Move it", (change("src/b.py", status=FileStatus.RENAMED, old_path="src/a.py"),)),
    "spans": Case(
        "Change one", (change("core/src/a.rs", "+let x = 1;"), change("core/src/b.rs", "+let y = 1;"))
    ),
    "surface": Case("Add it", (change("src/a.py", "+def connect(host): ..."),)),
    "speed": Case("Go on\n\nThe new parser is twice as fast.", (change("src/a.py", "+x = 1"),)),
    "concurrency": Case(
        "Move the lock",
        (change("src/a.py", "-    self._lock = asyncio.Lock()\n+    self.lock = asyncio.Lock()"),),
    ),
    "benchmarks": Case("Measure", (change("benches/pool.py", "+y = 1"),)),
    "security_words": Case("Close a denial of service", (change("src/a.py", "+x = 1"),)),
    "sensitive_places": Case("Fix it", (change("src/author.py", "+x = 1"),)),
    "hazards": Case("Stop it", (change("src/a.py", "-    data = pickle.loads(body)"),)),
    "shrinks": Case("Rewrite", (change("src/a.py", "\n".join(f"-x{n} = 1\n+y{n} = 1" for n in range(45))),)),
    "suppressions": Case("Test it", (change("tests/test_a.py", "+import x  # noqa: E402"),)),
    "debts": Case("Finish it", (change("src/a.py", "-    # TODO: retry\n+    x = 1"),)),
    "raised": Case("Add it", (new("src/a.py", 'def f():\n    raise ValueError("no host")'),)),
    "majors": Case("Update", (change("Cargo.toml", '-tokio = "1.1"\n+tokio = "2.0"'),)),
}

IDS = [rule.id for rule in INSIGHTS]


def test_every_rule_has_a_case_in_which_it_fires_and_one_in_which_it_does_not() -> None:
    assert set(FIRES) == set(SILENT) == set(IDS)
    assert len(IDS) == len(set(IDS))


@pytest.mark.parametrize("rule", INSIGHTS, ids=IDS)
@pytest.mark.parametrize("language", Language)
def test_a_rule_that_fires_says(rule: InsightRule, language: Language) -> None:
    case = FIRES[rule.id]
    analysis = note(case.message, *case.files, language=language)

    assert (case.en if language is Language.EN else case.zh) in insight(analysis, rule.dimension)


@pytest.mark.parametrize("rule", INSIGHTS, ids=IDS)
def test_a_rule_keeps_silent(rule: InsightRule) -> None:
    case = SILENT[rule.id]
    found = facts(case.message, *case.files)

    assert not list(rule.find(gather(commit(case.message), found, types_of(found), RATING)))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("    unsafe { read(ptr) }", "unsafe code"),
        ("result = eval(text)", "a call that runs arbitrary code"),
        ("data = yaml.load(text)", "unsafe deserialisation"),
        ("run(command, shell=True)", "a command through the shell"),
        ("get(url, verify=False)", "a line that switches certificate checks off"),
        ("strcpy(to, from)", "a copy without a length check"),
        ("digest = hashlib.md5(body)", "a weak hash"),
    ],
)
def test_a_hazard_is_called_by_its_name(line: str, what: str) -> None:
    said = insight(note("Change it", change("src/a.py", f"+{line}")), "security")

    assert said == [f"`src/a.py` gains {what}: `{line.strip()}`."]


@pytest.mark.parametrize(
    "line", ["model.eval()", "yaml.load(text, Loader=yaml.SafeLoader)", "cursor.exec(query)"]
)
def test_a_harmless_line_is_no_hazard(line: str) -> None:
    assert insight(note("Change it", change("src/a.py", f"+{line}")), "security") == []


@pytest.mark.parametrize(
    ("line", "dimension"),
    [
        ("        raise NotImplementedError()", "compatibility"),
        ("    def close(self): ...  # pragma: no cover", "maintainability"),
    ],
)
def test_what_no_caller_meets_and_no_reviewer_asks_about_is_no_insight(line: str, dimension: str) -> None:
    assert insight(note("Change it", change("src/a.py", f"+{line}")), dimension) == []


def test_a_line_that_only_moved_within_its_file_is_no_news() -> None:
    lines = "-    unsafe { read(ptr) }\n+    unsafe { read(ptr) }"

    assert insight(note("Move it", change("src/a.rs", lines)), "security") == []
