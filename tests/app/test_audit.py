"""The audit finds whatever is changed in the figures: every column, one after the other."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Integer, Table

from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.stage import Stage

FIGURES = (
    schema.transactions,
    schema.postings,
    schema.closes,
    schema.awards,
    schema.revisions,
    schema.revision_lines,
    schema.declarations,
    schema.rounds,
    schema.draws,
    schema.corrections,
    schema.movements,
    schema.stances,
    schema.plan_weeks,
)
NOT_A_FIGURE = {
    "postings.position": "the order of legs; the hash covers them in it",
    "revisions.at": "when it was said: no figure follows from it",
    "revisions.source": "which message it came from",
    "revision_lines.position": "the order of lines",
    "revision_lines.project_id": "what it was for: indicative",
    "revision_lines.minutes": "indicative",
    "revision_lines.note": "words",
    "rounds.opened_at": "history, no figure",
    "rounds.closes_at": "history, no figure",
    "rounds.closed_at": "history, no figure",
    "rounds.revises_until": "history, no figure",
    "rounds.reopened_until": "a permission, no figure",
    "closes.floor": "what the team allowed then; the deficit itself is in the book",
    "corrections.author_id": "who wrote it",
    "corrections.at": "when it was written",
    "movements.label": "words",
    "movements.author_id": "who wrote it",
    "stances.proposed": "what was offered, not what was granted",
    "stances.answer": "what was said to it, not what was granted",
    "plan_weeks.note": "words",
}


def columns() -> list[tuple[Table, str]]:
    return [
        (table, column.name)
        for table in FIGURES
        for column in table.c
        if f"{table.name}.{column.name}" not in NOT_A_FIGURE
    ]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Three weeks behind them, two over budget, one agreed on; two of them corrected."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    await upgrade(database)
    stage = Stage(Store(database), "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    await stage.at("2026-11-27T16:00+01:00")
    for said in ("45", "café 20, site 25"):
        await stage.says("Aïcha", said)
    await stage.says("Bob", "30")
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
    assert await stage.audit() == []
    yield stage
    await database.dispose()


def tampered(stage: Stage, statement: str) -> int:
    file = stage.store.database.file
    with sqlite3.connect(str(file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        return connection.execute(statement).rowcount


@pytest.mark.parametrize(("table", "name"), columns(), ids=str)
async def test_whatever_figure_is_changed_the_audit_says_so(
    stage: Stage, table: Table, name: str
) -> None:
    number = isinstance(table.c[name].type, Integer)
    other = f'"{name}" + 1' if number else f"""CASE "{name}" WHEN 'x' THEN 'y' ELSE 'x' END"""
    if name == "week":
        other = "'2031-W07'"
    if name == "at":
        other = "'2031-01-01 00:00:00.000000'"
    if name == "answer":
        other = "'skipped'"
    if name == "state":
        other = "'open'"
    if name == "since":
        other = "'2026-W49'"
    if name == "reason":
        other = "'nothing_left'"
    row = f'SELECT max(rowid) FROM "{table.name}"'
    if table is schema.plan_weeks:
        row += " WHERE week = '2026-W50'"
    assert tampered(stage, f'UPDATE "{table.name}" SET "{name}" = {other} WHERE rowid = ({row})')
    assert await stage.audit(), f"{table.name}.{name} was changed and nothing was said"


@pytest.mark.parametrize(
    "table",
    [schema.transactions, schema.awards, schema.closes, schema.draws, schema.corrections],
    ids=str,
)
async def test_a_row_that_is_gone_is_missed(stage: Stage, table: Table) -> None:
    row = f'SELECT max(rowid) FROM "{table.name}"'
    assert tampered(stage, f'DELETE FROM "{table.name}" WHERE rowid = ({row})')
    assert await stage.audit()
