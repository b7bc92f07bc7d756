"""Co-authors are read from trailers, each once, the author not among them."""

from hypothesis import given
from strategies import messages, people

from analysis.facts.coauthors import MOST, co_authors_of
from analysis.facts.message import wording
from analysis.models import Person

ADA = Person("Ada", "ada@example.org")


def _names(*trailers: str) -> tuple[str, ...]:
    return co_authors_of(wording("x\r\n\r\n" + "\r\n".join(trailers)), ADA)


def test_co_authors_are_named_in_order() -> None:
    found = _names("Co-authored-by: Bo <bo@example.org>", "co-authored-by: 陈晨 <c@example.org>")
    assert found == ("Bo", "陈晨")


def test_the_author_and_repetitions_are_left_out() -> None:
    found = _names(
        "Co-authored-by: Ada L. <ADA@example.org>",
        "Co-authored-by: Bo <bo@example.org>",
        "Co-authored-by: Bo B. <bo@example.org>",
    )
    assert found == ("Bo",)


def test_a_trailer_without_address_counts() -> None:
    assert _names("Co-authored-by: Bo") == ("Bo",)


def test_a_sentence_about_co_authors_is_no_trailer() -> None:
    assert _names("See the Co-authored-by: Bo trailer") == ()


def test_a_crowd_is_cut() -> None:
    assert len(_names(*(f"Co-authored-by: P{n} <p{n}@example.org>" for n in range(2 * MOST)))) == MOST


@given(messages, people)
def test_no_message_raises(message: str, author: Person) -> None:
    assert author.name not in co_authors_of(wording(message), author)
