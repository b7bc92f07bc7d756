"""What the summary tells of the diff: names, tests, data, submodules, modes, conditions, places."""

import pytest
from handmade import BOT, change, commit, gone, new, note, said, summary, told, told_zh

from analysis.language import Language
from analysis.models import FileChange, FileStatus, Submodule, Withheld
from analysis.results import Depth

ZH = Language.ZH
LONG_BODY = (
    "Add it\n\nEvery call is retried. Each retry waits a second. Ten retries are enough. "
    "It is off by default."
)


def lines(count: int, sign: str = "+") -> str:
    return "\n".join(f"{sign}    step_{n} = prepare_{'x' if sign == '-' else 'y'}({n})" for n in range(count))


def test_new_definitions_are_told_by_kind_and_place() -> None:
    file = change("src/a.py", "+class Pool:\n+    pass\n+def connect(host):\n+    pass")

    assert told(file) == ["Adds the class `Pool` and the function `connect()` in `src/a.py`."]
    assert told_zh(file) == ["在 `src/a.py` 中新增类 `Pool`、函数 `connect()`。"]


def test_a_kind_without_a_chinese_name_is_set_off_by_a_blank() -> None:
    file = change("src/a.rs", f"+pub trait Pool {{\n{lines(3)}")

    assert told_zh(file)[0] == "在 `src/a.rs` 中新增 trait `Pool`。"


def test_a_method_is_called_one_where_its_type_is_out_of_sight() -> None:
    said = summary(note("Add it", change("src/a.rs", "+    pub fn poll(self: Pin<&mut Self>) -> u8 {")))

    assert said == ["Adds the method `poll()` in `src/a.rs`."]


def test_a_method_that_was_there_already_is_exposed_and_not_new() -> None:
    file = change("src/a.rs", "-    fn poll_tick(&mut self) {\n+    pub fn poll_tick(&mut self) {")

    assert told(file) == ["Exposes the method `poll_tick()` in `src/a.rs`."]
    assert told_zh(file) == ["在 `src/a.rs` 中公开方法 `poll_tick()`。"]


def test_a_check_that_only_changed_is_not_called_new() -> None:
    body = (
        "-    if not self.interface.is_null(context.session):\n-        old(context)\n-        o(context)\n"
        "+    if not self.interface.is_null(context.get_session()):\n+        one(self)\n+        two(self)"
    )
    file = change("src/a.py", body, heading="def f(self):")

    assert "What it checks now: `if not self.interface.is_null(context.get_session()):`." in told(file)
    assert "判断改为：`if not self.interface.is_null(context.get_session()):`。" in told_zh(file)


def test_marks_for_tools_are_not_shown_with_a_telling_line() -> None:
    body = "+    elif name in self.names:  # pragma: no cover\n+        self.count += one\n+        self.go()"
    said = told(change("src/a.py", body, heading="def f(self, name):"))

    assert any("`elif name in self.names:`" in one for one in said)


def test_the_comma_that_ties_a_line_to_the_next_one_is_not_shown() -> None:
    assert told(change("setup.py", "-    version='0.4',\n+    version='0.5',")) == [
        "In `setup.py`, `version='0.4'` becomes `version='0.5'`."
    ]


def test_the_members_of_a_new_class_are_not_listed() -> None:
    assert told(change("src/a.py", "+class Pool:\n+    def get(self):\n+        return 1")) == [
        "Adds the class `Pool` in `src/a.py`."
    ]


def test_few_tests_are_told_with_what_they_test() -> None:
    files = (
        change("src/a.py", "+def connect(host):"),
        change("tests/test_a.py", "+def test_connects():\n+    pass"),
    )

    assert told(*files) == ["Adds the function `connect()` in `src/a.py`, tested by `test_connects`."]
    assert told_zh(*files) == ["在 `src/a.py` 中新增函数 `connect()`，并有新测试 `test_connects`。"]


def test_many_tests_get_a_sentence_of_their_own() -> None:
    tests = "\n".join(
        f"+def test_{name}():\n+    pass" for name in ("one", "two", "three", "four", "five", "six")
    )

    assert told(change("src/a.py", "+def connect(host):"), change("tests/test_a.py", tests))[1] == (
        "Adds the tests `test_one`, `test_two`, `test_three`, `test_four` and 2 more in `tests/test_a.py`."
    )


