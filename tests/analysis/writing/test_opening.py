"""How a summary opens: the author's words, what a merge, revert or pick stands for."""

import pytest
from handmade import BOT, change, commit, note, summary

from analysis.language import Language
from analysis.results import Depth

ONE_LINE = change("src/pool.py", "-LIMIT = 2\n+LIMIT = 1")
SHA = "1234567890abcdef1234567890abcdef12345678"


def first(message: str, language: Language = Language.EN, depth: Depth = Depth.DEEP) -> str:
    return summary(note(message, ONE_LINE, language=language, depth=depth))[0]


@pytest.mark.parametrize(
    ("body", "en", "zh"),
    [
        (
            "The socket stays open when the server hangs up.",
            "The author writes: “The socket stays open when the server hangs up.”",
            "作者写道：“The socket stays open when the server hangs up.”",
        ),
        (
            "The pool grows because nobody closes a socket.",
            "Why, in the author's words: “The pool grows because nobody closes a socket.”",
            "作者说明了缘由：“The pool grows because nobody closes a socket.”",
        ),
        (
            "This change closes every socket that the server has left.",
            "The author sums it up: “This change closes every socket that the server has left.”",
            "用作者的话说：“This change closes every socket that the server has left.”",
        ),
    ],
)
def test_the_authors_sentence_is_introduced_by_what_it_is(body: str, en: str, zh: str) -> None:
    assert first(f"Do it\n\n{body}") == en
    assert first(f"Do it\n\n{body}", Language.ZH) == zh


def test_a_quotation_is_whole_sentences_verbatim() -> None:
    sentence = "Each of the sockets that the pool holds is looked at once in every second minute."
    body = " ".join([sentence.replace("second", f"second{n}") for n in range(9)])

    quoted = first(f"Do it\n\n{body}").partition("“")[2].removesuffix("”")
    assert body.startswith(quoted)
    assert quoted.endswith("minute.")
    assert len(quoted) <= 420


def test_a_sentence_too_long_to_quote_is_left_out_whole() -> None:
    assert "“" not in first("Do it\n\n" + "word " * 200 + "end.")


def test_chinese_sentences_are_joined_without_a_blank() -> None:
    text = first("修复泄漏\n\n服务器断开时连接没有关闭。现在会在归还时关闭它。", Language.ZH)

    assert text == "作者写道：“服务器断开时连接没有关闭。现在会在归还时关闭它。”"


@pytest.mark.parametrize(
    "body",
    [
        "Signed-off-by: A <a@b>",
        "Fixes #12",
        "LGTM, thanks!",
        "* Update CHANGES.rst\n\n* Fix lint",
        "Lower the limit of the pool",
        "https://example.org/a/b",
        "<!-- please describe your change in words -->",
        "```\nsome code that nobody reads as prose\n```",
    ],
)
def test_what_says_nothing_is_not_quoted(body: str) -> None:
    assert "“" not in first(f"Lower the pool's limit\n\n{body}").replace("Closes `#12`.", "")


def test_a_subject_that_runs_on_into_the_next_line_is_no_quotation() -> None:
    message = "Fix the crash if the colour is wrong and\ndrop what is shown. The server hung for a minute."

    assert first(message) == "The author writes: “The server hung for a minute.”"


def test_a_list_of_the_author_is_given_as_such() -> None:
    body = "- lowers the limit of idle sockets\n- closes what the server has left"

    assert first(f"Do it\n\n{body}") == (
        "The author lists: “lowers the limit of idle sockets” and “closes what the server has left”."
    )
    assert first(f"Do it\n\n{body}", Language.ZH) == (
        "作者列出：“lowers the limit of idle sockets”、“closes what the server has left”。"
    )


def test_the_subjects_of_a_squashed_branch_are_told_only_where_several_say_something() -> None:
    assert "lists" not in first(
        "Do it\n\n* lowers the limit of idle sockets\n\n* fix lint\n\n* Fix the docs build"
    )


def test_a_changelog_entry_speaks_where_the_message_does_not() -> None:
    entry = change("CHANGES.md", "+- Idle sockets are closed after a minute instead of never.")

    assert summary(note("Do it (#4)", ONE_LINE, entry))[0] == (
        "The changelog says: “Idle sockets are closed after a minute instead of never.”"
    )


def test_a_bots_body_is_not_quoted() -> None:
    body = "The maintainers of flask write that every user should move to this version."

    assert summary(note(commit(f"Do it\n\n{body}", author=BOT), ONE_LINE)) == [
        "In `src/pool.py`, `LIMIT = 2` becomes `LIMIT = 1`."
    ]


