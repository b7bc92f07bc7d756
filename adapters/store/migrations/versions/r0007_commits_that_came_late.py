"""Which commits of a digest are no part of its day."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables from revision '0006' to '0007'."""
    with op.batch_alter_table("digest_commits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("of_day", sa.Boolean(), server_default=sa.true(), nullable=False))
