"""Asking a model so that an answer comes of it: prompts that prove too long, answers that break off."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from analysis.analyst.questions import Asked, Build, fitted, size
from analysis.analyst.schema import of_fields, properties
from analysis.errors import ModelError, PromptTooLongError
from analysis.ports import Answer, LanguageModel, Question
from analysis.results import Usage

_Made = TypeVar("_Made")
_FIRST = (
    "types",
    "importance",
    "importance_file",
    "importance_quote",
    "summary",
)  # of an answer without a field


async def ask(model: LanguageModel, build: Build, most: int) -> tuple[Asked, Answer]:
    """Return the question with as much data as the window holds, at most `most` tokens, and its answer."""

    def make(window: int, share: float) -> Asked:
        return fitted(model, build, int(most * share), window)

    return await twice(model, make, lambda asked: asked.question)


async def twice(
    model: LanguageModel, make: Callable[[int, float], _Made], question: Callable[[_Made], Question]
) -> tuple[_Made, Answer]:
    """Ask what `make` gives for a window and a share of the data.

    Where the prompt proves too long, learn the window and ask once more with half of the data.
    """
    window = model.window
    made = make(window, 1.0)
    try:
        return made, await model.ask(question(made))
    except PromptTooLongError as error:
        learned = error.window if error.window and error.window < window else window // 2
        smaller = make(learned, 0.5)
        return smaller, await model.ask(question(smaller))


async def completed(model: LanguageModel, answer: Answer, asked: Question) -> Answer:
    """Return a cut answer with the fields it lacks, asked for once; what is complete is kept in any case."""
    missing = [name for name in properties(asked.schema) if name not in answer.fields]
    if not (answer.cut and missing):
        return answer
    smaller = missing if answer.fields else [name for name in missing if name in _FIRST]
    rest = replace(asked, name=f"{asked.name}-rest", schema=of_fields(asked.schema, smaller))
    more = await tried(model, rest)
    return Answer({**more.fields, **answer.fields}, added(answer.usage, more.usage), cut=True)


async def tried(model: LanguageModel, question: Question) -> Answer:
    """Return the answer, or an empty one where the model fails: a second question must not cost the first."""
    if size(question, model) > model.window:
        return Answer({}, Usage())
    try:
        return await model.ask(question)
    except ModelError:
        return Answer({}, Usage())


def added(one: Usage, other: Usage) -> Usage:
    """Return the sum of two usages; the cost is unknown where that of any call is."""
    costs = [usage.cost for usage in (one, other) if usage.calls]
    known = [cost for cost in costs if cost is not None]
    return Usage(
        one.calls + other.calls,
        one.prompt_tokens + other.prompt_tokens,
        one.completion_tokens + other.completion_tokens,
        one.cached_tokens + other.cached_tokens,
        sum(known) if known and len(known) == len(costs) else None,
    )
