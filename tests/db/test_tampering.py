"""Whatever is altered, deleted or moved in the book by raw SQL, the audit names.

The role of the program itself is refused all of it by triggers.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Column, Row, Table, delete, update

from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from core.domain.round import RoundState
from tests.conftest import DRIVERS, new_url
from tests.db.tampering import FIGURES, Tamperer, changed, gone, live, tampering, this
from tests.db.test_promises import refused
from tests.peers.stage import Stage

NOT_A_FIGURE = {
    "closes.floor": "what the team allowed itself that week: its settings of then are kept nowhere",
    "movements.label": "words",
    "stances.proposed": "an offer, unless it was taken",
    "stances.answer": "what was said to an offer: what was claimed after it is in the revisions",
    "rounds.opened_at": "history: no figure follows from it",
    "rounds.closes_at": "history: no figure follows from it",
    "rounds.revises_until": "history: no figure follows from it",
    "rounds.reopened_until": "a permission",
    "revisions.at": "when it was said; after the close it is also its correction's, and checked",
    "revisions.source": "which message said it",
    "revision_lines.project_id": "what it was for: checked where an envelope gave something for it",
    "revision_lines.minutes": "indicative",
    "revision_lines.note": "words",
    "plan_weeks.note": "words",
    "payouts.label": "words",
}
"""The columns from which no figure follows, each with the reason; all others are altered."""

PROOFS = (
    schema.transactions,
    schema.postings,
    schema.closes,
    schema.awards,
    schema.draws,
    schema.corrections,
    schema.payouts,
)
"""What is tried on PostgreSQL too: the same checks read it, through other types."""

lived_once = pytest.mark.asyncio(loop_scope="module")
"""All look at one book, in one transaction: they run on the loop of that."""

FROZEN = (*PROOFS, schema.movements, schema.revisions, schema.revision_lines)


def columns(tables: Sequence[Table]) -> list[Column[Any]]:
    return [
        column
        for table in tables
        for column in table.c
        if f"{table.name}.{column.name}" not in NOT_A_FIGURE
    ]


@asynccontextmanager
async def lived_on(url: str) -> AsyncIterator[Tamperer]:
    database = Database(url)
    await upgrade(database)
    store = Store(database)
    await live(Stage(store, "2026-11-24T10:00+01:00"))
    async with tampering(store) as tamperer:
        assert await tamperer.audit() == []
        yield tamperer
    await database.dispose()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def tamperer(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Tamperer]:
    folder = tmp_path_factory.mktemp("book")
    async with lived_on(new_url(DRIVERS[0], folder, request)) as tamperer:
        yield tamperer


async def some(tamperer: Tamperer, table: Table) -> list[Row[Any]]:
    """Choose rows that took part in something closed: the newest, the oldest, one between."""
    rows = list(await tamperer.rows(table))
    closed = {
        round_.id: round_
        for round_ in await tamperer.rows(schema.rounds)
        if round_.state == RoundState.CLOSED
    }
    if table is schema.plan_weeks:
        rows = [row for row in rows if row.week in {one.week for one in closed.values()}]
    elif table is schema.rounds:
        rows = list(closed.values())
    elif "round_id" in table.c:
        rows = [row for row in rows if row.round_id in closed]
    assert rows, f"nobody lived anything that {table.name} holds"
    return [rows[0], rows[len(rows) // 2], rows[-1]]


@pytest.mark.parametrize("column", columns(FIGURES), ids=str)
@lived_once
async def test_a_figure_that_is_altered_is_named(tamperer: Tamperer, column: Column[Any]) -> None:
    table = column.table
    assert isinstance(table, Table)
    for row in await some(tamperer, table):
        if str(column) == "revisions.answer" and not row.claim:
            continue  # skipped or withdrawn: neither is a claim
        async with tamperer.instead(changed(table, column.name, row)) as found:
            assert found, f"{column} of {tuple(row)} was altered and nothing was said"


@pytest.mark.parametrize("table", FIGURES, ids=str)
@lived_once
async def test_a_row_that_is_deleted_is_named(tamperer: Tamperer, table: Table) -> None:
    for row in await (tamperer.rows(table) if table in PROOFS else some(tamperer, table)):
        async with tamperer.instead(gone(table, row)) as found:
            assert found, f"{tuple(row)} of {table.name} was deleted and nothing was said"


SWAPPED = {
    "two postings change places": (schema.postings, "position", ("team_id", "seq")),
    "two transactions change places": (schema.transactions, "seq", ("team_id",)),
    "two postings change transactions": (schema.postings, "seq", ("team_id", "position")),
    "two revisions change places": (schema.revisions, "revision", ("round_id", "member_id")),
    "two corrections change places": (schema.corrections, "number", ("round_id",)),
}


@pytest.mark.parametrize("what", SWAPPED)
@lived_once
async def test_rows_that_change_places_are_named(tamperer: Tamperer, what: str) -> None:
    table, name, group = SWAPPED[what]
    rows = await tamperer.rows(table)
    pairs = [
        (one, other)
        for place, one in enumerate(rows)
        for other in rows[place + 1 :]
        if all(getattr(one, key) == getattr(other, key) for key in group)
    ]
    assert pairs
    for one, other in pairs[:3]:
        a, b = getattr(one, name), getattr(other, name)
        column = table.c[name]
        same = [table.c[key] == getattr(one, key) for key in group]
        steps = [
            update(table).where(*same, column == old).values({name: new})
            for old, new in ((a, 10**6), (b, a), (10**6, b))
        ]
        async with tamperer.instead(*steps) as found:
            assert found, f"{what}: {tuple(one)}, {tuple(other)}"


@lived_once
async def test_what_two_transactions_say_is_swapped_under_their_hashes(tamperer: Tamperer) -> None:
    one, other = (await tamperer.rows(schema.transactions))[1:3]
    said = ("kind", "week", "key", "at")
    steps = [
        update(schema.transactions).where(this(schema.transactions, row)).values(values)
        for row, values in (
            (one, {"key": "away"}),
            (other, {name: getattr(one, name) for name in said}),
            (one, {name: getattr(other, name) for name in said}),
        )
    ]
    async with tamperer.instead(*steps) as found:
        assert {breach.key for breach in found} >= {"breach-chain"}


@lived_once
async def test_an_end_that_is_cut_off_with_all_that_hangs_on_it_is_named(
    tamperer: Tamperer,
) -> None:
    for kept in range(len(await tamperer.rows(schema.transactions))):
        steps = [
            delete(table).where(table.c[name] > kept)
            for table, name in (
                (schema.payouts, "paid_seq"),
                (schema.postings, "seq"),
                (schema.transactions, "seq"),
            )
        ]
        if kept < max(row.seq for row in await tamperer.rows(schema.movements)):
            steps.append(delete(schema.movements).where(schema.movements.c.seq > kept))
        async with tamperer.instead(*steps) as found:
            assert found, f"only {kept} transactions were left, and nothing was said"


async def test_a_sample_of_it_on_postgresql(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    async with lived_on(new_url(DRIVERS[1], tmp_path, request)) as tamperer:
        for column in columns(PROOFS):
            table = column.table
            assert isinstance(table, Table)
            row = (await tamperer.rows(table))[0]
            async with tamperer.instead(changed(table, column.name, row)) as found:
                assert found, f"{column} was altered and nothing was said"
        for table in PROOFS:
            async with tamperer.instead(gone(table, (await tamperer.rows(table))[0])) as found:
                assert found, f"a row of {table.name} was deleted and nothing was said"


async def test_the_programs_own_role_is_refused(any_store: Store) -> None:
    await live(Stage(any_store, "2026-11-24T10:00+01:00"))
    for table in FROZEN:
        for column in table.c:
            if (table.name, column.name) not in ERASABLE:
                await denied(
                    any_store, f'UPDATE {table.name} SET "{column.name}" = "{column.name}"'
                )
        await denied(any_store, f"DELETE FROM {table.name}")
        if not any_store.database.sqlite:
            await denied(any_store, f"TRUNCATE {table.name} CASCADE")
    last = "FROM transactions ORDER BY seq DESC LIMIT 1"
    header = "INSERT INTO transactions (team_id, seq, kind, week, key, at, previous, hash) SELECT"
    legs = (
        "INSERT INTO postings (team_id, seq, position, account, amount)"
        " SELECT team_id, seq + {}, p, 'pool', p * 2 - 1 FROM (SELECT team_id, seq {}) t"
        " CROSS JOIN (SELECT 0 AS p UNION SELECT 1) legs;"
    )
    for skipped, why in ((2, "continue the chain"), (-3, "is sealed"), (0, "is sealed")):
        await denied(
            any_store,
            legs.format(skipped, last)
            + f"{header} team_id, seq + {skipped}, kind, week, 'x', at, hash, 'h' {last}",
            why,
        )


ERASABLE = {("revisions", "source"), ("revision_lines", "note")}
"""What may be erased when somebody asks to be forgotten: `tests.db.test_promises` has the rest."""


async def denied(store: Store, statements: str, why: str = "never changed") -> None:
    await refused(store, statements, statements, why)
