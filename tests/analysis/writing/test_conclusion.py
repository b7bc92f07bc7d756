"""The conclusion says what a commit asks of its users, or nothing."""

import pytest
from handmade import change, gone, new, note

from analysis.language import Language
from analysis.models import FileChange

LINES = "\n".join(f"+    step_{n} = prepare({n})" for n in range(90))
TEST = change("tests/test_a.py", "+x = 1")


def conclusion(*files: FileChange, message: str = "Do it", language: Language = Language.EN) -> str:
    return note(message, *files, language=language).conclusion


def test_what_is_to_be_settled_before_upgrading_is_counted() -> None:
    files = (
        change("src/a.py", "-def f(a):\n-    pass\n-def g(a):\n+x = 1"),
        change("src/b.py", "-def h(a):\n+def h(a, b):"),
        new("db/migrations/0001_a.sql", "ALTER TABLE a DROP COLUMN b;"),
    )

    assert (
        conclusion(*files)
        == "Before upgrading, look at two public names gone, one call to adapt and one migration."
    )
    assert conclusion(*files, language=Language.ZH) == (
        "有 2 个公开名称被移除、1 处调用要调整、1 个数据迁移，升级前请先确认。"
    )


def test_a_commit_that_only_adds_says_what_is_new_for_callers() -> None:
    file = change("src/a.py", "+def f(a):\n+    pass")

    assert (
        conclusion(file) == "New for callers: one public name; existing ones keep their names and parameters."
    )
    assert conclusion(file, TEST, language=Language.ZH) == (
        "公开接口只增不减：新增 1 个公开名称，并带有测试。"
    )


def test_a_wide_change_that_callers_do_not_see_says_where_it_is() -> None:
    file = change("src/a.py", LINES, heading="def f():")

    assert conclusion(file, TEST) == (
        "Public names and parameters stay as they are: the change is inside `src/a.py`, with tests."
    )
    assert conclusion(file, language=Language.ZH) == "公开名称和参数都没有变，改动限于 `src/a.py` 内部。"


@pytest.mark.parametrize(
    "files",
    [
        (),
        (change("src/a.py", "+x = 1"),),
        (change("docs/a.md", LINES),),
        (change("src/a.c", LINES),),
        (change("src/a.py", f"-def _f(a):\n+def f(a, b=1):\n{LINES}"), change("src/b.c", "+x")),
    ],
)
def test_there_is_no_conclusion_where_the_facts_give_none(files: tuple[FileChange, ...]) -> None:
    assert conclusion(*files) == ""


def test_a_deleted_module_is_no_change_inside() -> None:
    text = "\n".join(f"step_{n}()" for n in range(90))

    assert not note("Remove it", gone("src/a/old.py", text), change("src/a/b.py", "-x = 1")).conclusion


def test_a_special_method_that_goes_is_not_told_as_nothing_gone() -> None:
    file = change(
        "src/a.py", " class Auth:\n-    def __call__(self, request):\n+    def auth_flow(self, request, x):"
    )

    assert "keep their names" not in conclusion(file)