def test_source_without_names_is_told_by_place_with_its_tests() -> None:
    files = (change("src/a.vue", lines(9)), change("tests/test_a.py", "+def test_connects():\n+    pass"))

    assert told(*files)[0] == "Changes `src/a.vue` (+9 −0), tested by `test_connects`."


def test_each_sentence_rests_on_what_it_names() -> None:
    """What moved proves nothing of what is new, though both come; an option is where it is declared."""
    names = "\n".join(f"class Moved{number}:\n    pass" for number in range(7))
    added = new("src/c.py", 'class Fresh:\n    pass\nparser.add_argument("--fresh")')
    analysis = note("Do it", gone("src/a.py", names), new("src/b.py", names), added)

    resting = {claim.text.split(" ")[0]: {one.path for one in claim.evidence} for claim in analysis.summary}
    assert resting["Adds"] == {"src/c.py"}
    assert resting["Moves"] <= {"src/a.py", "src/b.py"}
    assert len(next(claim for claim in analysis.summary if claim.text.startswith("Adds")).evidence) == 2


def test_a_definition_that_moves_is_neither_added_nor_removed() -> None:
    files = (change("src/a.py", "-def connect(host):"), change("src/b.py", "+def connect(host):"))

    assert told(*files) == ["Moves the function `connect()` in `src/`."]
    assert told_zh(*files) == ["在 `src/` 中移动函数 `connect()`。"]


@pytest.mark.parametrize(
    ("body", "en", "zh"),
    [
        (f"{lines(3, '-')}\n{lines(3)}", "Adjusts `f()` in `src/a.py`.", "在 `src/a.py` 中微调 `f()`。"),
        (f"{lines(9, '-')}\n{lines(9)}", "Changes `f()` in `src/a.py`.", "在 `src/a.py` 中修改 `f()`。"),
        (
            f"{lines(40, '-')}\n{lines(40)}",
            "Reworks `f()` in `src/a.py`.",
            "在 `src/a.py` 中大幅修改 `f()`。",
        ),
        (lines(9), "Extends `f()` in `src/a.py`.", "在 `src/a.py` 中扩充 `f()`。"),
        (lines(9, "-"), "Trims `f()` in `src/a.py`.", "在 `src/a.py` 中精简 `f()`。"),
    ],
)
def test_how_far_a_body_changed_decides_the_verb(body: str, en: str, zh: str) -> None:
    file = change("src/a.py", body, heading="def f():")

    assert told(file)[0] == en
    assert told_zh(file)[0] == zh


def test_a_long_list_is_told_verb_by_verb_with_the_rest_counted() -> None:
    added = "\n".join(f"+def new_{n}(a):\n+    pass" for n in range(41))
    file = change("src/a.py", f"-class Old:\n-    pass\n{added}")

    assert told(file) == [
        "Adds the functions `new_0()`, `new_1()`, `new_2()`, `new_3()` and 37 more in `src/a.py`.",
        "Removes the class `Old`.",
    ]
    assert (
        told_zh(file)[0] == "在 `src/a.py` 中新增函数 `new_0()`、`new_1()`、`new_2()`、`new_3()` 等 41 个。"
    )


def test_a_changed_default_is_told() -> None:
    body = '-parser.add_argument("--retries", default=3)\n+parser.add_argument("--retries", default=5)'

    assert "The default of `--retries` goes from `3` to `5`." in told(
        change("src/a.py", f"{body}\n{lines(5)}")
    )


def test_a_new_option_is_told_by_name_and_kind() -> None:
    file = change("src/a.py", f'+parser.add_argument("--retries")\n+x = os.environ["PROXY_URL"]\n{lines(3)}')

    assert told(file)[0] == (
        "Adds the command-line option `--retries` and the environment variable `PROXY_URL` in `src/a.py`."
    )
    assert told_zh(file)[0] == "在 `src/a.py` 中新增命令行选项 `--retries`、环境变量 `PROXY_URL`。"


