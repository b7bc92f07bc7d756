"""What is read from a patch, and that nothing in a patch can break the reader."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patches import mutated
from unidiff.patch import PatchSet

from analysis.diff import MAX_CHARACTERS, Line, parse
from analysis.models import FileChange, FileStatus

PATCH = "@@ -4,3 +4,3 @@ class Cache:\n     def get(self):\n-        return 1\n+        return 2\n \n"
PIECES = st.sampled_from(
    [
        "@@ -1,2 +1,2 @@\n",
        "@@ -0,0 +1 @@ def f():\n",
        "+a\n",
        "-b\n",
        " c\n",
        "\n",
        "\\ No newline at end of file\n",
        "\\ x\n",
        "diff --git a/x b/y\n",
        "--- a/x\n",
        "+++ b/x\n",
        "@@ junk\n",
        "@@@ -1 -1 +1 @@@\n",
        "+\x0c\u2028\x85\r",
        f"@@ -{'9' * 5000} +1 @@\n",
        "+a",
        "GIT binary patch\n",
        "Binary files a and b differ\n",
        "Subproject commit 1\n",
    ]
)
PATCHES = st.one_of(st.text(), st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join))


def change(patch: str, path: str = "a.py") -> FileChange:
    """Return a modified file with this patch."""
    return FileChange(path, FileStatus.MODIFIED, patch=patch)


def test_lines_carry_their_numbers_in_both_files() -> None:
    """A context line has both numbers, an added one the new, a removed one the old."""
    (hunk,) = parse(change(PATCH)).hunks
    assert hunk.heading == "class Cache:"
    assert hunk.lines == (
        Line(" ", "    def get(self):", 4, 4),
        Line("-", "        return 1", 5, None),
        Line("+", "        return 2", None, 5),
        Line(" ", "", 6, 6),
    )


def test_added_and_removed_lines_are_told_apart() -> None:
    """`added` and `removed` leave the context out."""
    patch = parse(change(PATCH))
    assert [line.text.strip() for line in patch.added] == ["return 2"]
    assert [line.text.strip() for line in patch.removed] == ["return 1"]
    assert not patch.partial


@pytest.mark.parametrize("character", ["\x0c", "\x0b", "\x1c", "\x85", "\u2028", "\u2029", "\r"])
def test_only_a_line_feed_ends_a_line(character: str) -> None:
    """What str.splitlines() also breaks at stays inside its line."""
    (line,) = parse(change(f"@@ -0,0 +1 @@\n+a{character}b\n")).added
    assert line.text == f"a{character}b"


def test_lines_that_look_like_headers_are_content() -> None:
    """An SQL comment under a minus sign is a removed line, not a file header."""
    patch = parse(change("@@ -1,2 +1 @@\n--- drop it\n-++ b\n+++ c\n"))
    assert [line.text for line in patch.removed] == ["-- drop it", "++ b"]
    assert [line.text for line in patch.added] == ["++ c"]


def test_patch_cut_inside_a_hunk_is_read_as_far_as_it_goes() -> None:
    """A cut patch is marked partial, and the lines it still has are there with their numbers."""
    patch = parse(change("@@ -1,9 +1,9 @@ def f():\n a\n-b\n+c\n+half a li"))
    assert patch.partial
    assert [(line.text, line.new) for line in patch.added] == [("c", 2), ("half a li", 3)]


@pytest.mark.parametrize("more", ["+c\n", "-c\n", "\n+c\n", "--- a/y\n+++ b/y\n"])
def test_a_header_that_counts_too_few_lines_hides_none(more: str) -> None:
    """What no header counts is read all the same, and the patch is marked partial."""
    patch = parse(change(f"@@ -1 +1 @@\n-a\n+b\n{more}"))
    assert patch.partial
    assert len(patch.added) + len(patch.removed) == 2 + len(re.findall("^[-+]", more, re.MULTILINE))


def test_text_without_hunks_is_partial() -> None:
    """A combined diff has no hunk that can be read, and that is said."""
    assert parse(change("@@@ -1,1 -1,1 +1,1 @@@\n++a\n")).partial


def test_no_patch_is_complete() -> None:
    """A pure rename has no hunks and misses nothing."""
    patch = parse(change(""))
    assert (patch.hunks, patch.partial) == ((), False)


def test_huge_patch_is_cut_after_a_whole_line() -> None:
    """Above the limit only whole lines are read and the patch is marked partial."""
    lines = MAX_CHARACTERS // 10
    patch = parse(change(f"@@ -0,0 +1,{lines} @@\n" + "+12345678\n" * lines))
    assert patch.partial
    assert {line.text for line in patch.added} == {"12345678"}


def test_search_finds_changed_lines_only() -> None:
    """A match in a context line or heading is passed over."""
    patch = parse(change("@@ -7,2 +7,3 @@ word\n word\n-a word\n+a word and a word\n+no\n"))
    found = [(line.sign, line.number, match.group()) for line, match in patch.search(re.compile("word"))]
    assert found == [("-", 8, "word"), ("+", 8, "word"), ("+", 8, "word")]


def test_search_may_begin_at_the_line_feed() -> None:
    """A pattern that begins with the line feed finds the start of consecutive lines."""
    patch = parse(change("@@ -0,0 +1,2 @@\n+def a\n+def b\n"))
    found = [line.text for line, _ in patch.search(re.compile(r"\n[+]def"))]
    assert found == ["def a", "def b"]


@given(PATCHES)
def test_nothing_raises(text: str) -> None:
    """Any text is read, and every line that was read is one of the text."""
    patch = parse(change(text))
    texts = set(text.split("\n")) | {""}
    for line in (*patch.added, *patch.removed):
        assert line.sign + line.text in texts


@settings(deadline=None)
@given(PATCHES)
def test_search_agrees_with_the_hunks(text: str) -> None:
    """Every line that a search finds and that has a number is the line of that number in the hunks."""
    patch = parse(change(text))
    for line, _ in patch.search(re.compile(r"[^\n]")):
        assert line.number is None or line in (*patch.added, *patch.removed)


@given(st.lists(st.sampled_from("+- ").flatmap(lambda sign: st.text("ab\\ @", max_size=5).map(sign.__add__))))
def test_lines_are_those_that_unidiff_reads(body: list[str]) -> None:
    """The quick way to the lines gives what the library's own objects hold."""
    old, new = (sum(line[0] in (sign, " ") for line in body) for sign in "-+")
    text = "\n".join([f"@@ -3,{old} +7,{new} @@ def f", *body, "\\ No newline at end of file"]) + "\n"
    expected = [
        (line.line_type, line.value.removesuffix("\n"), line.source_line_no, line.target_line_no)
        for file in PatchSet.from_string(f"--- a/x\n+++ b/x\n{text}")
        for hunk in file
        for line in hunk
        if line.line_type in ("+", "-", " ")
    ]
    assert [tuple(line) for hunk in parse(change(text)).hunks for line in hunk.lines] == expected


@given(mutated())
def test_a_mutilated_patch_keeps_the_lines_that_it_shows(text: str) -> None:
    """Whatever was cut or swapped, every line that was read stands in the text, in its order."""
    shown = text.split("\n")
    place = 0
    for hunk in parse(change(text)).hunks:
        for line in hunk.lines:
            if line.sign != " ":
                place = shown.index(line.sign + line.text, place) + 1
