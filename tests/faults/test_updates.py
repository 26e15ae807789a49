"""Updates that come again, late, in another order, or while the process dies: each counts once.

What *the same* means: a platform may deliver an event any number of times, and late. Telegram
numbers its updates and a chat's messages, so an amount that arrives after a newer one of the same
chat does not replace it. Buttons and withdrawals answer something that was there before them: they
come after it, though as often as one likes.
"""

import json
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.stage import Stage

PEOPLE = ("Aïcha", "Bob", "Chloé", "Dany", "Enzo")
SEEDS = range(8)

Event = tuple[str, str]


class Shuffled(Stage):
    """A stage whose platform delivers a week's updates as it likes."""

    def says_later(self, chance: random.Random) -> list[Event]:
        """What each types in a week: amounts, some of them edited, perhaps not this week."""
        updates: list[tuple[int, dict[str, Any]]] = []
        number = 1000
        for turn in range(4):
            for who in PEOPLE:
                number += 1
                said = chance.choice(["skip", "amount", "amount", "amount"])
                text = "/passe" if said == "skip" else str(10 * number + turn)[-3:]
                at = self.clock.at + timedelta(seconds=turn * 60 + chance.randrange(50))
                updates.append((number, self._typed(who, text, number, at, edit=False)))
                if said == "amount" and turn == 3:
                    later = self._typed(who, f"{number}"[-2:], number, at + timedelta(seconds=5))
                    updates.append((number + 500, later))
        return [(str(one), json.dumps(event)) for one, event in updates]

    def _typed(
        self, who: str, text: str, number: int, at: datetime, *, edit: bool = True
    ) -> dict[str, Any]:
        return {
            "chat_id": self.user(who),
            "private": True,
            "sender": self._sender(who),
            "text": text,
            "message_id": str(number),
            "at": at.isoformat(),
            "edit": edit,
        }

    async def delivers(self, events: list[Event]) -> None:
        await self.desk.receive("telegram", events, None)
        while await self.desk.handle_waiting():
            pass
        await self.courier.drain()

    async def ends(self) -> tuple[str, list[Any]]:
        """Close the week: the head of the book, and what counts of each."""
        await self.at("2026-11-29T20:00+01:00")
        assert await self.audit() == []
        heads, said = schema.declarations, schema.revisions
        counts = (
            (heads.c.round_id == said.c.round_id)
            & (heads.c.member_id == said.c.member_id)
            & (heads.c.revision == said.c.revision)
        )
        current = select(said.c.member_id, said.c.answer, said.c.claim).join(heads, counts)
        current = current.order_by(said.c.member_id)
        last = select(schema.transactions.c.hash).order_by(schema.transactions.c.seq.desc())
        async with self.store.reading() as connection:
            head = await connection.scalar(last)
            return str(head), [tuple(row) for row in await connection.execute(current)]


async def opened(file: Path, seed: int) -> tuple[Shuffled, list[Event]]:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await upgrade(database)
    stage = Shuffled(Store(database), "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), *PEOPLE)
    await stage.at("2026-11-27T16:00+01:00")
    events = stage.says_later(random.Random(seed))
    stage.clock.at += timedelta(hours=1)
    return stage, events


@pytest.mark.parametrize("seed", SEEDS)
async def test_updates_one_to_five_times_in_any_order_make_the_same_book(
    seed: int, tmp_path: Path
) -> None:
    stage, events = await opened(tmp_path / "in-order.db", seed)
    for event in sorted(events, key=lambda event: int(event[0])):
        await stage.delivers([event])
    wanted = await stage.ends()
    await stage.store.database.dispose()

    stage, events = await opened(tmp_path / "any-order.db", seed)
    chance = random.Random(seed)
    again = [event for event in events for _ in range(chance.randint(1, 5))]
    chance.shuffle(again)
    while again:
        size = chance.randint(1, 12)
        await stage.delivers(again[:size])
        again = again[size:]
    found = await stage.ends()
    assert found[1] == wanted[1]
    assert found[0] == wanted[0]
    async with stage.store.reading() as connection:
        rows = await connection.execute(select(schema.inbox.c.event_id, schema.inbox.c.state))
        handled = Counter(row.event_id for row in rows if row.state == "handled")
    assert {one for one, _ in events} <= handled.keys()
    assert set(handled.values()) == {1}
    await stage.store.database.dispose()
