"""Closing a round of many claims, over raw sqlite3 writing the same rows."""

import shutil
import sqlite3
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from bot.process import spare_the_collector
from core.app.closing import close_round, settle_round
from core.app.ports import UnitOfWork
from core.app.posting import post
from core.app.says import Say
from core.app.weekly import open_round
from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.domain.round import Round
from core.domain.team import Team
from tests.benchmarks.seeding import LATER, seeded

WRITTEN = ("postings", "transactions", "closes", "awards", "outbox")
"""What a close writes, in an order the triggers accept; and the round, which it changes."""


Close = Callable[[UnitOfWork, Team, Round, datetime], Awaitable[list[Say]]]

LARGE, SMALL = 1, 2
"""The team that is measured, and one that closes first, so that nothing is done the first time."""


@dataclass(frozen=True)
class Closing:
    """Seconds for one close, medians over rounds that alternate: alone, and between its audits."""

    ours: float
    audited: float
    raw: float

    @property
    def ratio(self) -> float:
        return self.ours / self.raw

    @property
    def audited_ratio(self) -> float:
        return self.audited / self.raw


async def measure(folder: Path, *, claims: int = 10_000, rounds: int = 5) -> Closing:
    """Close the same round again and again, each time on a new copy of the file."""
    spare_the_collector()
    before = folder / "claims.db"
    await _declared(before, claims)
    ours, audited, raw = [], [], []
    for number in range(rounds):
        checked = folder / f"audited{number}.db"
        shutil.copy(before, checked)
        audited.append(await _close(checked, close_round))
        checked.unlink()
        closed = folder / f"closed{number}.db"
        shutil.copy(before, closed)
        ours.append(await _close(closed, settle_round))
        again = folder / f"raw{number}.db"
        shutil.copy(before, again)
        raw.append(_write_the_same(closed, again))
        closed.unlink()
        again.unlink()
    return Closing(*(statistics.median(one) for one in (ours, audited, raw)))


async def _declared(file: Path, claims: int) -> None:
    store = await seeded(file, 2, claims)
    now = datetime.now(UTC)
    keys = []
    for team_id, count in ((LARGE, claims), (SMALL, 1)):
        async with store.work() as work:
            team = await work.teams.get(team_id)
            round_, _ = await open_round(work, team, team.first_week, now, now + LATER)
        first = (team_id - 1) * claims + 1
        members = range(first, first + count)
        keys += [{"round_id": round_.id, "member_id": n, "revision": 1} for n in members]
    said = [
        key | {"answer": "declared", "claim": 1_00_00 + n * 37 % 20_000, "at": now, "source": ""}
        for n, key in enumerate(keys)
    ]
    async with store.database.writing() as connection:
        await connection.execute(insert(schema.revisions), said)
        await connection.execute(
            insert(schema.revision_lines),
            [
                {name: one[name] for name in ("round_id", "member_id", "revision")}
                | {"position": 0, "amount": one["claim"], "note": ""}
                for one in said
            ],
        )
        await connection.execute(insert(schema.declarations), keys)
    await store.database.dispose()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def _close(file: Path, close: Close) -> float:
    database = Database(f"sqlite+aiosqlite:///{file}")
    store = Store(database)
    await _close_round_of(SMALL, store, close)
    begin = time.perf_counter()
    await _close_round_of(LARGE, store, close)
    seconds = time.perf_counter() - begin
    await database.dispose()
    return seconds


async def _close_round_of(team_id: int, store: Store, close: Close) -> None:
    async with store.work() as work:
        now = datetime.now(UTC)
        team = await work.teams.get(team_id)
        round_ = await work.rounds.open_round(team_id)
        assert round_ is not None
        await post(work, await close(work, team, round_, now), now=now, team=team)


def _write_the_same(closed: Path, file: Path) -> float:
    """Write into a copy, with sqlite3 alone, every row the close wrote."""
    source = sqlite3.connect(closed)
    target = sqlite3.connect(file, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        target.execute(f"PRAGMA {pragma}")
    rows = {}
    for table in WRITTEN:
        known = target.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        rows[table] = source.execute(f"SELECT * FROM {table}").fetchall()[known:]
    begin = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, content in rows.items():
        if content:
            marks = ", ".join("?" * len(content[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", content)
    target.execute("UPDATE rounds SET state = 'closed', closed_at = opened_at")
    target.execute("COMMIT")
    seconds = time.perf_counter() - begin
    source.close()
    target.close()
    return seconds
