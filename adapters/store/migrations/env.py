"""How Alembic meets our database; Alembic runs this file, on the connection that `migrating.py` gives."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import TypeDecorator

from adapters.store.tables import metadata


def is_ours(name: str | None, kind: str, _: object) -> bool:
    """Look past the tables of others, such as the workflow engine's."""
    return kind != "table" or name in metadata.tables


def plain_type(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write our column types as the plain ones below them: a step must not change when they do."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter most things
    include_name=is_ours,
    render_item=plain_type,
)
context.run_migrations()  # inside the transaction that `migrating.py` opened: all steps or none
