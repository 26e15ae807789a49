"""The tables of buckets, campaigns, grants and donations: see `core.db.schema`.

Who put how much into what stands in the book and nowhere else.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from core.db.metadata import RowId, metadata
from core.db.types import Instant, WeekColumn

# A time for funding: one at a time in a team. A costs campaign funds a list of costs in one go.
campaigns = Table(
    "campaigns",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", String(80), nullable=False),
    Column("guidelines", String(500), nullable=False),
    Column("cap", BigInteger),
    Column("hidden", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closes_at", Instant),
    Column("closed_at", Instant),
    UniqueConstraint("team_id", "number"),
    CheckConstraint("kind IN ('buckets', 'costs')", name="kind"),
    CheckConstraint("cap > 0", name="cap"),
)
Index(
    "uq_campaigns_one_open",
    campaigns.c.team_id,
    unique=True,
    sqlite_where=text("closed_at IS NULL"),
    postgresql_where=text("closed_at IS NULL"),
)

# What money could be put to. Funded from allocations; once started it is a project like any other.
buckets = Table(
    "buckets",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("title", String(80), nullable=False),
    Column("folded", String(160), nullable=False),
    Column("description", String(1000), nullable=False),
    Column("minimum", BigInteger, nullable=False),
    Column("maximum", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("proposer_id", ForeignKey("members.id"), nullable=False),
    Column("campaign_id", ForeignKey("campaigns.id")),
    Column("project_id", ForeignKey("projects.id"), unique=True),
    Column("created_at", Instant, nullable=False),
    Column("ended_at", Instant),
    UniqueConstraint("team_id", "number"),
    CheckConstraint("kind IN ('bucket', 'cost', 'grant')", name="kind"),
    CheckConstraint("0 < minimum AND minimum <= maximum", name="goal"),
    CheckConstraint("kind = 'bucket' OR minimum = maximum", name="exact"),
    CheckConstraint(
        "state IN ('idea', 'waiting', 'open', 'started', 'completed', 'cancelled')", name="state"
    ),
    CheckConstraint("(state IN ('completed', 'cancelled')) = (ended_at IS NOT NULL)", name="ended"),
    CheckConstraint("state <> 'started' OR project_id IS NOT NULL", name="started"),
)
Index(
    "uq_buckets_title",
    buckets.c.team_id,
    buckets.c.folded,
    unique=True,
    sqlite_where=text("state NOT IN ('completed', 'cancelled')"),
    postgresql_where=text("state NOT IN ('completed', 'cancelled')"),
)

bucket_lines = Table(
    "bucket_lines",
    metadata,
    Column("bucket_id", ForeignKey("buckets.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("label", String(80), nullable=False),
    Column("amount", BigInteger, nullable=False),
    CheckConstraint("amount > 0", name="amount"),
)

# Who carries a bucket together with the member who proposed it.
bucket_creators = Table(
    "bucket_creators",
    metadata,
    Column("bucket_id", ForeignKey("buckets.id"), primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
)

bucket_comments = Table(
    "bucket_comments",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("bucket_id", ForeignKey("buckets.id"), nullable=False, index=True),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("words", String(500), nullable=False),
    Column("at", Instant, nullable=False),
)

# Who asks the team for money; a change of it is a new `revision`, and votes are on one revision.
# Once it is decided: how many yes votes it needed, and how many could vote.
grants = Table(
    "grants",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Column("bucket_id", ForeignKey("buckets.id"), unique=True),
    Column("quorum", Integer),
    Column("voters", Integer),
    UniqueConstraint("team_id", "number"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("revision > 0", name="revision"),
    CheckConstraint("state IN ('open', 'granted', 'refused', 'withdrawn')", name="state"),
    CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
    CheckConstraint("(state = 'granted') = (bucket_id IS NOT NULL)", name="granted"),
    CheckConstraint(
        "(state IN ('granted', 'refused')) = (quorum IS NOT NULL)"
        " AND (quorum IS NULL) = (voters IS NULL)",
        name="by_votes",
    ),
    CheckConstraint("0 < quorum AND quorum <= voters", name="quorum"),
)

grant_votes = Table(
    "grant_votes",
    metadata,
    Column("grant_id", ForeignKey("grants.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("yes", Boolean, nullable=False),
    Column("reason", String(500), nullable=False),
    Column("at", Instant, nullable=False),
)

grant_comments = Table(
    "grant_comments",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("grant_id", ForeignKey("grants.id"), nullable=False, index=True),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("words", String(500), nullable=False),
    Column("at", Instant, nullable=False),
)

# Who gave what the book has as an income; named outside only where they agreed.
donations = Table(
    "donations",
    metadata,
    Column("team_id", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("donor", String(80), nullable=False),
    Column("public", Boolean, nullable=False),
    ForeignKeyConstraint(["team_id", "seq"], ["transactions.team_id", "transactions.seq"]),
)

# How a part of the pool was shared out: by what, between which weeks, and what each weighed then
# (minutes, minutes times rates, or minor units declared).
share_outs = Table(
    "share_outs",
    metadata,
    Column("team_id", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("how", String(16), nullable=False),
    Column("since", WeekColumn, nullable=False),
    Column("until", WeekColumn, nullable=False),
    ForeignKeyConstraint(["team_id", "seq"], ["transactions.team_id", "transactions.seq"]),
    CheckConstraint("how IN ('hours', 'rates', 'declared', 'equal')", name="how"),
    CheckConstraint("since <= until", name="until"),
)

share_weights = Table(
    "share_weights",
    metadata,
    Column("team_id", BigInteger, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("weight", BigInteger, nullable=False),
    ForeignKeyConstraint(["team_id", "seq"], ["share_outs.team_id", "share_outs.seq"]),
    CheckConstraint("weight > 0", name="weight"),
)
