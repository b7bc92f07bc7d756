"""What limits a change's effect is carried along, unless the text says that it no longer does."""

import pytest
from hypothesis import given
from strategies import messages

from analysis.diff import parse
from analysis.facts.classes import classify
from analysis.facts.conditions import MOST, conditions_of
from analysis.facts.message import wording
from analysis.models import FileChange, FileStatus


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Add cache (off by default)", "off by default"),
        ("x\n\nThe pool is disabled by default.", "disabled by default"),
        ("Add io_uring behind a feature flag", "behind a feature flag"),
        ("Put it behind the `fast` flag", "behind the `fast` flag"),
        ("Experimental support for x", "Experimental"),
        ("新增缓存，默认关闭", "默认关闭"),
    ],
)
def test_a_condition_is_quoted_from_the_message(message: str, words: str) -> None:
    assert [condition.words for condition in conditions_of(wording(message), ())] == [words]


@pytest.mark.parametrize(
    "message",
    ["x is no longer experimental", "Remove the code behind the flag", "x is not off by default any more"],
)
def test_a_condition_that_ends_is_none(message: str) -> None:
    assert conditions_of(wording(message), ()) == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [("# off by default", 1), ("x = 1  # off by default", 1), ('print("off by default")', 0)],
)
def test_in_source_only_comments_are_believed(line: str, found: int) -> None:
    change = FileChange("a.py", FileStatus.MODIFIED, 1, 0, f"@@ -1,0 +1 @@\n+{line}\n")
    patch = parse(change)
    assert len(conditions_of(wording("x"), [(classify(change, patch), patch)])) == found


def test_a_condition_is_told_once_and_few_are_told() -> None:
    lines = "\n".join(f"opens if off by default, behind flag {n}, behind the n{n} flag" for n in range(9))
    found = conditions_of(wording(f"x\n\n{lines}"), ())
    assert [condition.words for condition in found] == ["off by default"]
    assert len(conditions_of(wording("\n".join(f"behind the n{n} flag" for n in range(9))), ())) == MOST


@given(messages)
def test_no_message_raises(message: str) -> None:
    assert all(condition.words for condition in conditions_of(wording(message), ()))
