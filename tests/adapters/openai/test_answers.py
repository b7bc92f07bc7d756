"""What is read out of a model's text: complete fields, whatever stands around them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.openai.answers import Parsed, parsed

KNOWN: dict[str, object] = {"summary": {}, "conclusion": {}}
GOOD = '{"summary": [{"text": "One."}], "conclusion": "Two."}'
FIELDS = {"summary": [{"text": "One."}], "conclusion": "Two."}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"  \n{GOOD}\n\n",
        f"```json\n{GOOD}\n```",
        f"Sure! Here {{you}} are:\n```\n{GOOD}\n```\nAnything else?",
        f"<think>I could say {{}} or {GOOD[:20]}</think>{GOOD}",
        f"I think … </think>\n{GOOD}",
        f"<THINK>a</THINK><think>b</think>{GOOD}",
        f"[{GOOD}]",
        f'{{"other": 1}} {GOOD}',
    ],
)
def test_the_answer_is_found(text: str) -> None:
    assert parsed(text, KNOWN) == Parsed(FIELDS)


def test_marks_of_thinking_inside_an_answer_are_part_of_it() -> None:
    text = '{"conclusion": "Strips <think> and </think> from answers."}'

    assert parsed(text, KNOWN) == Parsed({"conclusion": "Strips <think> and </think> from answers."})


def test_raw_line_breaks_inside_strings_are_read() -> None:
    assert parsed('{"conclusion": "a\nb\tc"}', KNOWN) == Parsed({"conclusion": "a\nb\tc"})


def test_a_sentence_that_breaks_off_is_left_out() -> None:
    """Also after raw line breaks, which the reader of parts refuses."""
    text = '{"summary": [{"text": "One\nwhole."}, {"text": "Half a sen'

    found = parsed(text, KNOWN)

    assert found == Parsed({"summary": [{"text": "One\nwhole."}, {}]}, cut=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n" * 100,
        "I cannot help with that.",
        "<think>for ever",
        "null",
        "[1, 2]",
        '"summary"',
        '{"error": "no"}',
        "{" * 50_000,
        '{"summary": ' * 50_000,
        '{"summary": ' + "9" * 10_000,
    ],
)
def test_what_holds_no_answer_is_none(text: str) -> None:
    found = parsed(text, KNOWN)

    assert found is None or found.cut


@given(st.text(alphabet=st.sampled_from('{}[]"\\:,<>/thinksummary \n\x00`1e-é中'), max_size=200))
@settings(max_examples=200, deadline=None)
def test_nothing_makes_it_raise(text: str) -> None:
    found = parsed(text, KNOWN)

    assert found is None or set(found.fields) & set(KNOWN)


sentences = st.text(min_size=1, max_size=20)
answers = st.fixed_dictionaries(
    {"summary": st.lists(st.fixed_dictionaries({"text": sentences}), max_size=3), "conclusion": sentences}
)


@given(answers, st.floats(0.0, 1.0))
@settings(max_examples=200, deadline=None)
def test_no_string_is_ever_cut(answer: dict[str, object], share: float) -> None:
    """Cut anywhere, an answer holds whole strings of the whole one alone."""
    text = json.dumps(answer)
    found = parsed(text[: int(len(text) * share)], KNOWN)

    assert strings(found.fields if found else {}) <= strings(answer)


def strings(value: object) -> set[str]:
    """Return all strings in `value`."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return set().union(*map(strings, value))
    return {value} if isinstance(value, str) else set()
