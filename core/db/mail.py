"""The inbox and the outbox in the database.

The inbox holds what a platform delivered, before it is acknowledged there. The outbox holds what
is to be sent, from the transaction that decided it until the platform took it.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app import wire
from core.app.records import Delivery, Letter
from core.app.says import Document, Text, WeeksChart
from core.db import schema
from core.db.pending import Pending, insert_new

_inbox = schema.inbox
_outbox = schema.outbox
_place = (
    func.row_number()
    .over(partition_by=(_outbox.c.platform, _outbox.c.chat_id), order_by=_outbox.c.id)
    .label("place")
)


OFFERS_REMEMBERED = 100
"""Messages with buttons, and as many without, in one chat, that a reply still finds."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One platform event of the inbox, in the order it was received."""

    id: int
    platform: str
    payload: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message of the outbox that is to be sent; `parts_sent` of it already were.

    They are known to the platform as `message_ids`.
    """

    id: int
    key: str
    platform: str
    chat_id: str
    private: bool
    language: str
    text: Text
    buttons: str | None
    picture: WeeksChart | None
    answers: str | None
    notice: bool
    parts_sent: int
    message_ids: tuple[str, ...]
    attempts: int
    team_id: int | None
    created_at: datetime
    documents: tuple[Document, ...] = ()
    board: str | None = None
    doubted_at: datetime | None = None
    """When it last left without being taken: where that was an answer lost, it may be there."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The buttons a message was sent with, as stored, and the language they were written in."""

    buttons: str
    language: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt to send. `state` is one of the outbox's states."""

    id: int
    state: str
    at: datetime
    parts_sent: int = 0
    message_ids: tuple[str, ...] = ()
    not_before: datetime | None = None
    error: str | None = None


