"""One commit explained."""

from dataclasses import replace

import pytest
from digesting import digest_commits, made, note
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import said

from analysis.facts.models import Evidence
from analysis.language import Bilingual, Language
from analysis.models import InnerCommit
from analysis.results import (
    Advice,
    Audience,
    Claim,
    DigestCommit,
    Insight,
    Level,
    Rating,
    Reason,
    WrittenBy,
)
from bot.messages import Bullets, Link, LinkButton, Message, Tone
from bot.presenters.explanation import explanation

REASONS = (
    Reason("rule-a", 0, Bilingual("定为高", "the author says so: high"), "!"),
    Reason("rule-b", 150, Bilingual("新增", "adds something"), "def send"),
    Reason("rule-c", -25, Bilingual("小", "is small")),
)
RATED = replace(made("ab", Level.HIGH, subject="Retry sends (#7)"), rating=Rating(Level.HIGH, 125, REASONS))


def explained(one: DigestCommit, language: Language = Language.EN) -> Message:
    """Explain `one` in Shanghai."""
    return explanation(one, "acme/api", "Asia/Shanghai", language)


def with_claims(*claims: Claim) -> DigestCommit:
    """Return a commit whose risks are `claims`."""
    return replace(RATED, analysis=replace(RATED.analysis, risks=claims))


def links(message: Message) -> list[str]:
    """Return where the links of the lists lead."""
    lists = [section for section in message.sections if isinstance(section, Bullets)]
    return [span.url for each in lists for item in each.items for span in item if isinstance(span, Link)]


def test_the_title_is_the_commit_and_its_level_is_felt() -> None:
    message = explained(RATED)
    assert (message.title, message.tone) == ("Retry sends (#7)", Tone.HIGH)


def test_who_when_what_and_how_important_come_first() -> None:
    text = said(explained(RATED))
    for expected in ("Author Ada", "Landed 2026-02-04 09:00:00", "Type bug fix", "Importance 🔴 high"):
        assert expected in text


@pytest.mark.parametrize(
    ("language", "expected"), [(Language.EN, "Ada, with Bob, Cleo"), (Language.ZH, "Ada，与 Bob、Cleo 合作")]
)
def test_who_else_wrote_it_is_named(language: Language, expected: str) -> None:
    """As the message says in its trailers."""
    one = replace(RATED, facts=replace(RATED.facts, co_authors=("Bob", "Cleo")))
    assert expected in said(explained(one, language))


def test_every_reason_of_the_level_is_shown_with_weight_and_evidence() -> None:
    text = said(explained(RATED))
    assert "ruling · the author says so: high (seen: !)" in text
    assert "+1.50 · adds something (seen: def send)" in text
    assert "−0.25 · is small" in text
    assert "Score +1.25, the sum of these." in text


def test_a_commit_that_no_rule_speaks_of_says_so() -> None:
    assert "No rule applies." in said(explained(replace(RATED, rating=Rating(Level.LOW, 0, ()))))


def test_claims_lead_to_the_lines_they_rest_on() -> None:
    claim = Claim("Breaks callers.", (Evidence("def send", "src/pool.py", 12),))
    page = f"https://github.com/acme/api/blob/{RATED.commit.sha}/src/pool.py#L12"
    assert page in links(explained(with_claims(claim)))


def test_no_more_places_than_a_sentence_bears_are_linked() -> None:
    evidence = tuple(Evidence("x", "a.py", number) for number in range(1, 6))
    assert len(links(explained(with_claims(Claim("Breaks.", evidence))))) == 2


def test_a_view_is_told_from_a_fact() -> None:
    assert "Breaks. (inferred)" in said(explained(with_claims(Claim("Breaks.", inferred=True))))


def test_without_a_page_places_are_named_and_nothing_is_linked() -> None:
    claim = Claim("Breaks.", (Evidence("x", "src/a.py", 1),))
    one = with_claims(claim)
    message = explained(replace(one, commit=replace(one.commit, url=None)))
    assert links(message) == []
    assert "Breaks. (src/a.py:1)" in said(message)


def test_a_line_is_enough_where_the_sentence_names_its_file() -> None:
    one = with_claims(Claim("Breaks `src/a.py`.", (Evidence("x", "src/a.py", 3),)))
    message = explained(replace(one, commit=replace(one.commit, url=None)))
    assert "Breaks src/a.py. (line 3)" in said(message)
    assert message.controls == ()


def test_a_button_opens_the_commit() -> None:
    (button,) = explained(RATED).controls
    assert isinstance(button, LinkButton)
    assert button.url == RATED.commit.url


def test_all_fields_of_the_analysis_are_told_in_order() -> None:
    claim = Claim("x")
    analysis = replace(
        RATED.analysis,
        scope=(Claim("pool"),),
        insight=Insight(performance=(claim,)),
        risks=(claim,),
        advice=(Advice(Audience.OPERATORS, claim),),
        conclusion="Small.",
    )
    text = said(explained(replace(RATED, analysis=analysis, upgrade_notes=(note(),))))
    order = [
        "In short: Small.",
        "Summary",
        "Scope",
        "Performance: x",
        "Risks",
        "Operators: x",
        "Upgrade notes",
        "Why high",
    ]
    assert [text.index(word) for word in order] == sorted(text.index(word) for word in order)


def test_the_commits_of_a_merge_are_listed() -> None:
    inner = (InnerCommit("1" * 40, "First"), InnerCommit("2" * 40, "Second"))
    text = said(explained(replace(RATED, commit=replace(RATED.commit, inner_commits=inner))))
    assert "Commits that the merge brought in (2)" in text
    assert "1111111 First" in text


def test_a_pull_request_is_linked() -> None:
    one = replace(RATED, commit=replace(RATED.commit, pull_request=7))
    assert "Pull request #7" in said(explained(one))


def test_who_wrote_it_is_told() -> None:
    by_model = replace(RATED, analysis=replace(RATED.analysis, written_by=WrittenBy.MODEL))
    assert said(explained(RATED)).endswith("written from facts of the change, without a model")
    assert said(explained(by_model)).endswith("written by a model, each sentence checked against the change")


def test_a_guess_at_the_type_is_marked() -> None:
    guessed = replace(RATED, types=replace(RATED.types, guessed=True))
    assert "Bug 修复（推测）" in said(explained(guessed, Language.ZH))


@settings(max_examples=30, deadline=None)
@given(digest_commits, st.sampled_from(Language))
def test_any_commit_can_be_explained(one: DigestCommit, language: Language) -> None:
    message = explained(one, language)
    assert message.title
    assert one.commit.short_sha in said(message)
