"""Every promise is refused by the database itself, whatever the program does: raw SQL, on each."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.db.store import Store
from tests.peers.stage import Stage

NOW = "2026-11-27T15:00:00+00:00"

FORBIDDEN = {
    "a second round of a week": "INSERT INTO rounds (team_id, week, state, opened_at, closes_at,"
    " closed_at, missed) SELECT team_id, week, state, opened_at, closes_at, closed_at, missed"
    " FROM rounds WHERE state = 'closed' LIMIT 1",
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
    " text, notice, state, parts_sent, attempts, created_at, sent_at) SELECT key, platform,"
    " chat_id, audience, language, text, notice, state, parts_sent, attempts, created_at, sent_at"
    " FROM outbox LIMIT 1",
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
    "two preferred accounts of one person": "INSERT INTO accounts (platform, user_id, person_id,"
    " preferred) SELECT 'matrix', '@x:hs', person_id, preferred FROM accounts LIMIT 1",
    "the same link code twice": "INSERT INTO links (code_hash, person_id, created_at, expires_at)"
    " SELECT code_hash, person_id, created_at, expires_at FROM links LIMIT 1",
    "a link code for ever": "UPDATE links SET expires_at = created_at",
    "private words in a group": "INSERT INTO outbox (key, platform, chat_id, audience, language,"
    " text, notice, state, parts_sent, attempts, created_at) SELECT 'k', g.platform, g.chat_id,"
    " 'private', language, text, notice, 'waiting', 0, 0, created_at FROM outbox, groups g LIMIT 1",
    "private words sent on to a group": "UPDATE outbox SET chat_id = (SELECT min(chat_id) FROM"
    " groups) WHERE audience = 'private'",
    "a group's words made private": "UPDATE outbox SET audience = 'private' WHERE chat_id ="
    " (SELECT min(chat_id) FROM groups)",
    "a team's words for its group to one person": "INSERT INTO outbox (key, team_id, platform,"
    " chat_id, audience, language, text, notice, state, parts_sent, attempts, created_at) SELECT"
    " 'k', 1, a.platform, a.chat_id, 'group', language, text, notice, 'waiting', 0, 0, created_at"
    " FROM outbox, accounts a WHERE a.chat_id IS NOT NULL LIMIT 1",
    "a private chat that is a group": "UPDATE accounts SET chat_id = (SELECT min(chat_id) FROM"
    " groups) WHERE id = 1",
    "a group that is a private chat": "UPDATE groups SET chat_id = (SELECT min(chat_id) FROM"
    " accounts)",
    "two members who look alike": "UPDATE members SET look = 'bob'",
    "two members in one team who are one person": "UPDATE members SET person_id ="
    " (SELECT min(person_id) FROM members)",
    "a second group of a team on one platform": "INSERT INTO groups (platform, chat_id, team_id,"
    " title) SELECT platform, 'another', team_id, title FROM groups LIMIT 1",
    "a round that is revising for ever": "UPDATE rounds SET state = 'revising'"
    " WHERE state = 'open'",
    "an open round that is reopened": "UPDATE rounds SET reopened_until = opened_at"
    " WHERE state = 'open'",
    "a proposal above the claim": "INSERT INTO stances (round_id, member_id, claim, proposed)"
    " SELECT round_id, member_id, 5, 6 FROM awards LIMIT 1",
    "a correction of nothing said": "INSERT INTO corrections SELECT round_id, member_id,"
    " number + 1, revision + 1, claim, award, drawn, author_id, at FROM corrections LIMIT 1",
    "a correction above its claim": "INSERT INTO corrections SELECT round_id, member_id,"
    " number + 1, revision - 1, 5, 6, 0, author_id, at FROM corrections LIMIT 1",
    "two corrections of one number": "INSERT INTO corrections SELECT round_id, member_id,"
    " number, revision - 1, claim, award, drawn, author_id, at FROM corrections LIMIT 1",
    "an envelope that gives nothing": "INSERT INTO draws SELECT round_id, member_id, number,"
    " (SELECT max(id) FROM projects), 0 FROM draws LIMIT 1",
    "an envelope below zero": "UPDATE projects SET envelope = -1",
    "the same reminder by hand twice": "INSERT INTO reminders_by_hand"
    " SELECT * FROM reminders_by_hand LIMIT 1",
    "a fixed cost of nothing": "UPDATE fixed_costs SET amount = 0",
    "a fixed cost twice": "INSERT INTO fixed_costs (team_id, label, folded, amount)"
    " SELECT team_id, label, folded, amount FROM fixed_costs",
    "commons of more than all": "UPDATE teams SET commons = 101",
    "a ceiling of nothing": "UPDATE teams SET ceiling = 0",
    "a cadence nobody knows": "UPDATE teams SET cadence = 'yearly'",
    "a source that is neither": "UPDATE teams SET source_state = 'maybe'",
    "a deficit foreseen below zero": "UPDATE plan_weeks SET deficit = -1",
    "words for no transaction": "INSERT INTO movements SELECT team_id, 77, label, author_id"
    " FROM movements",
    "the same payout twice": "INSERT INTO payouts SELECT * FROM payouts",
    "two payouts of one payment": "INSERT INTO payouts SELECT team_id, number + 1, seq, paid_seq,"
    " offered, euro_rate, mode, label, cutoff, author_id, at FROM payouts",
    "a payout of no transaction": "INSERT INTO payouts SELECT team_id, number + 1, 77, 78,"
    " offered, euro_rate, mode, label, cutoff, author_id, at FROM payouts",
    "a payout of nothing": "INSERT INTO payouts SELECT team_id, number + 1, 1, 2, 0, euro_rate,"
    " mode, label, cutoff, author_id, at FROM payouts",
    "a payout at no rate": "INSERT INTO payouts SELECT team_id, number + 1, 1, 2, offered, 0,"
    " mode, label, cutoff, author_id, at FROM payouts",
    "a payout of more than a balance": "INSERT INTO postings (team_id, seq, position, account,"
    " amount) SELECT team_id, max(seq) + 1, p, CASE p WHEN 0 THEN 'payout' ELSE 'member:2' END,"
    " 900000 - p * 1800000 FROM transactions CROSS JOIN (SELECT 0 AS p UNION SELECT 1) legs"
    " GROUP BY team_id, p;"
    "INSERT INTO transactions (team_id, seq, kind, week, key, at, previous, hash) SELECT team_id,"
    " seq + 1, 'payout', week, 'x', at, hash, 'h' FROM transactions ORDER BY seq DESC LIMIT 1",
    "the same payday twice": "INSERT INTO paydays SELECT * FROM paydays",
    "contracts that overlap": "INSERT INTO contracts (member_id, kind, number, since) SELECT"
    " member_id, 'cesa', 1, until FROM contracts",
    "a CAPE of more than a year": "INSERT INTO contracts (member_id, kind, number, since, until)"
    " SELECT member_id, kind, 2, '2028-02-29', '2029-03-01' FROM contracts",
    "a CAPE for ever": "INSERT INTO contracts (member_id, kind, number, since) SELECT member_id,"
    " kind, 2, '2028-01-01' FROM contracts",
    "a fourth CAPE": "INSERT INTO contracts (member_id, kind, number, since, until) SELECT"
    " member_id, kind, 4, '2028-01-01', '2028-01-31' FROM contracts",
    "the same CAPE twice": "INSERT INTO contracts (member_id, kind, number, since, until) SELECT"
    " member_id, kind, number, '2028-01-01', '2028-01-31' FROM contracts",
    "a contract that ends before it begins": "INSERT INTO contracts (member_id, kind, number,"
    " since, until) SELECT member_id, 'cesa', 1, '2028-02-01', '2028-01-31' FROM contracts",
    "a charge of more than all": "UPDATE levies SET rate = 10001",
    "a charge of nobody's": "UPDATE levies SET side = 'both'",
    "a charge twice": "INSERT INTO levies (team_id, label, folded, side, rate) SELECT team_id,"
    " label, folded, side, rate FROM levies",
    "a posting without a transaction": "INSERT INTO postings (team_id, seq, position, account,"
    " amount) SELECT team_id, 77, 0, 'pool', 1 FROM transactions LIMIT 1",
}
BECAUSE = {
    "a second round of a week": "week",
    "a second open round": "team_id|one_open",
    "a second current declaration": "declarations",
    "a revision twice": "revision",
    "a declaration of nothing said": "(?i)foreign key",
    "a second close": "closes",
    "a second award": "awards",
    "an award above its claim": "ck_awards_award",
    "a claim below zero": "ck_revisions_claim",
    "the same message twice": "key",
    "the same event twice": "event_id",
    "a transaction that is not zero": "must sum to zero",
    "a transaction without postings": "must sum to zero",
    "a posting in a sealed transaction": "is sealed",
    "a fork of the chain": "continue the chain",
    "two preferred accounts of one person": "person_id|one_preferred",
    "the same link code twice": "links",
    "a link code for ever": "ck_links_expires",
    "private words in a group": "private words do not",
    "private words sent on to a group": "private words do not",
    "a group's words made private": "private words do not",
    "a team's words for its group to one person": "private words do not",
    "a private chat that is a group": "a group is not a private chat",
    "a group that is a private chat": "a private chat is not a group",
    "two members who look alike": "look",
    "two members in one team who are one person": "person_id",
    "a second group of a team on one platform": "team_id",
    "a round that is revising for ever": "ck_rounds_revising",
    "an open round that is reopened": "ck_rounds_reopened",
    "a proposal above the claim": "ck_stances_proposed",
    "a correction of nothing said": "(?i)foreign key",
    "a correction above its claim": "ck_corrections_award",
    "two corrections of one number": "corrections",
    "an envelope that gives nothing": "ck_draws_amount",
    "an envelope below zero": "ck_projects_envelope",
    "the same reminder by hand twice": "reminders_by_hand",
    "a fixed cost of nothing": "ck_fixed_costs_amount",
    "a fixed cost twice": "folded",
    "commons of more than all": "ck_teams_commons",
    "a ceiling of nothing": "ck_teams_ceiling",
    "a cadence nobody knows": "ck_teams_cadence",
    "a source that is neither": "ck_teams_source",
    "a deficit foreseen below zero": "ck_plan_weeks_deficit",
    "words for no transaction": "(?i)foreign key",
    "the same payout twice": "payouts",
    "two payouts of one payment": "payouts.*seq",
    "a payout of no transaction": "(?i)foreign key",
    "a payout of nothing": "ck_payouts_offered",
    "a payout at no rate": "ck_payouts_euro_rate",
    "a payout of more than a balance": "no more than a balance",
    "the same payday twice": "paydays",
    "contracts that overlap": "do not overlap",
    "a CAPE of more than a year": "twelve months",
    "a CAPE for ever": "ck_contracts_cape",
    "a fourth CAPE": "ck_contracts_cape",
    "the same CAPE twice": "pk_contracts|contracts.number",
    "a contract that ends before it begins": "ck_contracts_until",
    "a charge of more than all": "ck_levies_rate",
    "a charge of nobody's": "ck_levies_side",
    "a charge twice": "folded",
    "a posting without a transaction": "(?i)foreign key",
}
"""The promise that refused, as both databases name it: not some other one."""

FROZEN = {
    "transactions": "hash",
    "postings": "amount",
    "revisions": "claim",
    "revision_lines": "amount",
    "awards": "award",
    "closes": "claimed",
    "draws": "amount",
    "corrections": "award",
    "movements": "label",
    "payouts": "offered",
}


@pytest.fixture
async def lived(any_store: Store) -> Store:
    """A team with one closed week behind it and one open."""
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    for said in ("/projet add café", "/projet budget café 50", "/recette 10 don", "/charges thé 1"):
        await stage.says("Nadia", said)
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "café 20, site 25 : neuf")
    await stage.says("Bob", "30")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.says("Bob", "/semaine 2026-W48 café 31")
    await stage.at("2026-12-04T16:00+01:00")
    await stage.says("Aïcha", "50")
    await stage.says("Nadia", "/relancer")
    await stage.says("Bob", "/lier")
    for said in ("/paie 20/12", "/paie -", "/versement 9 subvention", "oui"):
        await stage.says("Nadia", said)
    for said in ("/contrat Bob cape 01/09/2026 31/08/2027", "/cotisation employeur urssaf 30"):
        await stage.says("Nadia", said)
    assert await stage.audit() == []
    return any_store


async def test_what_must_not_be_is_refused(lived: Store) -> None:
    for promise, statements in FORBIDDEN.items():
        await refused(lived, promise, statements, BECAUSE[promise])
    for table, column in FROZEN.items():
        await refused(
            lived, f"{table} changed", f"UPDATE {table} SET {column} = {column}", "never changed"
        )
        await refused(lived, f"{table} removed", f"DELETE FROM {table}", "never changed")


async def refused(store: Store, promise: str, statements: str, because: str) -> None:
    with pytest.raises(IntegrityError) as caught:
        await attempt(store, statements)
    assert re.search(because, str(caught.value.orig)), f"{promise}: {caught.value.orig}"


async def attempt(store: Store, statements: str) -> None:
    async with store.database.writing() as connection:
        for statement in statements.split(";"):
            await connection.execute(text(statement))


async def test_instants_come_back_in_utc_and_naive_ones_are_refused(any_store: Store) -> None:
    at = datetime.fromisoformat("2026-10-25T02:30:00+02:00")
    await any_store.receive("telegram", [("e1", "{}")], None, at)
    async with any_store.work() as work:
        (arrived,) = await work.inbox.waiting(10)
    assert arrived.received_at == at
    assert arrived.received_at.tzinfo is UTC
    with pytest.raises(Exception, match="naive"):
        await any_store.receive("telegram", [("e2", "{}")], None, at.replace(tzinfo=None))
