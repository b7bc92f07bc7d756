"""Records as the stores take them, each with one thing after another changed by the test."""

import datetime as dt

from analysis.days import Day
from analysis.facts.models import Evidence
from analysis.language import Bilingual, Language
from analysis.models import Commit, Diff, FileChange, FileStatus, InnerCommit, Person, Submodule, Withheld
from analysis.results import (
    Advice,
    Analysis,
    Audience,
    Claim,
    Depth,
    DigestStatus,
    Insight,
    Level,
    Reason,
    Usage,
    WrittenBy,
)
from bot.ports import Part
from bot.stores import (
    AnalysisKey,
    ChainLink,
    Edition,
    FrozenPart,
    LevelKey,
    ReportedCommit,
    Run,
    RunState,
    StoredAnalysis,
    StoredDigest,
)
from bot.subscriptions import Channel, Layout, Quiet, Subscription

NOON = dt.datetime(2026, 2, 4, 12, 0, 0, 123456, tzinfo=dt.UTC)
DATE = dt.date(2026, 2, 4)
CHANNEL = Channel("slack", "C1")
OTHER_CHANNEL = Channel("discord", "42")
REPO = "acme/api"

CLAIM = Claim("`send` 现在重试。", (Evidence("retry(3)\x00", "src/a.py", 7, removed=True),), inferred=True)
ANALYSIS = Analysis(
    depth=Depth.DEEP,
    language=Language.ZH,
    written_by=WrittenBy.MODEL,
    summary=(CLAIM,),
    scope=(Claim("two files"),),
    insight=Insight(security=(CLAIM,)),
    risks=(CLAIM, CLAIM),
    advice=(Advice(Audience.OPERATORS, CLAIM),),
    conclusion="值得一看。",
    claims_dropped=2,
    notes=("a note",),
)
DIFF = Diff(
    (
        FileChange("src/a.py", FileStatus.RENAMED, 1, 1, "@@ -1 +1 @@\n-a\x00\n+\ud800 改\n", "src/b.py"),
        FileChange("a.bin", FileStatus.ADDED, withheld=Withheld.BINARY),
        FileChange("big.sql", FileStatus.MODIFIED, 30_000, withheld=Withheld.TOO_LARGE),
        FileChange("lib", FileStatus.MODIFIED, 1, 1, submodule=Submodule("a" * 40, None)),
    ),
    files_not_listed=1,
)
REASON = Reason("model", 0, Bilingual("模型认为更重要", "the model argues up"), "`drop table`")
USAGE = Usage(calls=1, prompt_tokens=900, completion_tokens=80, cached_tokens=512, cost=0.125)


def sha(number: int) -> str:
    """Return a SHA of its own for `number`."""
    return f"{number:040x}"


def later(minutes: int) -> dt.datetime:
    """Return the instant so many minutes after noon."""
    return NOON + dt.timedelta(minutes=minutes)


def analysis_key(number: int = 1) -> AnalysisKey:
    """Return the key of an analysis of commit `number`."""
    return AnalysisKey(REPO, sha(number), Language.ZH, Depth.DEEP, "1", "gpt")


def stored_analysis(
    number: int = 1, *, redo: bool = False, minutes: int = 0, analysis: Analysis = ANALYSIS
) -> StoredAnalysis:
    """Return an analysis of commit `number`, made so many minutes after noon."""
    return StoredAnalysis(analysis_key(number), analysis, USAGE, later(minutes), redo)


def level_key(number: int = 1) -> LevelKey:
    """Return the key of an argued level of commit `number`."""
    return LevelKey(REPO, sha(number), "1", "gpt")


def subscription(
    id_: str = "s1", *, channel: Channel = CHANNEL, repo: str = REPO, branch: str | None = None
) -> Subscription:
    """Return a subscription in which nothing has its default value."""
    return Subscription(
        id=id_,
        channel=channel,
        repo=repo,
        at=dt.time(9, 30),
        zone="Asia/Shanghai",
        language=Language.EN,
        branch=branch,
        layout=Layout.FLAT,
        quiet=Quiet.SKIP,
        level=Level.MEDIUM,
        paths=("src/**", "文档/*"),
        created_at=NOON,
        created_by="slack:U1",
    )


def edition(key: str = "s1:2026-02-04:1", parts: int = 3) -> Edition:
    """Return an edition of so many parts; the first stands in the channel, the others in its thread."""
    frozen = (
        FrozenPart(f"{key}:{number}", Part({"text": f"第 {number} 段", "blocks": [number, None]}), number > 0)
        for number in range(parts)
    )
    return Edition(key, CHANNEL, REPO, DATE, tuple(frozen), NOON)


def commit(number: int = 1) -> Commit:
    """Return commit `number`, a merge in which nothing has its default value."""
    return Commit(
        repo=REPO,
        sha=sha(number),
        parents=(sha(number - 1), "f" * 40) if number else (),
        author=Person("艾达 \x00", "ada@example.org"),
        committer=Person("\udfff", ""),
        authored_at=NOON,
        landed_at=later(number),
        message="Merge 连接池\n\n<!channel>\n",
        url="https://github.com/acme/api/commit/1",
        pull_request=7,
        inner_commits=(InnerCommit("f" * 40, "Add a pool"),),
        boundary=True,
    )


def chain(newest: int, oldest: int, *, root: bool = False) -> list[ChainLink]:
    """Return the links from commit `newest` down to `oldest`, each the child of the number below."""
    return [
        ChainLink(
            sha(number), None if root and number == oldest else sha(number - 1), NOON + dt.timedelta(number)
        )
        for number in range(newest, oldest - 1, -1)
    ]


def run(id_: str = "r1", minutes: int = 0) -> Run:
    """Return a run that began so many minutes after noon."""
    return Run(id_, "digest", REPO, "2026-02-04", str(CHANNEL), RunState.RUNNING, later(minutes))


def digest(
    edition_key: str = "s1:2026-02-04:1",
    *,
    date: dt.date = DATE,
    minutes: int = 0,
    commits: tuple[int, ...] = (3, 2, 1),
    status: DigestStatus = DigestStatus.COMPLETE,
    redo: bool = False,
    channel: Channel = CHANNEL,
) -> StoredDigest:
    """Return what an edition told of a day."""
    return StoredDigest(
        edition=edition_key,
        channel=channel,
        repo=REPO,
        branch="main",
        day=Day(date, "Asia/Shanghai"),
        language=Language.ZH,
        status=status,
        head=sha(commits[0]) if commits else None,
        commits=tuple(ReportedCommit(sha(number), Level.HIGH) for number in commits),
        made_at=later(minutes),
        redo=redo,
    )
