"""Digests for tests: small ones by hand, and a strategy of hostile ones."""

import datetime as dt
from dataclasses import replace

import strategies
from hypothesis import strategies as st

from analysis.days import Day
from analysis.facts.models import Evidence, Facts, Links, Title
from analysis.language import Bilingual, Language
from analysis.models import Commit, LandedNote, Person
from analysis.results import (
    Advice,
    Analysis,
    Audience,
    ChangeType,
    Claim,
    Depth,
    Digest,
    DigestCommit,
    DigestStatus,
    Insight,
    Level,
    Rating,
    Types,
    UpgradeKind,
    UpgradeNote,
    Usage,
    WrittenBy,
)

DAY = Day(dt.date(2026, 2, 4), "Asia/Shanghai")
AFTER = DAY.end + dt.timedelta(hours=1)
BEFORE_END = DAY.end - dt.timedelta(hours=1)
COMPLETE = frozenset[LandedNote]()


def made(
    sha: str = "a",
    level: Level = Level.MEDIUM,
    *,
    hour: int = 1,
    subject: str = "Change the pool",
    kind: ChangeType = ChangeType.FIX,
    links: Links | None = None,
    notes: tuple[UpgradeNote, ...] = (),
    score: int = 0,
) -> DigestCommit:
    """Return a commit of the day, landed at `hour` (UTC), with one claim."""
    person = Person("Ada", "ada@example.org")
    landed = dt.datetime(2026, 2, 4, hour, tzinfo=dt.UTC)
    full = sha.ljust(40, "0")
    url = f"https://github.com/acme/api/commit/{full}"
    commit = Commit("acme/api", full, ("f" * 40,), person, person, landed, landed, subject, url)
    facts = Facts(Title(subject), links or Links())
    analysis = Analysis(Depth.STANDARD, Language.EN, WrittenBy.FACTS, (Claim("Changes `pool`."),))
    return DigestCommit(
        commit, facts, Types((kind,), guessed=False), Rating(level, score, ()), analysis, notes
    )


def note(kind: UpgradeKind = UpgradeKind.API_REMOVED, name: str = "send", sha: str = "a") -> UpgradeNote:
    """Return an upgrade note about `name`."""
    text = Bilingual(f"`pool.py` 移除了 `{name}`。", f"`{name}` is gone from `pool.py`.")
    return UpgradeNote(
        kind, text, sha.ljust(40, "0"), Evidence(f"def {name}", "src/pool.py", 7, removed=True)
    )


def digest(*commits: DigestCommit, language: Language = Language.EN) -> Digest:
    """Return a finished digest of `commits` as they stand."""
    notes = tuple(each for one in commits for each in one.upgrade_notes)
    return Digest(
        "acme/api",
        "main",
        DAY,
        language,
        DigestStatus.COMPLETE,
        "What matters most.",
        commits,
        notes,
        made_at=AFTER,
    )


claims = st.builds(
    Claim,
    text=strategies.texts,
    evidence=st.lists(strategies.evidences, max_size=2).map(tuple),
    inferred=st.booleans(),
)
several = st.lists(claims, max_size=3).map(tuple)
analyses = st.builds(
    Analysis,
    depth=st.sampled_from(Depth),
    language=st.sampled_from(Language),
    written_by=st.sampled_from(WrittenBy),
    summary=several,
    scope=several,
    insight=st.builds(Insight, several, several, several, several, several),
    risks=several,
    advice=st.lists(st.builds(Advice, st.sampled_from(Audience), claims), max_size=2).map(tuple),
    conclusion=strategies.texts,
    claims_dropped=st.integers(0, 3),
    notes=st.lists(strategies.texts, max_size=1).map(tuple),
)
upgrade_notes = st.builds(
    UpgradeNote,
    kind=st.sampled_from(UpgradeKind),
    text=st.builds(Bilingual, zh=strategies.texts, en=strategies.texts),
    sha=strategies.shas,
    evidence=strategies.evidences,
)
small_facts = st.builds(Facts, title=strategies.titles, links=strategies.links)


def _with_page(one: DigestCommit) -> DigestCommit:
    """Give the commit the page that a source would know, where it has one at all."""
    commit = one.commit
    page = f"https://github.com/acme/api/commit/{commit.sha}" if commit.url else None
    return replace(one, commit=replace(commit, url=page))


digest_commits = st.builds(
    DigestCommit,
    commit=strategies.commits,
    facts=small_facts,
    types=strategies.types,
    rating=strategies.ratings,
    analysis=analyses,
    upgrade_notes=st.lists(upgrade_notes, max_size=2).map(tuple),
).map(_with_page)
"""Any commit of a digest, hostile in every text."""

digests = st.builds(
    Digest,
    repo=strategies.texts,
    branch=strategies.texts,
    day=st.just(DAY),
    language=st.sampled_from(Language),
    status=st.sampled_from(DigestStatus),
    headline=strategies.texts,
    commits=st.lists(digest_commits, max_size=4, unique_by=lambda one: one.commit.sha).map(tuple),
    upgrade_notes=st.lists(upgrade_notes, max_size=3).map(tuple),
    approximate=st.booleans(),
    usage=st.builds(
        Usage, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.just(0), st.none() | st.just(0.5)
    ),
    notes=st.lists(strategies.texts, max_size=1).map(tuple),
    made_at=st.sampled_from((AFTER, BEFORE_END)),
)
"""Any digest, also such as nothing would assemble."""
