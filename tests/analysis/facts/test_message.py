"""A merge speaks through the title of its pull request; line ends never matter."""

import pytest
from hypothesis import given
from strategies import messages

from analysis.facts.message import MAX_BODY, wording


@pytest.mark.parametrize(
    ("message", "subject", "body"),
    [
        ("Title\n\nBody", "Title", "Body"),
        ("Title\r\n\r\nBody\r\nmore", "Title", "Body\nmore"),
        ("Merge pull request #12 from acme/x\n\nTitle\n\nBody", "Title", "Body"),
        ("Merged PR 5: Title\n\nBody", "Title", "Body"),
        ("Merge #7\n\n7: Title r=me a=you\n\nBody", "Title", "Body"),
        ("Merge branch 'x'", "Merge branch 'x'", ""),
        (
            "Merge branch 'x'\n\n# Conflicts:\n#\tREADME.md",
            "Merge branch 'x'",
            "# Conflicts:\n#\tREADME.md",
        ),
        ("", "", ""),
    ],
)
def test_the_words_of_a_commit_are_its_own(message: str, subject: str, body: str) -> None:
    said = wording(message)
    assert (said.subject, said.body) == (subject, body)


def test_a_pasted_book_is_read_in_part() -> None:
    assert len(wording("Title\n\n" + "x" * 2 * MAX_BODY).body) == MAX_BODY


@given(messages)
def test_line_ends_of_other_systems_say_the_same(message: str) -> None:
    plain = message.replace("\r", "")
    assert wording(plain.replace("\n", "\r\n")) == wording(plain)


def test_a_merge_from_a_security_advisory_speaks_through_its_title() -> None:
    """GitHub merges a private fork without a number."""
    said = wording("Merge pull request from GHSA-m2qf-hxjv-5gpq\n\nset Vary consistently")
    assert (said.subject, said.branch) == ("set Vary consistently", "GHSA-m2qf-hxjv-5gpq")