@pytest.mark.parametrize(
    ("message", "en", "zh"),
    [
        (
            f'Revert "Keep two"\n\nThis reverts commit {SHA}.',
            "Takes back “Keep two” (`1234567`).",
            "撤回“Keep two”（`1234567`）。",
        ),
        ('Revert "Keep two"', "Takes back “Keep two”.", "撤回“Keep two”。"),
        (
            f"Fix the leak\n\n(cherry picked from commit {SHA})",
            "Picked from commit `1234567` of another branch.",
            "摘自另一分支的提交 `1234567`。",
        ),
        (
            "Share the pool (part 2 of 3)",
            "Part 2 of 3; the rest is in other commits.",
            "共 3 部分中的第 2 部分，其余在别的提交里。",
        ),
        (
            "Share the pool (part 2)",
            "Part 2; the rest is in other commits.",
            "这只是第 2 部分，其余在别的提交里。",
        ),
        ("Do it\n\nFollow-up to #12.", "Follows up on `#12`.", "承接 `#12`。"),
        ("Do it\n\nFixes #12, #13", "Closes `#12` and `#13`.", "关闭 `#12`、`#13`。"),
        (
            "Do it\n\nThis is CVE-2024-12345.",
            "Deals with `CVE-2024-12345`.",
            "涉及安全公告 `CVE-2024-12345`。",
        ),
    ],
)
def test_what_a_commit_refers_to(message: str, en: str, zh: str) -> None:
    assert en in summary(note(message, ONE_LINE))
    assert zh in summary(note(message, ONE_LINE, language=Language.ZH))


def test_a_merge_names_the_commits_that_add_to_its_title() -> None:
    merge = commit(
        "Merge pull request #12 from acme/share\n\nShare the pool",
        inner=("Share the pool", "Close what is idle", "fixup! Close what is idle", "Document the limit"),
    )

    assert summary(note(merge, ONE_LINE))[0] == (
        "Brings in four commits, among them “Close what is idle” and “Document the limit”."
    )
    assert summary(note(merge, ONE_LINE, language=Language.ZH))[0] == (
        "合入 4 个提交，其中有“Close what is idle”、“Document the limit”。"
    )


def test_a_merge_of_one_commit_says_no_more_than_that_commit() -> None:
    merge = commit("Merge pull request #12 from acme/share\n\nShare the pool", inner=("Share the pool",))

    assert summary(note(merge, ONE_LINE)) == ["In `src/pool.py`, `LIMIT = 2` becomes `LIMIT = 1`."]


def test_a_merge_of_nothing_telling_counts() -> None:
    merge = commit("Merge branch 'master' into dev", inner=("fixup! a", "Merge branch 'x'"))

    assert summary(note(merge))[0] == "Brings in two commits."


def test_an_advisory_of_the_body_is_not_told_where_the_title_names_one() -> None:
    message = "Fix it (CVE-2021-32625)\n\nA result of an incomplete fix of CVE-2021-29477."

    assert "Deals with `CVE-2021-32625`." in summary(note(message, change("src/a.py", "+x = 1")))


@pytest.mark.parametrize(("language", "stop"), [(Language.EN, "."), (Language.ZH, "。")])
def test_a_quotation_without_a_full_stop_gets_one_behind_it(language: Language, stop: str) -> None:
    said = first("Do it\n\n- Keep two sockets open for each host\n- Close them after a minute", language)

    assert said.endswith(f"”{stop}")


def test_a_brief_quotes_one_sentence() -> None:
    body = "Nobody closes the socket. The server then waits for a minute."

    assert first(f"Do it\n\n{body}", depth=Depth.BRIEF) == "The author writes: “Nobody closes the socket.”"


def test_a_merge_does_not_repeat_the_commit_that_it_is_called_by() -> None:
    made = commit("Merge branch 'next'", inner=("Give COUNT a default of 10", "Merge branch 'x'"))

    assert summary(note(made, change("src/a.c", "+x = 1;")))[0] == "Brings in two commits."


def test_a_corrected_line_of_the_changelog_is_no_entry() -> None:
    files = (
        change(
            "CHANGES",
            "-- Ported testsuite to py.test, for speed.\n+- Ported test suite to py.test, for speed.",
        ),
        change("src/a.c", "+x = 1;"),
    )

    assert "changelog" not in summary(note("Fix words", *files))[0]
