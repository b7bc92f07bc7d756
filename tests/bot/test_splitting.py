"""Long text in pieces: nothing lost, nothing too long, broken where a reader pauses."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from bot.messages import Code, Link, Spans, Strong, Text
from bot.splitting import shortened, split_lines, split_spans, split_text

long_texts = st.lists(texts, max_size=30).map(" ".join)
spans = st.lists(
    st.one_of(
        st.builds(Text, long_texts), st.builds(Strong, texts), st.builds(Link, texts, st.just("https://a"))
    ),
    max_size=6,
).map(tuple)


@settings(max_examples=100, deadline=None)
@given(long_texts, st.integers(2, 200))
def test_pieces_of_a_text_are_the_text(text: str, limit: int) -> None:
    """Put together they are what was split, and none is longer than wished."""
    pieces = list(split_text(text, limit))

    assert "".join(pieces) == text
    assert all(0 < len(piece) <= limit for piece in pieces)


@settings(max_examples=100, deadline=None)
@given(long_texts, st.integers(2, 200))
def test_pieces_of_lines_are_the_text(text: str, limit: int) -> None:
    """Code is split between lines, and loses none."""
    pieces = list(split_lines(text, limit))

    assert "".join(pieces) == text
    assert all(0 < len(piece) <= limit for piece in pieces)


@settings(max_examples=100, deadline=None)
@given(spans, st.integers(2, 200))
def test_pieces_of_spans_are_the_spans(some: Spans, limit: int) -> None:
    """Each piece of a span keeps its form."""
    groups = list(split_spans(some, limit))

    assert "".join(one.text for group in groups for one in group) == "".join(one.text for one in some)
    assert all(0 < sum(len(one.text) for one in group) <= limit for group in groups)


def test_what_just_fits_is_one_piece() -> None:
    """A limit is the last length that is taken, not the first that is not."""
    assert list(split_text("a" * 5, 5)) == ["aaaaa"]
    assert list(split_lines("ab\ncd", 5)) == ["ab\ncd"]
    assert list(split_lines("a\nbbbbbbbb", 8)) == ["a\n", "bbbbbbbb"]
    assert list(split_spans((Text("ab"), Strong("cde")), 5)) == [(Text("ab"), Strong("cde"))]
    assert shortened("a" * 5, 5) == "aaaaa"


def test_a_sentence_is_kept_whole_where_it_can_be() -> None:
    """A break stands after a full stop rather than at the last blank."""
    assert list(split_text("One two. Three four five.", 20)) == ["One two. ", "Three four five."]


def test_chinese_breaks_after_its_own_marks() -> None:
    """There are no blanks to break at."""
    assert list(split_text("默认值改了。依赖它的脚本会等得更久。", 12)) == [
        "默认值改了。",
        "依赖它的脚本会等得更久。",
    ]


def test_a_short_span_is_not_broken_for_the_rest_of_a_line() -> None:
    """What would leave a stump behind goes to the next piece whole."""
    assert list(split_spans((Text("x" * 18), Code("connect")), 20)) == [
        (Text("x" * 18),),
        (Code("connect"),),
    ]


def test_what_was_cut_shows_it() -> None:
    """A shortened label ends with a sign."""
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"
