"""What an edition tells, kept with its parts until they stand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables from revision '0004' to '0005'."""
    with op.batch_alter_table("editions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told", sa.Text(), nullable=True))
