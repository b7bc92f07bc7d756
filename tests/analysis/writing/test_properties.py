"""What holds for every analysis without a model, whatever the commit, its depth and the reader's language."""

import re
import unicodedata
from collections.abc import Iterator

import pytest
import strategies
from handmade import RATING, change, note, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.facts.extract import facts_of
from analysis.facts.models import Evidence, Facts
from analysis.facts.secrets import redact
from analysis.language import Language
from analysis.models import Commit, Diff
from analysis.results import Analysis, Claim, Depth, Insight, Rating, Types
from analysis.text import clean
from analysis.types import types_of
from analysis.writing import write_from_facts
from analysis.writing.writer import BRIEF_LIMIT

SECRET = "ghp_" + "a1B2" * 9
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

anything = {
    "commit": strategies.commits,
    "facts": strategies.facts,
    "types": strategies.types,
    "rating": strategies.ratings,
    "depth": st.sampled_from(Depth),
}
moderately = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def claims(analysis: Analysis) -> Iterator[Claim]:
    yield from (*analysis.summary, *analysis.scope, *analysis.risks)
    for dimension in Insight.__dataclass_fields__:
        yield from getattr(analysis.insight, dimension)
    yield from (one.claim for one in analysis.advice)


def shape(analysis: Analysis) -> list[tuple[str, int]]:
    insight = [(name, len(getattr(analysis.insight, name))) for name in Insight.__dataclass_fields__]
    fields = [(name, len(getattr(analysis, name))) for name in ("summary", "scope", "risks", "advice")]
    return [*fields, *insight, ("conclusion", bool(analysis.conclusion))]


@moderately
@given(**anything, language=st.sampled_from(Language))
def test_every_sentence_is_one_clean_line_with_paired_backticks(  # noqa: PLR0917 - one argument for each strategy
    commit: Commit, facts: Facts, types: Types, rating: Rating, depth: Depth, language: Language
) -> None:
    analysis = write_from_facts(commit, facts, types, rating, depth, language)

    assert analysis.summary
    for _, text in said(analysis):
        assert text
        assert clean(text) == text
        assert text.count("`") % 2 == 0
        assert not any(unicodedata.category(character) in UNSEEN for character in text)


@moderately
@given(**anything)
def test_both_languages_say_the_same_things(
    commit: Commit, facts: Facts, types: Types, rating: Rating, depth: Depth
) -> None:
    english, chinese = (
        write_from_facts(commit, facts, types, rating, depth, language)
        for language in (Language.EN, Language.ZH)
    )

    assert shape(english) == shape(chinese)
    evidence = [[claim.evidence for claim in claims(analysis)] for analysis in (english, chinese)]
    assert evidence[0] == evidence[1]


@moderately
@given(**{**anything, "depth": st.just(Depth.BRIEF)}, language=st.sampled_from(Language))
def test_a_brief_fits_its_line_and_has_no_other_field(  # noqa: PLR0917 - one argument for each strategy
    commit: Commit, facts: Facts, types: Types, rating: Rating, depth: Depth, language: Language
) -> None:
    analysis = write_from_facts(commit, facts, types, rating, depth, language)

    assert len(" ".join(claim.text for claim in analysis.summary)) <= BRIEF_LIMIT
    assert [name for name, _ in said(analysis)] == ["summary"] * len(analysis.summary)


@moderately
@given(commit=strategies.commits, diff=strategies.diffs, language=st.sampled_from(Language))
def test_code_words_occur_in_the_message_or_the_diff(commit: Commit, diff: Diff, language: Language) -> None:
    facts = facts_of(commit, diff)
    analysis = write_from_facts(commit, facts, types_of(facts), RATING, Depth.DEEP, language)

    known = _everything_in(commit, diff)
    for _, text in said(analysis):
        for word in re.findall(r"`([^`]*)`", text):
            for part in re.split(r"[…→]", word):
                assert _plain(part).removesuffix("()") in known or part.strip(" +−") in {"", "?"}, word


def _everything_in(commit: Commit, diff: Diff) -> str:
    seen = [commit.message, *(inner.subject for inner in commit.inner_commits)]
    for file in diff.files:
        submodule = file.submodule
        seen += [file.path, file.old_path or "", file.patch, (file.path.rpartition("/")[0] + "/")]
        seen += [submodule.before or "", submodule.after or ""] if submodule else []
    return _plain(" ".join(seen))


def _plain(text: str) -> str:
    return clean(text.replace("`", " ")).replace(" ", "")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("depth", Depth)
def test_a_credential_is_named_by_place_and_kind_only(depth: Depth, language: Language) -> None:
    files = (
        change("src/client.py", f'+TOKEN = "{SECRET}"'),
        change("tests/test_a.py", f'+def test_{SECRET}():\n+    use("{SECRET}")'),
    )
    analysis = note(f"Use {SECRET}\n\nThis commit sends {SECRET} to the server with each call.", *files)

    assert SECRET not in repr(note(f"Use {SECRET}", *files, depth=depth, language=language))
    assert SECRET not in repr(analysis)
    assert any("src/client.py:1" in text for field, text in said(analysis) if field == "risk")
    assert redact(repr(analysis)) == repr(analysis)


@moderately
@given(
    first=st.from_regex(r"[a-z]{4,12}", fullmatch=True), second=st.from_regex(r"[a-z]{4,12}", fullmatch=True)
)
def test_commits_that_differ_in_names_get_different_text(first: str, second: str) -> None:
    one, other = (
        list(said(note("Change it", change(f"src/{name}.py", f"+def {name}():\n+    return 1"))))
        for name in (first, second)
    )

    assert (one == other) == (first == second)


@pytest.mark.parametrize("language", Language)
def test_claims_on_the_diff_carry_file_line_and_quote(language: Language) -> None:
    analysis = note(
        "Retry more\n\nThe server drops one call in ten.",
        change("src/net.py", '+def retry(call):\n+    raise TimeoutError("gave up")\n-def attempt(call):'),
        language=language,
    )

    seen = [evidence for claim in claims(analysis) for evidence in claim.evidence]
    assert Evidence("def retry(call):", "src/net.py", 1) in seen
    assert Evidence("The server drops one call in ten.") in seen


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("depth", Depth)
def test_three_thousand_files_stay_readable(depth: Depth, language: Language) -> None:
    files = [change(f"src/part{n % 40}/file{n}.py", f"-x = {n}\n+y = {n}") for n in range(3000)]
    analysis = note("Rename x", *files, depth=depth, language=language)

    texts = [text for _, text in said(analysis)]
    assert len(texts) <= 15
    assert all(len(text) <= 600 for text in texts)
    assert "3,000" in texts[0]


@pytest.mark.parametrize("language", Language)
def test_five_hundred_definitions_stay_readable(language: Language) -> None:
    body = "\n".join(f"+def function_{n}(argument):\n+    return {n}" for n in range(500))
    analysis = note("Add them", change("src/many.py", body), language=language)

    assert all(len(text) <= 400 for _, text in said(analysis))
    assert any("496" in text or "500" in text for _, text in said(analysis))
