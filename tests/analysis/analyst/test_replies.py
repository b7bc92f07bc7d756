"""An answer of any shape becomes an analysis of checked claims, or facts."""

import pytest
from analyses import POOL, claims, rated, words
from handmade import change
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from analysis.analyst.questions import material
from analysis.analyst.replies import Analysed, analysed
from analysis.analyst.sentences import fault_of
from analysis.language import Language
from analysis.models import FileChange
from analysis.results import Audience, ChangeType, Depth, WrittenBy
from analysis.writing import write_from_facts

SAID = {
    "text": "`connect` now takes `retries`.",
    "file": "src/pool.py",
    "quote": "def connect(host, retries=3):",
    "kind": "fact",
}
WRONG = {
    "text": "`connect_twice` is new.",
    "file": "src/pool.py",
    "quote": "def connect(host, retries=3):",
    "kind": "fact",
}
VIEW = {"text": "Callers of `connect` may wait longer.", "file": "", "quote": "", "kind": "inference"}

json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | texts
    | st.sampled_from(("src/pool.py", SAID["quote"], SAID["text"], "raise", "fact")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from((*SAID, "audience", "dimension", "commit")), inner, max_size=5)
    ),
    max_leaves=12,
)
FIELDS = (
    "types",
    "importance",
    "importance_file",
    "importance_quote",
    "summary",
    "conclusion",
    "scope",
    "insight",
    "risks",
    "advice",
)


def read(
    fields: dict[str, object],
    depth: Depth = Depth.DEEP,
    *files: FileChange,
    message: str = "Retry in `connect`",
    cut: bool = False,
) -> Analysed:
    commit = rated(message, *files)
    _, grounds = material(commit, Language.EN, 2_000)
    return analysed(fields, commit, grounds, (depth, Language.EN), cut=cut)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(FIELDS), json, max_size=8),
    st.sampled_from((Depth.DEEP, Depth.STANDARD)),
    st.sampled_from((True, False)),
)
def test_no_answer_raises_or_shows_a_claim_that_was_not_checked(
    fields: dict[str, object],
    depth: Depth,
    cut: bool,  # noqa: FBT001 - hypothesis gives its arguments by place
) -> None:
    commit = rated()
    _, grounds = material(commit, Language.EN, 2_000)
    facts = write_from_facts(commit.commit, commit.facts, commit.types, commit.rating, depth, Language.EN)
    known = {claim.text for claim in claims(facts)}

    made = analysed(fields, commit, grounds, (depth, Language.EN), cut=cut)

    assert made.analysis.summary
    for claim in claims(made.analysis):
        assert claim.text in known or fault_of(claim.text, grounds) is None
        assert claim.text in known or claim.inferred or claim.evidence


def test_checked_claims_stand_in_their_fields() -> None:
    insight = {**VIEW, "dimension": "performance"}
    advice = {**VIEW, "text": "Set `retries` where `connect` must not wait.", "audience": "users"}

    made = read(
        {
            "summary": [SAID],
            "insight": [insight],
            "advice": [advice],
            "conclusion": "`connect` gets more patient.",
        }
    )

    analysis = made.analysis
    assert [claim.text for claim in analysis.summary] == [SAID["text"]]
    assert [claim.text for claim in analysis.insight.performance] == [VIEW["text"]]
    assert (analysis.advice[0].audience, analysis.advice[0].claim.inferred) == (Audience.USERS, True)
    assert analysis.conclusion == "`connect` gets more patient."
    assert analysis.written_by is WrittenBy.MODEL


def test_what_fails_is_dropped_and_counted() -> None:
    made = read({"summary": [SAID, WRONG, WRONG], "risks": [WRONG]})

    assert made.analysis.claims_dropped == 3
    assert "connect_twice" not in words(made.analysis)


def test_facts_fill_a_field_of_which_nothing_survives() -> None:
    made = read({"summary": [WRONG], "risks": [VIEW]})

    assert made.analysis.written_by is WrittenBy.MODEL
    assert made.analysis.summary
    assert all(not claim.inferred for claim in made.analysis.summary)


@pytest.mark.parametrize("fields", [{}, {"summary": [WRONG]}, {"summary": "无"}, {"summary": None}])
def test_an_answer_of_which_nothing_survives_is_written_from_facts(fields: dict[str, object]) -> None:
    assert read(fields).analysis.written_by is WrittenBy.FACTS


def test_a_condition_that_the_model_leaves_out_is_added() -> None:
    message = "Retry in `connect`\n\nThe retry is off by default."

    made = read({"summary": [SAID]}, message=message)

    assert any("off by default" in claim.text for claim in made.analysis.summary)


def test_a_condition_that_the_model_tells_is_not_told_twice() -> None:
    message = "Retry in `connect`\n\nThe retry is off by default."
    told = {
        "text": "The retry of `connect` is disabled by default.",
        "file": "MESSAGE",
        "quote": "off by default",
        "kind": "fact",
    }

    made = read({"summary": [SAID, told]}, message=message)

    assert len(made.analysis.summary) == 2


def test_a_cut_answer_shows_no_half_sentence() -> None:
    half = {**SAID, "text": "`connect` now takes `retries` which"}
    open_end = {**SAID, "text": "`connect` now takes"}

    assert "now takes" not in words(read({"summary": [half, open_end]}, cut=True).analysis)


def test_types_are_taken_only_where_the_facts_had_to_guess() -> None:
    guessed = read({"types": ["performance", "nonsense"], "summary": [SAID]})
    sure = read({"types": ["performance"], "summary": [SAID]}, message="fix: retry in `connect`")

    assert guessed.types.types == (ChangeType.PERFORMANCE,)
    assert guessed.types.guessed
    assert ChangeType.PERFORMANCE not in sure.types.types


def test_a_step_needs_a_quote_that_was_sent() -> None:
    step = {"importance": "raise", "importance_file": "src/pool.py", "importance_quote": SAID["quote"]}

    moved, stayed = (
        read({**step, "summary": [SAID]}),
        read({**step, "importance_quote": "no such line", "summary": [SAID]}),
    )

    assert moved.rating.reasons[0].rule == "model_step"
    assert stayed.rating == rated().rating


def test_a_credential_is_told_before_the_risks_of_the_model() -> None:
    token = "gh" + "p_" + "a1B2" * 9
    leak = change("src/key.py", f'+TOKEN = "{token}"')

    made = read({"summary": [SAID], "risks": [VIEW]}, Depth.DEEP, POOL, leak)

    assert len(made.analysis.risks) == 2
    assert "credential" in made.analysis.risks[0].text
    assert token not in repr(made.analysis)
