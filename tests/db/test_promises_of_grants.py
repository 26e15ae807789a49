"""What the database itself refuses about grants, gifts and what is shared out: raw SQL, on each."""

import pytest

from core.db.store import Store
from tests.db.test_promises import refused
from tests.peers.stage import Stage

GIFT = (
    "INSERT INTO postings (team_id, seq, position, account, amount) SELECT team_id, max(seq) + 1,"
    " p, CASE p WHEN 0 THEN 'commons' ELSE 'member:2' END, 900000 - p * 1800000 FROM transactions"
    " CROSS JOIN (SELECT 0 AS p UNION SELECT 1) legs GROUP BY team_id, p;"
    "INSERT INTO transactions (team_id, seq, kind, week, key, at, previous, hash) SELECT team_id,"
    " seq + 1, 'gift', week, 'x', at, hash, 'h' FROM transactions ORDER BY seq DESC LIMIT 1"
)
UNDECIDED = "UPDATE grants SET {} WHERE state = 'open'"

FORBIDDEN = {
    "a gift of more than a balance": (GIFT, "no more than a balance"),
    "a second request of a number": (
        "INSERT INTO grants (team_id, number, member_id, revision, amount, purpose, state,"
        " created_at) SELECT team_id, number, member_id, revision, amount, purpose, state,"
        " created_at FROM grants WHERE state = 'open'",
        "number",
    ),
    "a request of nothing": (UNDECIDED.format("amount = 0"), "ck_grants_amount"),
    "a request before its first revision": (
        UNDECIDED.format("revision = 0"),
        "ck_grants_revision",
    ),
    "a state nobody knows": (
        UNDECIDED.format("state = 'maybe', decided_at = created_at"),
        "ck_grants",
    ),
    "a decision at no time": (
        UNDECIDED.format("state = 'withdrawn'"),
        "ck_grants_decided",
    ),
    "a refusal without votes": (
        UNDECIDED.format("state = 'refused', decided_at = created_at"),
        "ck_grants_by_votes",
    ),
    "a decision of too few": (
        "UPDATE grants SET voters = quorum - 1 WHERE state = 'granted'",
        "ck_grants_quorum",
    ),
    "a grant without its money": (
        "UPDATE grants SET bucket_id = NULL WHERE state = 'granted'",
        "ck_grants_granted",
    ),
    "the same money for two grants": (
        "INSERT INTO grants (team_id, number, member_id, revision, amount, purpose, state,"
        " created_at, decided_at, bucket_id, quorum, voters) SELECT team_id, 9, member_id,"
        " revision, amount, purpose, state, created_at, decided_at, bucket_id, quorum, voters"
        " FROM grants WHERE state = 'granted'",
        "bucket_id",
    ),
    "a second vote": ("INSERT INTO grant_votes SELECT * FROM grant_votes", "grant_votes"),
    "a donation of no transaction": (
        "INSERT INTO donations SELECT team_id, 77, donor, public FROM donations",
        "(?i)foreign key",
    ),
    "a sum shared out of no transaction": (
        "INSERT INTO share_outs SELECT team_id, 77, how, since, until FROM share_outs",
        "(?i)foreign key",
    ),
    "a sum shared out by something else": (
        "INSERT INTO share_outs SELECT team_id, 1, 'age', since, until FROM share_outs",
        "ck_share_outs_how",
    ),
    "weeks that end before they begin": (
        "INSERT INTO share_outs SELECT team_id, 1, how, '2027-W01', until FROM share_outs",
        "ck_share_outs_until",
    ),
    "a share for nothing": (
        "INSERT INTO share_weights SELECT team_id, seq, 1, 0 FROM share_outs",
        "ck_share_weights_weight",
    ),
    "a share of nothing": (
        "INSERT INTO share_weights SELECT team_id, 1, member_id, weight FROM share_weights LIMIT 1",
        "(?i)foreign key",
    ),
}
FROZEN = {"share_outs": "how", "share_weights": "weight"}


@pytest.fixture
async def lived(any_store: Store) -> Store:
    """A team that granted one request, has another one, was given money and shared some out."""
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    for said in ("/reglages quorum 1", "/commission add Bob", "/don 200 Jeanne Martin"):
        await stage.says("Nadia", said)
    await stage.says("Aïcha", "/demande 80 four à pain")
    await stage.says("Bob", "/voter 1 oui du pain")
    await stage.says("Aïcha", "/demande 10 farine")
    for said in ("/repartir 20 égal", "oui"):
        await stage.says("Nadia", said)
    assert await stage.audit() == []
    return any_store


async def test_what_must_not_be_is_refused(lived: Store) -> None:
    for promise, (statements, because) in FORBIDDEN.items():
        await refused(lived, promise, statements, because)
    for table, column in FROZEN.items():
        changed = f"UPDATE {table} SET {column} = {column}"
        await refused(lived, f"{table} changed", changed, "never changed")
        await refused(lived, f"{table} removed", f"DELETE FROM {table}", "never changed")
