"""Databases of earlier versions come up to the newest schema with all they hold."""

from alembic import command
from sqlalchemy import Connection, text

from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import _config, schema_is_newest, upgrade
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
