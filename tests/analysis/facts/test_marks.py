"""Words claim that a commit breaks, secures or repairs something grave, or merely sound like it."""

import pytest
from hypothesis import given
from strategies import messages, titles

from analysis.facts.marks import marks_of
from analysis.facts.message import wording
from analysis.facts.models import Mark, MarkKind, MarkPlace, Title
from analysis.facts.title import title_of

BREAKING, SECURITY, SEVERE = MarkKind.BREAKING, MarkKind.SECURITY, MarkKind.SEVERE


def _marks(message: str, *, automated: bool = False) -> tuple[Mark, ...]:
    said = wording(message)
    return marks_of(said, title_of(said.subject), automated=automated)


@pytest.mark.parametrize(
    ("subject", "kind", "word"),
    [
        ("Fix crash on empty input", SEVERE, "crash"),
        ("Prevent a memory leak", SEVERE, "leak"),
        ("Fix data race in the pool", SEVERE, "race"),
        ("Fix integer overflow in size", SEVERE, "overflow"),
        ("修复连接泄漏", SEVERE, "泄漏"),
        ("Fix CVE-2024-31228", SECURITY, "CVE-2024-31228"),
        ("Reject path traversal in uploads", SECURITY, "path traversal"),
        ("Escape names against SQL injection", SECURITY, "injection"),
        ("修复安全漏洞", SECURITY, "安全漏洞"),
        ("Deprecate the old client", BREAKING, "Deprecate"),
        ("Remove the `timeout` option", BREAKING, "Remove the `timeout` option"),
        ("Drop support for Python 3.8", BREAKING, "Drop support"),
        ("Remove all deprecated names", BREAKING, "Remove all deprecated"),
        ("移除旧接口（不兼容）", BREAKING, "不兼容"),
    ],
)
def test_a_word_of_weight_is_marked(subject: str, kind: MarkKind, word: str) -> None:
    assert _marks(subject) == (Mark(kind, MarkPlace.SUBJECT, word),)


@pytest.mark.parametrize(
    "subject",
    [
        "Add a metric for the injection queue",
        "Run the race detector",
        "Style the overflow menu",
        "Add a regression test",
        "Fix hanging indent",
        "Improve panic messages",
        "Replace deprecated `iscoroutinefunction`",
        "Silence deprecation warnings",
        "Remove unused argument",
        "Breaking up long lines",
        "Speed up dosage",
    ],
)
def test_a_harmless_meaning_of_such_a_word_is_no_mark(subject: str) -> None:
    assert _marks(subject) == ()


@pytest.mark.parametrize(
    ("message", "word"),
    [
        ("feat!: x", "!"),
        ("x\n\nBREAKING CHANGE: y", "BREAKING CHANGE"),
        ("x\r\n\r\nBREAKING-CHANGE: y\r\n", "BREAKING-CHANGE"),
    ],
)
def test_the_sign_of_a_breaking_change_counts_above_words(message: str, word: str) -> None:
    assert _marks(message)[0] == Mark(BREAKING, MarkPlace.SIGN, word)


def test_words_deep_in_a_body_are_quotations_and_not_read() -> None:
    assert _marks("x\n\n" + "y " * 1000 + "crash") == ()


def test_of_a_bots_release_notes_only_advisories_count() -> None:
    body = "BREAKING CHANGE: y\n* Fix crash\n* Security\n" + "z " * 1000 + "CVE-2024-1234"
    found = _marks(f"Bump a from 1 to 2\n\n{body}", automated=True)
    assert found == (Mark(SECURITY, MarkPlace.BODY, "CVE-2024-1234"),)


def test_a_prefix_of_security_is_a_mark() -> None:
    assert Mark(SECURITY, MarkPlace.SUBJECT, "security") in _marks("security: check the host")


@given(messages, titles)
def test_no_message_raises(message: str, title: Title) -> None:
    assert all(mark.word for mark in marks_of(wording(message), title, automated=False))


def test_the_advisory_that_a_merge_came_from_is_a_mark_of_its_subject() -> None:
    """Its title need not say that it is about security."""
    said = wording("Merge pull request from GHSA-m2qf-hxjv-5gpq\n\nset Vary consistently")
    (mark,) = marks_of(said, title_of(said.subject), automated=False)
    assert (mark.kind, mark.place, mark.word) == (MarkKind.SECURITY, MarkPlace.SUBJECT, "GHSA-m2qf-hxjv-5gpq")
