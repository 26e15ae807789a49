"""The payday: payouts, contracts, social charges, what is erased, what was restored.

Revision: 0005, after 0004. Created 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types
from core.db.triggers import erasing, freezing, guarding

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = core.db.types.Instant(timezone=True)


def upgrade() -> None:
    _columns()
    _payouts()
    _cae()
    op.create_table(
        "erasures",
        sa.Column("person_id", Id, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_erasures_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_erasures")),
    )
    op.create_table(
        "restores",
        sa.Column("id", Id, nullable=False),
        sa.Column("taken_at", Instant, nullable=False),
        sa.Column("restored_at", Instant, nullable=False),
        sa.Column("caught_up_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restores")),
    )
    dialect = op.get_bind().dialect.name
    for statement in (
        freezing(dialect, ["payouts"])
        + erasing(dialect)
        + guarding(dialect, "contracts", ["overlap", "year"])
        + guarding(dialect, "transactions", ["overpaid"])
    ):
        op.execute(statement)


def _columns() -> None:
    for column in (
        sa.Column("euro_rate", sa.BigInteger(), nullable=False, server_default="1000000"),
        sa.Column(
            "payout_mode", sa.String(length=16), nullable=False, server_default="proportional"
        ),
        sa.Column("cae", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("siren", sa.String(length=9), nullable=False, server_default=""),
    ):
        op.add_column("teams", column)
    op.add_column(
        "members", sa.Column("public", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("outbox", sa.Column("documents", sa.Text(), nullable=True))


def _payouts() -> None:
    op.create_table(
        "paydays",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("announced_at", Instant, nullable=False),
        sa.Column("cancelled_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_paydays_team_id")),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_paydays_author_id")),
        sa.PrimaryKeyConstraint("team_id", "day", name=op.f("pk_paydays")),
    )
    op.create_table(
        "payouts",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("paid_seq", sa.Integer(), nullable=False),
        sa.Column("offered", sa.BigInteger(), nullable=False),
        sa.Column("euro_rate", sa.BigInteger(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("cutoff", Instant, nullable=True),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_payouts_number")),
        sa.CheckConstraint("offered > 0", name=op.f("ck_payouts_offered")),
        sa.CheckConstraint("euro_rate > 0", name=op.f("ck_payouts_euro_rate")),
        sa.ForeignKeyConstraint(
            ["team_id", "seq"],
            ["transactions.team_id", "transactions.seq"],
            name=op.f("fk_payouts_team_id_seq"),
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "paid_seq"],
            ["transactions.team_id", "transactions.seq"],
            name=op.f("fk_payouts_team_id_paid_seq"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_payouts_author_id")),
        sa.PrimaryKeyConstraint("team_id", "number", name=op.f("pk_payouts")),
        sa.UniqueConstraint("team_id", "seq", name=op.f("uq_payouts_team_id_seq")),
        sa.UniqueConstraint("team_id", "paid_seq", name=op.f("uq_payouts_team_id_paid_seq")),
    )


def _cae() -> None:
    op.create_table(
        "contracts",
        sa.Column("member_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_contracts_number")),
        sa.CheckConstraint("kind IN ('cape', 'cesa', 'other')", name=op.f("ck_contracts_kind")),
        sa.CheckConstraint("until >= since", name=op.f("ck_contracts_until")),
        sa.CheckConstraint(
            "kind <> 'cape' OR (number <= 3 AND until IS NOT NULL)", name=op.f("ck_contracts_cape")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_contracts_member_id")),
        sa.PrimaryKeyConstraint("member_id", "kind", "number", name=op.f("pk_contracts")),
        sa.UniqueConstraint("member_id", "since", name=op.f("uq_contracts_member_id_since")),
    )
    op.create_table(
        "levies",
        sa.Column("id", Id, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("rate", sa.Integer(), nullable=False),
        sa.CheckConstraint("side IN ('employer', 'employee')", name=op.f("ck_levies_side")),
        sa.CheckConstraint("rate BETWEEN 1 AND 10000", name=op.f("ck_levies_rate")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_levies_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_levies")),
        sa.UniqueConstraint(
            "team_id", "side", "folded", name=op.f("uq_levies_team_id_side_folded")
        ),
    )


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
