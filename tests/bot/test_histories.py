"""Whatever happens to a branch, to the bot and around it: each commit is told once, in some digest."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from fakes import FakeSources
from histories import PushedSource
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from morning import DUE
from outage import DownSources, Outage, Troubled

from analysis.errors import SourceUnreadableError
from analysis.models import Commit
from analysis.sequel import Sequel
from bot.since import sequel_of

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
LOOK = 120  # minutes between two looks of the round
CALM = 6  # days without an event at the end: longer than what is made up for

hours = st.integers(1, 40)
events = st.one_of(
    st.tuples(st.just("push"), st.integers(1, 4), st.integers(0, 70)),  # commits, hours before the push
    st.tuples(st.just("rebase"), st.integers(1, 4), st.integers(0, 2)),  # commits, how many are left out
    st.tuples(st.just("drop"), st.integers(1, 4)),
    st.tuples(st.just("revert"), st.integers(0, 5)),  # which commit, from the newest
    st.tuples(st.just("delete"), hours),  # and bring back after so long
    st.tuples(st.just("outage"), hours),
    st.tuples(st.just("down"), hours),  # the bot does not run
    st.tuples(st.just("restart")),
    st.tuples(st.just("wait"), hours),
)


def identity(commit: Commit) -> tuple[object, ...]:
    """Return what stays of a commit when it is rebased."""
    return commit.author, commit.authored_at, commit.subject


@dataclass
class Team:
    """People who work on a branch, and a channel that follows it."""

    source: PushedSource = field(default_factory=PushedSource)
    outage: Outage = field(init=False)
    made: int = 0

    def __post_init__(self) -> None:
        sources = DownSources(kept=FakeSources(self.source))
        self.outage = Outage(scene=Troubled(sources=sources))

    @property
    def now(self) -> dt.datetime:
        """What time it is."""
        return self.outage.clock.now()

    def commit(self, before: dt.timedelta = dt.timedelta()) -> None:
        """Push a commit that landed so long ago."""
        self.made += 1
        at = self.now - before + dt.timedelta(seconds=self.made)
        self.source.push(f"Change {self.made}", at - dt.timedelta(minutes=1), authored=at)

    async def pass_time(self, count: float) -> None:
        """Let hours pass while the round looks."""
        for _ in range(0, int(count * 60), LOOK):
            await self.outage.tick(LOOK)

    async def happen(self, event: tuple[object, ...]) -> None:
        """Let one thing happen."""
        kind, *more = event
        first, second = [int(str(one)) for one in (*more, 0, 0)][:2]
        if kind in ("push", "rebase", "drop", "revert"):
            self.work(str(kind), first, second)
        else:
            await self.suffer(str(kind), first)

    def work(self, kind: str, first: int, second: int) -> None:
        """Let people work on the branch."""
        match kind:
            case "push":
                for _ in range(first):
                    self.commit(HOUR * second)
            case "rebase":
                for one in self.source.drop(first)[: max(first - second, 0)]:
                    self.source.push(one.message, self.now, authored=one.authored_at)
            case "drop":
                self.source.drop(first)
            case _:
                self.revert(first)

    async def suffer(self, kind: str, count: int) -> None:
        """Let `count` hours pass in which something is as it should not be."""
        match kind:
            case "delete":
                self.source.deleted = True
            case "outage":
                self.outage.scene.sources.failure = SourceUnreadableError("acme/api")
            case "down":
                self.outage.clock.move(count * 3600)
                count = 0
        if kind in ("down", "restart"):
            self.outage.restart()
        await self.pass_time(count)
        self.source.deleted, self.outage.scene.sources.failure = False, None

    def revert(self, place: int) -> None:
        """Take a commit of the branch back."""
        meant = self.source.commits[min(place, len(self.source.commits) - 1)]
        self.made += 1
        message = f'Revert "{meant.subject}" ({self.made})\n\nThis reverts commit {meant.sha}.\n'
        self.source.push(message, self.now)

    async def digests(self) -> list[tuple[list[str], Sequel]]:
        """Return what each digest told, oldest first: its commits and those that came late."""
        found = list[tuple[dt.datetime, list[str], Sequel]]()
        scene = self.outage.scene
        for key in dict.fromkeys(
            it.key.rpartition(":")[0] for it in scene.service.log if it.key[:3] == "s1:"
        ):
            edition = await scene.stores.editions.get(key)
            assert edition
            assert edition.told
            sequel = sequel_of(edition.told["sequel"])
            shown = list(_shown(edition.told["commits"]))
            found.append((edition.frozen_at, [*shown, *sequel.late], sequel))
        return [(shas, sequel) for _, shas, sequel in sorted(found, key=lambda one: one[0])]


def _shown(commits: object) -> Iterator[str]:
    """Yield the day's own commits."""
    assert isinstance(commits, list)
    yield from (sha for sha, _, own in commits if own)


async def _lived(happened: list[tuple[object, ...]]) -> Team:
    team = Team()
    team.source.push("Begin", DUE - 30 * DAY)
    team.commit()
    await team.outage.follow()
    await team.pass_time(2)  # the first digest: what landed before its day is never told
    for event in happened:
        await team.happen(event)
    await team.pass_time(24 * CALM)
    return team


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(events, max_size=12))
@example([("delete", 35), ("rebase", 1, 0), ("delete", 35), ("down", 37), ("delete", 35), ("push", 4, 66)])
@example([("delete", 10), ("push", 1, 0), ("drop", 1), ("delete", 23), ("down", 18), ("delete", 61)])
def test_each_commit_on_the_branch_is_told_once(happened: list[tuple[object, ...]]) -> None:
    """Only what left the branch before its digest may never be told; what is rebased is the same commit."""
    team = asyncio.run(_lived(happened))
    told = asyncio.run(team.digests())
    names = [identity(team.source.ever[sha]) for shas, _ in told for sha in shas]
    on_branch = {identity(one) for one in team.source.commits if one.subject != "Begin"}

    assert len(names) == len(set(names)), "told twice"
    assert on_branch <= set(names), "never told"
    _check_reverts(team, told)


def _check_reverts(team: Team, told: list[tuple[list[str], Sequel]]) -> None:
    """Each revert of a commit that was told, before or in the same digest, is linked to it."""
    known = set[str]()
    for shas, sequel in told:
        known |= set(shas)
        for sha in shas:
            meant = team.source.ever[sha].message.partition("This reverts commit ")[2].strip(".\n")
            if meant in known:
                assert sequel.reverts[sha].sha == meant
