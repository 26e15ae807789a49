"""The week: teams, people, rounds, plan, book, inbox and outbox.

Revision: 0001, after . Created 2026-11-24 02:53:03.120476.
"""

import sqlalchemy as sa
from alembic import op

import core.db.types
from core.db.triggers import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("handled_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'handled', 'failed')", name=op.f("ck_inbox_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("platform", "event_id", name=op.f("uq_inbox_platform_event_id")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_inbox_waiting",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("ck_people_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "teams",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("unit_name", sa.String(length=16), nullable=False),
        sa.Column("unit_decimals", sa.Integer(), nullable=False),
        sa.Column("open", sa.String(length=16), nullable=False),
        sa.Column("remind", sa.Text(), nullable=False),
        sa.Column("close", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("fallback", sa.String(length=32), nullable=False),
        sa.Column("max_deficit", sa.BigInteger(), nullable=False),
        sa.Column("carry_over", sa.Boolean(), nullable=False),
        sa.Column("invite_code", sa.String(length=64), nullable=False),
        sa.Column("first_week", core.db.types.WeekColumn(length=8), nullable=False),
        sa.Column("created_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("next_due_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f("ck_teams_language")),
        sa.CheckConstraint("max_deficit >= 0", name=op.f("ck_teams_deficit")),
        sa.CheckConstraint("unit_decimals BETWEEN 0 AND 4", name=op.f("ck_teams_decimals")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("invite_code", name=op.f("uq_teams_invite_code")),
    )
    with op.batch_alter_table("teams", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_teams_next_due_at"), ["next_due_at"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("chat_id", sa.String(length=255), nullable=True),
        sa.Column("unreachable_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("platform", "user_id", name=op.f("uq_accounts_platform_user_id")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index("ix_accounts_chat", ["platform", "chat_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"], unique=False)

    op.create_table(
        "groups",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=255), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_groups_team_id")),
        sa.PrimaryKeyConstraint("platform", "chat_id", name=op.f("pk_groups")),
        sa.UniqueConstraint("team_id", "platform", name=op.f("uq_groups_team_id_platform")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("declares", sa.Boolean(), nullable=False),
        sa.Column("facilitator", sa.Boolean(), nullable=False),
        sa.Column("joined_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("left_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_members_person_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_members_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("team_id", "folded", name=op.f("uq_members_team_id_folded")),
        sa.UniqueConstraint("team_id", "person_id", name=op.f("uq_members_team_id_person_id")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_members_person_id"), ["person_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=255), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("buttons", sa.Text(), nullable=True),
        sa.Column("answers", sa.String(length=255), nullable=True),
        sa.Column("notice", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("parts_sent", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("created_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("sent_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("message_ids", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outbox_sent")),
        sa.CheckConstraint("audience IN ('private', 'group')", name=op.f("ck_outbox_audience")),
        sa.CheckConstraint(
            "state IN ('waiting', 'in_flight', 'sent', 'failed', 'unknown')",
            name=op.f("ck_outbox_state"),
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_outbox_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(
            "ix_outbox_waiting",
            ["platform", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'in_flight')"),
            postgresql_where=sa.text("state IN ('waiting', 'in_flight')"),
        )

    op.create_table(
        "plan_weeks",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week", core.db.types.WeekColumn(length=8), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_plan_weeks_amount")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_plan_weeks_team_id")),
        sa.PrimaryKeyConstraint("team_id", "week", name=op.f("pk_plan_weeks")),
    )
    op.create_table(
        "projects",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("folded", sa.String(length=160), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("rate > 0", name=op.f("ck_projects_rate")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_projects_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("team_id", "folded", name=op.f("uq_projects_team_id_folded")),
    )
    op.create_table(
        "rounds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("week", core.db.types.WeekColumn(length=8), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("opened_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("closes_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("closed_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_rounds_closed")
        ),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_rounds_state")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_rounds_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("team_id", "week", name=op.f("uq_rounds_team_id_week")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index(
            "uq_rounds_one_open",
            ["team_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "transactions",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("week", core.db.types.WeekColumn(length=8), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("seq > 0", name=op.f("ck_transactions_seq")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_transactions_team_id")),
        sa.PrimaryKeyConstraint("team_id", "seq", name=op.f("pk_transactions")),
        sa.UniqueConstraint("team_id", "key", name=op.f("uq_transactions_team_id_key")),
        sa.UniqueConstraint("team_id", "previous", name=op.f("uq_transactions_team_id_previous")),
    )
    op.create_table(
        "awards",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        sa.Column("award", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.CheckConstraint("0 <= award AND award <= claim", name=op.f("ck_awards_award")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_awards_member_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_awards_round_id")),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_awards")),
    )
    op.create_table(
        "closes",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=False),
        sa.Column("carried", sa.BigInteger(), nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("left", sa.BigInteger(), nullable=False),
        sa.Column("rationed_by", sa.String(length=32), nullable=True),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_closes_round_id")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_closes")),
    )
    op.create_table(
        "postings",
        sa.Column("team_id", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_postings_amount")),
        sa.ForeignKeyConstraint(
            ["team_id", "seq"],
            ["transactions.team_id", "transactions.seq"],
            name=op.f("fk_postings_team_id_seq"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("team_id", "seq", "position", name=op.f("pk_postings")),
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.create_index("ix_postings_account", ["team_id", "account"], unique=False)

    op.create_table(
        "prompts",
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("prompt", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("question", sa.Boolean(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("created_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("pressed_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.Column("ended_at", core.db.types.Instant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_prompts_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_prompts_round_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_prompts")),
        sa.UniqueConstraint("prompt", "position", name=op.f("uq_prompts_prompt_position")),
    )
    with op.batch_alter_table("prompts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_prompts_standing",
            ["person_id"],
            unique=False,
            sqlite_where=sa.text("question AND ended_at IS NULL"),
            postgresql_where=sa.text("question AND ended_at IS NULL"),
        )

    op.create_table(
        "reminders",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_reminders_round_id")),
        sa.PrimaryKeyConstraint("round_id", "due_at", name=op.f("pk_reminders")),
    )
    op.create_table(
        "revisions",
        sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        sa.Column("at", core.db.types.Instant(timezone=True), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.CheckConstraint("answer = 'declared' OR claim = 0", name=op.f("ck_revisions_no_claim")),
        sa.CheckConstraint(
            "answer IN ('declared', 'skipped', 'withdrawn')", name=op.f("ck_revisions_answer")
        ),
        sa.CheckConstraint("claim >= 0", name=op.f("ck_revisions_claim")),
        sa.CheckConstraint("revision > 0", name=op.f("ck_revisions_revision")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_revisions_member_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_revisions_round_id")),
        sa.PrimaryKeyConstraint("round_id", "member_id", "revision", name=op.f("pk_revisions")),
    )
    op.create_table(
        "declarations",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id", "member_id", "revision"],
            ["revisions.round_id", "revisions.member_id", "revisions.revision"],
            name=op.f("fk_declarations_round_id_member_id_revision"),
        ),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_declarations")),
    )
    with op.batch_alter_table("declarations", schema=None) as batch_op:
        batch_op.create_index("ix_declarations_member", ["member_id"], unique=False)

    op.create_table(
        "revision_lines",
        sa.Column("round_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True
        ),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_revision_lines_amount")),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_revision_lines_minutes")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_revision_lines_project_id")
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "member_id", "revision"],
            ["revisions.round_id", "revisions.member_id", "revisions.revision"],
            name=op.f("fk_revision_lines_round_id_member_id_revision"),
        ),
        sa.PrimaryKeyConstraint(
            "round_id", "member_id", "revision", "position", name=op.f("pk_revision_lines")
        ),
    )

    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("a book is not un-written; restore a backup instead")
