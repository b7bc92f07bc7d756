"""The writer that asks a model: what it asks, stores, settles, and does where the model fails."""

import asyncio
import dataclasses

import pytest
from office import HIGH, LOW, MEDIUM, Office

from analysis.errors import (
    BudgetSpentError,
    ModelError,
    ModelUnavailableError,
    PromptTooLongError,
    UnusableAnswerError,
)
from analysis.language import Language
from analysis.ports import Question
from analysis.results import Depth, DigestCommit, Level, Usage, WrittenBy
from benchmarks.modelday import thirty
from bot.writing import Written

DOWN = ModelUnavailableError("unreachable")


def by(written: Written) -> list[WrittenBy]:
    """Return who wrote, in the order of the commits."""
    return [
        written.analyses[one.commit.sha].written_by for one in thirty() if one.commit.sha in written.analyses
    ]


def joined(written: Written) -> list[DigestCommit]:
    """Return the commits as a digest has them."""
    return [
        DigestCommit(one.commit, one.facts, one.types, written.ratings[one.commit.sha], analysis)
        for one in thirty()
        if (analysis := written.analyses.get(one.commit.sha))
    ]


async def test_each_commit_is_asked_about_as_deeply_as_it_matters_and_all_briefs_at_once() -> None:
    office = Office()

    written = await office.write(*thirty())

    assert sorted(office.model.names) == ["briefs", *["deep"] * 10, *["standard"] * 10]
    assert by(written) == [WrittenBy.MODEL] * 30
    assert written.notes == ()
    assert office.progress.shown[-1] == (30, 30)


async def test_what_was_written_once_is_not_asked_for_again() -> None:
    office = Office()
    first = await office.write(HIGH, MEDIUM, LOW)
    asked = len(office.model.asked)

    again = await office.write(HIGH, MEDIUM, LOW)

    assert len(office.model.asked) == asked
    assert (again.analyses, again.ratings) == (first.analyses, first.ratings)
    assert again.usage == first.usage == Usage(3, 300, 30, 15)


async def test_another_language_is_another_work() -> None:
    office = Office()
    await office.write(HIGH)

    written = await office.write(HIGH, language=Language.ZH)

    assert office.model.names == ["deep", "deep"]
    assert written.analyses[HIGH.commit.sha].language is Language.ZH


async def test_an_explanation_is_deep_whatever_the_level() -> None:
    office = Office()

    written = await office.write(LOW, depth=Depth.DEEP)

    assert written.analyses[LOW.commit.sha].depth is Depth.DEEP


async def test_a_level_that_was_argued_holds_in_every_language() -> None:
    office = Office()
    office.model.argue = lambda _: "lower"
    english = await office.write(MEDIUM)
    office.model.argue = lambda _: "raise"

    chinese = await office.write(MEDIUM, language=Language.ZH)

    sha = MEDIUM.commit.sha
    assert english.ratings[sha].level is Level.LOW
    assert chinese.ratings[sha] == english.ratings[sha]
    assert chinese.ratings[sha].reasons[0].rule == "model_step"


async def test_a_level_that_was_agreed_to_stays() -> None:
    office = Office()
    await office.write(MEDIUM)
    office.model.argue = lambda _: "raise"

    written = await office.write(MEDIUM, language=Language.ZH)

    assert written.ratings[MEDIUM.commit.sha] == MEDIUM.rating


async def test_what_the_model_raised_is_written_at_its_new_depth() -> None:
    office = Office()
    office.model.argue = lambda question: "raise" if question.name.startswith("standard") else "keep"

    written = await office.write(MEDIUM)
    again = await office.write(MEDIUM)

    sha = MEDIUM.commit.sha
    assert written.ratings[sha].level is Level.HIGH
    assert written.analyses[sha].depth is Depth.DEEP
    assert office.model.names == ["standard", "deep"]
    assert again.usage.calls == 2


async def test_what_the_model_lowered_keeps_its_text() -> None:
    office = Office()
    office.model.argue = lambda _: "lower"

    written = await office.write(MEDIUM)

    assert written.analyses[MEDIUM.commit.sha].depth is Depth.STANDARD
    assert office.model.names == ["standard"]


@pytest.mark.parametrize("error", [DOWN, UnusableAnswerError(), PromptTooLongError(100), RuntimeError("bug")])
async def test_facts_write_where_the_model_fails_and_the_model_when_it_is_back(error: Exception) -> None:
    """Also where the failure is our own."""
    office = Office()

    def fail(_: Question) -> ModelError | None:
        raise error

    office.model.fail = fail
    failed = await office.write(HIGH, MEDIUM, LOW)
    office.model.fail = lambda _: None

    mended = await office.write(HIGH, MEDIUM, LOW)

    assert by(failed) == [WrittenBy.FACTS] * 3
    assert len(failed.notes) == 1
    assert by(mended) == [WrittenBy.MODEL] * 3
    assert mended.notes == ()


