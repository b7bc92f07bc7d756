"""Turns at what is limited, pauses, and reservations of a budget."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables from revision '0007' to '0008'."""
    op.create_table(
        "leases",
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ticket", name=op.f("pk_leases")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_leases_subject_ticket"), "leases", ["subject", "ticket"])
    op.create_table(
        "pauses",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_pauses")),
    )
