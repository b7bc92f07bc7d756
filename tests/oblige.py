"""A model without a server: it answers every question from its diff, argues levels and fails as told."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from analysis.analyst.tokens import estimate
from analysis.errors import ModelError
from analysis.ports import Answer, Question
from analysis.results import Usage
from benchmarks.modelserver import Asked

ONE_CALL = Usage(1, 100, 10, 5)


@dataclass
class ObligingModel:
    """Implements `LanguageModel`; `argue` gives a step for each question, `fail` an error."""

    name: str = "obliging"
    window: int = 32_000
    usage: Usage = ONE_CALL
    argue: Callable[[Question], str] = lambda _: "keep"
    fail: Callable[[Question], ModelError | None] = lambda _: None
    asked: list[Question] = field(default_factory=list)
    going_on: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.going_on.set()

    def tokens(self, text: str) -> int:
        """Estimate as an adapter does that has learned nothing yet."""
        return estimate(text)

    async def ask(self, question: Question) -> Answer:
        """Answer as soon as `going_on` is set."""
        self.asked.append(question)
        await self.going_on.wait()
        if error := self.fail(question):
            raise error
        form = {"json_schema": {"schema": question.schema}}
        messages = [
            {"role": "system", "content": question.instructions},
            {"role": "user", "content": question.data},
        ]
        asked = Asked({"messages": messages, "response_format": form}, 0, lambda: None)
        return Answer(self._argued(question, asked.fields), self.usage)

    def _argued(self, question: Question, fields: dict[str, object]) -> dict[str, object]:
        step = self.argue(question)
        if step == "keep":
            return fields
        briefs = fields.get("briefs")
        if isinstance(briefs, list):
            return {"briefs": [{**one, "importance": step} for one in briefs]}
        said = fields.get("summary")
        claim = said[0] if isinstance(said, list) else {}
        return {
            **fields,
            "importance": step,
            "importance_file": claim.get("file", ""),
            "importance_quote": claim.get("quote", ""),
        }

    @property
    def names(self) -> list[str]:
        """The kinds of questions that were asked."""
        return [question.name.partition("-")[0] for question in self.asked]
