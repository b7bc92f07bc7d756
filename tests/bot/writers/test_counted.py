"""What is asked of models is counted: answers, failures by kind, breakers, what was written."""

import pytest
from fakes import FakeClock, FakeLog
from meters import read, risen
from oblige import ONE_CALL, ObligingModel
from office import HIGH, LOW, Office

from adapters.metrics import PrometheusMeter
from analysis.errors import (
    BudgetSpentError,
    ModelError,
    ModelUnavailableError,
    PromptTooLongError,
    UnusableAnswerError,
)
from analysis.language import Language
from analysis.ports import Question
from bot.meter import model_fault
from bot.writers import Desk, ModelWriter
from bot.writers.breakers import DOWN_FOR, Guarded
from bot.writers.counted import Counted

QUESTION = Question("deep-1", "Do it.", "data", {"properties": {"types": {}}}, 10)


async def test_an_answer_is_counted_with_what_it_took() -> None:
    meter = PrometheusMeter()
    await Counted(ObligingModel(), meter).ask(QUESTION)

    assert risen(meter) == {
        "model_answers_total['obliging']": 1,
        "model_calls_total['obliging']": ONE_CALL.calls,
        "model_tokens_total['obliging', 'prompt']": ONE_CALL.prompt_tokens,
        "model_tokens_total['completion', 'obliging']": ONE_CALL.completion_tokens,
        "model_tokens_total['cached', 'obliging']": ONE_CALL.cached_tokens,
    }


async def test_a_failure_is_counted_with_what_it_took_all_the_same() -> None:
    meter, error = PrometheusMeter(), UnusableAnswerError()
    error.usage = ONE_CALL
    with pytest.raises(UnusableAnswerError):
        await Counted(ObligingModel(fail=lambda _: error), meter).ask(QUESTION)
    counted = risen(meter)

    assert counted["model_faults_total['obliging', 'unusable']"] == 1
    assert counted["model_calls_total['obliging']"] == 1
    assert "model_answers_total['obliging']" not in counted


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ModelUnavailableError("refused"), "refused"),
        (ModelUnavailableError("limited"), "limited"),
        (ModelUnavailableError("unreachable"), "unreachable"),
        (ModelUnavailableError("words of a server"), "unreachable"),
        (PromptTooLongError(8), "too_long"),
        (BudgetSpentError(), "budget"),
        (UnusableAnswerError(), "unusable"),
    ],
)
def test_whatever_fails_has_one_of_few_kinds(error: ModelError, kind: str) -> None:
    assert model_fault(error).value == kind


async def test_a_model_is_shown_as_left_alone_until_it_answers_again() -> None:
    meter, clock = PrometheusMeter(), FakeClock()
    errors: list[ModelError | None] = [ModelUnavailableError("refused", DOWN_FOR.total_seconds())]
    model = ObligingModel(fail=lambda _: errors[0])
    guarded = Guarded(model, clock, FakeLog(), meter)
    with pytest.raises(ModelUnavailableError):
        await guarded.ask(QUESTION)
    assert read(meter)["model_left_alone['obliging']"] == 1

    errors[0] = None
    clock.move(3600)
    await guarded.ask(QUESTION)
    assert read(meter)["model_left_alone['obliging']"] == 0


async def test_what_is_written_is_counted_once_and_not_again_when_it_is_read() -> None:
    meter, office = PrometheusMeter(), Office()
    stores = office.stores
    desk = Desk(
        office.model, stores.analyses, stores.levels, office.ledger(), office.clock, office.log, meter
    )
    for _ in range(2):
        await ModelWriter(desk).write((HIGH, LOW), Language.EN, office.progress)
    counted = risen(meter)

    assert counted["analyses_total['deep', 'model']"] == counted["analyses_total['brief', 'model']"] == 1
    assert counted["claims_total['kept']"] > 0
