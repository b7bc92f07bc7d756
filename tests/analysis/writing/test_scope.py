"""The scope names files and folders, what changes in each, and who is concerned."""

from handmade import change, new, note

from analysis.language import Language
from analysis.models import FileChange, FileStatus

LINES = "\n".join(f"+    step_{n} = prepare({n})" for n in range(9))


def scope(*files: FileChange, language: Language = Language.EN) -> list[str]:
    return [claim.text for claim in note("Do it", *files, language=language).scope]


def test_source_comes_first_with_the_names_that_change_there() -> None:
    source = (change("src/a.py", LINES, heading="def f():"), change("src/b.py", LINES))
    files = (change("docs/a.md", "+Text."), *source)

    assert scope(*files) == [
        "`src/a.py` (+9 −0): `f()`",
        "`src/b.py` (+9 −0)",
        "Documentation: `docs/a.md` (+1 −0)",
    ]
    assert scope(*files, language=Language.ZH) == [
        "`src/a.py`（+9 −0）：`f()`",
        "`src/b.py`（+9 −0）",
        "文档：`docs/a.md`（+1 −0）",
    ]


def test_where_one_file_changes_what_the_summary_named_is_not_named_again() -> None:
    assert scope(change("src/a.py", LINES, heading="def f():")) == ["`src/a.py` (+9 −0)"]


def test_a_file_of_a_wider_change_with_one_line_shows_it() -> None:
    files = (
        change("src/a.py", LINES),
        change("src/b.py", "+LIMIT = 3"),
        change("src/c.py", "-A = 1\n+A = 2"),
    )

    assert scope(*files)[1:] == [
        "`src/c.py` (+1 −1): `A = 1` becomes `A = 2`",
        "`src/b.py` (+1 −0): adds `LIMIT = 3`",
    ]
    assert scope(*files, language=Language.ZH)[1:] == [
        "`src/c.py`（+1 −1）：`A = 1` 改为 `A = 2`",
        "`src/b.py`（+1 −0）：新增 `LIMIT = 3`",
    ]


def test_a_signature_that_the_summary_showed_is_not_shown_again() -> None:
    head = "    pub async fn create"
    lines = f"-{head}<P: AsRef<Path>>(&self, p: P) -> u8 {{\n+{head}(&self, p: impl AsRef<Path>) -> u8 {{"
    files = (change("src/a.rs", lines), change("src/b.rs", "+    two();\n+    three();"))

    assert scope(*files)[0] == "`src/a.rs` (+1 −1): `create()`"


def test_the_comma_behind_the_one_new_line_of_a_file_is_not_shown() -> None:
    files = (change("src/a.rs", "+    Error,"), change("src/b.rs", "+    two();\n+    three();"))

    assert scope(*files)[1] == "`src/a.rs` (+1 −0): adds `Error`"


def test_another_version_alone_is_not_shown_for_each_file() -> None:
    files = [change(f"src/{name}.py", '-version = "0.1.1"\n+version = "0.1.2"') for name in "ab"]

    assert scope(*files) == ["`src/a.py` (+1 −1)", "`src/b.py` (+1 −1)"]


def test_a_type_is_not_named_beside_the_member_that_changed() -> None:
    files = (
        change("src/a.py", " class Pool:\n+    size = 2\n+    def get(self):\n+        return one"),
        change("src/b.py", "+two = 1\n+three = 1"),
    )

    assert scope(*files)[0] == "`src/a.py` (+3 −0): `Pool.get()`"


def test_every_class_of_files_has_its_line() -> None:
    files = (
        change("tests/test_a.py", "+x = 1"),
        change("Cargo.toml", "+[features]"),
        change("app.yml", "+a: 1"),
        change("Makefile", "+all:"),
        change(".github/a.yml", "+a: 1"),
        change("Cargo.lock", "+[x]"),
        change("a_pb2.py", "+x = 1"),
        change("data.bin", "+x"),
    )

    assert [text.partition(":")[0] for text in scope(*files)] == [
        "Tests",
        "Package manifests",
        "Configuration",
        "Build",
        "CI and repository settings",
        "Lock files",
        "Generated files",
        "Other files",
    ]


def test_many_files_are_gathered_into_folders_and_the_rest_is_counted() -> None:
    files = [change(f"lib{n}/a{m}.py", LINES) for n in range(9) for m in range(3)]

    lines = scope(*files)
    assert lines[0] == "`lib0/` (3 files, +27 −0)"
    assert lines[-1] == "9 more source files"


def test_callers_and_setups_that_are_concerned_are_named() -> None:
    file = change("src/a.py", '-def connect(host):\n-    pass\n-parser.add_argument("--retries")\n+x = 1')

    assert scope(file)[1:] == ["Callers of `connect`", "Setups that rely on `--retries`"]
    assert scope(file, language=Language.ZH)[1:] == [
        "涉及调用 `connect` 的代码",
        "涉及依赖 `--retries` 的配置和脚本",
    ]


def test_new_deleted_and_renamed_files_say_so() -> None:
    files = (
        new("src/a.py", "x = 1\ny = 2"),
        change("src/b.py", "-x = 1\n-y = 2\n-z = 3", status=FileStatus.DELETED),
        change("src/c.py", "+x = 1\n+y = 2", status=FileStatus.RENAMED, old_path="src/d.py"),
    )

    assert scope(*files) == [
        "`src/b.py` (deleted, 3 lines)",
        "`src/a.py` (new, 2 lines)",
        "`src/c.py` (renamed from `src/d.py`, +2 −0)",
    ]


def test_an_empty_commit_has_no_scope() -> None:
    assert scope() == []


def test_the_one_place_that_the_summary_told_is_not_told_again() -> None:
    assert not scope(change("docs/a.md", "+One.\n+Two.\n+Three."))
