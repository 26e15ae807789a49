"""Every promise is refused by the database itself, whatever the program does: raw SQL, on each."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.db.store import Store
from tests.peers.stage import Stage

NOW = "2026-11-27T15:00:00+00:00"

FORBIDDEN = {
    "a second round of a week": "INSERT INTO rounds (team_id, week, state, opened_at, closes_at,"
    " missed) SELECT team_id, week, 'closed', opened_at, closes_at, missed FROM rounds LIMIT 1",
    "a second open round": "INSERT INTO rounds (team_id, week, state, opened_at, closes_at, missed)"
    " SELECT team_id, '2027-W40', 'open', opened_at, closes_at, missed FROM rounds"
    " WHERE state = 'open' LIMIT 1",
    "a second current declaration": "INSERT INTO declarations (round_id, member_id, revision)"
    " SELECT round_id, member_id, revision FROM declarations LIMIT 1",
    "a revision twice": "INSERT INTO revisions SELECT * FROM revisions LIMIT 1",
    "a declaration of nothing said": "UPDATE declarations SET revision = 99",
    "a second close": "INSERT INTO closes SELECT * FROM closes LIMIT 1",
    "a second award": "INSERT INTO awards SELECT * FROM awards LIMIT 1",
    "an award above its claim": "INSERT INTO awards (round_id, member_id, claim, award, reason)"
    " SELECT round_id, (SELECT max(id) FROM members), 5, 6, 'in_full' FROM closes LIMIT 1",
    "a claim below zero": "INSERT INTO revisions (round_id, member_id, revision, answer, claim, at,"
    " source) SELECT round_id, member_id, 90, answer, -1, at, source FROM revisions LIMIT 1",
    "the same message twice": "INSERT INTO outbox (key, platform, chat_id, audience, language,"
    " text, notice, state, parts_sent, attempts, created_at) SELECT key, platform, chat_id,"
    " audience, language, text, notice, state, parts_sent, attempts, created_at FROM outbox"
    " LIMIT 1",
    "the same event twice": "INSERT INTO inbox (platform, event_id, payload, received_at, state)"
    " SELECT platform, event_id, payload, received_at, state FROM inbox LIMIT 1",
    "a transaction that is not zero": "INSERT INTO postings (team_id, seq, position, account,"
    " amount) SELECT team_id, max(seq) + 1, 0, 'pool', 5 FROM transactions GROUP BY team_id;"
    "INSERT INTO transactions (team_id, seq, kind, week, key, at, previous, hash) SELECT team_id,"
    " seq + 1, kind, week, 'x', at, hash, 'h' FROM transactions ORDER BY seq DESC LIMIT 1",
    "a transaction without postings": "INSERT INTO transactions (team_id, seq, kind, week, key, at,"
    " previous, hash) SELECT team_id, seq + 1, kind, week, 'x', at, hash, 'h' FROM transactions"
    " ORDER BY seq DESC LIMIT 1",
    "a posting in a sealed transaction": "INSERT INTO postings (team_id, seq, position, account,"
    " amount) SELECT team_id, seq, 9, 'pool', 0 FROM transactions LIMIT 1",
    "a fork of the chain": "INSERT INTO postings (team_id, seq, position, account, amount) SELECT"
    " team_id, max(seq) + 1, p, 'pool', p * 2 - 1 FROM transactions CROSS JOIN (SELECT 0 AS p UNION"
    " SELECT 1) legs GROUP BY team_id, p;"
    "INSERT INTO transactions (team_id, seq, kind, week, key, at, previous, hash) SELECT team_id,"
    " seq + 1, kind, week, 'x', at, previous, 'h' FROM transactions ORDER BY seq DESC LIMIT 1",
    "a posting without a transaction": "INSERT INTO postings (team_id, seq, position, account,"
    " amount) SELECT team_id, 77, 0, 'pool', 1 FROM transactions LIMIT 1",
}
FROZEN = {
    "transactions": "hash",
    "postings": "amount",
    "revisions": "claim",
    "revision_lines": "amount",
    "awards": "award",
    "closes": "claimed",
}


@pytest.fixture
async def lived(any_store: Store) -> Store:
    """A team with one closed week behind it and one open."""
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "café 20, site 25 : neuf")
    await stage.says("Bob", "30")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.at("2026-12-04T16:00+01:00")
    await stage.says("Aïcha", "50")
    assert await stage.audit() == []
    return any_store


async def test_what_must_not_be_is_refused(lived: Store) -> None:
    for promise, statements in FORBIDDEN.items():
        await refused(lived, promise, statements)
    for table, column in FROZEN.items():
        await refused(lived, f"{table} changed", f"UPDATE {table} SET {column} = {column}")
        await refused(lived, f"{table} removed", f"DELETE FROM {table}")


async def refused(store: Store, promise: str, statements: str) -> None:
    try:
        await attempt(store, statements)
    except IntegrityError:
        return
    pytest.fail(f"the database let it pass: {promise}")


async def attempt(store: Store, statements: str) -> None:
    async with store.database.writing() as connection:
        for statement in statements.split(";"):
            await connection.execute(text(statement))


async def test_instants_come_back_in_utc_and_naive_ones_are_refused(any_store: Store) -> None:
    at = datetime.fromisoformat("2026-10-25T02:30:00+02:00")
    await any_store.receive("telegram", [("e1", "{}")], at)
    async with any_store.work() as work:
        (arrived,) = await work.inbox.waiting(10)
    assert arrived.received_at == at
    assert arrived.received_at.tzinfo is UTC
    with pytest.raises(Exception, match="naive"):
        await any_store.receive("telegram", [("e2", "{}")], at.replace(tzinfo=None))
