"""The judge of the kill campaign sees what is doubled, missing and out of order."""

from benchmarks.killing.heard import FILE, Judged, Told, judged

ONE = Told("Monday", ("a", "b", f"{FILE}monday.md"))
TWO = Told("Tuesday", ("a", "b", f"{FILE}tuesday.md"))


def heard(*digests: Told) -> Judged:
    """Return how a channel is judged that should have heard `ONE` and `TWO`."""
    return judged({"C1": digests}, {"C1": [ONE, TWO]})


def test_what_stands_as_it_should_is_clean() -> None:
    assert heard(ONE, TWO) == Judged(messages=8)


def test_a_doubled_reply_and_a_doubled_file_are_seen() -> None:
    assert heard(Told("Monday", (*ONE.replies[:1], *ONE.replies)), TWO) == Judged(messages=9, doubled=1)
    assert heard(Told("Monday", (*ONE.replies, ONE.replies[-1])), TWO) == Judged(9, 1, files_doubled=1)


def test_a_doubled_digest_is_seen_with_all_that_hangs_on_it() -> None:
    assert heard(ONE, ONE, TWO) == Judged(12, 4, files_doubled=1)


def test_what_nobody_should_have_heard_counts_as_doubled() -> None:
    assert heard(ONE, TWO, Told("Sunday", ("a",))).doubled == 2


def test_a_missing_reply_and_a_missing_digest_are_seen() -> None:
    assert heard(Told("Monday", ("a", "b")), TWO) == Judged(7, missing=1, files_missing=1)
    assert heard(ONE) == Judged(4, missing=4, files_missing=1)


def test_days_and_replies_out_of_order_are_seen() -> None:
    assert heard(TWO, ONE) == Judged(8, disordered=1)
    assert heard(Told("Monday", ("b", "a", ONE.replies[-1])), TWO) == Judged(8, disordered=1)
