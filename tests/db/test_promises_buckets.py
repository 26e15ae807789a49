"""What was decided about money: every promise of its tables is the database's, on each of them."""

from core.db.store import Store
from tests.db.tampering_buckets import live
from tests.db.test_promises import attempt, refused
from tests.peers.stage import Stage

BUCKET = (
    "INSERT INTO buckets (team_id, number, kind, title, folded, description, minimum, maximum,"
    " state, proposer_id, created_at) SELECT team_id, {number}, kind, title, {folded},"
    " description, minimum, maximum, state, proposer_id, created_at FROM buckets"
    " WHERE state = 'open' LIMIT 1"
)
CAMPAIGN = (
    "INSERT INTO campaigns (team_id, number, kind, title, guidelines, hidden, opened_at, closed_at)"
    " SELECT team_id, {number}, kind, title, guidelines, hidden, opened_at, {closed}"
    " FROM campaigns WHERE number = 1"
)


def booked(kind: str, source: str, target: str, amount: int) -> str:
    """Write what books an amount from one account to another, past all that checks it."""
    return (
        "INSERT INTO postings (team_id, seq, position, account, amount) SELECT team_id,"
        f" max(seq) + 1, p, CASE p WHEN 0 THEN '{source}' ELSE '{target}' END,"
        f" {amount} * (2 * p - 1) FROM transactions CROSS JOIN (SELECT 0 AS p UNION SELECT 1) legs"
        " GROUP BY team_id, p;"
        "INSERT INTO transactions (team_id, seq, kind, week, key, at, previous, hash) SELECT"
        f" team_id, seq + 1, '{kind}', week, 'x', at, hash, 'h' FROM transactions"
        " ORDER BY seq DESC LIMIT 1"
    )


