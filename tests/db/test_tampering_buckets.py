"""Whatever is altered by raw SQL in what was decided about money, the audit names.

Even who rewrites a line of the book with all the hashes after it is found out: what a bucket was
funded with, what it became and what went back have to follow from one another.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Column, Row, Table, insert, text, update

from core.db import schema
from core.db import schema_buckets as money
from core.db.engine import Database
from core.db.store import Store, Work
from core.db.upgrade import upgrade
from core.domain.book import GENESIS, Kind, Posting, Transaction
from core.domain.bucket import BucketKind, BucketState
from core.domain.grant import GrantState
from tests.conftest import DRIVERS, new_url
from tests.db.tampering import Tamperer, altered, changed, gone, tampering, this
from tests.db.tampering_buckets import live
from tests.peers.stage import Stage

FIGURES = (
    money.buckets,
    money.campaigns,
    money.grants,
    money.grant_votes,
    money.donations,
    money.share_outs,
    money.share_weights,
)

NOT_A_FIGURE = {
    "buckets.description": "words",
    "buckets.created_at": "history: no figure follows from it",
    "buckets.minimum": "a goal, which may change: see the tests of it",
    "buckets.maximum": "the same",
    "campaigns.title": "words",
    "campaigns.guidelines": "words",
    "campaigns.hidden": "what may be seen",
    "campaigns.opened_at": "history, within an hour: see the test of it",
    "grants.purpose": "words",
    "grants.created_at": "history, within an hour",
    "grant_votes.reason": "words",
    "share_outs.until": "after the last close there is nothing to weigh",
}
"""The columns from which no figure follows, each with the reason; all others are altered."""

UNSEEN: Mapping[str, Callable[[Any], bool]] = {
    "buckets.ended_at": lambda row: row.state == "cancelled" and row.number != 2,
    "campaigns.cap": lambda row: row.cap is not None,
    "grants.amount": lambda row: row.state != "granted",
    "grants.revision": lambda row: row.state in ("open", "withdrawn"),
    "grants.decided_at": lambda row: row.state == "withdrawn",
    "grants.voters": lambda row: row.state == "granted",
    "grant_votes.yes": lambda row: row.grant_id > 2 or (row.grant_id, row.yes) == (1, False),
    "grant_votes.at": lambda row: (row.grant_id, row.member_id) not in {(1, 5), (2, 4)},
    "donations.donor": lambda row: not row.public,
    "share_weights.weight": lambda row: row.weight > 10**5,
}
"""The rows of a column from which no figure follows: it is words, not decided, or kept nowhere."""

OURS = frozenset(
    {
        *(Kind.ALLOCATE, Kind.FUND, Kind.RETURN, Kind.REFUND, Kind.START, Kind.COMPLETE),
        *(Kind.GIFT, Kind.GRANT, Kind.SHARE),
    }
)

lived_once = pytest.mark.asyncio(loop_scope="module")


@asynccontextmanager
async def lived_on(url: str) -> AsyncIterator[Tamperer]:
    database = Database(url)
    await upgrade(database)
    store = Store(database)
    await live(Stage(store, "2026-11-24T10:00+01:00"))
    async with tampering(store) as tamperer:
        await tamperer.connection.execute(text("DROP INDEX uq_buckets_title"))
        await tamperer.connection.execute(text("DROP INDEX uq_campaigns_one_open"))
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


COLUMNS = [
    column
    for table in FIGURES
    for column in table.c
    if f"{table.name}.{column.name}" not in NOT_A_FIGURE
]


async def seen(tamperer: Tamperer, column: Column[Any]) -> Sequence[Row[Any]]:
    """List the rows in which a column counts."""
    assert isinstance(column.table, Table)
    unseen = UNSEEN.get(str(column), lambda _: False)
    rows = [row for row in await tamperer.rows(column.table) if not unseen(row)]
    assert rows, f"nobody lived anything that {column} holds"
    return rows


@pytest.mark.parametrize("column", COLUMNS, ids=str)
@lived_once
async def test_a_figure_that_is_altered_is_named(tamperer: Tamperer, column: Column[Any]) -> None:
    assert isinstance(column.table, Table)
    for row in await seen(tamperer, column):
        async with tamperer.instead(changed(column.table, column.name, row)) as found:
            value = altered(column, getattr(row, column.name))
            assert found, f"{column} of {tuple(row)} became {value} and nothing was said"


@pytest.mark.parametrize("table", [money.buckets, money.campaigns, money.share_outs], ids=str)
@lived_once
async def test_a_row_that_is_deleted_is_named(tamperer: Tamperer, table: Table) -> None:
    for row in await tamperer.rows(table):
        if table is money.buckets and row.state == BucketState.IDEA:
            continue  # nobody put anything into it
        async with tamperer.instead(gone(table, row)) as found:
            assert found, f"{tuple(row)} of {table.name} was deleted and nothing was said"


NAMES = {"state": BucketState, "kind": BucketKind}


@pytest.mark.parametrize("name", NAMES)
@lived_once
async def test_a_bucket_is_nothing_but_what_it_is(tamperer: Tamperer, name: str) -> None:
    for row in await tamperer.rows(money.buckets):
        for other in NAMES[name]:
            idle = {getattr(row, name), other} == {BucketState.IDEA, BucketState.WAITING}
            if other != getattr(row, name) and not (idle or (row.state, other) == ("idea", "open")):
                statement = update(money.buckets).where(this(money.buckets, row))
                async with tamperer.instead(statement.values({name: other.value})) as found:
                    assert found, f"bucket {row.number}, {getattr(row, name)}, became {other}"


@lived_once
async def test_a_request_was_decided_as_it_was(tamperer: Tamperer) -> None:
    for row in await tamperer.rows(money.grants):
        for other in GrantState:
            if other != row.state:
                statement = update(money.grants).where(this(money.grants, row))
                async with tamperer.instead(statement.values(state=other.value)) as found:
                    assert found, f"request {row.number}, {row.state}, became {other}"


HOLDS = {
    "a maximum below what it holds": "UPDATE buckets SET maximum = 2499, minimum = 1"
    " WHERE number = 3",
    "a minimum that was not reached": "UPDATE buckets SET minimum = 10501 WHERE number = 1",
    "a maximum that was passed": "UPDATE buckets SET minimum = 1, maximum = 10499 WHERE number = 1",
    "a cost of another amount": "UPDATE buckets SET minimum = 2999 WHERE number = 5",
    "a cap that somebody passed": "UPDATE campaigns SET cap = 5999 WHERE number = 1",
    "a campaign that was not open": "UPDATE campaigns SET opened_at = '2026-11-30 18:00:00'"
    " WHERE number = 1",
    "a title it is not found by": "UPDATE buckets SET folded = 'velo' WHERE number = 3",
}


@pytest.mark.parametrize("what", HOLDS)
@lived_once
async def test_what_the_database_lets_through_is_named(tamperer: Tamperer, what: str) -> None:
    async with tamperer.instead(text(HOLDS[what])) as found:
        assert {one.key for one in found} & {"breach-bucket", "breach-bucket-row"}, what


async def rewritten(tamperer: Tamperer, seq: int, legs: Sequence[Posting]) -> list[Any]:
    """Write the statements that give a transaction other legs, and all hashes after it with it."""
    book = await Work(tamperer.connection, lambda: "code").book.transactions(1)
    statements: list[Any] = [schema.postings.delete().where(schema.postings.c.seq == seq)]
    statements += [
        insert(schema.postings).values(
            team_id=1, seq=seq, position=place, account=leg.account, amount=leg.amount
        )
        for place, leg in enumerate(legs)
    ]
    previous = GENESIS
    heads = {row.head for row in await tamperer.rows(schema.closes)}
    for row in book:
        other = replace(row, postings=tuple(legs)) if row.seq == seq else row
        bare = replace(other, previous=previous)
        previous = bare.digest()
        where = (schema.transactions.c.team_id == 1, schema.transactions.c.seq == row.seq)
        new = {"previous": bare.previous, "hash": previous}
        statements.append(update(schema.transactions).where(*where).values(new))
        if row.hash in heads:
            closed = update(schema.closes).where(schema.closes.c.head == row.hash)
            statements.append(closed.values(head=previous))
    return statements


def a_cent_more(row: Transaction) -> list[Posting]:
    """Move a minor unit more from the first account to the last."""
    first, *others, last = row.postings
    return [
        Posting(first.account, first.amount - 1),
        *others,
        Posting(last.account, last.amount + 1),
    ]


def elsewhere(row: Transaction, place: int) -> list[Posting]:
    """Move what one leg moves into an account of nobody's."""
    kind = row.postings[place].account.partition(":")[0]
    account = f"{kind}:99" if ":" in row.postings[place].account else "plan"
    legs = list(row.postings)
    legs[place] = Posting(account, legs[place].amount)
    return legs


