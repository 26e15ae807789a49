"""Reconciliation: the revising stage, envelopes, limits, income and expense, corrections.

Revision: 0003, after 0002. Created 2026-11-24.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types
from core.db import triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FROZEN = ("draws", "corrections", "movements")

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _revising()
    _settings()
    _figures()
    _floors()
    op.create_table(
        "fixed_costs",
        sa.Column("id", Id, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_fixed_costs_amount")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_fixed_costs_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fixed_costs")),
        sa.UniqueConstraint("team_id", "folded", name=op.f("uq_fixed_costs_team_id_folded")),
    )
    op.create_table(
        "draws",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("project_id", Id, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_draws_amount")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_draws_round_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_draws_member_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_draws_project_id")),
        sa.PrimaryKeyConstraint(
            "round_id", "member_id", "number", "project_id", name=op.f("pk_draws")
        ),
    )
    op.create_table(
        "stances",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        sa.Column("proposed", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.CheckConstraint("0 <= proposed AND proposed <= claim", name=op.f("ck_stances_proposed")),
        sa.CheckConstraint(
            "answer IN ('kept', 'taken', 'changed')", name=op.f("ck_stances_answer")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_stances_round_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_stances_member_id")),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_stances")),
    )
    op.create_table(
        "corrections",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        sa.Column("award", sa.BigInteger(), nullable=False),
        sa.Column("drawn", sa.BigInteger(), nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_corrections_number")),
        sa.CheckConstraint("0 <= award AND award <= claim", name=op.f("ck_corrections_award")),
        sa.CheckConstraint("0 <= drawn AND drawn <= award", name=op.f("ck_corrections_drawn")),
        sa.ForeignKeyConstraint(
            ["round_id", "member_id", "revision"],
            ["revisions.round_id", "revisions.member_id", "revisions.revision"],
            name=op.f("fk_corrections_round_id_member_id_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["members.id"], name=op.f("fk_corrections_author_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "member_id", "number", name=op.f("pk_corrections")),
        sa.UniqueConstraint(
            "round_id",
            "member_id",
            "revision",
            name=op.f("uq_corrections_round_id_member_id_revision"),
        ),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_corrections_round_id_number")),
    )
    op.create_table(
        "announcements",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["rounds.id"], name=op.f("fk_announcements_round_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_announcements_member_id")
        ),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_announcements")),
    )
    op.create_table(
        "movements",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("author_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "seq"],
            ["transactions.team_id", "transactions.seq"],
            name=op.f("fk_movements_team_id_seq"),
        ),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_movements_author_id")),
        sa.PrimaryKeyConstraint("team_id", "seq", name=op.f("pk_movements")),
    )
    for statement in triggers.freezing(op.get_bind().dialect.name, FROZEN):
        op.execute(sa.text(statement))


def _revising() -> None:
    """Let a round be revising, and settle several weeks.

    SQLite changes no constraint of a table: the table is made anew and filled with what it held,
    while the rows that refer to it wait (deferred foreign keys).
    """
    op.drop_index("uq_rounds_one_open", table_name="rounds")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
        op.execute(sa.text("CREATE TEMPORARY TABLE rounds_before AS SELECT * FROM rounds"))
        op.drop_table("rounds")
        _rounds()
        kept = "id, team_id, week, state, opened_at, closes_at, closed_at, missed"
        op.execute(
            sa.text(f"INSERT INTO rounds ({kept}) SELECT {kept} FROM rounds_before")  # noqa: S608
        )
        op.execute(sa.text("DROP TABLE rounds_before"))
    else:
        op.add_column("rounds", sa.Column("since", core.db.types.WeekColumn(length=8)))
        for name in ("revises_until", "reopened_until"):
            op.add_column("rounds", sa.Column(name, core.db.types.Instant(timezone=True)))
        op.drop_constraint(op.f("ck_rounds_state"), "rounds")
        op.create_check_constraint(
            op.f("ck_rounds_state"), "rounds", "state IN ('open', 'revising', 'closed')"
        )
        op.create_check_constraint(
            op.f("ck_rounds_revising"), "rounds", "state <> 'revising' OR revises_until IS NOT NULL"
        )
        op.create_check_constraint(
            op.f("ck_rounds_reopened"), "rounds", "reopened_until IS NULL OR state = 'closed'"
        )
    op.create_index(
        "uq_rounds_one_open",
        "rounds",
        ["team_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )


def _rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", Id, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("week", core.db.types.WeekColumn(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("closes_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("closed_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("since", core.db.types.WeekColumn(length=8), nullable=True),
        sa.Column("revises_until", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("reopened_until", core.db.types.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_rounds_closed")
        ),
        sa.CheckConstraint("state IN ('open', 'revising', 'closed')", name=op.f("ck_rounds_state")),
        sa.CheckConstraint(
            "state <> 'revising' OR revises_until IS NOT NULL", name=op.f("ck_rounds_revising")
        ),
        sa.CheckConstraint(
            "reopened_until IS NULL OR state = 'closed'", name=op.f("ck_rounds_reopened")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_rounds_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("team_id", "week", name=op.f("uq_rounds_team_id_week")),
    )


def _settings() -> None:
    """Add columns with their checks in one statement, as both databases take them."""
    for column in (
        "cadence VARCHAR(16) DEFAULT 'weekly' NOT NULL"
        " CONSTRAINT ck_teams_cadence CHECK (cadence IN ('weekly', 'two-weeks', 'monthly'))",
        "revise_hours INTEGER DEFAULT 24 NOT NULL"
        " CONSTRAINT ck_teams_revise CHECK (revise_hours BETWEEN 1 AND 168)",
        "correct_weeks INTEGER DEFAULT 4 NOT NULL"
        " CONSTRAINT ck_teams_correct CHECK (correct_weeks BETWEEN 0 AND 520)",
        "source_state VARCHAR(16)"
        " CONSTRAINT ck_teams_source CHECK (source_state IN ('hoped', 'acquired'))",
        "source_label VARCHAR(100) DEFAULT '' NOT NULL",
        "ceiling BIGINT CONSTRAINT ck_teams_ceiling CHECK (ceiling > 0)",
        "raise_cap BOOLEAN DEFAULT false NOT NULL",
        "commons INTEGER DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_teams_commons CHECK (commons BETWEEN 0 AND 100)",
        "announce BIGINT CONSTRAINT ck_teams_announce CHECK (announce > 0)",
    ):
        op.execute(sa.text(f"ALTER TABLE teams ADD COLUMN {column}"))
    number = "INTEGER" if op.get_bind().dialect.name == "sqlite" else "BIGINT"
    for column in (
        "envelope BIGINT CONSTRAINT ck_projects_envelope CHECK (envelope >= 0)",
        f"keeper {number} CONSTRAINT fk_projects_keeper REFERENCES members (id)",
    ):
        op.execute(sa.text(f"ALTER TABLE projects ADD COLUMN {column}"))


def _figures() -> None:
    """Add figures to what is frozen; a close in a deficit was one its team allowed, so far."""
    for table, column, promise in (
        ("plan_weeks", "deficit", "deficit >= 0"),
        ("awards", "drawn", "0 <= drawn AND drawn <= award"),
        ("closes", "income", "income >= 0"),
        ("closes", "expense", "expense >= 0"),
        ("closes", "fixed", "fixed >= 0"),
        ("closes", "commons", "commons >= 0"),
        ("closes", "deficit", "deficit >= 0"),
        ("closes", "floor", "floor >= deficit"),
        ("closes", "drawn", "0 <= drawn AND drawn <= granted"),
    ):
        op.execute(
            sa.text(
                f"ALTER TABLE {table} ADD COLUMN {column} BIGINT DEFAULT 0 NOT NULL"
                f" CONSTRAINT ck_{table}_{column} CHECK ({promise})"
            )
        )


def _floors() -> None:
    dialect = op.get_bind().dialect.name
    for statement in triggers.thawing(dialect, "closes"):
        op.execute(sa.text(statement))
    op.execute(
        sa.text('UPDATE closes SET floor = -"left" WHERE rationed_by IS NULL AND "left" < 0')
    )
    for statement in triggers.freezing(dialect, ("closes",)):
        op.execute(sa.text(statement))


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
