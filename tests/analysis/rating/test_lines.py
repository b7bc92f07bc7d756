"""Code is counted without comments, blanks and lines that were only moved."""

import pytest
from handmade import change, facts
from hypothesis import given, settings
from strategies import facts as any_facts

from analysis.facts.models import Facts
from analysis.models import FileChange, FileStatus, Withheld
from analysis.rating.lines import CodeLines, changes_code, code_lines


@pytest.mark.parametrize(
    ("path", "lines", "expected"),
    [
        ("a.py", "+x = 1\n+\n+# why", CodeLines(1, 0)),
        ("a.py", "-x = 1\n+y = 1", CodeLines(1, 1)),
        ("a.py", "-  x = 1\n+    x = 1", CodeLines(0, 0)),
        ("a.py", "-# a\n+# b", CodeLines(0, 0)),
        ("a.rs", "+/// Says why.\n+#[must_use]", CodeLines(1, 0)),
        ("a.c", "+#include <a.h>\n+ * why\n+*p = 1;", CodeLines(2, 0)),
        ("a.ts", "+/* why */\n+// why", CodeLines(0, 0)),
        ("docs/a.md", "+text", CodeLines(0, 0)),
    ],
)
def test_lines_are_told_apart(path: str, lines: str, expected: CodeLines) -> None:
    assert code_lines(facts("x", change(path, lines))) == expected


def test_a_line_that_moved_to_another_file_is_neither_new_nor_gone() -> None:
    made = facts("x", change("a.py", "-x = 1"), change("b.py", "+x = 1"))
    assert code_lines(made) == CodeLines(0, 0)


def test_lines_that_were_not_shown_count_as_code() -> None:
    hidden = FileChange("a.py", FileStatus.MODIFIED, 500, 20, withheld=Withheld.TOO_LARGE)
    assert code_lines(facts("x", hidden)) == CodeLines(500, 20)


@settings(max_examples=60, deadline=None)
@given(any_facts)
def test_no_facts_raise(made: Facts) -> None:
    assert code_lines(made).new >= 0


@pytest.mark.parametrize(("lines", "code"), [("+x = 1", True), ("+# x\n+\n-# y", False), ("", False)])
def test_a_file_of_comments_changes_no_code(lines: str, code: bool) -> None:  # noqa: FBT001 - a table's column
    (file,) = facts("x", change("a.py", lines)).files
    assert changes_code(file) is code
