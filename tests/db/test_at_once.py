"""Many things at once: nothing is lost, nothing counts twice, on SQLite and on PostgreSQL."""

import asyncio
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.courier import Courier
from bot.desk import Desk
from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import UnknownSchemaError, schema_is_newest, upgrade
from core.domain.calendar import Week
from core.domain.plan import PlannedWeek
from tests.peers.recorder import Recorder
from tests.peers.stage import DEFAULTS, Stage

MANY = 40
WEEK = Week.parse("2030-W01")


async def test_a_hundred_read_modify_writes_end_at_a_hundred(any_store: Store) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.sets_up()
    (team_id,) = await any_store.team_ids()

    async def one_more() -> None:
        async with any_store.work() as work:
            await work.teams.get(team_id)
            planned = await work.plans.released(team_id, WEEK, WEEK)
            await asyncio.sleep(0)
            await work.plans.put(team_id, PlannedWeek(WEEK, planned.amount + 1))

    await asyncio.gather(*(one_more() for _ in range(100)))
    async with any_store.work() as work:
        assert (await work.plans.released(team_id, WEEK, WEEK)).amount == 100


async def test_forty_declarations_and_a_close_at_once(any_store: Store, url: str) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    people = [f"M{number:02}" for number in range(MANY)]
    await stage.joins(await stage.sets_up(), *people)
    await stage.at("2026-11-27T16:00+01:00")

    other_database = Database(url)
    recorder = Recorder()
    platforms = {recorder.name: recorder}
    other = Store(other_database)
    courier = Courier(other, platforms, stage.clock)
    second = Desk(other, platforms, DEFAULTS, stage.clock, courier.wake)
    now = datetime.fromisoformat("2026-11-29T19:59:59+01:00").astimezone(UTC)
    stage.clock.at = now

    async def says(desk: Desk, who: str, said: str) -> None:
        event = {
            "chat_id": stage.user(who),
            "private": True,
            "sender": {"user_id": stage.user(who), "name": who, "language": "fr"},
            "text": said,
            "message_id": f"at-once-{who}",
        }
        await desk.receive("telegram", [(f"at-once-{who}", json.dumps(event))], None)
        while await desk.handle_waiting():
            pass

    await asyncio.gather(
        *(
            says(stage.desk if number % 2 else second, name, f"{10 + number}")
            for number, name in enumerate(people)
        ),
        says(second, "Nadia", "/fermer"),
    )
    await stage.courier.drain()
    echoes = {
        name
        for name in people
        if any("C’est noté" in said.plain for said in stage.heard(name))
        or any("C’est noté" in s.plain and s.chat_id == stage.user(name) for s in recorder.sent)
    }
    (post,) = [said.plain for said in stage.group() if "Total demandé" in said.plain]
    claimed = {line.split(" ")[1] for line in post.split("\n") if line.startswith("• ")}
    assert claimed == echoes, "who was told *noted* is in the summary, and nobody else"
    assert await stage.audit() == []
    await other_database.dispose()


async def test_the_migrations_make_exactly_the_schema(any_store: Store) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), schema.metadata))

    async with any_store.database.reading() as connection:
        assert await connection.run_sync(differences) == []
    await upgrade(any_store.database)
    assert await schema_is_newest(any_store.database)


async def test_a_database_of_a_newer_version_is_left_alone(any_store: Store) -> None:
    async with any_store.database.writing() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnknownSchemaError, match="9999"):
        await upgrade(any_store.database)


async def test_sqlite_is_opened_as_it_must_be(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    wanted = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 30000}
    async with database.reading() as connection:
        found = {
            name: (await connection.execute(text(f"PRAGMA {name}"))).scalar() for name in wanted
        }
    assert found == wanted
    await database.dispose()
    assert database.file is not None
    assert stat.S_IMODE(database.file.stat().st_mode) == 0o600


async def test_two_people_fund_the_last_ten_at_once(any_store: Store, url: str) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    for said in ("/recette 300 don", "/cagnotte add Four 40", "/cagnotte soumettre 1"):
        await stage.says("Nadia", said)
    for said in ("/campagne Noël 31/12", "/allouer 300 égal", "oui"):
        await stage.says("Nadia", said)
    await stage.says("Chloé", "/financer 1 30")

    other_database = Database(url)
    recorder = Recorder()
    platforms = {recorder.name: recorder}
    other = Store(other_database)
    courier = Courier(other, platforms, stage.clock)
    second = Desk(other, platforms, DEFAULTS, stage.clock, courier.wake)

    async def funds(desk: Desk, who: str) -> None:
        event = {
            "chat_id": stage.user(who),
            "private": True,
            "sender": {"user_id": stage.user(who), "name": who, "language": "fr"},
            "text": "/financer 1 10",
            "message_id": f"funds-{who}",
        }
        await desk.receive("telegram", [(f"funds-{who}", json.dumps(event))], None)
        while await desk.handle_waiting():
            pass

    before = len(stage.platform.sent)
    await asyncio.gather(funds(stage.desk, "Aïcha"), funds(second, "Bob"))
    await stage.courier.drain()
    await courier.drain()
    sent = [*stage.platform.sent[before:], *recorder.sent]
    told = {
        who: " ".join(said.plain for said in sent if said.chat_id == stage.user(who))
        for who in ("Aïcha", "Bob")
    }
    got = {who for who, said in told.items() if "10,00\u00a0K de ta part" in said}
    assert len(got) == 1, told
    (late,) = told.keys() - got
    assert "est pleine" in told[late], told
    assert sum("C’est financé" in said.plain for said in sent) == 1
    async with any_store.work() as work:
        balances = await work.book.balances(1, "")
        members = {member.name: member.id for member in await work.teams.members(1)}
    assert balances["bucket:1"] == 40_00
    assert balances[f"allocation:{members[late]}"] == 100_00
    assert await stage.audit() == []
    await other_database.dispose()
