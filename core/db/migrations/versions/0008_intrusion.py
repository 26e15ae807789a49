"""Members told apart at a glance; wrong link codes counted; private words kept out of groups.

Revision: 0008, after 0007. Created 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types
from core.db.triggers import keeping_apart
from core.domain import lookalikes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "link_tries",
        sa.Column("id", Id, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_tries")),
    )
    op.create_index(op.f("ix_link_tries_at"), "link_tries", ["at"])
    op.add_column("members", sa.Column("look", sa.String(length=160), nullable=True))
    _looks()
    op.create_index("uq_members_one_look", "members", ["team_id", "look"], unique=True)
    for statement in keeping_apart(op.get_bind().dialect.name):
        op.execute(statement)


def _looks() -> None:
    """Note how names look; of two that already look alike, the second keeps its name, unnoted."""
    connection = op.get_bind()
    members = sa.table("members", *map(sa.column, ("id", "team_id", "name", "look")))
    rows = connection.execute(
        sa.select(members.c.id, members.c.team_id, members.c.name).order_by(members.c.id)
    ).all()
    seen = set()
    for row in rows:
        look = lookalikes.look(row.name)
        if (row.team_id, look) not in seen:
            seen.add((row.team_id, look))
            connection.execute(sa.update(members).where(members.c.id == row.id).values(look=look))


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
