"""What writing with a model needs, put together once and shared by all that is written at a time."""

from dataclasses import dataclass, field

from analysis.ports import LanguageModel
from analysis.results import Depth
from bot.meter import UNMETERED, Meter
from bot.ports import Clock, Log
from bot.stores import AnalysisStore, LevelStore
from bot.writers.ledger import SHARES, Budgeted, Ledger
from bot.writers.sharing import Turns


@dataclass(frozen=True, slots=True)
class Desk:
    """The model, the stores, and the turns that let equal work wait for each other."""

    model: LanguageModel
    analyses: AnalysisStore
    levels: LevelStore
    ledger: Ledger
    clock: Clock
    log: Log
    meter: Meter = UNMETERED
    turns: Turns = field(default_factory=Turns)

    def model_for(self, depth: Depth) -> LanguageModel:
        """Return the model with what `depth` may spend of the day's budget."""
        return Budgeted(self.model, self.ledger, SHARES[depth])