def test_a_migration_is_named_and_its_functions_are_not() -> None:
    text = "def upgrade():\n    op.add_column('a', b)\n\ndef downgrade():\n    op.drop_column('a', 'b')"

    assert told(new("alembic/versions/1a_age.py", text)) == [
        "Comes with the data migration `alembic/versions/1a_age.py`."
    ]


@pytest.mark.parametrize(
    ("moved", "en", "zh"),
    [
        (
            Submodule("1" * 40, "2" * 40),
            "Moves the submodule `third/x` from `1111111` to `2222222`.",
            "子模块 `third/x` 由 `1111111` 移到 `2222222`。",
        ),
        (
            Submodule(None, "2" * 40),
            "Adds the submodule `third/x` at `2222222`.",
            "加入子模块 `third/x`，停在 `2222222`。",
        ),
        (Submodule("1" * 40, None), "Drops the submodule `third/x`.", "去掉子模块 `third/x`。"),
    ],
)
def test_a_submodule_is_told_by_its_commits(moved: Submodule, en: str, zh: str) -> None:
    file = change("third/x", submodule=moved)

    assert told(file) == [en]
    assert told_zh(file) == [zh]


@pytest.mark.parametrize(
    ("old", "mode", "en", "zh"),
    [
        ("100644", "100755", "`run.sh` becomes executable.", "`run.sh` 变为可执行文件。"),
        ("100755", "100644", "`run.sh` is no longer executable.", "`run.sh` 不再是可执行文件。"),
    ],
)
def test_a_mode_change_is_told(old: str, mode: str, en: str, zh: str) -> None:
    assert told(change("run.sh", old_mode=old, new_mode=mode)) == [en]
    assert told_zh(change("run.sh", old_mode=old, new_mode=mode)) == [zh]


def test_files_that_only_moved_are_told_as_such() -> None:
    file = change("src/net/pool.py", status=FileStatus.RENAMED, old_path="src/pool.py")

    assert told(file) == ["Files move, nothing in them changes: `src/pool.py → src/net/pool.py`."]


@pytest.mark.parametrize(
    ("file", "en", "zh"),
    [
        (
            change("docs/a.md", lines(3)),
            "Documentation only: `docs/a.md` (+3 −0).",
            "只改文档：`docs/a.md`（+3 −0）。",
        ),
        (
            change("tests/a.json", lines(3)),
            "Tests only: `tests/a.json` (+3 −0).",
            "只改测试：`tests/a.json`（+3 −0）。",
        ),
        (
            change(".github/workflows/a.yml", lines(3)),
            "Continuous integration and repository settings only: `.github/workflows/a.yml` (+3 −0).",
            "只改持续集成与仓库设置：`.github/workflows/a.yml`（+3 −0）。",
        ),
        (
            change("src/api_pb2.py", lines(3)),
            "Generated files only: `src/api_pb2.py` (+3 −0).",
            "只改生成的文件：`src/api_pb2.py`（+3 −0）。",
        ),
        (
            change("docs/logo.png", withheld=Withheld.BINARY),
            "Documentation only: `docs/logo.png` (binary).",
            "只改文档：`docs/logo.png`（二进制）。",
        ),
        (
            change("data.json", additions=90_000, withheld=Withheld.TOO_LARGE),
            "Configuration files only: `data.json` (+90,000 −0).",
            "只改配置文件：`data.json`（+90,000 −0）。",
        ),
    ],
)
def test_a_commit_of_one_class_of_files_is_told_as_such(file: FileChange, en: str, zh: str) -> None:
    assert told(file) == [en]
    assert told_zh(file) == [zh]


def test_new_sections_of_documentation_are_named() -> None:
    markdown = change("docs/a.md", "+## Sharing [the pool](http://x)\n+Text.\n+### Limits\n+Text.")
    text = change("docs/b.rst", "+Sharing\n+=======\n+Text that explains.")

    assert told(markdown) == ["`docs/a.md` has new sections: “Sharing the pool” and “Limits”."]
    assert told_zh(markdown) == ["`docs/a.md` 新增章节“Sharing the pool”、“Limits”。"]
    assert told(text) == ["`docs/b.rst` has a new section, “Sharing”."]


