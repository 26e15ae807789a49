"""The tables. Every promise of the program is a constraint here before it is a check anywhere.

Triggers (append-only book, transactions that sum to zero, one chain) are in `core.db.triggers`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from core.db.metadata import RowId, metadata
from core.db.schema_buckets import (
    bucket_comments,
    bucket_creators,
    bucket_lines,
    buckets,
    campaigns,
    donations,
    grant_comments,
    grant_votes,
    grants,
    share_outs,
    share_weights,
)
from core.db.types import Instant, WeekColumn

__all__ = [
    "bucket_comments",
    "bucket_creators",
    "bucket_lines",
    "buckets",
    "campaigns",
    "donations",
    "grant_comments",
    "grant_votes",
    "grants",
    "metadata",
    "share_outs",
    "share_weights",
]

teams = Table(
    "teams",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("unit_name", String(16), nullable=False),
    Column("unit_decimals", Integer, nullable=False),
    Column("open", String(16), nullable=False),
    Column("remind", Text, nullable=False),
    Column("close", String(16), nullable=False),
    Column("rule", String(32), nullable=False),
    Column("fallback", String(32), nullable=False),
    Column("max_deficit", BigInteger, nullable=False),
    Column("carry_over", Boolean, nullable=False),
    Column("cadence", String(16), nullable=False, server_default="weekly"),
    Column("revise_hours", Integer, nullable=False, server_default="24"),
    Column("correct_weeks", Integer, nullable=False, server_default="4"),
    Column("source_state", String(16)),
    Column("source_label", String(100), nullable=False, server_default=""),
    Column("ceiling", BigInteger),
    Column("raise_cap", Boolean, nullable=False, server_default=false()),
    Column("commons", Integer, nullable=False, server_default="0"),
    Column("announce", BigInteger),
    Column("private_until_close", Boolean, nullable=False, server_default=false()),
    Column("running_total", Boolean, nullable=False, server_default=true()),
    Column("show_amounts", Boolean, nullable=False, server_default=false()),
    Column("volunteer_word", String(30), nullable=False, server_default=""),
    Column("quiet", String(16), nullable=False, server_default="00:00-00:00"),
    Column("charter", Text, nullable=False, server_default=""),
    Column("charter_at", Instant),
    Column("euro_rate", BigInteger, nullable=False, server_default="1000000"),
    Column("payout_mode", String(16), nullable=False, server_default="proportional"),
    Column("cae", String(200), nullable=False, server_default=""),
    Column("siren", String(9), nullable=False, server_default=""),
    Column("approve_buckets", Boolean, nullable=False, server_default=false()),
    Column("keep_allocations", Boolean, nullable=False, server_default=false()),
    Column("leftovers", String(16), nullable=False, server_default="pool"),
    Column("quorum", Integer, nullable=False, server_default="3"),
    Column("commons_share", Integer, nullable=False, server_default="0"),
    Column("invite_code", String(64), nullable=False, unique=True),
    Column("first_week", WeekColumn, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("next_due_at", Instant, nullable=False, index=True),
    CheckConstraint("unit_decimals BETWEEN 0 AND 4", name="decimals"),
    CheckConstraint("max_deficit >= 0", name="deficit"),
    CheckConstraint("language IN ('fr', 'en')", name="language"),
)

groups = Table(
    "groups",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("chat_id", String(255), primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("title", String(255), nullable=False),
    UniqueConstraint("team_id", "platform"),
)

people = Table(
    "people",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("name", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("timezone", String(64)),
    CheckConstraint("language IN ('fr', 'en')", name="language"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("user_id", String(255), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("chat_id", String(255)),
    Column("unreachable_at", Instant),
    Column("preferred", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("platform", "user_id"),
)
Index("ix_accounts_chat", accounts.c.platform, accounts.c.chat_id)
Index(
    "uq_accounts_one_preferred",
    accounts.c.person_id,
    unique=True,
    sqlite_where=text("preferred IS TRUE"),
    postgresql_where=text("preferred IS TRUE"),
)

# Codes that make two accounts one person; what is stored opens nothing.
links = Table(
    "links",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_at", Instant),
    CheckConstraint("expires_at > created_at", name="expires"),
)

# Codes typed that were none, for a while: who tries many has to wait.
link_tries = Table(
    "link_tries",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("user_id", String(255), nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

members = Table(
    "members",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("folded", String(160), nullable=False),
    Column("declares", Boolean, nullable=False),
    Column("facilitator", Boolean, nullable=False),
    Column("joined_at", Instant, nullable=False),
    Column("left_at", Instant),
    Column("charter_at", Instant),
    Column("public", Boolean, nullable=False, server_default=false()),
    Column("commission", Boolean, nullable=False, server_default=false()),
    Column("look", String(160)),
    UniqueConstraint("team_id", "person_id"),
    UniqueConstraint("team_id", "folded"),
    Index("uq_members_one_look", "team_id", "look", unique=True),
)

# Days somebody is away: not asked, not reminded. Without an end until they are back.
absences = Table(
    "absences",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    CheckConstraint("until >= since", name="until"),
)

# Who was away when a round closed, as its post lists them: absences themselves come and go.
away_at_close = Table(
    "away_at_close",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
)

# What facilitators did, in the team's own words: anybody in the team may read it.
acts = Table(
    "acts",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False, index=True),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("text", Text, nullable=False),
)

# A question about somebody's declaration, and what they answered.
questions = Table(
    "questions",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False, index=True),
    Column("round_id", ForeignKey("rounds.id")),
    Column("asker_id", ForeignKey("members.id"), nullable=False),
    Column("about_id", ForeignKey("members.id"), nullable=False),
    Column("words", String(500), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("answer", String(500)),
    Column("answered_at", Instant),
    CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
)

# A declaration being made step by step: taken up again later, elsewhere, after a restart.
drafts = Table(
    "drafts",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("round_id", ForeignKey("rounds.id"), nullable=False),
    Column("content", Text, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

# Indicative rates beside those of projects: a base, supplements, and units such as a day.
rates = Table(
    "rates",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("label", String(80), nullable=False),
    Column("folded", String(160), nullable=False),
    Column("amount", BigInteger, nullable=False),
    UniqueConstraint("team_id", "kind", "folded"),
    CheckConstraint("kind IN ('base', 'supplement', 'unit')", name="kind"),
    CheckConstraint("amount > 0", name="amount"),
)

projects = Table(
    "projects",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("name", String(80), nullable=False),
    Column("folded", String(160), nullable=False),
    Column("rate", BigInteger),
    Column("closed", Boolean, nullable=False),
    Column("envelope", BigInteger),
    Column("keeper", ForeignKey("members.id")),
    UniqueConstraint("team_id", "folded"),
    CheckConstraint("rate > 0", name="rate"),
    CheckConstraint("envelope >= 0", name="envelope"),
)

# What is paid every week, whatever is declared.
fixed_costs = Table(
    "fixed_costs",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("label", String(80), nullable=False),
    Column("folded", String(160), nullable=False),
    Column("amount", BigInteger, nullable=False),
    UniqueConstraint("team_id", "folded"),
    CheckConstraint("amount > 0", name="amount"),
)

plan_weeks = Table(
    "plan_weeks",
    metadata,
    Column("team_id", ForeignKey("teams.id"), primary_key=True),
    Column("week", WeekColumn, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    Column("note", String(200), nullable=False),
    Column("deficit", BigInteger, nullable=False, server_default="0"),
    CheckConstraint("amount >= 0", name="amount"),
    CheckConstraint("deficit >= 0", name="deficit"),
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("week", WeekColumn, nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("missed", Boolean, nullable=False),
    Column("since", WeekColumn),
    Column("revises_until", Instant),
    Column("reopened_until", Instant),
    UniqueConstraint("team_id", "week"),
    CheckConstraint("state IN ('open', 'revising', 'closed')", name="state"),
    CheckConstraint("state <> 'revising' OR revises_until IS NOT NULL", name="revising"),
    CheckConstraint("reopened_until IS NULL OR state = 'closed'", name="reopened"),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
)
Index(
    "uq_rounds_one_open",
    rounds.c.team_id,
    unique=True,
    sqlite_where=text("state <> 'closed'"),
    postgresql_where=text("state <> 'closed'"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("due_at", Instant, primary_key=True),
    Column("asked", Integer, nullable=False),
)

# Who was reminded by hand, the how many-th time in that round: the same reminder happens once.
reminders_by_hand = Table(
    "reminders_by_hand",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    CheckConstraint("number > 0", name="number"),
)

# Every revision, never changed; `declarations` points at the one that counts.
revisions = Table(
    "revisions",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("answer", String(16), nullable=False),
    Column("claim", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    Column("source", String(300), nullable=False),
    CheckConstraint("answer IN ('declared', 'skipped', 'withdrawn')", name="answer"),
    CheckConstraint("claim >= 0", name="claim"),
    CheckConstraint("answer = 'declared' OR claim = 0", name="no_claim"),
    CheckConstraint("revision > 0", name="revision"),
)

revision_lines = Table(
    "revision_lines",
    metadata,
    Column("round_id", BigInteger, primary_key=True),
    Column("member_id", BigInteger, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id")),
    Column("amount", BigInteger, nullable=False),
    Column("minutes", Integer),
    Column("note", String(400), nullable=False),
    ForeignKeyConstraint(
        ["round_id", "member_id", "revision"],
        ["revisions.round_id", "revisions.member_id", "revisions.revision"],
    ),
    CheckConstraint("amount >= 0", name="amount"),
    CheckConstraint("minutes > 0", name="minutes"),
)

declarations = Table(
    "declarations",
    metadata,
    Column("round_id", BigInteger, primary_key=True),
    Column("member_id", BigInteger, primary_key=True),
    Column("revision", Integer, nullable=False),
    ForeignKeyConstraint(
        ["round_id", "member_id", "revision"],
        ["revisions.round_id", "revisions.member_id", "revisions.revision"],
    ),
    Index("ix_declarations_member", "member_id"),
)

awards = Table(
    "awards",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("claim", BigInteger, nullable=False),
    Column("award", BigInteger, nullable=False),
    Column("reason", String(32), nullable=False),
    Column("drawn", BigInteger, nullable=False, server_default="0"),
    CheckConstraint("0 <= award AND award <= claim", name="award"),
    CheckConstraint("0 <= drawn AND drawn <= award", name="drawn"),
)

# What claims took out of the envelopes of their projects: number 0 at the close, then as of each
# correction.
draws = Table(
    "draws",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
)

# What each claimed when their team had to agree, what they were proposed, what they said to it.
stances = Table(
    "stances",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("claim", BigInteger, nullable=False),
    Column("proposed", BigInteger, nullable=False),
    Column("answer", String(16)),
    CheckConstraint("0 <= proposed AND proposed <= claim", name="proposed"),
    CheckConstraint("answer IN ('kept', 'taken', 'changed')", name="answer"),
)

# A closed week corrected: which revision counts from then on, and what is granted of it.
corrections = Table(
    "corrections",
    metadata,
    Column("round_id", BigInteger, primary_key=True),
    Column("member_id", BigInteger, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("claim", BigInteger, nullable=False),
    Column("award", BigInteger, nullable=False),
    Column("drawn", BigInteger, nullable=False),
    Column("author_id", ForeignKey("members.id"), nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["round_id", "member_id", "revision"],
        ["revisions.round_id", "revisions.member_id", "revisions.revision"],
    ),
    UniqueConstraint("round_id", "member_id", "revision"),
    UniqueConstraint("round_id", "number"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("0 <= award AND award <= claim", name="award"),
    CheckConstraint("0 <= drawn AND drawn <= award", name="drawn"),
)

# Who said beforehand that their claim would be a large one.
announcements = Table(
    "announcements",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)

# The figures a close was decided on; one row a round is one close a round.
closes = Table(
    "closes",
    metadata,
    Column("round_id", ForeignKey("rounds.id"), primary_key=True),
    Column("planned", BigInteger, nullable=False),
    Column("carried", BigInteger, nullable=False),
    Column("claimed", BigInteger, nullable=False),
    Column("granted", BigInteger, nullable=False),
    Column("left", BigInteger, nullable=False),
    Column("rationed_by", String(32)),
    Column("head", String(64), nullable=False),
    Column("income", BigInteger, nullable=False, server_default="0"),
    Column("expense", BigInteger, nullable=False, server_default="0"),
    Column("fixed", BigInteger, nullable=False, server_default="0"),
    Column("commons", BigInteger, nullable=False, server_default="0"),
    Column("deficit", BigInteger, nullable=False, server_default="0"),
    Column("floor", BigInteger, nullable=False, server_default="0"),
    Column("drawn", BigInteger, nullable=False, server_default="0"),
    Column("commons_share", Integer, nullable=False, server_default="0"),
    CheckConstraint("income >= 0", name="income"),
    CheckConstraint("expense >= 0", name="expense"),
    CheckConstraint("fixed >= 0", name="fixed"),
    CheckConstraint("commons >= 0", name="commons"),
    CheckConstraint("deficit >= 0", name="deficit"),
    CheckConstraint("floor >= deficit", name="floor"),
    CheckConstraint("0 <= drawn AND drawn <= granted", name="drawn"),
)

transactions = Table(
    "transactions",
    metadata,
    Column("team_id", ForeignKey("teams.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("week", WeekColumn, nullable=False),
    Column("key", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("team_id", "key"),
    UniqueConstraint("team_id", "previous"),
    CheckConstraint("seq > 0", name="seq"),
)

postings = Table(
    "postings",
    metadata,
    Column("team_id", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("account", String(64), nullable=False),
    Column("amount", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["team_id", "seq"],
        ["transactions.team_id", "transactions.seq"],
        deferrable=True,
        initially="DEFERRED",
    ),
    CheckConstraint("amount <> 0", name="amount"),
    Index("ix_postings_account", "team_id", "account"),
)

# What an income or an expense was for: words, kept apart from what the book's hashes cover.
movements = Table(
    "movements",
    metadata,
    Column("team_id", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("label", String(200), nullable=False),
    Column("author_id", ForeignKey("members.id"), nullable=False),
    ForeignKeyConstraint(
        ["team_id", "seq"],
        ["transactions.team_id", "transactions.seq"],
    ),
)

# Days announced beforehand on which real money is shared out: what is booked by then counts.
paydays = Table(
    "paydays",
    metadata,
    Column("team_id", ForeignKey("teams.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("author_id", ForeignKey("members.id"), nullable=False),
    Column("announced_at", Instant, nullable=False),
    Column("cancelled_at", Instant),
)

# Real money shared out. `seq` takes the units from the balances, `paid_seq` is the same in euro
# cents; `euro_rate` is in millionths of a euro a unit. `offered` cents came; those not needed stay.
payouts = Table(
    "payouts",
    metadata,
    Column("team_id", BigInteger, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("paid_seq", Integer, nullable=False),
    Column("offered", BigInteger, nullable=False),
    Column("euro_rate", BigInteger, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("label", String(200), nullable=False),
    Column("cutoff", Instant),
    Column("author_id", ForeignKey("members.id"), nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(["team_id", "seq"], ["transactions.team_id", "transactions.seq"]),
    ForeignKeyConstraint(["team_id", "paid_seq"], ["transactions.team_id", "transactions.seq"]),
    UniqueConstraint("team_id", "seq"),
    UniqueConstraint("team_id", "paid_seq"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("offered > 0", name="offered"),
    CheckConstraint("euro_rate > 0", name="euro_rate"),
)

# How a member is employed by the CAE: their `number`th contract of a kind. A CAPE lasts at most
# twelve months and is renewed at most twice.
contracts = Table(
    "contracts",
    metadata,
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("since", Date, nullable=False),
    Column("until", Date),
    UniqueConstraint("member_id", "since"),
    CheckConstraint("number > 0", name="number"),
    CheckConstraint("kind IN ('cape', 'cesa', 'other')", name="kind"),
    CheckConstraint("until >= since", name="until"),
    CheckConstraint("kind <> 'cape' OR (number <= 3 AND until IS NOT NULL)", name="cape"),
)

# Social charges as the team entered them, in ten-thousandths; never one flat rate of ours.
levies = Table(
    "levies",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("label", String(80), nullable=False),
    Column("folded", String(160), nullable=False),
    Column("side", String(16), nullable=False),
    Column("rate", Integer, nullable=False),
    UniqueConstraint("team_id", "side", "folded"),
    CheckConstraint("side IN ('employer', 'employee')", name="side"),
    CheckConstraint("rate BETWEEN 1 AND 10000", name="rate"),
)

# Who asked to be forgotten, and when: after a restore it is done again.
erasures = Table(
    "erasures",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("at", Instant, nullable=False),
)

# Each time this database was put back from a copy taken before. `caught_up_at` is when the bot had
# dealt with what fell between the two.
restores = Table(
    "restores",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("taken_at", Instant, nullable=False),
    Column("restored_at", Instant, nullable=False),
    Column("caught_up_at", Instant),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("event_id", String(255), nullable=False),
    Column("payload", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("state", String(16), nullable=False),
    Column("handled_at", Instant),
    Column("error", Text),
    UniqueConstraint("platform", "event_id"),
    CheckConstraint("state IN ('waiting', 'handled', 'failed')", name="state"),
)
Index(
    "ix_inbox_waiting",
    inbox.c.id,
    sqlite_where=text("state = 'waiting'"),
    postgresql_where=text("state = 'waiting'"),
)

# How far each platform has been read, where it leaves that to us.
positions = Table(
    "positions",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("position", Text, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("key", String(160), nullable=False, unique=True),
    Column("team_id", ForeignKey("teams.id")),
    Column("platform", String(16), nullable=False),
    Column("chat_id", String(255), nullable=False),
    Column("audience", String(8), nullable=False),
    Column("language", String(2), nullable=False),
    Column("text", Text, nullable=False),
    Column("buttons", Text),
    Column("picture", Text),
    Column("documents", Text),
    Column("board", String(160)),
    Column("answers", String(255)),
    Column("notice", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("parts_sent", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", Instant),
    Column("created_at", Instant, nullable=False),
    Column("departed_at", Instant),
    Column("sent_at", Instant),
    Column("message_ids", Text),
    Column("error", Text),
    CheckConstraint("audience IN ('private', 'group')", name="audience"),
    CheckConstraint("state IN ('waiting', 'in_flight', 'sent', 'failed', 'unknown')", name="state"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
)
Index(
    "ix_outbox_waiting",
    outbox.c.platform,
    outbox.c.id,
    sqlite_where=text("state IN ('waiting', 'in_flight')"),
    postgresql_where=text("state IN ('waiting', 'in_flight')"),
)

Index(
    "ix_outbox_buttons",
    outbox.c.platform,
    outbox.c.chat_id,
    sqlite_where=text("buttons IS NOT NULL"),
    postgresql_where=text("buttons IS NOT NULL"),
)

Index(
    "ix_outbox_told",
    outbox.c.platform,
    outbox.c.chat_id,
    sqlite_where=text("buttons IS NULL AND team_id IS NOT NULL"),
    postgresql_where=text("buttons IS NULL AND team_id IS NOT NULL"),
)

Index(
    "ix_outbox_board",
    outbox.c.platform,
    outbox.c.chat_id,
    outbox.c.board,
    sqlite_where=text("board IS NOT NULL"),
    postgresql_where=text("board IS NOT NULL"),
)

# One row an option; options offered together share a `prompt`.
prompts = Table(
    "prompts",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("prompt", String(32), nullable=False),
    Column("position", Integer, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False),
    Column("round_id", ForeignKey("rounds.id")),
    Column("question", Boolean, nullable=False),
    Column("command", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("pressed_at", Instant),
    Column("ended_at", Instant),
    UniqueConstraint("prompt", "position"),
)
Index(
    "ix_prompts_standing",
    prompts.c.person_id,
    sqlite_where=text("question AND ended_at IS NULL"),
    postgresql_where=text("question AND ended_at IS NULL"),
)
