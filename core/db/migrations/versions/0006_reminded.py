"""Reminders by hand happen once; a reply finds the team of a message without buttons.

Revision: 0006, after 0005. Created 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reminders_by_hand",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_reminders_by_hand_number")),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_reminders_by_hand_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_reminders_by_hand_member_id")
        ),
        sa.PrimaryKeyConstraint(
            "round_id", "member_id", "number", name=op.f("pk_reminders_by_hand")
        ),
    )
    op.create_index(
        "ix_outbox_told",
        "outbox",
        ["platform", "chat_id"],
        sqlite_where=sa.text("buttons IS NULL AND team_id IS NOT NULL"),
        postgresql_where=sa.text("buttons IS NULL AND team_id IS NOT NULL"),
    )


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
