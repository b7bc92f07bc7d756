"""Any message on any platform: what a renderer is given, and the words that must come out of it."""

from contracts.rendering import SNARES, messages_of
from hypothesis import strategies as st

from benchmarks.fuzzing.pace import Pace

MARKS = "`*_~|\\<>@#-+.1 a[](){}\n\t:/h&;!?=\"'$^%，。😀\u0301\u200d\ufe0f"
"""What means something to a chat's reader, and what it breaks on."""

_SHORT = st.one_of(
    st.text(MARKS, max_size=60),
    st.lists(st.sampled_from(SNARES) | st.text(MARKS, max_size=6), max_size=5).map("".join),
    st.text(max_size=40),
)


@st.composite
def _long(draw: st.DrawFn) -> str:
    """Draw something said again and again, to three times what a message holds."""
    unit = draw(st.text(MARKS, min_size=1, max_size=12) | st.sampled_from(SNARES))
    return (unit * 12_000)[: draw(st.integers(0, 12_000))]


_ANY = st.one_of(_SHORT, _SHORT, _SHORT, _long())
MESSAGES = st.one_of(*[messages_of(_ANY, _SHORT, most=1)] * 4, messages_of(_ANY, _SHORT))
"""Mostly small ones: what breaks a renderer is two things beside each other, seldom twenty."""

PACE = Pace(start=0.2, each=0.000_06)


def size_of(value: object) -> int:
    """Return how many characters stand in a message."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(size_of, value))
    names = getattr(type(value), "__dataclass_fields__", ())
    return sum(size_of(getattr(value, name)) for name in names)
