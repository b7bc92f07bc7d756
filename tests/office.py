"""A writer over an obliging model, with stores in memory and a clock that is moved by hand."""

from dataclasses import dataclass, field

from fakes import FakeClock, FakeLog, FakeProgress
from oblige import ObligingModel

from analysis.language import Language
from analysis.ports import LanguageModel
from analysis.rated import RatedCommit
from analysis.results import Depth
from benchmarks.modelday import thirty
from bot.memory import memory_stores
from bot.stores import Stores
from bot.writers import Desk, ModelWriter
from bot.writers.ledger import Ledger, Metered
from bot.writing import Written

HIGH, MEDIUM, LOW = thirty()[:3]


@dataclass
class Office:
    """All that a writer works with, to be looked at."""

    model: ObligingModel = field(default_factory=ObligingModel)
    stores: Stores = field(default_factory=memory_stores)
    clock: FakeClock = field(default_factory=FakeClock)
    log: FakeLog = field(default_factory=FakeLog)
    progress: FakeProgress = field(default_factory=FakeProgress)
    budget: int | None = None

    def ledger(self) -> Ledger:
        """Return the books, as a new process opens them."""
        return Ledger(self.stores.usage, self.clock, self.log, zone="Asia/Shanghai", budget=self.budget)

    def writer(self, model: LanguageModel | None = None) -> ModelWriter:
        """Return a writer, as a new process has it; what is stored outlives it."""
        stores, ledger = self.stores, self.ledger()
        asked = Metered(model or self.model, ledger)
        return ModelWriter(Desk(asked, stores.analyses, stores.levels, ledger, self.clock, self.log))

    async def write(
        self, *commits: RatedCommit, language: Language = Language.EN, depth: Depth | None = None
    ) -> Written:
        """Write about `commits`, a second later, in a process of its own."""
        self.clock.move(1)
        return await self.writer().write(commits, language, self.progress, depth)
