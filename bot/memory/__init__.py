"""Stores that remember as long as the process lives: for a terminal without a database, and for tests."""

from bot.memory.analyses import MemoryAnalyses, MemoryLevels
from bot.memory.chains import MemoryChains
from bot.memory.commits import MemoryCommits
from bot.memory.digests import MemoryDigests
from bot.memory.editions import MemoryEditions
from bot.memory.incidents import MemoryIncidents
from bot.memory.limits import MemoryLimits
from bot.memory.models import MemoryAbilities, MemoryUsages
from bot.memory.notices import MemoryNotices
from bot.memory.postings import MemoryPostings
from bot.memory.runs import MemoryRuns
from bot.memory.subscriptions import MemorySubscriptions
from bot.memory.workers import MemoryWorkers
from bot.stores import Stores

__all__ = [
    "MemoryAbilities",
    "MemoryAnalyses",
    "MemoryChains",
    "MemoryCommits",
    "MemoryDigests",
    "MemoryEditions",
    "MemoryIncidents",
    "MemoryLevels",
    "MemoryLimits",
    "MemoryNotices",
    "MemoryPostings",
    "MemoryRuns",
    "MemorySubscriptions",
    "MemoryUsages",
    "MemoryWorkers",
    "memory_stores",
]


def memory_stores() -> Stores:
    """Return stores that know nothing yet."""
    editions, usages, levels = MemoryEditions(), MemoryUsages(), MemoryLevels()
    return Stores(
        analyses=MemoryAnalyses(levels),
        levels=levels,
        subscriptions=MemorySubscriptions(),
        editions=editions,
        postings=MemoryPostings(editions),
        chains=MemoryChains(),
        commits=MemoryCommits(),
        runs=MemoryRuns(),
        digests=MemoryDigests(),
        usage=usages,
        abilities=MemoryAbilities(),
        workers=MemoryWorkers(),
        incidents=MemoryIncidents(),
        notices=MemoryNotices(),
        limits=MemoryLimits(usages),
    )