@pytest.mark.parametrize("kind", sorted(OURS))
@lived_once
async def test_a_line_that_is_rewritten_with_all_its_hashes_is_named(
    tamperer: Tamperer, kind: str
) -> None:
    book = await Work(tamperer.connection, lambda: "code").book.transactions(1)
    rows = [row for row in book if row.kind == kind]
    assert rows
    for row in rows:
        ways = [(elsewhere(row, place), True) for place in range(len(row.postings))]
        if kind != Kind.GIFT:  # how much somebody wanted to give, they alone know
            ways.append((a_cent_more(row), False))
        for legs, alone in ways:
            statements = await rewritten(tamperer, row.seq, legs)
            async with tamperer.instead(*statements) as found:
                keys = {one.key for one in found}
                assert "breach-chain" not in keys
                rows_named = [one.args["row"] for one in found if one.key == "breach-bucket-row"]
                named = row.seq in rows_named if alone else keys
                assert named, f"{row.seq} {kind}: {legs}"


async def test_a_sample_of_it_on_postgresql(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    async with lived_on(new_url(DRIVERS[1], tmp_path, request)) as tamperer:
        for column in COLUMNS:
            assert isinstance(column.table, Table)
            row = (await seen(tamperer, column))[0]
            async with tamperer.instead(changed(column.table, column.name, row)) as found:
                assert found, f"{column} was altered and nothing was said"