async def test_what_a_useless_answer_took_is_in_the_books_of_the_digest() -> None:
    office = Office()
    error = UnusableAnswerError()
    error.usage = Usage(2, 70, 7)
    office.model.fail = lambda _: error
    await office.write(HIGH)
    office.model.fail = lambda _: None

    written = await office.write(HIGH)

    assert written.usage.calls == 3


async def test_one_sentence_tells_the_gravest_of_several_troubles() -> None:
    office = Office()
    errors = {"deep": UnusableAnswerError(), "standard": ModelUnavailableError("refused"), "briefs": None}
    office.model.fail = lambda question: errors[question.name.partition("-")[0]]

    written = await office.write(HIGH, MEDIUM, LOW)

    assert written.notes == (
        "The model's service refused our requests. Written from facts until it is back: 2.",
    )


async def test_two_digests_at_once_share_the_work() -> None:
    office = Office()
    office.model.going_on.clear()
    writer = office.writer()
    both = [
        asyncio.create_task(writer.write(thirty()[start : start + 20], Language.EN, office.progress))
        for start in (0, 10)
    ]
    await asyncio.sleep(0.05)
    office.model.going_on.set()

    one, other = await asyncio.gather(*both)

    kinds = office.model.names
    assert (kinds.count("deep"), kinds.count("standard"), kinds.count("briefs")) == (10, 10, 2)
    assert by(one) == by(other) == [WrittenBy.MODEL] * 20
    shared = one.analyses.keys() & other.analyses.keys()
    assert all(one.analyses[sha] == other.analyses[sha] for sha in shared)


async def test_who_waits_for_another_goes_on_where_that_one_is_cancelled() -> None:
    office = Office()
    office.model.going_on.clear()
    writer = office.writer()
    first = asyncio.create_task(writer.write([HIGH], Language.EN, office.progress))
    second = asyncio.create_task(writer.write([HIGH], Language.EN, office.progress))
    await asyncio.sleep(0.02)
    first.cancel()
    office.model.going_on.set()

    written = await second

    assert by(written) == [WrittenBy.MODEL]
    assert first.cancelled()


async def test_a_budget_makes_texts_shorter_before_it_ends() -> None:
    """The deep question has no room, the standard one has."""
    office = Office()

    def fail(question: Question) -> ModelError | None:
        return BudgetSpentError() if question.name.startswith("deep") else None

    office.model.fail = fail

    written = await office.write(HIGH)

    analysis = written.analyses[HIGH.commit.sha]
    assert (analysis.depth, analysis.written_by) == (Depth.STANDARD, WrittenBy.MODEL)
    assert written.notes == (
        "Today's budget for the model is nearly used up. Written shorter, or from facts: 1.",
    )


async def test_no_more_than_the_budget_is_spent_in_a_day() -> None:
    office = Office(budget=30_000)
    office.model.usage = Usage(1, 2_000, 500)

    written = await office.write(*thirty())

    used = (await office.stores.usage.of_day(office.clock.now().date()))[office.model.name]
    depths = {written.analyses[one.commit.sha].depth for one in thirty() if one.rating.level is Level.HIGH}
    assert 20_000 < used.prompt_tokens + used.completion_tokens <= 30_000
    assert depths == {Depth.DEEP, Depth.STANDARD}
    assert set(by(written)) == set(WrittenBy)
    assert len(written.analyses) == 30
    assert len(written.notes) == 1


async def test_a_rubric_that_changed_keeps_the_argued_step_within_its_rules() -> None:
    """The step is one step from what the rubric says now."""
    office = Office()
    office.model.argue = lambda _: "raise"
    await office.write(MEDIUM)
    low_now = dataclasses.replace(MEDIUM, rating=LOW.rating)

    written = await office.write(low_now)

    assert written.ratings[MEDIUM.commit.sha].level is Level.LOW  # a hard rule holds documentation there


async def test_the_headline_is_asked_for_last_and_once() -> None:
    office = Office()
    written = await office.write(HIGH, LOW)
    writer = office.writer()

    first = await writer.headline(joined(written), Language.EN)
    again = await office.writer().headline(joined(written), Language.EN)

    assert first == again
    assert first.text == "The changes of the day are about the pool."
    assert office.model.names.count("headline") == 1


async def test_a_headline_that_fails_is_left_to_the_facts() -> None:
    office = Office()
    written = await office.write(HIGH)
    office.model.fail = lambda _: DOWN

    assert (await office.writer().headline(joined(written), Language.EN)).text is None


async def test_a_day_of_facts_has_a_headline_of_facts() -> None:
    """The model is not asked about what it has not seen."""
    office = Office()
    office.model.fail = lambda _: DOWN
    written = await office.write(HIGH)
    asked = len(office.model.asked)

    assert (await office.writer().headline(joined(written), Language.EN)).text is None
    assert len(office.model.asked) == asked
