"""Databases of earlier versions come up to the newest schema with all they hold."""

import asyncio
import signal
import sys
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Connection, text

from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import _config, schema_is_newest, upgrade
from core.domain.book import GENESIS, Entry, Kind, Posting, chained
from core.domain.calendar import Week
from tests.peers.stage import Stage

FIRST = (
    "INSERT INTO people (id, name, language) VALUES (1, 'Aïcha', 'fr')",
    "INSERT INTO accounts (id, platform, user_id, person_id, chat_id)"
    " VALUES (1, 'telegram', '1000', 1, '1000')",
    "INSERT INTO outbox (id, key, platform, chat_id, audience, language, text, notice, state,"
    " parts_sent, attempts, created_at) VALUES (1, 'k', 'telegram', '1000', 'private', 'fr', '{}',"
    " false, 'failed', 0, 1, '2026-11-24 10:00:00+00:00')",
)


def at_the_first(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    for statement in FIRST:
        connection.execute(text(statement))


async def test_a_database_of_the_first_version_goes_on(url: str) -> None:
    database = Database(url)
    try:
        async with database.writing() as connection:
            await connection.run_sync(at_the_first)
        assert not await schema_is_newest(database)
        await upgrade(database)
        assert await schema_is_newest(database)
        async with database.reading() as connection:
            account = (await connection.execute(schema.accounts.select())).one()
            kept = (await connection.execute(schema.outbox.select())).one()
        assert account.preferred
        assert (kept.key, kept.departed_at) == ("k", None)
    finally:
        await database.dispose()


async def test_and_a_week_is_played_on_it(url: str) -> None:
    database = Database(url)
    try:
        async with database.writing() as connection:
            await connection.run_sync(at_the_first)
        await upgrade(database)
        stage = Stage(Store(database), "2026-11-24T10:00+01:00")
        if not url.startswith("sqlite"):
            async with database.writing() as connection:
                for table in ("people", "accounts", "outbox"):
                    name = f"pg_get_serial_sequence('{table}', 'id')"
                    await connection.execute(text(f"SELECT setval({name}, 100)"))
        stage.user("Aïcha")
        await stage.joins(await stage.sets_up(), "Aïcha")
        await stage.says("Nadia", "/ouvrir")
        assert "45,00" in (await stage.says("Aïcha", "45"))[0]
        assert await stage.audit() == []
    finally:
        await database.dispose()


NOW = datetime(2026, 11, 29, 19, tzinfo=UTC)
WEEK = Week.parse("2026-W48")

SECOND = (
    "INSERT INTO people (id, name, language) VALUES (1, 'Nadia', 'fr'), (2, 'Aïcha', 'fr')",
    "INSERT INTO accounts (platform, user_id, person_id, chat_id, preferred)"
    " VALUES ('telegram', '1000', 1, '1000', true), ('telegram', '1001', 2, '1001', true)",
    "INSERT INTO teams (id, name, language, timezone, unit_name, unit_decimals, open, remind,"
    " close, rule, fallback, max_deficit, carry_over, invite_code, first_week, created_at,"
    " next_due_at) VALUES (1, 'Kpa-Cité', 'fr', 'Europe/Paris', 'K', 2, 'fri 16:00', '[]',"
    " 'sun 20:00', 'as_declared', 'proportional', 2000, true, 'code', '2026-W48',"
    " '2026-11-24 10:00:00+00:00', '2026-12-06 19:00:00+00:00')",
    "INSERT INTO groups (platform, chat_id, team_id, title) VALUES ('telegram', '-100', 1, 'K')",
    "INSERT INTO members (id, team_id, person_id, name, folded, declares, facilitator, joined_at)"
    " VALUES (1, 1, 1, 'Nadia', 'nadia', false, true, '2026-11-24 10:00:00+00:00'),"
    " (2, 1, 2, 'Aïcha', 'aicha', true, false, '2026-11-24 10:00:00+00:00')",
    "INSERT INTO plan_weeks (team_id, week, amount, note) VALUES (1, '2026-W48', 10000, ''),"
    " (1, '2026-W49', 10000, 'fête'), (1, '2026-W50', 10000, '')",
    "INSERT INTO rounds (id, team_id, week, state, opened_at, closes_at, closed_at, missed) VALUES"
    " (1, 1, '2026-W48', 'closed', '2026-11-27 15:00:00+00:00', '2026-11-29 19:00:00+00:00',"
    " '2026-11-29 19:00:00+00:00', false), (2, 1, '2026-W49', 'open', '2026-12-04 15:00:00+00:00',"
    " '2026-12-06 19:00:00+00:00', NULL, false)",
    "INSERT INTO revisions (round_id, member_id, revision, answer, claim, at, source) VALUES"
    " (1, 2, 1, 'declared', 11000, '2026-11-28 10:00:00+00:00', ''),"
    " (2, 2, 1, 'declared', 4000, '2026-12-05 10:00:00+00:00', '')",
    "INSERT INTO revision_lines (round_id, member_id, revision, position, amount, note) VALUES"
    " (1, 2, 1, 0, 11000, ''), (2, 2, 1, 0, 4000, '')",
    "INSERT INTO declarations (round_id, member_id, revision) VALUES (1, 2, 1), (2, 2, 1)",
    "INSERT INTO awards (round_id, member_id, claim, award, reason) VALUES"
    " (1, 2, 11000, 11000, 'in_full')",
)
"""A team of the second version: a week closed in a deficit it allows, and one that is open."""


def at_the_second(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "0002")
    for statement in SECOND:
        connection.execute(text(statement))
    head = GENESIS
    entries = (
        Entry(Kind.RELEASE, WEEK, (Posting("plan", -100_00), Posting("pool", 100_00))),
        Entry(Kind.AWARD, WEEK, (Posting("pool", -110_00), Posting("member:2", 110_00))),
    )
    for seq, entry in enumerate(entries, 1):
        written = chained(entry, team_id=1, at=NOW, seq=seq, previous=head)
        for position, leg in enumerate(entry.postings):
            row = {"seq": seq, "position": position, "account": leg.account, "amount": leg.amount}
            connection.execute(schema.postings.insert().values(team_id=1, **row))
        row = {"seq": seq, "kind": entry.kind.value, "week": WEEK, "key": entry.key, "at": NOW}
        connection.execute(
            schema.transactions.insert().values(team_id=1, previous=head, hash=written.hash, **row)
        )
        head = written.hash
    connection.execute(
        text(
            'INSERT INTO closes (round_id, planned, carried, claimed, granted, "left",'
            " rationed_by, head) VALUES (1, 10000, 0, 11000, 11000, -1000, NULL, :head)"
        ),
        {"head": head},
    )


DIES = """
import asyncio, os, signal, sys
from itertools import count
from sqlalchemy import event
from core.db.engine import Database
from core.db.upgrade import upgrade
database, numbers = Database(sys.argv[1]), count(1)
def dies(*_):
    if next(numbers) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(database.engine.sync_engine, "before_cursor_execute", dies)
asyncio.run(upgrade(database))
"""


@pytest.mark.parametrize("statement", [10, 70, 130])
async def test_killed_amid_a_migration_it_is_as_it_was(url: str, statement: int) -> None:
    database = Database(url)
    try:
        async with database.writing() as connection:
            await connection.run_sync(at_the_second)
        upgrading = await asyncio.create_subprocess_exec(
            sys.executable, "-c", DIES, url, str(statement)
        )
        assert await upgrading.wait() == -signal.SIGKILL
        async with database.reading() as connection:
            assert (
                await connection.scalar(text("SELECT version_num FROM alembic_version")) == "0002"
            )
        await upgrade(database)
        assert await schema_is_newest(database)
        assert await Stage(Store(database), "2026-12-05T12:00+01:00").audit() == []
    finally:
        await database.dispose()


async def test_a_team_of_the_second_version_goes_on_where_it_was(url: str) -> None:
    database = Database(url)
    try:
        async with database.writing() as connection:
            await connection.run_sync(at_the_second)
        await upgrade(database)
        stage = Stage(Store(database), "2026-12-05T12:00+01:00")
        stage.user("Nadia"), stage.user("Aïcha")
        assert await stage.audit() == []
        if not url.startswith("sqlite"):
            async with database.writing() as connection:
                for table in ("people", "accounts", "teams", "members", "rounds"):
                    name = f"pg_get_serial_sequence('{table}', 'id')"
                    await connection.execute(text(f"SELECT setval({name}, 100)"))
        (said,) = await stage.at("2026-12-06T20:00+01:00")
        post = said.replace("\u00a0", " ")
        assert "demandé 40,00 K, accordé 40,00 K" in post
        assert "100,00 K, plus -10,00 K reportés : 90,00 K disponibles" in post
        corrected, _ = await stage.says("Aïcha", "/semaine 2026-W48 115")
        assert "accordé 110,00" in corrected, "the deficit it was allowed is what it went to"
        assert await stage.audit() == []
        with pytest.raises(Exception, match="never changed"):
            async with database.writing() as connection:
                await connection.execute(text("UPDATE closes SET floor = floor"))
    finally:
        await database.dispose()
