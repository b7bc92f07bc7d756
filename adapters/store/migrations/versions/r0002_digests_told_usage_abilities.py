"""Digests told, usage of models and their abilities."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables from revision '0001' to '0002'."""
    op.create_table(
        "abilities",
        sa.Column("server", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("server", "model", "name", name=op.f("pk_abilities")),
    )
    op.create_table(
        "digests",
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("repo", sa.Text(), nullable=False),
        sa.Column("branch", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("redo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("edition", name=op.f("pk_digests")),
    )
    with op.batch_alter_table("digests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digests_date"), ["date"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_digests_platform_channel_repo_branch_date"),
            ["platform", "channel", "repo", "branch", "date"],
            unique=False,
        )

    op.create_table(
        "usage",
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("prompt_tokens", sa.BigInteger(), nullable=False),
        sa.Column("completion_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cached_tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("date", "model", name=op.f("pk_usage")),
    )
    op.create_table(
        "digest_commits",
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition"],
            ["digests.edition"],
            name=op.f("fk_digest_commits_edition_digests"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("edition", "number", name=op.f("pk_digest_commits")),
    )
    with op.batch_alter_table("digest_commits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_digest_commits_sha"), ["sha"], unique=False)
