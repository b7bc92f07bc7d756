"""Subscriptions in the database."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import RowMapping, delete, select

from adapters.store.codec import known
from adapters.store.database import Database
from adapters.store.tables import subscriptions
from analysis.language import Language
from analysis.results import Level
from bot.stores.subscriptions import sorting_key
from bot.subscriptions import Channel, Layout, Quiet, Subscription

UNIQUE = ("platform", "channel", "repo", "branch")


class Subscriptions:
    """A `SubscriptionStore` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(self, subscription: Subscription) -> Subscription:
        """Store or replace the subscription of this (channel, repo, branch); an old one keeps its id."""
        row = _row(subscription)
        changes = {name: value for name, value in row.items() if name not in (*UNIQUE, "id")}
        statement = (
            self._database.insert(subscriptions)
            .values(**row)
            .on_conflict_do_update(index_elements=UNIQUE, set_=changes)
            .returning(subscriptions)
        )
        async with self._database.writing() as connection:
            return _subscription((await connection.execute(statement)).mappings().one())

    async def unfollow(self, channel: Channel, repo: str, branch: str | None = None) -> bool:
        """Remove a subscription and say whether there was one; its history stays."""
        statement = delete(subscriptions).where(
            subscriptions.c.platform == channel.platform,
            subscriptions.c.channel == channel.id,
            subscriptions.c.repo == repo,
            subscriptions.c.branch == (branch or ""),
        )
        async with self._database.writing() as connection:
            removed = await connection.execute(statement.returning(subscriptions.c.id))
            return removed.first() is not None

    async def of_channel(self, channel: Channel) -> Sequence[Subscription]:
        """Return what `channel` follows, by repository name."""
        theirs = select(subscriptions).where(
            subscriptions.c.platform == channel.platform, subscriptions.c.channel == channel.id
        )
        async with self._database.reading() as connection:
            return _in_order((await connection.execute(theirs)).mappings())

    async def every(self) -> Sequence[Subscription]:
        """Return all subscriptions, by channel and repository."""
        async with self._database.reading() as connection:
            return _in_order((await connection.execute(select(subscriptions))).mappings())


def _row(subscription: Subscription) -> dict[str, object]:
    return {
        "id": subscription.id,
        "platform": subscription.channel.platform,
        "channel": subscription.channel.id,
        "repo": subscription.repo,
        "branch": subscription.branch or "",
        "at": subscription.at,
        "zone": subscription.zone,
        "language": subscription.language.value,
        "layout": subscription.layout.value,
        "quiet": subscription.quiet.value,
        "level": subscription.level.value,
        "paths": json.dumps(subscription.paths),
        "created_at": subscription.created_at,
        "created_by": subscription.created_by,
    }


def _subscription(row: RowMapping) -> Subscription:
    return Subscription(
        id=row["id"],
        channel=Channel(row["platform"], row["channel"]),
        repo=row["repo"],
        branch=row["branch"] or None,
        at=row["at"],
        zone=row["zone"],
        language=known(Language, row["language"]),
        layout=known(Layout, row["layout"]),
        quiet=known(Quiet, row["quiet"]),
        level=known(Level, row["level"]),
        paths=tuple(json.loads(row["paths"])),
        created_at=row["created_at"],
        created_by=row["created_by"],
    )


def _in_order(rows: Iterable[RowMapping]) -> list[Subscription]:
    """Sort here: PostgreSQL orders text by the rules of its locale, SQLite by code points."""
    return sorted(map(_subscription, rows), key=sorting_key)
