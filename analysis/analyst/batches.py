"""Briefs: one sentence each for many small commits, asked for together and checked one by one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.analyst import instructions
from analysis.analyst.grounds import Grounds
from analysis.analyst.questions import ANSWER_SHARE, FORMAT_TOKENS, LEAST_DATA, MOST_DATA, material, size
from analysis.analyst.replies import Analysed, brief
from analysis.analyst.schema import brief_schema
from analysis.analyst.tokens import RESERVE, reserved
from analysis.errors import PromptTooLongError
from analysis.language import Language
from analysis.ports import Answer, LanguageModel, Question
from analysis.rated import RatedCommit
from analysis.results import Depth

TOKENS_A_BRIEF = 160
"""What the answer takes for one commit: a sentence, a path, a quote and the names of the fields."""

MOST_IN_ONE = 40
"""Commits of one batch: a longer list makes models mix up the numbers."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One question about several commits, numbered from 1, with the grounds of each."""

    question: Question
    commits: Sequence[RatedCommit]
    grounds: Sequence[Grounds]


def capacity(model: LanguageModel, language: Language, window: int) -> int:
    """Return how many commits one question can hold."""
    fixed = reserved(
        model.tokens(instructions.for_briefs(language)) + model.tokens(json.dumps(brief_schema(1)))
    )
    one = TOKENS_A_BRIEF + LEAST_DATA * RESERVE + 20
    by_answer = window * ANSWER_SHARE / TOKENS_A_BRIEF
    return max(0, min(MOST_IN_ONE, int((window - fixed - FORMAT_TOKENS) / one), int(by_answer)))


def batch(model: LanguageModel, commits: Sequence[RatedCommit], language: Language, window: int) -> Batch:
    """Return the question about `commits`, or raise `PromptTooLongError`."""
    budget = MOST_DATA[Depth.BRIEF]
    while budget >= LEAST_DATA // 2:
        made = _batch(commits, language, budget)
        if size(made.question, model) <= window:
            return made
        budget = int(budget * 0.85)
    raise PromptTooLongError(window)


def _batch(commits: Sequence[RatedCommit], language: Language, budget: int) -> Batch:
    told = [material(rated, language, budget) for rated in commits]
    data = "\n\n".join(f"{number}.\n{text}" for number, (text, _) in enumerate(told, 1))
    name = f"briefs-{commits[0].commit.short_sha}-{len(commits)}-{language}"
    question = Question(
        name,
        instructions.for_briefs(language),
        data,
        brief_schema(len(commits)),
        TOKENS_A_BRIEF * len(commits),
    )
    return Batch(question, commits, [grounds for _, grounds in told])


def read(answer: Answer, asked: Batch, language: Language) -> dict[str, Analysed | None]:
    """Return what an answer holds by SHA: the brief, or `None` where it is not borne out."""
    found: dict[str, Analysed | None] = {}
    for number, item in _items(answer.fields):
        if 1 <= number <= len(asked.commits):
            rated, grounds = asked.commits[number - 1], asked.grounds[number - 1]
            if rated.commit.sha not in found:
                found[rated.commit.sha] = brief(item, rated, grounds, language, cut=answer.cut)
    return found


def _items(fields: Mapping[str, object]) -> Iterator[tuple[int, Mapping[str, object]]]:
    items = fields.get("briefs")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            number = item.get("commit")
            if isinstance(number, int) and not isinstance(number, bool):
                yield number, item
