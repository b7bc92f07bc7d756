"""Whether upgrade notes are true: each finder fires where it must and keeps silent where it must."""

from collections.abc import Iterable

import pytest
import strategies
from handmade import BOT, change, commit, gone, new, upgrades
from hypothesis import given, settings

from analysis.facts.models import Facts
from analysis.models import FileChange, FileStatus
from analysis.results import UpgradeKind, UpgradeNote
from analysis.text import clean
from analysis.upgrades import upgrade_notes


def texts(notes: Iterable[UpgradeNote]) -> list[tuple[UpgradeKind, str]]:
    return [(note.kind, note.text.en) for note in notes]


def test_a_public_function_that_is_gone_is_noted_with_its_file_and_line() -> None:
    notes = upgrades("Drop it", change("src/pool.py", "-def connect(host):\n-    return host\n+x = 1"))

    assert texts(notes) == [(UpgradeKind.API_REMOVED, "`connect` is gone from `src/pool.py`.")]
    assert (notes[0].evidence.path, notes[0].evidence.line, notes[0].evidence.removed) == (
        "src/pool.py",
        1,
        True,
    )
    assert notes[0].text.zh == "`src/pool.py` 移除了 `connect`。"


@pytest.mark.parametrize(
    ("why", "files"),
    [
        (
            "it moved to another file",
            [change("src/a.py", "-def connect(host):"), change("src/b.py", "+def connect(host):")],
        ),
        (
            "it stays as an alias",
            [change("src/a.py", "-def connect(host):\n-    pass\n+connect = open_connection")],
        ),
        (
            "it is imported from elsewhere",
            [change("src/a.py", "-def connect(host):\n-    pass\n+from other import connect")],
        ),
        ("its name is private", [change("src/a.py", "-def _connect(host):")]),
        ("its module is private", [change("src/_pool.py", "-def connect(host):")]),
        ("it is a test", [change("tests/test_pool.py", "-def connect(host):")]),
        ("it is an example", [change("examples/pool.py", "-def connect(host):")]),
        ("it is a script", [change("scripts/pool.py", "-def connect(host):")]),
        (
            "it is local to a function",
            [change("src/a.py", " def outer():\n-    def connect(host):\n-        pass")],
        ),
        ("C keeps what others may use in headers", [change("src/pool.c", "-int connect(char *host)\n-{")]),
    ],
)
def test_no_removal_is_noted_where(why: str, files: list[FileChange]) -> None:
    assert upgrades("Tidy", *files) == (), why


def test_a_removal_that_the_title_calls_internal_is_not_for_users() -> None:
    assert upgrades("Remove unused internal code", change("src/a.py", "-def connect(host):")) == ()


def test_a_private_module_counts_when_the_documentation_speaks_of_its_name() -> None:
    files = (change("src/_pool.py", "-def connect(host):"), change("docs/api.md", "-Call `connect` first."))

    assert texts(upgrades("Drop it", *files)) == [
        (UpgradeKind.API_REMOVED, "`connect` is gone from `src/_pool.py`.")
    ]


def test_of_a_class_that_is_gone_its_methods_are_not_noted_too() -> None:
    removed = (
        "-class Pool:\n-    def get(self):\n-        return 1\n-    def put(self, one):\n-        return 2"
    )

    assert texts(upgrades("Drop it", change("src/a.py", removed))) == [
        (UpgradeKind.API_REMOVED, "`Pool` is gone from `src/a.py`.")
    ]


def test_a_header_of_c_is_public() -> None:
    assert [note.kind for note in upgrades("Drop it", change("include/pool.h", "-struct pool {"))] == [
        UpgradeKind.API_REMOVED
    ]


def test_a_renamed_function_is_noted_with_both_names() -> None:
    notes = upgrades(
        "Rename", change("src/a.py", "-def connect(host, port):\n+def connect_to(host, port):\n     pass")
    )

    assert texts(notes) == [(UpgradeKind.API_RENAMED, "`connect` is called `connect_to` now.")]


