"""What the summary shows of lines that changed: signatures, small edits, the most telling lines."""

import pytest
from handmade import change, told, told_zh

from analysis.models import FileChange


def lines(count: int, sign: str = "+") -> str:
    return "\n".join(f"{sign}    step_{n} = prepare_{'x' if sign == '-' else 'y'}({n})" for n in range(count))


@pytest.mark.parametrize(
    ("before", "after", "en", "zh"),
    [
        ("def f(a):", "def f(a, b=1):", "`f()` can take `b` now.", "`f()` 现在可以传入 `b`。"),
        ("def f(a):", "def f(a, b):", "`f()` needs `b` now.", "`f()` 现在需要 `b`。"),
        ("def f(a, b):", "def f(a):", "`f()` no longer takes `b`.", "`f()` 不再需要 `b`。"),
        ("def f(a, b):", "def f(a, c):", "`f()` takes `c` in place of `b`.", "`f()` 的参数 `b` 换成了 `c`。"),
        (
            "def f(a) -> int:",
            "def f(a) -> str:",
            "`f()` returns `str` instead of `int`.",
            "`f()` 的返回类型由 `int` 改为 `str`。",
        ),
        (
            "class F(Base):",
            "class F(Other):",
            "`F` derives from `Other` instead of `Base`.",
            "`F` 改为继承 `Other`，不再继承 `Base`。",
        ),
    ],
)
def test_a_changed_signature_is_told_by_what_changed(before: str, after: str, en: str, zh: str) -> None:
    file = change("src/a.py", f"-{before}\n+{after}\n{lines(3)}")

    assert en in told(file)
    assert zh in told_zh(file)


def test_an_annotation_alone_is_no_news() -> None:
    assert len(told(change("src/a.py", f"-def f(a):\n+def f(a: int):\n{lines(3)}"))) == 2


def test_a_sweep_over_many_signatures_is_no_news_for_each() -> None:
    pairs = "\n".join(f"-def f{n}(a) -> Dict:\n+def f{n}(a) -> dict:" for n in range(20))

    assert not any("returns" in text for text in told(change("src/a.py", pairs)))


def test_a_signature_that_changes_alike_in_several_files_is_told_once() -> None:
    files = [change(f"src/{name}.go", "-func Open(a int) {\n+func Open(a string) {") for name in "ab"]

    assert len([one for one in told(*files) if "signature" in one]) == 1


def test_a_signature_in_another_language_is_shown_whole() -> None:
    file = change("src/a.rs", f"-pub fn f(a: u8) {{\n+pub fn f(a: u16) {{\n{lines(3)}")

    assert "The signature of `f()` goes from `pub fn f(a: u8)` to `pub fn f(a: u16)`." in told(file)


def test_a_small_edit_is_shown_before_and_after() -> None:
    file = change("src/a.py", "-    return 1\n+    return 2", heading="def f():")

    assert told(file) == ["In `f()` (`src/a.py`), `return 1` becomes `return 2`."]
    assert told_zh(file) == ["在 `src/a.py` 的 `f()` 中，`return 1` 改为 `return 2`。"]


@pytest.mark.parametrize(
    ("lines", "en", "zh"),
    [
        ("+limit: 3", "Adds `limit: 3` to `app.yml`.", "`app.yml` 新增 `limit: 3`。"),
        ("-limit: 3", "Takes `limit: 3` out of `app.yml`.", "`app.yml` 去掉 `limit: 3`。"),
        (
            "-a: 1\n-b: 1\n+a: 2\n+b: 2",
            "In `app.yml`, `a: 1` and `b: 1` become `a: 2` and `b: 2`.",
            "在 `app.yml` 中，`a: 1`、`b: 1` 改为 `a: 2`、`b: 2`。",
        ),
        (
            "-a: 1\n-a: 1\n+a: 2\n+a: 2",
            "In `app.yml`, `a: 1` becomes `a: 2`.",
            "在 `app.yml` 中，`a: 1` 改为 `a: 2`。",
        ),
    ],
)
def test_an_edit_of_any_text_is_shown(lines: str, en: str, zh: str) -> None:
    assert told(change("app.yml", lines)) == [en]
    assert told_zh(change("app.yml", lines)) == [zh]


@pytest.mark.parametrize(
    "file",
    [
        change("app.yml", f"-{'x' * 90}\n+y"),
        change("app.yml", "-a: 1\n-b: 1\n-c: 1\n+a: 2"),
        change("app.yml", "-a  b\n+a b"),
        change("api_pb2.py", "-a\n+b"),
    ],
)
def test_what_is_too_long_or_nobodys_own_is_no_edit(file: FileChange) -> None:
    assert "becomes" not in told(file)[0]


def test_comments_alone_are_told_as_such() -> None:
    file = change("src/a.py", "-# one\n-# two\n-# three\n+# four")

    assert told(file) == ["Comments only: `src/a.py` (+1 −3)."]
    assert told_zh(file) == ["只改注释：`src/a.py`（+1 −3）。"]


def test_a_constant_is_told_with_both_values() -> None:
    file = change("src/a.py", f"-MAX_IDLE = 10\n+MAX_IDLE = 20\n{lines(9)}", heading="def f():")

    assert "`MAX_IDLE` in `src/a.py` goes from `10` to `20`." in told(file)
    assert "`src/a.py` 里的 `MAX_IDLE` 由 `10` 改为 `20`。" in told_zh(file)


def test_where_little_is_known_the_most_telling_new_lines_are_shown() -> None:
    body = (
        '+    if host is None:\n+        raise ValueError("no host")\n+    port = 80\n+    # note\n+import os'
    )
    file = change("src/a.py", body, heading="def f(host):")

    assert told(file)[1] == 'It fails in a new case: `if host is None:` and `raise ValueError("no host")`.'
    assert told_zh(file)[1] == '会在新的情况下报错：`if host is None:`、`raise ValueError("no host")`。'


@pytest.mark.parametrize(
    ("line", "en", "zh"),
    [
        (
            "if host is None:",
            "It checks something new: `if host is None:`.",
            "新增判断：`if host is None:`。",
        ),
        (
            "return host.port",
            "What it returns is new: `return host.port`.",
            "返回处的新代码：`return host.port`。",
        ),
        (
            "port = host.port",
            "The new lines include `port = host.port`.",
            "新增的代码里有 `port = host.port`。",
        ),
    ],
)
def test_a_telling_line_is_introduced_by_what_it_does(line: str, en: str, zh: str) -> None:
    file = change("src/a.py", f"+    {line}\n+    x=1\n+    y=2", heading="def f(host):")

    assert told(file)[1] == en
    assert told_zh(file)[1] == zh


def test_of_a_pure_deletion_the_most_telling_old_lines_are_shown() -> None:
    file = change(
        "src/a.py", "-    if host is None:\n-        host = local\n-    port = 80", heading="def f(host):"
    )

    assert told(file)[1] == "Among the lines that go: `if host is None:` and `host = local`."
