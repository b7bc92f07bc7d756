"""Records come back from JSON equal, and records of a later release can be read."""

import json
from typing import TypeVar

import pytest
from contracts.records import ANALYSIS, REASON
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import evidences, names, texts

from adapters.store.codec import ANALYSIS as ANALYSES
from adapters.store.codec import PART as PARTS
from adapters.store.codec import REASON as REASONS
from adapters.store.codec import USAGE as USAGES
from adapters.store.codec import Codec, UnknownFormError
from analysis.language import Bilingual, Language
from analysis.results import Advice, Analysis, Audience, Claim, Depth, Insight, Reason, Usage, WrittenBy
from bot.ports import Part

T = TypeVar("T")

claim = st.builds(
    Claim, text=texts, evidence=st.lists(evidences, max_size=2).map(tuple), inferred=st.booleans()
)
claims = st.lists(claim, max_size=2).map(tuple)
analyses = st.builds(
    Analysis,
    depth=st.sampled_from(Depth),
    language=st.sampled_from(Language),
    written_by=st.sampled_from(WrittenBy),
    summary=claims,
    scope=claims,
    insight=st.builds(Insight, architecture=claims, security=claims),
    risks=claims,
    advice=st.lists(
        st.builds(Advice, audience=st.sampled_from(Audience), claim=claim),
        max_size=2,
    ).map(tuple),
    conclusion=texts,
    claims_dropped=st.integers(0, 9),
    notes=st.lists(texts, max_size=2).map(tuple),
)
reasons = st.builds(
    Reason,
    rule=names,
    weight=st.integers(-200, 200),
    text=st.builds(Bilingual, zh=texts, en=texts),
    evidence=texts,
)
counts = st.integers(0, 10**9)
usages = st.builds(
    Usage,
    calls=counts,
    prompt_tokens=counts,
    completion_tokens=counts,
    cached_tokens=counts,
    cost=st.none() | st.floats(0, 1000),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)
parts = st.builds(Part, payload=st.dictionaries(texts, json_values, max_size=4), file_id=st.none() | texts)

CASES = st.one_of(
    st.tuples(st.just(ANALYSES), analyses),
    st.tuples(st.just(REASONS), reasons),
    st.tuples(st.just(USAGES), usages),
    st.tuples(st.just(PARTS), parts),
)


@settings(max_examples=150, deadline=None)
@given(CASES)
def test_a_record_comes_back_equal(case: tuple[Codec[object], object]) -> None:
    codec, record = case
    assert codec.decode(codec.encode(record)) == record


def test_a_field_that_a_later_release_added_is_passed_over() -> None:
    later = json.loads(REASONS.encode(REASON)) | {"confidence": 0.5}
    later["text"]["ja"] = "…"
    assert REASONS.decode(json.dumps(later)) == REASON


def test_a_field_that_an_earlier_release_did_not_know_has_its_default() -> None:
    earlier = json.loads(ANALYSES.encode(ANALYSIS))
    del earlier["notes"]
    assert ANALYSES.decode(json.dumps(earlier)).notes == ()


def test_a_record_of_another_kind_is_refused() -> None:
    with pytest.raises(UnknownFormError):
        ANALYSES.decode(REASONS.encode(REASON))