def test_a_rename_that_keeps_the_old_name_as_an_alias_is_no_note() -> None:
    renamed = "-def connect(host, port):\n+def connect_to(host, port):\n     pass\n+connect = connect_to"

    assert upgrades("Rename", change("src/a.py", renamed)) == ()


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("def f(a, b=1):", "def f(a):", "`f` no longer takes `b`."),
        ("def f(a):", "def f(a, b):", "`f` now requires `b`."),
        ("def f(a, b=1):", "def f(a, b):", "`f` now requires `b`."),
        ("def f(a, b):", "def f(b, a):", "`f` takes its parameters in another order: `a, b` → `b, a`."),
        ("def f(a, b=1):", "def f(a, *, b=1):", "`f` takes `b` by keyword only now."),
        ("def f(a, old):", "def f(a, new):", "`f` renames its parameter `old` to `new`."),
        ("def f(a):", "async def f(a):", "`f` is asynchronous now: callers must await it."),
        ("def f(a, b, c, d):", "def f(a):", "`f` no longer takes `b`, `c` and `d`."),
    ],
)
def test_what_a_changed_signature_asks_of_callers(before: str, after: str, text: str) -> None:
    notes = upgrades("Change f", change("src/a.py", f"-{before}\n+{after}\n     pass"))

    assert texts(notes) == [(UpgradeKind.API_CHANGED, text)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f(a):", "def f(a, b=1):"),
        ("def f(a):", "def f(a, *, b=None):"),
        ("def f(a):", "def f(a, **options):"),
        ("def f(a, b):", "def f(a, *args, **kwargs):"),
        ("def f(a):", "def f(a: int) -> str:"),
        ("def f(self, a):", "def f(cls, a):"),
        ("class F(Base):", "class F(Other):"),
        ("def _f(a, b):", "def _f(a):"),
        ("def f(a, b", "def f(a,"),
    ],
)
def test_a_signature_that_asks_nothing_of_callers_is_no_note(before: str, after: str) -> None:
    assert upgrades("Change f", change("src/a.py", f"-{before}\n+{after}\n     pass")) == ()


def test_another_number_of_parameters_in_a_typed_language_is_noted() -> None:
    notes = upgrades(
        "Change f", change("src/a.rs", "-pub fn f(a: u8) -> u8 {\n+pub fn f(a: u8, b: Map<K, V>) -> u8 {")
    )

    assert texts(notes) == [
        (UpgradeKind.API_CHANGED, "`f` takes other parameters: `a: u8` → `a: u8, b: Map<K, V>`.")
    ]


def test_the_same_number_of_parameters_in_a_typed_language_is_no_note() -> None:
    assert upgrades("Change f", change("src/a.rs", "-pub fn f(a: u8) {\n+pub fn f(b: u8) {")) == ()


def test_a_command_line_option_that_is_gone_is_noted() -> None:
    notes = upgrades("Drop it", change("src/cli.py", '-parser.add_argument("--retries", default=3)\n+pass'))

    assert texts(notes) == [(UpgradeKind.OPTION_REMOVED, "The command-line option `--retries` is gone.")]
    assert notes[0].text.zh == "命令行选项 `--retries` 已移除。"


def test_an_environment_variable_that_is_gone_is_noted() -> None:
    notes = upgrades("Drop it", change("src/cli.py", '-proxy = os.environ.get("HTTP_PROXY")\n+proxy = None'))

    assert texts(notes) == [
        (UpgradeKind.ENVIRONMENT_REMOVED, "The environment variable `HTTP_PROXY` is gone.")
    ]


def test_an_option_declared_elsewhere_in_the_same_commit_is_not_gone() -> None:
    files = (
        change("src/cli.py", '-parser.add_argument("--retries", default=3)'),
        change("src/net.py", '+parser.add_argument("--retries", default=3)'),
    )

    assert upgrades("Move it", *files) == ()


@pytest.mark.parametrize("path", ["build.rs", "scripts/run.py", "examples/run.py", "gallery/run.py"])
def test_an_option_of_a_build_script_example_or_tool_is_not_for_users(path: str) -> None:
    removed = '-let target = env::var("TARGET");' if path.endswith(".rs") else '-x = os.environ["TARGET"]'

    assert upgrades("Drop it", change(path, removed)) == ()


def test_a_changed_default_is_noted_with_both_values() -> None:
    lines = '-parser.add_argument("--retries", default=3)\n+parser.add_argument("--retries", default=5)'

    assert texts(upgrades("Retry more", change("src/cli.py", lines))) == [
        (UpgradeKind.DEFAULT_CHANGED, "The command-line option `--retries` defaults to `5` instead of `3`.")
    ]


def test_a_new_option_is_no_note() -> None:
    assert upgrades("Add it", change("src/cli.py", '+parser.add_argument("--retries", default=3)')) == ()


def test_a_new_major_version_of_a_dependency_of_users_is_noted() -> None:
    notes = upgrades("Update", change("Cargo.toml", '-tokio = "0.2.1"\n+tokio = "1.0"'))

    assert texts(notes) == [
        (
            UpgradeKind.DEPENDENCY_MAJOR,
            "The dependency `tokio` moves to a new major version: `0.2.1` → `1.0`.",
        )
    ]


@pytest.mark.parametrize(
    ("why", "file"),
    [
        ("a minor version", change("Cargo.toml", '-tokio = "1.1"\n+tokio = "1.2"')),
        ("a tool", change("pyproject.toml", '-    "pytest >= 7.0",\n+    "pytest >= 8.0",')),
        ("a pin of the developers", change("requirements/dev.txt", "-flask==1.0\n+flask==2.0")),
        (
            "a workflow",
            change(".github/workflows/a.yml", "-  uses: actions/checkout@v3\n+  uses: actions/checkout@v4"),
        ),
        ("a lock file", change("Cargo.lock", ' name = "serde"\n-version = "1.0.0"\n+version = "2.0.0"')),
        ("its place", change("docs/requirements.txt", "-flask>=1.0\n+flask>=2.0")),
        ("its section", change("Cargo.toml", ' [dev-dependencies]\n-nix = "0.1.0"\n+nix = "0.2.0"')),
    ],
)
def test_a_dependency_is_nothing_for_users_because_of(why: str, file: FileChange) -> None:
    assert upgrades("Update", file) == (), why


