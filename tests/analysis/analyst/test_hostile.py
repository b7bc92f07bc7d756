"""Any commit and any answer: nothing raises, nothing unchecked is shown, no prompt exceeds its window."""

import asyncio

from analyses import claims
from fakes import digest_commit
from handmade import commit
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import ScriptedModel, answer
from strategies import commits, diffs, texts

from analysis.analyst import analyse, analyse_briefs, from_facts, headline
from analysis.language import Language
from analysis.models import Commit, Diff
from analysis.rated import rate_commit
from analysis.results import Depth, WrittenBy

statements = st.fixed_dictionaries(
    {"text": texts, "file": texts, "quote": texts, "kind": st.sampled_from(("fact", "inference"))},
    optional={
        "audience": texts,
        "dimension": st.sampled_from(("performance", "x")),
        "commit": st.integers(0, 2),
    },
)
answers = st.fixed_dictionaries(
    {},
    optional={
        "summary": st.lists(statements, max_size=3),
        "insight": st.lists(statements, max_size=2),
        "advice": st.lists(statements, max_size=2),
        "conclusion": texts,
        "importance": st.sampled_from(("raise", "lower", "keep", "")),
        "importance_file": texts,
        "importance_quote": texts,
        "briefs": st.lists(statements, max_size=2),
        "headline": texts,
    },
)
languages = st.sampled_from(Language)


@settings(max_examples=60, deadline=None)
@given(commits, diffs, answers, st.sampled_from(Depth), languages)
def test_any_commit_with_any_answer_gives_an_analysis(
    made: Commit, diff: Diff, fields: dict[str, object], depth: Depth, language: Language
) -> None:
    rated = rate_commit(made, diff)
    model = ScriptedModel(answer(fields), answer(fields), window=6_000)

    written = asyncio.run(analyse(model, rated, depth, language)).analysis

    known = {claim.text for claim in claims(from_facts(rated, depth, language))}
    assert (written.depth, written.language) == (depth, language)
    for claim in claims(written):
        assert claim.text in known or claim.inferred or claim.evidence
        assert claim.text in known or written.written_by is WrittenBy.MODEL


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(commits, diffs), max_size=4, unique_by=lambda pair: pair[0].sha), answers, languages
)
def test_any_batch_gives_every_commit_a_brief(
    made: list[tuple[Commit, Diff]], fields: dict[str, object], language: Language
) -> None:
    day = [rate_commit(one, diff) for one, diff in made]

    written = asyncio.run(analyse_briefs(ScriptedModel(answer(fields), window=6_000), day, language))

    assert set(written) == {one.commit.sha for one in day}


@settings(max_examples=25, deadline=None)
@given(texts, texts, languages)
def test_any_headline_is_checked_or_left_out(message: str, said: str, language: Language) -> None:
    day = [digest_commit(commit(message))]

    made = asyncio.run(headline(ScriptedModel(answer({"headline": said})), day, language))

    assert made.text is None or "://" not in made.text
