"""What buttons stand for, in the database."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app import wire
from core.app.records import Offered
from core.db import schema
from core.db.pending import Pending

_prompts = schema.prompts
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,32}")


class PromptRows:
    """Implements `core.app.ports.Prompts`."""

    def __init__(self, connection: AsyncConnection, pending: Pending) -> None:
        """Use one transaction's connection and its held-back writes."""
        self._connection = connection
        self._pending = pending

    async def offer(self, options: Sequence[Offered]) -> None:
        """See `Prompts.offer`."""
        self._pending.prompts += [
            {
                "token": option.token,
                "prompt": option.prompt,
                "position": option.position,
                "person_id": option.person_id,
                "round_id": option.round_id,
                "question": option.question,
                "command": wire.dumps(option.command),
                "created_at": option.created_at,
                "ended_at": None,
            }
            for option in options
        ]

    async def find(self, token: str) -> Offered | None:
        """See `Prompts.find`. What no button of ours carries is not even looked for."""
        if not _TOKEN.fullmatch(token):
            return None
        await self._pending.flush()
        row = (
            await self._connection.execute(select(_prompts).where(_prompts.c.token == token))
        ).first()
        return _offered(row) if row else None

    async def press(self, option: Offered, at: datetime) -> bool:
        """See `Prompts.press`."""
        done = await self._connection.execute(
            update(_prompts)
            .where(_prompts.c.token == option.token, _prompts.c.pressed_at.is_(None))
            .values(pressed_at=at)
        )
        return bool(done.rowcount == 1)

    async def standing_question(self, person_id: int) -> Sequence[Offered]:
        """See `Prompts.standing_question`."""
        await self._pending.flush()
        rows = await self._connection.execute(
            select(_prompts)
            .where(
                _prompts.c.person_id == person_id,
                _prompts.c.question,
                _prompts.c.ended_at.is_(None),
            )
            .order_by(_prompts.c.position)
        )
        return [_offered(row) for row in rows]

    async def end_questions(self, person_id: int, at: datetime) -> None:
        """See `Prompts.end_questions`."""
        self._pending.end_questions(person_id, at)

    async def hand_over(self, old_person: int, new_person: int) -> None:
        """See `Prompts.hand_over`."""
        await self._pending.flush()
        await self._connection.execute(
            update(_prompts).where(_prompts.c.person_id == old_person).values(person_id=new_person)
        )


def _offered(row: Any) -> Offered:
    return Offered(
        row.token,
        row.prompt,
        row.position,
        row.person_id,
        row.round_id,
        row.question,
        wire.loads(row.command),
        row.created_at,
        pressed=row.pressed_at is not None,
        ended=row.ended_at is not None,
    )
