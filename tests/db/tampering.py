"""A lived book, and somebody with the owner's role who changes rows of it by hand.

What they change is undone after each look: the audit reads it in the same transaction.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Integer,
    Row,
    Table,
    and_,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.audit import audit_beyond, audit_team
from core.app.says import Text
from core.db import schema
from core.db.store import Store, Work
from core.db.types import Instant
from core.domain.calendar import Week
from tests.peers.stage import Stage

FIGURES = (
    schema.transactions,
    schema.postings,
    schema.closes,
    schema.awards,
    schema.draws,
    schema.corrections,
    schema.movements,
    schema.stances,
    schema.rounds,
    schema.revisions,
    schema.revision_lines,
    schema.declarations,
    schema.plan_weeks,
    schema.payouts,
)
"""Tables of the book, and those its figures come from."""

OTHERS: dict[str, Any] = {
    "income": "expense",
    "award": "release",
    "release": "award",
    "in_full": "nothing_left",
    "open": "closed",
    "closed": "open",
    "declared": "skipped",
    "skipped": "withdrawn",
    "kept": "changed",
    "proportional": "talmud",
    "oldest": "proportional",
    "taken": "changed",
    "changed": "taken",
}
PLACES = ("_id", "id", "seq", "number", "revision", "position")


async def live(stage: Stage) -> None:
    """Live three weeks: over budget, agreed on, corrected, with envelopes and money in and out."""
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    await stage.at("2026-11-27T16:00+01:00")
    for said in ("45", "café 20, site 25"):
        await stage.says("Aïcha", said)
    await stage.says("Bob", "30")
    await stage.says("Chloé", "/passe")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.at("2026-12-04T16:00+01:00")
    for who, said in {"Aïcha": "500,01", "Bob": "400", "Chloé": "400"}.items():
        await stage.says(who, said)
    await stage.at("2026-12-06T20:00+01:00")
    for said in (
        "/recette 50 don",
        "/depense 20 vis",
        "/charges loyer 5",
        "/reglages commons 10",
        "/projet budget café 100",
        "/plan découvert 2026-W50 30",
        "/reglages rule agree",
    ):
        await stage.says("Nadia", said)
    await stage.says("Bob", "/semaine 2026-W48 café 35")
    await stage.says("Aïcha", "/semaine 2026-W48 40")
    await stage.at("2026-12-11T16:00+01:00")
    await stage.says("Aïcha", "café 70, site 500")
    await stage.says("Bob", "café 60")
    await stage.says("Chloé", "90")
    await stage.at("2026-12-13T20:00+01:00")
    await stage.says("Aïcha", "café 70, site 480")
    await stage.at("2026-12-15T20:00+01:00")
    await stage.says("Bob", "/semaine 2026-W50 café 50")
    await stage.says("Nadia", "/payday 16/12")
    await stage.at("2026-12-17T09:00+01:00")
    await stage.says("Nadia", "/versement 400 subvention ville")
    await stage.says("Nadia", "oui")
    await stage.at("2026-12-18T16:00+01:00")
    await stage.says("Bob", "12")
    assert await stage.audit() == []


@dataclass
class Tamperer:
    """Changes rows in a transaction that is never committed, past every trigger and constraint."""

    connection: AsyncConnection

    async def audit(self) -> list[Text]:
        """Name what is wrong now."""
        work = Work(self.connection, lambda: "code")
        teams = (await self.connection.execute(select(schema.teams.c.id))).scalars().all()
        found = [
            one for team in teams for one in await audit_team(work, await work.teams.get(team))
        ]
        return found or await audit_beyond(work)

    async def rows(self, table: Table) -> Sequence[Row[Any]]:
        """List a table's rows, the newest first."""
        rows = select(table).order_by(*table.primary_key)
        return (await self.connection.execute(rows)).all()[::-1]

    @asynccontextmanager
    async def instead(self, *statements: Any) -> AsyncIterator[list[Text]]:
        """Execute something, give what the audit finds, undo it."""
        nested = await self.connection.begin_nested()
        try:
            for statement in statements:
                done = await self.connection.execute(statement)
                assert done.rowcount, statement
            yield await self.audit()
        finally:
            await nested.rollback()


@asynccontextmanager
async def tampering(store: Store) -> AsyncIterator[Tamperer]:
    """Begin as an attacker would: without triggers, foreign keys and checks."""
    async with store.database.engine.connect() as connection:
        await connection.execution_options(writes=True)
        transaction = await connection.begin()
        await connection.execute(text("DROP INDEX uq_rounds_one_open"))
        if store.database.sqlite:
            names = await connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            )
            for name in names.scalars().all():
                await connection.execute(text(f"DROP TRIGGER {name}"))
            await connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            await connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
            for table in schema.metadata.sorted_tables:
                for constraint in table.constraints:
                    if isinstance(constraint, CheckConstraint):
                        await connection.execute(
                            text(f"ALTER TABLE {table.name} DROP CONSTRAINT {constraint.name}")
                        )
        yield Tamperer(connection)
        await transaction.rollback()


def this(table: Table, row: Row[Any]) -> ColumnElement[bool]:
    """Find a row again by its primary key."""
    return and_(*(column == getattr(row, column.name) for column in table.primary_key))


def altered(column: Column[Any], value: Any) -> Any:
    """Give another value a column could hold."""
    if isinstance(value, str) and value in OTHERS:
        return OTHERS[value]
    match value:
        case None if isinstance(column.type, Integer):
            return 1
        case None if isinstance(column.type, Instant):
            return datetime.fromisoformat("2031-01-01T00:00:00+00:00")
        case None:
            return Week(2026, 52) if column.name == "since" else "talmud"
        case bool():
            return not value
        case int():
            return value + (1000 if column.name.endswith(PLACES) else 1)
        case Week():
            return value + 200
        case datetime():
            return value + timedelta(seconds=1)
    return f"{value}x" if len(value) < 16 else f"{value[:-1]}{'0' if value[-1] != '0' else '1'}"


def changed(table: Table, name: str, row: Row[Any]) -> Any:
    """Write the statement that alters one column of one row."""
    value = altered(table.c[name], getattr(row, name))
    return update(table).where(this(table, row)).values({name: value})


def gone(table: Table, row: Row[Any]) -> Any:
    """Write the statement that deletes one row."""
    return delete(table).where(this(table, row))
