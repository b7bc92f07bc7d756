"""What the bot must remember, asked at the height of the question; every instant is aware UTC.

The application's own rows are the truth: an analysis that is stored is never paid for again, a digest's
parts are frozen before the first is posted, and a posting is written down before it is sent.
"""

from dataclasses import dataclass

from bot.stores.analyses import AnalysisKey, AnalysisStore, ArguedLevel, LevelKey, LevelStore, StoredAnalysis
from bot.stores.chains import ChainLink, ChainStore
from bot.stores.commits import CommitStore
from bot.stores.digests import DigestStore, ReportedCommit, StoredDigest
from bot.stores.editions import Edition, EditionState, EditionStore, FrozenPart
from bot.stores.incidents import Incident, IncidentStore
from bot.stores.limits import LimitStore, Line, Pause
from bot.stores.models import AbilityStore, UsageStore
from bot.stores.notices import Notice, NoticeState, NoticeStore
from bot.stores.postings import Posting, PostingStore
from bot.stores.runs import Run, RunState, RunStore
from bot.stores.subscriptions import SubscriptionStore
from bot.stores.workers import WorkerStore

__all__ = [
    "AbilityStore",
    "AnalysisKey",
    "AnalysisStore",
    "ArguedLevel",
    "ChainLink",
    "ChainStore",
    "CommitStore",
    "DigestStore",
    "Edition",
    "EditionState",
    "EditionStore",
    "FrozenPart",
    "Incident",
    "IncidentStore",
    "LevelKey",
    "LevelStore",
    "LimitStore",
    "Line",
    "Notice",
    "NoticeState",
    "NoticeStore",
    "Pause",
    "Posting",
    "PostingStore",
    "ReportedCommit",
    "Run",
    "RunState",
    "RunStore",
    "StoredAnalysis",
    "StoredDigest",
    "Stores",
    "SubscriptionStore",
    "UsageStore",
    "WorkerStore",
]


@dataclass(frozen=True, slots=True)
class Stores:
    """Everything that is remembered, in one database or in one process's memory."""

    analyses: AnalysisStore
    levels: LevelStore
    subscriptions: SubscriptionStore
    editions: EditionStore
    postings: PostingStore
    chains: ChainStore
    commits: CommitStore
    runs: RunStore
    digests: DigestStore
    usage: UsageStore
    abilities: AbilityStore
    workers: WorkerStore
    incidents: IncidentStore
    notices: NoticeStore
    limits: LimitStore