class InboxRows:
    """What arrived and waits to be handled."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection

    async def put(self, platform: str, events: Sequence[tuple[str, str]], at: datetime) -> None:
        """Store events as (event id, payload); one that was stored before is left out.

        Where a platform numbers its events, those of one delivery are put in that order.
        """
        insert = insert_new(self._connection, _inbox)
        await self._connection.execute(
            insert.on_conflict_do_nothing(index_elements=["platform", "event_id"]),
            [
                {
                    "platform": platform,
                    "event_id": event_id,
                    "payload": payload,
                    "received_at": at,
                    "state": "waiting",
                }
                for event_id, payload in sorted(events, key=_numbered)
            ],
        )

    async def read_until(self, platform: str, position: str) -> None:
        """Note how far a platform has been read."""
        insert = insert_new(self._connection, schema.positions)
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["platform"], set_={"position": insert.excluded.position}
            ),
            {"platform": platform, "position": position},
        )

    async def waiting(self, limit: int, aside: Collection[int] = ()) -> Sequence[Arrived]:
        """Read the oldest events not handled yet, except those set aside."""
        rows = await self._connection.execute(
            select(_inbox.c.id, _inbox.c.platform, _inbox.c.payload, _inbox.c.received_at)
            .where(_inbox.c.state == "waiting")
            .order_by(_inbox.c.id)
            .limit(limit + len(aside))
        )
        return [Arrived(*row) for row in rows if row.id not in aside][:limit]

    async def waiting_ids(self, limit: int) -> Sequence[int]:
        """List the oldest events not handled yet."""
        rows = await self._connection.scalars(
            select(_inbox.c.id)
            .where(_inbox.c.state == "waiting")
            .order_by(_inbox.c.id)
            .limit(limit)
        )
        return rows.all()

    async def waiting_among(self, ids: Collection[int]) -> Sequence[Arrived]:
        """Read those of some events that are not handled yet, the oldest first."""
        rows = await self._connection.execute(
            select(_inbox.c.id, _inbox.c.platform, _inbox.c.payload, _inbox.c.received_at)
            .where(_inbox.c.state == "waiting", _inbox.c.id.in_(ids))
            .order_by(_inbox.c.id)
        )
        return [Arrived(*row) for row in rows]

    async def hold(self, ids: Collection[int]) -> set[int]:
        """Take events for this transaction alone; return those nobody else has or had."""
        rows = await self._connection.execute(
            select(_inbox.c.id)
            .where(_inbox.c.id.in_(ids), _inbox.c.state == "waiting")
            .with_for_update(skip_locked=True)
        )
        return {row.id for row in rows}

    async def handled(self, ids: Collection[int], at: datetime, error: str | None = None) -> None:
        """Note that events were dealt with, or failed with an error that is ours."""
        if ids:
            await self._connection.execute(
                update(_inbox)
                .where(_inbox.c.id.in_(ids))
                .values(state="failed" if error else "handled", handled_at=at, error=error)
            )


class OutboxRows:
    """Implements `core.app.ports.Outbox`, and what the courier needs."""

    def __init__(self, connection: AsyncConnection, pending: Pending) -> None:
        """Use one transaction's connection and its held-back writes."""
        self._connection = connection
        self._pending = pending

    async def post(self, letters: Sequence[Letter]) -> None:
        """See `Outbox.post`."""
        self._pending.outbox += [
            {
                "key": letter.key,
                "team_id": letter.team_id,
                "platform": letter.platform,
                "chat_id": letter.chat_id,
                "audience": "private" if letter.private else "group",
                "language": letter.language,
                "text": wire.dumps(letter.text),
                "buttons": letter.buttons,
                "picture": None if letter.picture is None else wire.dumps(letter.picture),
                "board": letter.board,
                "documents": wire.dumps(letter.documents) if letter.documents else None,
                "answers": letter.answers,
                "notice": letter.notice,
                "state": "waiting",
                "parts_sent": 0,
                "attempts": 0,
                "created_at": letter.created_at,
            }
            for letter in letters
        ]

    async def undelivered(self, keys_like: str) -> Sequence[Delivery]:
        """See `Outbox.undelivered`."""
        await self._pending.flush()
        rows = await self._connection.execute(
            select(_outbox.c.key, _outbox.c.chat_id, _outbox.c.platform, _outbox.c.state).where(
                _outbox.c.key.like(keys_like), _outbox.c.state.in_(("failed", "unknown"))
            )
        )
        return [Delivery(*row) for row in rows]

    async def due(
        self,
        platforms: Collection[str],
        now: datetime,
        busy: Collection[int],
        limit: int,
        each: int,
    ) -> Sequence[Waiting]:
        """Read messages that may be sent now, except those in hand (`busy`).

        Of each chat only the oldest `each`, and every chat's first one before any chat's second:
        one that waits for much holds nobody up.
        """
        due = (
            select(_outbox.c.id, _place)
            .where(
                _outbox.c.state == "waiting",
                _outbox.c.platform.in_(platforms),
                (_outbox.c.not_before.is_(None)) | (_outbox.c.not_before <= now),
            )
            .subquery()
        )
        rows = await self._connection.execute(
            select(
                _outbox.c.id,
                _outbox.c.key,
                _outbox.c.platform,
                _outbox.c.chat_id,
                _outbox.c.audience,
                _outbox.c.language,
                _outbox.c.text,
                _outbox.c.buttons,
                _outbox.c.picture,
                _outbox.c.answers,
                _outbox.c.notice,
                _outbox.c.parts_sent,
                _outbox.c.message_ids,
                _outbox.c.attempts,
                _outbox.c.team_id,
                _outbox.c.created_at,
                _outbox.c.documents,
                _outbox.c.board,
                _outbox.c.departed_at,
                _outbox.c.error,
            )
            .join(due, due.c.id == _outbox.c.id)
            .where(due.c.place <= each)
            .order_by(due.c.place, _outbox.c.id)
            .limit(limit + len(busy))
        )
        return [_waiting(row) for row in rows if row.id not in busy][:limit]

    async def next_not_before(self, now: datetime) -> datetime | None:
        """Find when the first postponed message may be sent."""
        found: datetime | None = await self._connection.scalar(
            select(_outbox.c.not_before)
            .where(_outbox.c.state == "waiting", _outbox.c.not_before > now)
            .order_by(_outbox.c.not_before)
            .limit(1)
        )
        return found

    async def depart(self, ids: Collection[int], at: datetime) -> set[int]:
        """Mark messages in flight just before their request; return those that were waiting."""
        rows = await self._connection.execute(
            update(_outbox)
            .where(_outbox.c.id.in_(ids), _outbox.c.state == "waiting")
            .values(state="in_flight", attempts=_outbox.c.attempts + 1, departed_at=at)
            .returning(_outbox.c.id)
        )
        return {row.id for row in rows}

    async def record(self, outcomes: Sequence[Outcome]) -> None:
        """Note what became of messages in flight."""
        if outcomes:
            await self._connection.execute(
                update(_outbox)
                .where(_outbox.c.id == bindparam("row"))
                .values(
                    state=bindparam("new_state"),
                    sent_at=bindparam("sent"),
                    parts_sent=bindparam("parts"),
                    message_ids=bindparam("messages"),
                    not_before=bindparam("later"),
                    error=bindparam("why"),
                ),
                [
                    {
                        "row": outcome.id,
                        "new_state": outcome.state,
                        "sent": outcome.at if outcome.state == "sent" else None,
                        "parts": outcome.parts_sent,
                        "messages": _ids(outcome),
                        "later": outcome.not_before,
                        "why": outcome.error,
                    }
                    for outcome in outcomes
                ],
            )

    async def strand(self, platform: str, repeats_since: datetime | None) -> int:
        """After a crash: what was in flight may have arrived; return how many nobody can know of.

        What left since `repeats_since` is sent again: the platform knows it as the same message.
        """
        stranded = (_outbox.c.state == "in_flight", _outbox.c.platform == platform)
        if repeats_since is not None:
            await self._connection.execute(
                update(_outbox)
                .where(*stranded, _outbox.c.departed_at >= repeats_since)
                .values(state="waiting", not_before=None)
            )
        done = await self._connection.execute(
            update(_outbox)
            .where(*stranded)
            .values(state="unknown", error="the process ended while this was being sent")
        )
        return int(done.rowcount)

    async def offered(self, platform: str, chat_id: str, message_id: str) -> Offer | None:
        """Find what a message offered to choose from; without a `message_id`, the newest one."""
        rows = await self._connection.execute(
            select(_outbox.c.buttons, _outbox.c.language, _outbox.c.message_ids)
            .where(
                _outbox.c.platform == platform,
                _outbox.c.chat_id == chat_id,
                _outbox.c.buttons.is_not(None),
                _outbox.c.message_ids.is_not(None),
            )
            .order_by(_outbox.c.id.desc())
            .limit(OFFERS_REMEMBERED)
        )
        for row in rows:
            if not message_id or message_id in json.loads(row.message_ids):
                return Offer(row.buttons, row.language)
        return None

    async def told_of(self, platform: str, chat_id: str, message_id: str) -> int | None:
        """Find the team a message without buttons was of."""
        rows = await self._connection.execute(
            select(_outbox.c.team_id, _outbox.c.message_ids)
            .where(
                _outbox.c.platform == platform,
                _outbox.c.chat_id == chat_id,
                _outbox.c.buttons.is_(None),
                _outbox.c.team_id.is_not(None),
                _outbox.c.message_ids.is_not(None),
            )
            .order_by(_outbox.c.id.desc())
            .limit(OFFERS_REMEMBERED)
        )
        found = (row.team_id for row in rows if message_id in json.loads(row.message_ids))
        return next(found, None)

    async def under_way(self, platform: str, chat_id: str) -> bool:
        """Tell whether a message with buttons is on its way to a chat, its id not known yet."""
        found = await self._connection.scalar(
            select(_outbox.c.id)
            .where(
                _outbox.c.platform == platform,
                _outbox.c.chat_id == chat_id,
                _outbox.c.buttons.is_not(None),
                _outbox.c.state.in_(("waiting", "in_flight")),
                _outbox.c.attempts > 0,
            )
            .limit(1)
        )
        return found is not None

    async def board(self, message: Waiting) -> tuple[bool, str | None]:
        """Tell of a board whether something newer is to be written on it, and which post it is."""
        rows = await self._connection.execute(
            select(_outbox.c.id, _outbox.c.message_ids)
            .where(
                _outbox.c.platform == message.platform,
                _outbox.c.chat_id == message.chat_id,
                _outbox.c.board == message.board,
                or_(_outbox.c.id > message.id, _outbox.c.message_ids.is_not(None)),
            )
            .order_by(_outbox.c.id.desc())
        )
        newer, place = False, None
        for row in rows:
            newer = newer or row.id > message.id
            if row.message_ids and place is None:
                place = json.loads(row.message_ids)[0]
        return newer, place

    async def sent_twice(self) -> Sequence[str]:
        """For the audit: keys of messages that one chat got under one id with another's."""
        rows = await self._connection.execute(
            select(_outbox.c.key, _outbox.c.platform, _outbox.c.chat_id, _outbox.c.message_ids)
            .where(_outbox.c.state == "sent")
            .order_by(_outbox.c.id)
        )
        seen: set[tuple[str, str, str]] = set()
        twice = []
        for row in rows:
            for message_id in filter(None, json.loads(row.message_ids or "[]")):
                place = (row.platform, row.chat_id, message_id)
                if place in seen:
                    twice.append(row.key)
                seen.add(place)
        return twice

    async def reword(self, message_id: int, said: Text) -> None:
        """Keep other words of a message that was sent than it was sent with."""
        await self._connection.execute(
            update(_outbox).where(_outbox.c.id == message_id).values(text=wire.dumps(said))
        )

    async def redirect(self, message: Waiting, platform: str, chat_id: str) -> None:
        """Send what failed, and what waits behind it, to another chat of the same person."""
        behind = and_(
            _outbox.c.platform == message.platform,
            _outbox.c.chat_id == message.chat_id,
            _outbox.c.state == "waiting",
        )
        failed = and_(_outbox.c.id == message.id, _outbox.c.state == "failed")
        await self._connection.execute(
            update(_outbox)
            .where(or_(behind, failed))
            .values(
                platform=platform,
                chat_id=chat_id,
                state="waiting",
                parts_sent=0,
                not_before=None,
                error=None,
            )
        )

    async def stop_chat(self, platform: str, chat_id: str, error: str) -> None:
        """Give up what waits for a chat that will never take it."""
        await self._connection.execute(
            update(_outbox)
            .where(
                _outbox.c.platform == platform,
                _outbox.c.chat_id == chat_id,
                _outbox.c.state == "waiting",
            )
            .values(state="failed", error=error)
        )


def _numbered(event: tuple[str, str]) -> int:
    event_id, _ = event
    return int(event_id) if event_id.isdecimal() else 0


def _ids(outcome: Outcome) -> str | None:
    return json.dumps(outcome.message_ids) if outcome.message_ids else None


def _waiting(row: Any) -> Waiting:
    return Waiting(
        row.id,
        row.key,
        row.platform,
        row.chat_id,
        row.audience == "private",
        row.language,
        wire.loads(row.text),
        row.buttons,
        None if row.picture is None else wire.loads(row.picture),
        row.answers,
        row.notice,
        row.parts_sent,
        tuple(json.loads(row.message_ids or "[]")),
        row.attempts,
        row.team_id,
        row.created_at,
        () if row.documents is None else wire.loads(row.documents),
        row.board,
        row.departed_at if row.error else None,
    )
