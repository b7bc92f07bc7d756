"""A language model that answers from a list and remembers what it was asked."""

from collections.abc import Mapping

from analysis.analyst.questions import size
from analysis.analyst.tokens import estimate
from analysis.errors import ModelError
from analysis.ports import Answer, Question
from analysis.results import Usage

ONE_CALL = Usage(1, 100, 10, 5, 0.5)


def answer(fields: Mapping[str, object], *, cut: bool = False) -> Answer:
    """Return an answer that took one call."""
    return Answer(fields, ONE_CALL, cut)


class ScriptedModel:
    """Gives its answers in turn, empty ones when they run out; an error among them is raised."""

    name = "scripted"

    def __init__(self, *answers: Answer | ModelError, window: int = 32_000) -> None:
        self.answers = list(answers)
        self.asked: list[Question] = []
        self.window = window

    def tokens(self, text: str) -> int:
        """Estimate as an adapter does that has learned nothing yet."""
        return estimate(text)

    async def ask(self, question: Question) -> Answer:
        """Remember the question and give the next answer; a question over the window fails the test."""
        assert size(question, self) <= self.window
        self.asked.append(question)
        given = self.answers.pop(0) if self.answers else answer({})
        if isinstance(given, ModelError):
            raise given
        return given

    @property
    def seen(self) -> str:
        """All that ever entered a prompt."""
        return "\n".join(f"{one.instructions}\n{one.data}\n{one.schema}" for one in self.asked)
