"""Several platforms: how far each was read, one person's accounts, what may be sent again.

Revision: 0002, after 0001. Created 2026-11-24.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "positions",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", name=op.f("pk_positions")),
    )
    op.create_table(
        "links",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("created_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("used_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("expires_at > created_at", name=op.f("ck_links_expires")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_links_person_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_links")),
    )
    op.add_column(
        "accounts",
        sa.Column("preferred", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(sa.text("UPDATE accounts SET preferred = true"))
    op.create_index(
        "uq_accounts_one_preferred",
        "accounts",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("preferred IS TRUE"),
        postgresql_where=sa.text("preferred IS TRUE"),
    )
    op.add_column(
        "outbox",
        sa.Column("departed_at", core.db.types.Instant(timezone=True), nullable=True),
    )
    op.add_column("outbox", sa.Column("picture", sa.Text(), nullable=True))
    op.create_index(
        "ix_outbox_buttons",
        "outbox",
        ["platform", "chat_id"],
        unique=False,
        sqlite_where=sa.text("buttons IS NOT NULL"),
        postgresql_where=sa.text("buttons IS NOT NULL"),
    )


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
