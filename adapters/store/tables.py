"""The shape of what is stored; a change here needs a migration (see `migrations/README.md`)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Time,
    UniqueConstraint,
    text,
    true,
)

from adapters.store.columns import SafeText, UTCDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every constraint has a name, or SQLite's could never be altered."""


def _text(name: str, *, nullable: bool = False) -> "Column[str]":
    return Column(name, SafeText, nullable=nullable)


analyses = Table(
    "analyses",
    metadata,
    _text("repo"),
    _text("sha"),
    _text("language"),
    _text("depth"),
    _text("version"),
    _text("model"),
    _text("analysis"),  # JSON
    _text("usage"),  # JSON
    Column("made_at", UTCDateTime, nullable=False),
    Column("redo", Boolean, nullable=False),
    PrimaryKeyConstraint("repo", "sha", "language", "depth", "version", "model"),
    Index(None, "redo", "made_at"),
)

levels = Table(
    "levels",
    metadata,
    _text("repo"),
    _text("sha"),
    _text("version"),
    _text("model"),
    _text("level"),
    _text("reason", nullable=True),  # JSON
    PrimaryKeyConstraint("repo", "sha", "version", "model"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", SafeText, primary_key=True),
    _text("platform"),
    _text("channel"),
    _text("repo"),
    _text("branch"),  # empty for the default branch: NULL would be different from itself
    Column("at", Time, nullable=False),
    _text("zone"),
    _text("language"),
    _text("layout"),
    _text("quiet"),
    _text("level"),
    _text("paths"),  # JSON
    Column("created_at", UTCDateTime),
    _text("created_by"),
    UniqueConstraint("platform", "channel", "repo", "branch"),
)

editions = Table(
    "editions",
    metadata,
    Column("key", SafeText, primary_key=True),
    _text("platform"),
    _text("channel"),
    _text("repo"),
    Column("date", Date, nullable=False),
    Column("frozen_at", UTCDateTime, nullable=False),
    _text("state"),
    _text("told", nullable=True),  # JSON
)

edition_parts = Table(
    "edition_parts",
    metadata,
    Column("edition", SafeText, ForeignKey(editions.c.key, ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # from 0, in the order of posting
    _text("key"),
    _text("part"),  # JSON
    Column("in_thread", Boolean, nullable=False),
    PrimaryKeyConstraint("edition", "number"),
    UniqueConstraint("key"),
)

postings = Table(
    "postings",
    metadata,
    Column("key", SafeText, primary_key=True),
    _text("platform"),
    _text("channel"),
    _text("thread", nullable=True),
    Column("attempts", Integer, nullable=False),
    Column("first_at", UTCDateTime, nullable=False),
    Column("sent_at", UTCDateTime),
    _text("message_id", nullable=True),
    _text("file_id", nullable=True),
)

chain_links = Table(
    "chain_links",
    metadata,
    _text("repo"),
    _text("sha"),
    _text("parent", nullable=True),
    Column("landed_at", UTCDateTime, nullable=False),
    PrimaryKeyConstraint("repo", "sha"),
)

commit_records = Table(
    "commit_records",
    metadata,
    _text("repo"),
    _text("sha"),
    _text("kind"),
    Column("form", Integer, nullable=False),
    Column("size", Integer, nullable=False),  # bytes of the content
    Column("stored_at", UTCDateTime, nullable=False),  # by the database's clock
    Column("content", LargeBinary, nullable=False),  # compressed JSON; last: the others are read without it
    PrimaryKeyConstraint("repo", "sha", "kind", "form"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", SafeText, primary_key=True),
    _text("kind"),
    _text("repo"),
    _text("subject"),
    _text("channel"),
    _text("state"),
    Column("started_at", UTCDateTime, nullable=False, index=True),
    Column("ended_at", UTCDateTime),
    _text("incident", nullable=True),
    _text("cause", nullable=True),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", SafeText, primary_key=True),
    _text("cause"),
    _text("subject"),
    Column("since", UTCDateTime, nullable=False),
    Column("told", Integer, nullable=False),  # how often
    Column("told_at", UTCDateTime),
    Column("ended_at", UTCDateTime),
    Index(
        "uq_incidents_active",
        "cause",
        "subject",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

notices = Table(
    "notices",
    metadata,
    Column("edition", SafeText, primary_key=True),
    _text("message"),  # the key of the line that tells of it, perhaps with others
    _text("platform"),
    _text("channel"),
    _text("repo"),
    Column("date", Date, nullable=False),
    _text("language"),
    _text("cause"),
    _text("incident"),
    Column("made_at", UTCDateTime, nullable=False),
    _text("state"),
    Index(None, "message"),
    Index(None, "state"),
)

digests = Table(
    "digests",
    metadata,
    Column("edition", SafeText, primary_key=True),  # no foreign key: it outlives the frozen parts
    _text("platform"),
    _text("channel"),
    _text("repo"),
    _text("branch"),
    Column("date", Date, nullable=False),
    _text("zone"),
    _text("language"),
    _text("status"),
    _text("head", nullable=True),
    Column("made_at", UTCDateTime, nullable=False),
    Column("redo", Boolean, nullable=False),
    Index(None, "platform", "channel", "repo", "branch", "date"),
    Index(None, "date"),
)

digest_commits = Table(
    "digest_commits",
    metadata,
    Column("edition", SafeText, ForeignKey(digests.c.edition, ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # from 0, in the order of the digest
    _text("sha"),
    _text("level"),
    Column("of_day", Boolean, nullable=False, server_default=true()),  # else it came late
    PrimaryKeyConstraint("edition", "number"),
    Index(None, "sha"),
)

usage = Table(
    "usage",
    metadata,
    Column("date", Date, nullable=False),
    _text("model"),
    Column("calls", BigInteger, nullable=False),
    Column("prompt_tokens", BigInteger, nullable=False),
    Column("completion_tokens", BigInteger, nullable=False),
    Column("cached_tokens", BigInteger, nullable=False),
    Column("cost", Float),  # NULL once a price was unknown, and adding to NULL gives NULL
    PrimaryKeyConstraint("date", "model"),
)

abilities = Table(
    "abilities",
    metadata,
    _text("server"),
    _text("model"),
    _text("name"),
    _text("value"),  # JSON
    PrimaryKeyConstraint("server", "model", "name"),
)

workers = Table(
    "workers",
    metadata,
    Column("id", SafeText, primary_key=True),
    Column("seen", UTCDateTime, nullable=False),  # by the database's clock
)

take_overs = Table(
    "take_overs",
    metadata,
    Column("run", SafeText, primary_key=True),
    Column("times", Integer, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column(
        "ticket", BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    ),  # grows; never used twice
    _text("subject"),
    _text("holder"),
    Column("tokens", BigInteger, nullable=False),  # of a budget; 0 where the ticket is a turn
    Column("until", UTCDateTime, nullable=False),  # by the database's clock
    Index(None, "subject", "ticket"),
    sqlite_autoincrement=True,
)

pauses = Table(
    "pauses",
    metadata,
    Column("subject", SafeText, primary_key=True),
    Column("until", UTCDateTime, nullable=False),  # by the database's clock
    _text("reason"),
)