FORBIDDEN = {
    "a second open campaign": (
        f"{CAMPAIGN.format(number=8, closed='NULL')};{CAMPAIGN.format(number=9, closed='NULL')}",
        "campaigns.team_id|one_open",
    ),
    "two campaigns of one number": (CAMPAIGN.format(number=1, closed="closed_at"), "number"),
    "a campaign for something else": ("UPDATE campaigns SET kind = 'x'", "ck_campaigns_kind"),
    "a cap of nothing": ("UPDATE campaigns SET cap = 0", "ck_campaigns_cap"),
    "two buckets of one number": (BUCKET.format(number="number", folded="'x'"), "number"),
    "two open buckets of one title": (
        BUCKET.format(number=90, folded="folded"),
        "folded|uq_buckets_title",
    ),
    "a bucket of another kind": ("UPDATE buckets SET kind = 'x'", "ck_buckets_kind"),
    "a bucket in no state": ("UPDATE buckets SET state = 'x' WHERE number = 3", "ck_buckets_state"),
    "a bucket that needs nothing": ("UPDATE buckets SET minimum = 0", "ck_buckets_goal"),
    "a goal upside down": ("UPDATE buckets SET minimum = maximum + 1", "ck_buckets_goal"),
    "a cost of about so much": (
        "UPDATE buckets SET minimum = maximum - 1 WHERE kind = 'cost'",
        "ck_buckets_exact",
    ),
    "an end of what goes on": (
        "UPDATE buckets SET ended_at = created_at WHERE number = 3",
        "ck_buckets_ended",
    ),
    "a start without a project": (
        "UPDATE buckets SET state = 'started' WHERE number = 3",
        "ck_buckets_started",
    ),
    "two buckets that are one project": (
        "UPDATE buckets SET project_id = (SELECT max(project_id) FROM buckets)",
        "project_id",
    ),
    "a bucket of nobody": ("UPDATE buckets SET proposer_id = 99", "(?i)foreign key"),
    "a budget line of nothing": (
        "INSERT INTO bucket_lines SELECT id, 1, 'x', 0 FROM buckets",
        "ck_bucket_lines_amount",
    ),
    "somebody who carries it twice": (
        "INSERT INTO bucket_creators SELECT 1, 3;INSERT INTO bucket_creators SELECT 1, 3",
        "bucket_creators",
    ),
    "two requests of one number": ("UPDATE grants SET number = 1", "number"),
    "a request for nothing": ("UPDATE grants SET amount = 0", "ck_grants_amount"),
    "a request before it was made": ("UPDATE grants SET revision = 0", "ck_grants_revision"),
    "a request in no state": ("UPDATE grants SET state = 'x' WHERE number = 3", "ck_grants_state"),
    "a decision of no day": (
        "UPDATE grants SET decided_at = NULL WHERE state = 'refused'",
        "ck_grants_decided",
    ),
    "a grant that went nowhere": (
        "UPDATE grants SET bucket_id = NULL WHERE state = 'granted'",
        "ck_grants_granted",
    ),
    "a decision by no votes": ("UPDATE grants SET quorum = NULL", "ck_grants_by_votes"),
    "more votes needed than there are": (
        "UPDATE grants SET quorum = voters + 1 WHERE voters > 0",
        "ck_grants_quorum",
    ),
    "two votes of one person": ("INSERT INTO grant_votes SELECT * FROM grant_votes", "grant_votes"),
    "two givers of one donation": ("INSERT INTO donations SELECT * FROM donations", "donations"),
    "a donation that is not in the book": (
        "INSERT INTO donations SELECT team_id, 777, donor, public FROM donations LIMIT 1",
        "(?i)foreign key",
    ),
    "shared out by something else": (
        "INSERT INTO share_outs SELECT team_id, 1, 'x', since, until FROM share_outs LIMIT 1",
        "ck_share_outs_how",
    ),
    "shared out between weeks upside down": (
        "INSERT INTO share_outs SELECT team_id, 1, how, '2026-W40', '2026-W39' FROM share_outs"
        " LIMIT 1",
        "ck_share_outs_until",
    ),
    "shared out of no book": (
        "INSERT INTO share_outs SELECT team_id, 777, how, since, until FROM share_outs LIMIT 1",
        "(?i)foreign key",
    ),
    "a part for what weighs nothing": (
        "INSERT INTO share_weights SELECT team_id, max(seq), 1, 0 FROM share_outs GROUP BY team_id",
        "ck_share_weights_weight",
    ),
    "a weight of nothing shared": (
        "INSERT INTO share_weights SELECT team_id, 1, 1, 1 FROM share_outs LIMIT 1",
        "(?i)foreign key",
    ),
    "an allocation below zero": (
        booked("allocate", "allocation:4", "pool", 900_000),
        "cannot go below zero",
    ),
    "a bucket below zero": (booked("refund", "bucket:3", "pool", 900_000), "cannot go below zero"),
    "a bucket above its maximum": (
        booked("fund", "pool", "bucket:3", 900_000),
        "no more than its maximum",
    ),
    "a gift of more than a balance": (
        booked("gift", "member:3", "commons", 900_000),
        "no more than a balance",
    ),
}
"""What is tried, and the promise that refuses it, as both databases name it."""

FROZEN = {"share_outs": "how", "share_weights": "weight"}


async def test_what_must_not_be_is_refused(any_store: Store) -> None:
    await live(Stage(any_store, "2026-11-24T10:00+01:00"))
    for promise, (statements, because) in FORBIDDEN.items():
        await refused(any_store, promise, statements, because)
    for table, column in FROZEN.items():
        changed = f"UPDATE {table} SET {column} = {column}"
        await refused(any_store, f"{table} changed", changed, "never changed")
        await refused(any_store, f"{table} removed", f"DELETE FROM {table}", "never changed")


async def test_a_bucket_takes_all_there_is_room_for(any_store: Store) -> None:
    """The guard is exact: what fits to the last minor unit is taken, one more is not."""
    await live(Stage(any_store, "2026-11-24T10:00+01:00"))
    await refused(any_store, "one more", booked("fund", "pool", "bucket:3", 55_01), "maximum")
    await attempt(any_store, booked("fund", "pool", "bucket:3", 55_00))
