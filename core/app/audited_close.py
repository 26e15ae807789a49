"""Closing under audit: a book that is broken, or that a close would break, keeps the close waiting.

Nothing is lost meanwhile: members can declare, the tick tries again every hour, and once the book
is repaired the close happens by itself.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.app.audit import audited
from core.app.ports import UnitOfWork
from core.app.says import Private, Say, Text, ToGroup, lines, text
from core.domain.calendar import Week
from core.domain.round import Round
from core.domain.team import Team

AGAIN = timedelta(hours=1)
"""How long a close waits before it is tried again."""

SHOWN = 3
"""Breaches that a message to the facilitators names; `semainier audit` names all."""


class BrokenBookError(Exception):
    """The book is broken, or a close would break it: `breaches` say where."""

    def __init__(self, breaches: Sequence[Text]) -> None:
        super().__init__(len(breaches))
        self.breaches = breaches


async def under_audit(
    uow: UnitOfWork, team: Team, close: Callable[[], Awaitable[list[Say]]]
) -> list[Say]:
    """Audit the team, close, and audit what that wrote; give what the close says.

    Raises `BrokenBookError` where either finds something: then nothing of the close is written.
    """
    before = await audited(uow, team)
    if before.breaches:
        raise BrokenBookError(before.breaches)
    async with uow.attempt():
        says = await close()
        if breaches := await before.since(uow):
            raise BrokenBookError(breaches)
    return says


async def kept_waiting(
    uow: UnitOfWork, team: Team, round_: Round, broken: BrokenBookError, now: datetime
) -> list[Say]:
    """Leave a round open for an hour more if its time is over; say so, once a round."""
    later = now + AGAIN
    if round_.is_revising and round_.ends_at < later:
        await uow.rounds.change(replace(round_, revises_until=later))
    elif round_.ends_at < later:
        await uow.rounds.change(replace(round_, closes_at=later))
    return await broken_said(uow, team, round_.week, broken)


async def broken_said(
    uow: UnitOfWork, team: Team, week: Week, broken: BrokenBookError
) -> list[Say]:
    """Tell those who look after the team what is wrong, and the group that the close waits."""
    found = broken.breaches
    told = text(
        "book-broken",
        team=team.name,
        week=week,
        breaches=lines(
            *found[:SHOWN],
            text("book-broken-more", count=len(found) - SHOWN) if len(found) > SHOWN else None,
        ),
    )
    key = f"broken:{team.id}:{week}"
    return [
        Say(text("close-waits", team=team.name, week=week), ToGroup(team.id), key=key),
        *(
            Say(told, Private(member.person_id), key=f"{key}:{member.id}")
            for member in await uow.teams.members(team.id)
            if member.active and member.facilitator
        ),
    ]
