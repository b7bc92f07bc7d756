"""Which lines of program text are words or examples, so that nothing in them is taken for code."""

import pytest
from patches import read

from analysis.facts.quoted import quoted, reads_like_prose
from analysis.facts.symbols import symbols


def told(path: str, *lines: str, heading: str = "") -> list[str]:
    """Return the texts that count as words."""
    old, new = (sum(line[0] in (sign, " ") for line in lines) for sign in "-+")
    patch = f"@@ -9,{old} +9,{new} @@ {heading}\n" + "\n".join(lines) + "\n"
    file, patches = read(path, patch)
    (hunk,) = patches.hunks
    words = quoted(hunk, file.language or "")
    return [line.text.strip() for at, line in enumerate(hunk.lines) if at in words]


def test_a_docstring_is_words_from_its_first_line_to_its_last() -> None:
    """The code around it is not."""
    lines = (" def f():", '+    """Do it.', "+", "+    def example(): ...", '+    """', "+    return 1")
    assert told("a.py", *lines) == ['"""Do it.', "", "def example(): ...", '"""']


def test_a_hunk_may_begin_inside_of_a_docstring() -> None:
    """The first delimiter stands alone below words: it ends them."""
    assert told("a.py", " Example::", "-    class User:", "     pass", ' """', "+x = 1") == [
        "Example::",
        "class User:",
        "pass",
        '"""',
    ]


def test_a_lone_delimiter_below_a_head_begins_a_docstring() -> None:
    """What follows are words, what stands above is not."""
    assert told("a.py", "+def f():", '+    """', "+    Words.") == ['"""', "Words."]


@pytest.mark.parametrize("markup", [".. code-block:: python", "Example::", ">>> f()", ":param x: a thing"])
def test_without_a_delimiter_the_markup_of_documentation_tells(markup: str) -> None:
    """No code holds such a line."""
    assert "def f():" in told("a.py", f"     {markup}", "-        def f():")


def test_one_side_may_be_words_where_the_other_is_code() -> None:
    """A docstring that ends earlier on the new side turns nothing else into words."""
    lines = (" def f():", '-    """Do it.', "-    Well.", '-    """', '+    """Do it."""', "+    return 1")
    assert "return 1" not in told("a.py", *lines)


def test_a_string_over_several_lines_is_words_and_its_name_is_code() -> None:
    """What a query says defines nothing."""
    assert told("a.py", '+QUERY = """', "+def f():", '+"""', "+x = 1") == ["def f():", '"""']


@pytest.mark.parametrize("path", ["a.c", "a.rs", "a.ts", "a.go"])
def test_a_comment_over_several_lines_is_words(path: str) -> None:
    """Also one that began above the hunk."""
    assert told(path, "+struct gone {", "+ */", "+x = 1;") == ["struct gone {", "*/"]
    assert told(path, "+/* begins", "+int f(void)", "+ends */", "+x = 1;") == [
        "/* begins",
        "int f(void)",
        "ends */",
    ]


def test_an_example_in_a_docstring_defines_nothing() -> None:
    """It was once told as a class and a constructor that were gone."""
    patch = """\
        @@ -9,7 +9,4 @@ def has_request_context() -> bool:
         def has_request_context() -> bool:
        -    \"\"\"If you want to test::
        +    \"\"\"Test it.

        -        class User(db.Model):
        -            def __init__(self, username, remote_addr=None):
        -                self.username = username
             \"\"\"
        """
    assert symbols(*read("a.py", patch)) == ()


def test_a_lone_delimiter_at_the_top_of_a_hunk_ends_a_docstring_where_code_follows() -> None:
    """It was once read as the beginning of one, and the whole hunk as words."""
    lines = ('     """', "     if isinstance(value, bytes):", "         return value", "+    if not value:")
    assert told("a.py", *lines, heading="def f(value):") == ['"""']


@pytest.mark.parametrize("text", ["Return the first key that fits,", "and calls every handler after it."])
def test_a_piece_of_a_sentence_reads_like_prose(text: str) -> None:
    """Nothing but words and their punctuation."""
    assert reads_like_prose(text)


@pytest.mark.parametrize(
    "text", ["return a if b else c", "x = one or two or three", "f(a, b, c)", "} else if (a b c d) {"]
)
def test_code_does_not_read_like_prose(text: str) -> None:
    """It has its own signs, or begins with a word of its language."""
    assert not reads_like_prose(text)


def test_at_the_top_of_a_file_no_docstring_is_open() -> None:
    """A lone delimiter below a comment begins one there."""
    patch = (
        '@@ -1,5 +0,0 @@\n-# -*- coding: utf-8 -*-\n-"""\n-    The words.\n-"""\n-class Importer(object):\n'
    )
    assert [one.name for one in symbols(*read("a.py", patch))] == ["Importer"]
