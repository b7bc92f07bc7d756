"""What channels were told, in the database."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, RowMapping, Select, and_, delete, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.store.codec import known
from adapters.store.database import Database
from adapters.store.keys import batches
from adapters.store.tables import digest_commits, digests
from adapters.store.tables import subscriptions as following
from analysis.days import Day
from analysis.language import Language
from analysis.results import DigestStatus, Level, PastDay, Stats
from bot.stores import ReportedCommit, StoredDigest
from bot.subscriptions import Channel, Subscription


class Digests:
    """A `DigestStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, digest: StoredDigest) -> None:
        """Store `digest` in place of what its edition told before."""
        row = _row(digest)
        insert = self._database.insert(digests).values(row)
        old_commits = delete(digest_commits).where(digest_commits.c.edition == digest.edition)

        async def write(connection: AsyncConnection) -> None:
            await connection.execute(insert.on_conflict_do_update(index_elements=["edition"], set_=row))
            await connection.execute(old_commits)
            if digest.commits:
                await connection.execute(digest_commits.insert(), _commit_rows(digest))

        await self._database.write(write)

    async def get(self, edition: str) -> StoredDigest | None:
        """Return what the edition told."""
        return await self._first(select(digests).where(digests.c.edition == edition))

    async def newest(self, channel: Channel, repo: str, branch: str) -> StoredDigest | None:
        """Return what `channel` was told of the newest day; of several for that day the last made."""
        told = select(digests).where(_told(channel, repo, branch))
        return await self._first(told.order_by(digests.c.date.desc(), digests.c.made_at.desc()).limit(1))

    async def newest_of(
        self, channel: Channel, repo: str, series: str, besides: str = ""
    ) -> StoredDigest | None:
        """Return what `newest` does, of the editions whose keys begin with `series`, but for one."""
        theirs = and_(
            digests.c.platform == channel.platform,
            digests.c.channel == channel.id,
            digests.c.repo == repo,
            func.substr(digests.c.edition, 1, len(series)) == series,
            digests.c.edition != besides,
        )
        told = select(digests).where(theirs)
        return await self._first(told.order_by(digests.c.date.desc(), digests.c.made_at.desc()).limit(1))

    async def reported(
        self, channel: Channel, repo: str, branch: str, shas: Sequence[str], *, besides: str = ""
    ) -> Mapping[str, dt.date]:
        """Return those of `shas` that `channel` was told of, each with the first date it was told for."""
        told = (
            select(digest_commits.c.sha, func.min(digests.c.date))
            .join(digests, digests.c.edition == digest_commits.c.edition)
            .where(_told(channel, repo, branch), digests.c.edition != besides)
            .group_by(digest_commits.c.sha)
        )
        found: dict[str, dt.date] = {}
        async with self._database.reading() as connection:
            for batch in batches(shas):
                rows = await connection.execute(told.where(digest_commits.c.sha.in_(batch)))
                found.update((sha, date) for sha, date in rows)
        return found

    async def days(
        self, repo: str, branch: str, zone: str, since: dt.date, until: dt.date
    ) -> Sequence[PastDay]:
        """Return how much landed on the days that any channel was completely told of, oldest first."""
        told = and_(
            digests.c.repo == repo,
            digests.c.branch == branch,
            digests.c.zone == zone,
            digests.c.date.between(since, until),
            digests.c.status == DigestStatus.COMPLETE.value,
        )
        theirs = and_(digests.c.edition == digest_commits.c.edition, digest_commits.c.of_day == true())
        counted = (
            select(digests.c.date, digests.c.edition, digest_commits.c.level, func.count())
            .outerjoin(digest_commits, theirs)
            .where(told)
            .group_by(digests.c.date, digests.c.made_at, digests.c.edition, digest_commits.c.level)
            .order_by(digests.c.date, digests.c.made_at, digests.c.edition)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(counted)).all()
        last = {date: edition for date, edition, _, _ in rows}
        return [
            PastDay(date, _stats({level: count for _, theirs, level, count in rows if theirs == edition}))
            for date, edition in last.items()
        ]

    async def to_mend(self, since: dt.date, limit: int) -> Sequence[StoredDigest]:
        """Return digests from `since` on that are marked `redo` or not complete, oldest day first."""
        unfinished = or_(digests.c.redo == true(), digests.c.status != DigestStatus.COMPLETE.value)
        waiting = (
            select(digests)
            .where(digests.c.date >= since, unfinished)
            .order_by(digests.c.date, digests.c.made_at)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(waiting)).mappings().all()
            return [await _with_commits(connection, row) for row in rows]

    async def last_told(
        self, subscriptions: Sequence[Subscription], since: dt.date
    ) -> Mapping[str, dt.datetime]:
        """Return by id when each of stored `subscriptions` was last told; only days from `since` on count."""
        theirs = and_(
            digests.c.platform == following.c.platform,
            digests.c.channel == following.c.channel,
            digests.c.date >= since,
            digests.c.edition.startswith(following.c.id + ":"),
        )
        told = (
            select(following.c.id, func.max(digests.c.made_at)).join(digests, theirs).group_by(following.c.id)
        )
        ids = {one.id for one in subscriptions}
        async with self._database.reading() as connection:
            return {one: at for one, at in await connection.execute(told) if one in ids}

    async def _first(self, statement: Select[tuple[object, ...]]) -> StoredDigest | None:
        async with self._database.reading() as connection:
            row = (await connection.execute(statement)).mappings().first()
            return None if row is None else await _with_commits(connection, row)


def _stats(counts: Mapping[str | None, int]) -> Stats:
    """Return counts by level; of a day without commits there is one row, without a level."""
    return Stats(*(counts.get(level.value, 0) for level in Level))


def _told(channel: Channel, repo: str, branch: str) -> ColumnElement[bool]:
    return and_(
        digests.c.platform == channel.platform,
        digests.c.channel == channel.id,
        digests.c.repo == repo,
        digests.c.branch == branch,
    )


async def _with_commits(connection: AsyncConnection, row: RowMapping) -> StoredDigest:
    theirs = (
        select(digest_commits.c.sha, digest_commits.c.level, digest_commits.c.of_day)
        .where(digest_commits.c.edition == row["edition"])
        .order_by(digest_commits.c.number)
    )
    rows = await connection.execute(theirs)
    commits = [ReportedCommit(sha, Level(level), of_day) for sha, level, of_day in rows]
    return _digest(row, tuple(commits))


def _row(digest: StoredDigest) -> dict[str, object]:
    return {
        "edition": digest.edition,
        "platform": digest.channel.platform,
        "channel": digest.channel.id,
        "repo": digest.repo,
        "branch": digest.branch,
        "date": digest.day.date,
        "zone": digest.day.zone,
        "language": digest.language.value,
        "status": digest.status.value,
        "head": digest.head,
        "made_at": digest.made_at,
        "redo": digest.redo,
    }


def _commit_rows(digest: StoredDigest) -> list[dict[str, object]]:
    return [
        {
            "edition": digest.edition,
            "number": number,
            "sha": commit.sha,
            "level": commit.level.value,
            "of_day": commit.of_day,
        }
        for number, commit in enumerate(digest.commits)
    ]


def _digest(row: RowMapping, commits: tuple[ReportedCommit, ...]) -> StoredDigest:
    return StoredDigest(
        edition=row["edition"],
        channel=Channel(row["platform"], row["channel"]),
        repo=row["repo"],
        branch=row["branch"],
        day=Day(row["date"], row["zone"]),
        language=known(Language, row["language"]),
        status=known(DigestStatus, row["status"]),
        head=row["head"],
        commits=commits,
        made_at=row["made_at"],
        redo=row["redo"],
    )
