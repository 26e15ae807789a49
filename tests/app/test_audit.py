"""The audit says where a breach is, and a book with a breach keeps the next close waiting."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.app import closing
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from core.domain.book import closing_entries
from core.domain.money import Amount, Unit
from core.domain.round import RoundState
from tests.peers.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """One week closed, the next one open and answered."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    await upgrade(database)
    stage = Stage(Store(database), "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.says("Nadia", "/aide")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "45")
    await stage.says("Bob", "30")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.at("2026-12-04T16:00+01:00")
    await stage.says("Aïcha", "50")
    yield stage
    await database.dispose()


def by_hand(stage: Stage, statement: str) -> None:
    """Somebody who owns the file changes it, without triggers and checks."""
    with sqlite3.connect(str(stage.store.database.file)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount


UNIT = Unit("K", 2)
AICHA = "(SELECT id FROM members WHERE name = 'Aïcha')"

NAMED: dict[str, tuple[str, dict[str, object]]] = {
    f"UPDATE awards SET award = award - 1 WHERE member_id = {AICHA}": (
        "breach-award",
        {"member": 2, "award": Amount(4499, UNIT), "claim": Amount(4500, UNIT)},
    ),
    "UPDATE postings SET amount = 3001 WHERE amount = 3000": (
        "breach-booked",
        {"accounts": ("member:3",), "kind": "award"},
    ),
    "UPDATE transactions SET hash = 'x' WHERE seq = 1": ("breach-chain", {"row": 1}),
    f"DELETE FROM revision_lines WHERE member_id = {AICHA} AND round_id = 1": (
        "breach-lines",
        {"member": 2},
    ),
    "UPDATE postings SET position = 7 WHERE position = 2": (
        "breach-posting",
        {"row": 2, "account": "pool"},
    ),
    "UPDATE revisions SET answer = 'x' WHERE round_id = 1": (
        "breach-unread",
        {"table": "revisions"},
    ),
}


@pytest.mark.parametrize("statement", NAMED)
async def test_a_breach_is_named_where_it_is(stage: Stage, statement: str) -> None:
    by_hand(stage, statement)
    key, where = NAMED[statement]
    named = [breach for breach in await stage.audit() if breach.key == key]
    assert named, key
    said = {name: getattr(arg, "names", arg) for name, arg in named[0].args.items()}
    assert said.items() >= where.items()


async def state_of(stage: Stage) -> tuple[int, int]:
    """How many rounds are closed, and how many transactions the book has."""
    async with stage.store.work() as work:
        rounds = await work.rounds.all(1)
        closed = sum(round_.state is RoundState.CLOSED for round_ in rounds)
        return closed, len(await work.book.transactions(1))


async def test_a_broken_book_keeps_the_close_waiting_and_says_so_once(stage: Stage) -> None:
    before = await state_of(stage)
    by_hand(stage, f"UPDATE awards SET award = award - 1 WHERE member_id = {AICHA}")

    said = await stage.at("2026-12-06T20:00+01:00")
    assert len(said) == 2
    group, told = sorted(said, key=len)
    assert "la fermeture attend" in group
    assert "semainier audit" in told
    assert "l’accord 44,99\u00a0K ne répond pas à la demande 45,00\u00a0K" in told
    assert [heard.plain for heard in stage.heard("Nadia")][-1] == told

    assert await stage.at("2026-12-06T20:30+01:00") == []
    assert "35,00" in "".join(await stage.says("Bob", "35"))
    assert await stage.at("2026-12-06T21:00+01:00") == []
    assert await stage.at("2026-12-06T22:00+01:00") == []
    assert "la fermeture attend" in "".join(await stage.says("Nadia", "/fermer"))
    assert await state_of(stage) == before

    by_hand(stage, f"UPDATE awards SET award = award + 1 WHERE member_id = {AICHA}")
    assert any("35,00" in said for said in await stage.at("2026-12-06T23:00+01:00"))
    assert await state_of(stage) == (before[0] + 1, before[1] + 2)
    assert await stage.audit() == []


async def test_a_close_that_would_break_the_book_does_not_happen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await state_of(stage)
    right = closing_entries
    with monkeypatch.context() as broken:
        broken.setattr(closing, "closing_entries", lambda *args, **more: right(*args, **more)[1:])
        said = await stage.at("2026-12-06T20:00+01:00")
    assert any("le livre ne dit pas ce que la fermeture a décidé" in one for one in said)
    assert await state_of(stage) == before
    assert await stage.audit() == []
    assert await stage.at("2026-12-06T21:00+01:00")
    assert (await state_of(stage))[0] == before[0] + 1


async def test_weeks_missed_wait_as_well(stage: Stage) -> None:
    await stage.at("2026-12-06T20:00+01:00")
    before = await state_of(stage)
    by_hand(stage, f"UPDATE awards SET award = award - 1 WHERE member_id = {AICHA}")
    assert any("la fermeture attend" in said for said in await stage.at("2026-12-22T10:00+01:00"))
    assert await stage.at("2026-12-22T11:30+01:00") == []
    assert await state_of(stage) == before
    by_hand(stage, f"UPDATE awards SET award = award + 1 WHERE member_id = {AICHA}")
    await stage.at("2026-12-22T13:00+01:00")
    assert (await state_of(stage))[0] == before[0] + 2
    assert await stage.audit() == []