def test_a_higher_lowest_version_of_the_language_is_noted() -> None:
    lines = '-requires-python = ">=3.8"\n+requires-python = ">=3.10"'

    assert [note.kind for note in upgrades("Drop 3.8", change("pyproject.toml", lines))] == [
        UpgradeKind.SUPPORT_DROPPED
    ]


def test_a_lower_lowest_version_of_the_language_is_no_note() -> None:
    lines = '-requires-python = ">=3.10"\n+requires-python = ">=3.8"'

    assert upgrades("Support 3.8", change("pyproject.toml", lines)) == ()


def test_a_version_that_continuous_integration_no_longer_runs_is_still_supported() -> None:
    lines = '-        python-version: ["3.8", "3.9"]\n+        python-version: ["3.9"]'

    assert upgrades("Test less", change(".github/workflows/test.yml", lines)) == ()


def test_a_classifier_that_moves_to_another_manifest_is_no_note() -> None:
    line = '"Programming Language :: Python :: 3.9",'
    files = (
        change("setup.py", f"-        {line}", status=FileStatus.DELETED),
        change("pyproject.toml", f"+    {line}"),
    )

    assert upgrades("Build otherwise", *files) == ()


def test_a_migration_is_noted_with_what_it_does_to_data() -> None:
    notes = upgrades(
        "Drop a column", new("db/migrations/0002_drop.sql", "ALTER TABLE users DROP COLUMN name;")
    )

    assert [note.kind for note in notes] == [UpgradeKind.MIGRATION]
    assert "drops or rewrites stored data" in notes[0].text.en
    assert "会删除或改写已有数据" in notes[0].text.zh


def test_what_the_author_declares_as_breaking_comes_first() -> None:
    notes = upgrades("feat!: keep two", change("src/cli.py", '-parser.add_argument("--retries")\n+pass'))

    assert texts(notes)[0] == (UpgradeKind.BREAKING, "The author declares a breaking change: “keep two”")
    assert len(notes) == 2


def test_a_bot_declares_nothing_as_breaking() -> None:
    assert upgrades(commit("feat!: keep two", author=BOT)) == ()


def test_an_ordinary_commit_has_no_upgrade_notes() -> None:
    files = (new("src/new.py", "def f():\n    return 1"), change("docs/a.md", "-old\n+new"))

    assert upgrades("Add f", *files) == ()


def test_a_deleted_module_is_noted_by_its_public_names() -> None:
    assert texts(upgrades("Drop it", gone("src/pool.py", "def connect():\n    pass\nLIMIT = 1"))) == [
        (UpgradeKind.API_REMOVED, "`connect` is gone from `src/pool.py`.")
    ]


@settings(max_examples=150, deadline=None)
@given(strategies.shas, strategies.facts)
def test_whatever_the_facts_the_notes_are_clean_and_unique(sha: str, facts: Facts) -> None:
    notes = upgrade_notes(sha, facts)

    assert len({(note.kind, note.text.en) for note in notes}) == len(notes)
    for note in notes:
        for text in (note.text.zh, note.text.en):
            assert text.count("`") % 2 == 0
            assert clean(text) == text
        assert note.sha == sha


def test_a_name_that_the_module_still_answers_to_is_not_gone() -> None:
    alias = '+def __getattr__(name):\n+    if name == "RequestContext":\n+        return AppContext'

    assert not upgrades("Merge them", change("src/a.py", f"-class RequestContext:\n-    pass\n{alias}"))


def test_a_name_of_another_module_keeps_nothing() -> None:
    files = change("src/a.py", "-class SSLContext(Base):\n-    pass\n+context = ssl.SSLContext(PROTOCOL)")

    assert texts(upgrades("Simplify", files)) == [
        (UpgradeKind.API_REMOVED, "`SSLContext` is gone from `src/a.py`.")
    ]


def test_what_an_example_requires_is_no_note() -> None:
    file = change("examples/a/pyproject.toml", '-requires-python = ">=3.8"\n+requires-python = ">=3.9"')

    assert not upgrades("Update the example", file)


def test_a_minor_step_below_one_is_called_what_it_is() -> None:
    file = change("Cargo.toml", ' [dependencies]\n-parking_lot = "0.7.0"\n+parking_lot = "0.8"')

    assert texts(upgrades("Raise it", file)) == [
        (
            UpgradeKind.DEPENDENCY_MAJOR,
            "The dependency `parking_lot` moves to a 0.x version that may break: `0.7.0` → `0.8`.",
        )
    ]
