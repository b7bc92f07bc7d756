"""A model whose answers and failures are counted."""

from dataclasses import dataclass

from analysis.errors import ModelError
from analysis.ports import Answer, LanguageModel, Question
from bot.meter import Meter, model_fault


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts what is asked of `model`, which knows what its answers cost."""

    model: LanguageModel
    meter: Meter

    def __post_init__(self) -> None:
        self.meter.model_known(self.model.name)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.model.name

    @property
    def window(self) -> int:
        """The model's window."""
        return self.model.window

    def tokens(self, text: str) -> int:
        """Estimate as the model does."""
        return self.model.tokens(text)

    async def ask(self, question: Question) -> Answer:
        """Ask, and count what came of it."""
        try:
            answer = await self.model.ask(question)
        except ModelError as error:
            self.meter.model_failed(self.name, model_fault(error), error.usage)
            raise
        self.meter.model_answered(self.name, answer.usage)
        return answer
