"""Buckets, campaigns, grants, donations.

Revision: 0007, after 0006. Created 2026-11-25.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types
from core.db.triggers import freezing, guarding

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _columns()
    _tables()
    _share_outs()
    dialect = op.get_bind().dialect.name
    for statement in (
        *guarding(dialect, "transactions", ("floor", "goal", "overgiven")),
        *freezing(dialect, ("share_outs", "share_weights")),
    ):
        op.execute(statement)


def _columns() -> None:
    for column in (
        sa.Column("approve_buckets", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("keep_allocations", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("leftovers", sa.String(length=16), nullable=False, server_default="pool"),
        sa.Column("quorum", sa.Integer(), nullable=False, server_default="3"),
        sa.Column("commons_share", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("teams", column)
    op.add_column(
        "members", sa.Column("commission", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "closes", sa.Column("commons_share", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("outbox", sa.Column("board", sa.String(length=160), nullable=True))
    op.create_index(
        "ix_outbox_board",
        "outbox",
        ["platform", "chat_id", "board"],
        sqlite_where=sa.text("board IS NOT NULL"),
        postgresql_where=sa.text("board IS NOT NULL"),
    )


def _tables() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("guidelines", sa.String(length=500), nullable=False),
        sa.Column("cap", sa.BigInteger(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("opened_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("closes_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("closed_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('buckets', 'costs')", name=op.f("ck_campaigns_kind")),
        sa.CheckConstraint("cap > 0", name=op.f("ck_campaigns_cap")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_campaigns_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_campaigns_team_id_number")),
    )
    op.create_index(
        "uq_campaigns_one_open",
        "campaigns",
        ["team_id"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "donations",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("donor", sa.String(length=80), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "seq"],
            ["transactions.team_id", "transactions.seq"],
            name=op.f("fk_donations_team_id_seq"),
        ),
        sa.PrimaryKeyConstraint("team_id", "seq", name=op.f("pk_donations")),
    )
    op.create_table(
        "buckets",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("description", sa.String(length=1000), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("maximum", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column(
            "proposer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("created_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("ended_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('completed', 'cancelled')) = (ended_at IS NOT NULL)",
            name=op.f("ck_buckets_ended"),
        ),
        sa.CheckConstraint("kind IN ('bucket', 'cost', 'grant')", name=op.f("ck_buckets_kind")),
        sa.CheckConstraint(
            "state <> 'started' OR project_id IS NOT NULL", name=op.f("ck_buckets_started")
        ),
        sa.CheckConstraint(
            "state IN ('idea', 'waiting', 'open', 'started', 'completed', 'cancelled')",
            name=op.f("ck_buckets_state"),
        ),
        sa.CheckConstraint("0 < minimum AND minimum <= maximum", name=op.f("ck_buckets_goal")),
        sa.CheckConstraint("kind = 'bucket' OR minimum = maximum", name=op.f("ck_buckets_exact")),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_buckets_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_buckets_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposer_id"], ["members.id"], name=op.f("fk_buckets_proposer_id")
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_buckets_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buckets")),
        sa.UniqueConstraint("project_id", name=op.f("uq_buckets_project_id")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_buckets_team_id_number")),
    )
    op.create_index(
        "uq_buckets_title",
        "buckets",
        ["team_id", "folded"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('completed', 'cancelled')"),
        postgresql_where=sa.text("state NOT IN ('completed', 'cancelled')"),
    )
    op.create_table(
        "bucket_comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "bucket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bucket_id"], ["buckets.id"], name=op.f("fk_bucket_comments_bucket_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_bucket_comments_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bucket_comments")),
    )
    op.create_index(
        op.f("ix_bucket_comments_bucket_id"), "bucket_comments", ["bucket_id"], unique=False
    )
    op.create_table(
        "bucket_creators",
        sa.Column(
            "bucket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["bucket_id"], ["buckets.id"], name=op.f("fk_bucket_creators_bucket_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_bucket_creators_member_id")
        ),
        sa.PrimaryKeyConstraint("bucket_id", "member_id", name=op.f("pk_bucket_creators")),
    )
    op.create_table(
        "bucket_lines",
        sa.Column(
            "bucket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount > 0", name=op.f("ck_bucket_lines_amount")),
        sa.ForeignKeyConstraint(
            ["bucket_id"], ["buckets.id"], name=op.f("fk_bucket_lines_bucket_id")
        ),
        sa.PrimaryKeyConstraint("bucket_id", "position", name=op.f("pk_bucket_lines")),
    )
    op.create_table(
        "grants",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("decided_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("bucket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("quorum", sa.Integer(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(state = 'open') = (decided_at IS NULL)", name=op.f("ck_grants_decided")
        ),
        sa.CheckConstraint(
            "(state = 'granted') = (bucket_id IS NOT NULL)", name=op.f("ck_grants_granted")
        ),
        sa.CheckConstraint(
            "(state IN ('granted', 'refused')) = (quorum IS NOT NULL)"
            " AND (quorum IS NULL) = (voters IS NULL)",
            name=op.f("ck_grants_by_votes"),
        ),
        sa.CheckConstraint("0 < quorum AND quorum <= voters", name=op.f("ck_grants_quorum")),
        sa.CheckConstraint(
            "state IN ('open', 'granted', 'refused', 'withdrawn')", name=op.f("ck_grants_state")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_grants_amount")),
        sa.CheckConstraint("revision > 0", name=op.f("ck_grants_revision")),
        sa.ForeignKeyConstraint(["bucket_id"], ["buckets.id"], name=op.f("fk_grants_bucket_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_grants_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_grants_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
        sa.UniqueConstraint("bucket_id", name=op.f("uq_grants_bucket_id")),
        sa.UniqueConstraint("team_id", "number", name=op.f("uq_grants_team_id_number")),
    )
    op.create_table(
        "grant_comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("grant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["grants.id"], name=op.f("fk_grant_comments_grant_id")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_grant_comments_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant_comments")),
    )
    op.create_index(
        op.f("ix_grant_comments_grant_id"), "grant_comments", ["grant_id"], unique=False
    )
    op.create_table(
        "grant_votes",
        sa.Column("grant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name=op.f("fk_grant_votes_grant_id")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_grant_votes_member_id")
        ),
        sa.PrimaryKeyConstraint("grant_id", "revision", "member_id", name=op.f("pk_grant_votes")),
    )


def _share_outs() -> None:
    op.create_table(
        "share_outs",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=16), nullable=False),
        sa.Column("since", core.db.types.WeekColumn(length=8), nullable=False),
        sa.Column("until", core.db.types.WeekColumn(length=8), nullable=False),
        sa.CheckConstraint(
            "how IN ('hours', 'rates', 'declared', 'equal')", name=op.f("ck_share_outs_how")
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_share_outs_until")),
        sa.ForeignKeyConstraint(
            ["team_id", "seq"],
            ["transactions.team_id", "transactions.seq"],
            name=op.f("fk_share_outs_team_id_seq"),
        ),
        sa.PrimaryKeyConstraint("team_id", "seq", name=op.f("pk_share_outs")),
    )
    op.create_table(
        "share_weights",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("weight", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("weight > 0", name=op.f("ck_share_weights_weight")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_share_weights_member_id")
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "seq"],
            ["share_outs.team_id", "share_outs.seq"],
            name=op.f("fk_share_weights_team_id_seq"),
        ),
        sa.PrimaryKeyConstraint("team_id", "seq", "member_id", name=op.f("pk_share_weights")),
    )


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
