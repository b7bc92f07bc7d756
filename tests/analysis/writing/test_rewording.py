"""Changed words are shown as the words that differ, never line by line, and are never taken for code."""

import pytest
from handmade import change, insight, note, summary

from analysis.language import Language
from analysis.models import FileChange

DOCS = "-Values may be be used in the\n-order given.\n+Values may be used in the\n+order given."


def told(*files: FileChange, language: Language = Language.EN) -> list[str]:
    return summary(note("Reword", *files, language=language))


@pytest.mark.parametrize(
    ("file", "en", "zh"),
    [
        (
            change("docs/config.rst", DOCS),
            "In `docs/config.rst`, “Values may be be used” becomes “Values may be used”.",
            "`docs/config.rst` 把“Values may be be used”改成“Values may be used”。",
        ),
        (
            change(
                "src/a.py",
                "-    # the first key that fits\n+    # the last key that fits",
                heading="def f():",
            ),
            "In `src/a.py`, “the first key that” becomes “the last key that”.",
            "`src/a.py` 把“the first key that”改成“the last key that”。",
        ),
        (
            change("src/a.py", ' def f():\n-    """Return teh key."""\n+    """Return the key."""'),
            "In `src/a.py`, “Return teh key.” becomes “Return the key.”.",
            "`src/a.py` 把“Return teh key.”改成“Return the key.”。",
        ),
    ],
)
def test_changed_words_are_shown_with_a_little_around_them(file: FileChange, en: str, zh: str) -> None:
    assert told(file) == [en]
    assert told(file, language=Language.ZH) == [zh]


def test_a_new_text_is_not_shown_word_by_word() -> None:
    old = "Testing mode. Errors are passed on rather than handled by the handlers of the app itself."
    new = "Enable testing. Exceptions propagate, extensions may change their behaviour, and you should too."

    assert told(change("docs/a.rst", f"-{old}\n+{new}")) == ["Documentation only: `docs/a.rst` (+1 −1)."]


def test_lines_that_only_run_on_otherwise_are_not_shown() -> None:
    file = change("docs/a.rst", "-One two three\n-four five six.\n+One two three four\n+five six.")

    assert told(file) == ["Documentation only: `docs/a.rst` (+2 −2)."]


def test_the_scope_names_a_file_whose_words_are_new_without_them() -> None:
    wide = change("src/b.py", "\n".join(f"+    step_{n} = prepare({n})" for n in range(9)))
    words = change("src/a.py", "-    # calls everything that is left\n+    # another thing to say, at length")

    assert note("Do it", wide, words).scope[1].text == "`src/a.py` (+1 −1)"


def test_docstrings_alone_are_told_as_such() -> None:
    lines = "\n".join(f"+    It says {n} more." for n in range(4))
    file = change("src/a.py", f' def f():\n     """Do it.\n{lines}\n     """', heading="def f():")

    assert told(file) == ["Comments and docstrings only: `src/a.py` (+4 −0)."]


def test_an_example_in_a_docstring_is_no_hazard() -> None:
    lines = '+    """Do it::\n+\n+        verify=False\n+        raise ValueError(1)\n+    """'

    analysis = note("Document it", change("src/a.py", f" def f():\n{lines}\n+    x = 1"))

    assert not insight(analysis, "security")
    assert not insight(analysis, "compatibility")


def test_no_blank_stands_between_chinese_and_a_quotation() -> None:
    file = change("src/a.py", "-    # The old way of doing it went over sockets.")

    assert summary(note("Tidy", file, language=Language.ZH)) == [
        "`src/a.py` 去掉“# The old way of doing it went over sockets.”。"
    ]


def test_words_that_go_are_quoted_as_one_text() -> None:
    lines = "-    A dictionary that maps keys to proxy\n-    addresses of the network."
    file = change("src/a.py", f' def f():\n     """Do it.\n{lines}\n     """')

    assert told(file) == [
        "Takes “A dictionary that maps keys to proxy addresses of the network.” out of `src/a.py`."
    ]