def test_files_that_come_or_go_as_a_whole_are_told_with_their_lines() -> None:
    assert told(gone("src/session.py", "x = 1\ny = 2")) == ["Deletes `src/session.py`, 2 lines in all."]
    assert told_zh(gone("src/session.py", "x = 1\ny = 2")) == ["删除 `src/session.py`，共 2 行。"]
    assert told(new("lua/a.vim", "x\ny"), new("lua/b.vim", "z")) == [
        "Adds `lua/a.vim` and `lua/b.vim`, 3 lines in all."
    ]


def test_a_commit_without_files_says_so() -> None:
    assert told() == ["Changes no file."]
    assert told_zh() == ["没有改动任何文件。"]


def test_the_boundary_of_a_shallow_clone_is_not_analysed() -> None:
    analysis = note(commit("Old", boundary=True), change("a.py", "-def f():\n+def g():"))

    assert summary(analysis) == ["The clone is shallow and ends here: what it changed cannot be seen."]
    assert [field for field, _ in said(analysis)] == ["summary"]


@pytest.mark.parametrize(
    ("message", "file", "en", "zh"),
    [
        (
            LONG_BODY,
            change("src/a.py", "+x = 1"),
            "Mind the condition: “It is off by default.”",
            "注意前提：“It is off by default.”",
        ),
        (
            "Add it",
            change("src/a.py", "+def f():\n+    # only behind a feature flag\n+    pass"),
            "Mind the condition in `src/a.py`: “only behind a feature flag”.",
            "注意 `src/a.py` 里写明的前提：“only behind a feature flag”。",
        ),
    ],
)
def test_a_condition_is_carried_along(message: str, file: FileChange, en: str, zh: str) -> None:
    assert en in told(file, message=message)
    assert zh in told_zh(file, message=message)


def test_a_condition_that_the_quotation_names_is_not_repeated() -> None:
    message = "Add\n\nIt is off by default here."

    assert not any("condition" in text for text in told(change("a.py", "+x = 1"), message=message))


def test_a_condition_that_a_bot_quotes_is_not_this_commits() -> None:
    made = commit("Bump x\n\nThe new parser is experimental.", author=BOT)

    assert not any("condition" in text for text in summary(note(made, change("a.py", "+x = 1"))))


def test_a_deleted_feature_is_told_by_what_is_gone() -> None:
    files = (
        gone("src/xml.py", "def export_xml(data):\n    pass"),
        change("src/cli.py", '-add_argument("--xml")'),
    )

    assert (
        told(*files)[0]
        == "Removes the function `export_xml()` and the command-line option `--xml` in `src/`."
    )


def test_what_follows_a_new_check_is_not_shown_as_one() -> None:
    body = "+    if slot >= 0 and slot < SLOTS:\n+        print_one(slot, nodes)\n+    x = 1"

    assert "It checks something new: `if slot >= 0 and slot < SLOTS:`." in told(
        change("src/a.py", body, heading="def f():")
    )


def test_a_comment_in_c_is_no_docstring() -> None:
    file = change("src/a.c", "+/* one\n+ * two\n+ * three\n+ */")

    assert told(file) == ["Comments only: `src/a.c` (+4 −0)."]


def test_in_chinese_kinds_of_several_names_are_set_apart_by_commas() -> None:
    lines_of = "+class Pool:\n+    pass\n+class Ring:\n+    pass\n+def connect(host):\n+    pass"

    assert told_zh(change("src/a.py", lines_of)) == [
        "在 `src/a.py` 中新增类 `Pool`、`Ring`，函数 `connect()`。"
    ]


def test_where_the_author_explains_nothing_an_important_commit_shows_its_telling_lines() -> None:
    files = (
        change(
            "src/a.py",
            "-    c(d)\n+    if not isinstance(a, str):\n+        b(a)\n+        c(d, e)",
            heading="def f(a):",
        ),
        change("tests/test_a.py", "+def test_a():\n+    pass"),
    )

    assert "It checks something new: `if not isinstance(a, str):`." in told(*files, depth=Depth.DEEP)


def test_another_name_of_a_parameter_is_no_news_where_callers_do_not_name_it() -> None:
    file = change(
        "src/a.c", f"-int copy_pipe(struct session *sess)\n+int copy_pipe(struct session *s)\n{lines(3)}"
    )

    assert not any("copy_pipe()` takes" in text for text in told(file))
