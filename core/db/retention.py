"""What is kept for a while only: what arrived as it arrived, and the words of what was sent."""

from datetime import datetime

from sqlalchemy import and_, case, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.db.words import EMPTY, emptied

_inbox = schema.inbox
_outbox = schema.outbox


async def empty_old(
    connection: AsyncConnection, handled_before: datetime, sent_before: datetime
) -> int:
    """Empty what was dealt with, and what was sent, before two instants; return how many rows.

    The rows stay: an event that is delivered again is known by its id, a button by its message.
    """
    old = and_(
        _inbox.c.state != "waiting", _inbox.c.handled_at < handled_before, _inbox.c.payload != ""
    )
    done = await connection.execute(update(_inbox).where(old).values(**nothing_arrived()))
    tries = schema.link_tries
    await connection.execute(delete(tries).where(tries.c.at < handled_before))
    return int(done.rowcount) + await _empty_sent(connection, sent_before)


def nothing_arrived() -> dict[str, object]:
    """Give what the columns of an event become that is no longer kept."""
    return {"payload": "", "error": case((_inbox.c.error.is_(None), None), else_="")}


async def _empty_sent(connection: AsyncConnection, before: datetime) -> int:
    kept = '{"t":"",%'
    rows = await connection.execute(
        select(_outbox.c.id, _outbox.c.text).where(
            _outbox.c.state.not_in(("waiting", "in_flight")),
            _outbox.c.created_at < before,
            _outbox.c.text != EMPTY,
            _outbox.c.text.not_like(kept),
        )
    )
    found = rows.all()
    for row in found:
        await connection.execute(
            update(_outbox).where(_outbox.c.id == row.id).values(text=emptied(row.text))
        )
    return len(found)
