"""The conversation: absences, the guided way, questions, rates, what facilitators did.

Revision: 0004, after 0003. Created 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _columns()
    op.create_table(
        "absences",
        sa.Column("member_id", Id, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until >= since", name=op.f("ck_absences_until")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_absences_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_absences")),
    )
    op.create_table(
        "away_at_close",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_away_at_close_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_away_at_close_member_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_away_at_close")),
    )
    op.create_table(
        "acts",
        sa.Column("id", Id, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_acts_team_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_acts_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_team_id"), "acts", ["team_id"])
    op.create_table(
        "questions",
        sa.Column("id", Id, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("round_id", Id, nullable=True),
        sa.Column("asker_id", Id, nullable=False),
        sa.Column("about_id", Id, nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("asked_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=True),
        sa.Column("answered_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_questions_answered")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_questions_team_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_questions_round_id")),
        sa.ForeignKeyConstraint(["asker_id"], ["members.id"], name=op.f("fk_questions_asker_id")),
        sa.ForeignKeyConstraint(["about_id"], ["members.id"], name=op.f("fk_questions_about_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_index(op.f("ix_questions_team_id"), "questions", ["team_id"])
    op.create_table(
        "drafts",
        sa.Column("member_id", Id, nullable=False),
        sa.Column("round_id", Id, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("updated_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_drafts_member_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_drafts_round_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "rates",
        sa.Column("id", Id, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('base', 'supplement', 'unit')", name=op.f("ck_rates_kind")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_rates_amount")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_rates_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rates")),
        sa.UniqueConstraint("team_id", "kind", "folded", name=op.f("uq_rates_team_id_kind_folded")),
    )


def _columns() -> None:
    for column in (
        sa.Column("private_until_close", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("running_total", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("show_amounts", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("volunteer_word", sa.String(length=30), nullable=False, server_default=""),
        sa.Column("quiet", sa.String(length=16), nullable=False, server_default="00:00-00:00"),
        sa.Column("charter", sa.Text(), nullable=False, server_default=""),
        sa.Column("charter_at", core.db.types.Instant(timezone=True), nullable=True),
    ):
        op.add_column("teams", column)
    op.add_column("people", sa.Column("timezone", sa.String(length=64), nullable=True))
    op.add_column(
        "members", sa.Column("charter_at", core.db.types.Instant(timezone=True), nullable=True)
    )


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
