"""People in chats: who knocked, where they can be written to, their price alerts, and letters sent together.

Revision ID: 0002
"""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what the bots keep."""
    _knocks()
    _mailboxes()
    _price_alerts()
    _outbox()


def _columns(kind: type[Any], *names: str, nullable: bool = False, **more: Any) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=nullable, **more) for name in names]


def _knocks() -> None:
    op.create_table(
        "knocks",
        *_columns(sa.Text, "surface", "actor", "place", primary_key=True),
        *_columns(sa.Text, "name"),
        *_columns(sa.BigInteger, "count", "first_at", "last_at"),
    )


def _mailboxes() -> None:
    op.create_table(
        "mailboxes",
        *_columns(sa.Text, "surface", "mailbox", primary_key=True),
        *_columns(sa.Text, "language", nullable=True),
        *_columns(sa.Text, "name"),
        *_columns(sa.BigInteger, "closed_at", nullable=True),
        *_columns(sa.Text, "closed_reason", nullable=True),
        *_columns(sa.BigInteger, "seen_at"),
    )


def _price_alerts() -> None:
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "price_alerts",
        sa.Column("id", number, primary_key=True, autoincrement=True),
        *_columns(sa.Text, "surface", "mailbox", "source", "symbol", "price", "side", "created_by"),
        *_columns(sa.BigInteger, "created_at"),
        *_columns(sa.BigInteger, "fired_at", nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_alerts_open", "price_alerts", ["source", "fired_at"])


def _outbox() -> None:
    # SQLite would put the column behind the table's constraints; built anew, the table is that of a new database.
    rebuild: Literal["always", "never"] = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("outbox", recreate=rebuild, table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.add_column(sa.Column("batch", sa.Text, nullable=True))
    op.create_index("ix_outbox_mailbox", "outbox", ["channel", "recipient", "state", "id"])
