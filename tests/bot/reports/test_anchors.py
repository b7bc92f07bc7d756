"""Headings and the anchors that links lead to."""

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from bot.reports.anchors import Headings, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fix the pool", "fix-the-pool"),
        ("fix(pool)!: close once (#12)", "fixpool-close-once-12"),
        ("acme/api", "acmeapi"),
        ("📊 统计摘要", "-统计摘要"),
        ("🔴 高重要度变更 (12)", "-高重要度变更-12"),
        ("⚠️ Risks", "️-risks"),
        ("a -- b", "a----b"),
        ("snake_case v1.2", "snake_case-v12"),
        ("ÄÖÜ Straße", "äöü-straße"),
        ("a\u00a0b", "ab"),
        ("½ ² Ⅷ", "--"),
        ("`code` *x*", "code-x"),
        ("!!!", ""),
    ],
)
def test_slugs_are_made_as_github_makes_them(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_repetitions_are_numbered() -> None:
    headings = Headings()
    assert [headings.new(4, "docs: update", "x").anchor for _ in range(3)] == [
        "docs-update",
        "docs-update-1",
        "docs-update-2",
    ]


def test_a_heading_without_words_of_its_own_goes_by_its_other_name() -> None:
    assert Headings().new(4, "!!!", "commit-abc1234").anchor == "commit-abc1234"


def test_a_heading_that_looks_like_a_repetition_takes_nobodys_anchor() -> None:
    headings = Headings()
    anchors = [headings.new(4, text, "commit-x").anchor for text in ("a", "a", "a-1")]
    assert anchors == ["a", "a-1", "commit-x"]


@given(st.lists(strategies.texts, max_size=8))
def test_no_two_headings_share_an_anchor(texts: list[str]) -> None:
    headings = Headings()
    anchors = [headings.new(4, text, "commit-x").anchor for text in texts]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor and not set(anchor) & set(" \"'<>&()[]") for anchor in anchors)


def test_a_heading_and_its_entry_meet_at_the_anchor() -> None:
    heading = Headings().new(3, "A [b]", "x")
    assert heading.markdown == '<a id="a-b"></a>\n\n### A \\[b\\]'
    assert heading.entry == "[A \\[b\\]](#a-b)"
