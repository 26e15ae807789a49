"""Payouts and the audit: whatever is changed about them is found, and named."""

import sqlite3
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Integer, Table

from bot.render import plain
from bot.slash import slash
from core.app.payday.commands import Payout
from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.stage import Stage

NOT_A_FIGURE = {
    "payouts.label": "words",
    "payouts.author_id": "who wrote it",
    "paydays.author_id": "who announced it",
}
COLUMNS = [
    (table, column.name)
    for table in (schema.payouts, schema.paydays)
    for column in table.c
    if f"{table.name}.{column.name}" not in NOT_A_FIGURE
]
LONG_AGO, FAR_AHEAD = "'2020-01-01 00:00:00.000000'", "'2031-01-01 00:00:00.000000'"
OTHER = {
    "mode": "'equal_awards'",
    "day": "'2026-12-17'",
    "cutoff": FAR_AHEAD,
    "at": FAR_AHEAD,
    "announced_at": FAR_AHEAD,
    "cancelled_at": LONG_AGO,
}
"""Values that make sense, and are not what was decided."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A week of three uneven balances, a payday announced, half of it paid by the oldest weeks."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    await upgrade(database)
    stage = Stage(Store(database), "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob", "Chloé")
    for opens, closes, amounts in (
        ("2026-11-27T16:00+01:00", "2026-11-29T20:00+01:00", ("300", "100", "50")),
        ("2026-12-04T16:00+01:00", "2026-12-06T20:00+01:00", ("10", "80", "99,99")),
    ):
        await stage.at(opens)
        for who, said in zip(("Aïcha", "Bob", "Chloé"), amounts, strict=True):
            await stage.says(who, said)
            await stage.says(who, "oui")
        await stage.at(closes)
    await stage.says("Nadia", "/paie 15/12")
    await stage.at("2026-12-16T09:00+01:00")
    await stage.says("Nadia", "/versement 300 subvention ancien")
    await stage.says("Nadia", "oui")
    assert "n° 1" in stage.group()[-1].plain
    assert await stage.audit() == []
    yield stage
    await database.dispose()


def tampered(stage: Stage, statement: str) -> None:
    with sqlite3.connect(str(stage.store.database.file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount


@pytest.mark.parametrize(("table", "name"), COLUMNS, ids=str)
async def test_whatever_is_changed_of_a_payout_the_audit_names_it(
    stage: Stage, table: Table, name: str
) -> None:
    other = f"{name} + 1" if isinstance(table.c[name].type, Integer) else OTHER[name]
    tampered(stage, f"UPDATE {table.name} SET {name} = {other}")
    found = await stage.audit()
    assert any(one.key.startswith("breach-payout") for one in found), f"{table.name}.{name}"


async def test_a_share_that_was_changed_is_named_with_its_member(stage: Stage) -> None:
    tampered(stage, "UPDATE postings SET amount = amount - 1 WHERE account = 'euro:member:2'")
    (found,) = [one for one in await stage.audit() if one.key == "breach-payout-share"]
    assert plain(found, "fr").replace("\u00a0", " ") == (
        "Kpa-Cité, versement 1, membre 2 : le livre dit 200,00 K et 199,99 €, ce n’est pas sa part"
    )


async def test_a_payout_that_is_gone_leaves_its_rows_without_a_reason(stage: Stage) -> None:
    tampered(stage, "DELETE FROM payouts")
    keys = [one.key for one in await stage.audit()]
    assert keys == ["breach-payout-stranger"] * 2


async def test_a_second_yes_to_the_same_question_pays_nothing_twice(stage: Stage) -> None:
    for who in ("Nadia", "Nadia"):
        await stage.says(who, "/versement 50 dons")
    await stage.presses("Nadia", "Oui")
    before = len(stage.group())
    await stage.presses("Nadia", "Oui")
    await stage.says("Nadia", "oui")
    assert len(stage.group()) == before
    async with stage.store.work() as work:
        assert [one.number for one in await work.payday.payouts(1)] == [1, 2]


async def test_the_book_may_move_while_the_shares_stay(stage: Stage) -> None:
    await stage.says("Nadia", "/versement 50 dons")
    await stage.says("Nadia", "/recette 100 don")
    await stage.says("Nadia", "oui")
    assert "n° 2" in stage.group()[-1].plain


async def test_two_who_ask_at_once_pay_the_second_time_only_after_another_yes(
    stage: Stage,
) -> None:
    await stage.says("Nadia", "/animateur add Bob")
    await stage.says("Nadia", "/versement 50 dons")
    await stage.says("Bob", "/versement 50 dons")
    await stage.says("Nadia", "oui")
    (said,) = await stage.says("Bob", "oui")
    assert "les parts ont changé" in said


@pytest.mark.parametrize(
    ("said", "amount", "label", "mode"),
    [
        ("3000 subvention ville", "3000", "subvention ville", ""),
        ("3 000,50 € subvention ville", "3000.50", "subvention ville", ""),
        ("3000 subvention ville oldest", "3000", "subvention ville", "oldest"),
        ("3000 subvention ville, anciennes", "3000", "subvention ville", "oldest"),
        ("oldest 3000 subvention ville", "3000", "subvention ville", "oldest"),
        ("3000 dons proportionnel", "3000", "dons", "proportional"),
        ("3000 dons equal-awards", "3000", "dons", "equal_awards"),
        ("3000 talmud", "3000", "talmud", ""),
        ("3000", "3000", "", ""),
    ],
)
def test_what_is_typed_after_payout(said: str, amount: str, label: str, mode: str) -> None:
    read = slash(f"/versement {said}")
    assert read is not None
    assert read.command == Payout(amount=Decimal(amount), label=label, mode=mode)
