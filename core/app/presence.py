"""Who is there: whom the bot asks on a day, who is away, and on whose wall."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from core.app.ports import UnitOfWork
from core.app.posting import reachable
from core.domain.calendar import zone
from core.domain.team import Absence, Member, Team


async def away_on(uow: UnitOfWork, team: Team, at: datetime) -> frozenset[int]:
    """Find the members who are away on the day it is for their team at an instant."""
    day = at.astimezone(zone(team.settings.timezone)).date()
    absences = await uow.talk.absences(team.id)
    return frozenset(absence.member_id for absence in absences if absence.covers(day))


async def reached_members(
    uow: UnitOfWork, team: Team, at: datetime
) -> tuple[list[Member], list[Member]]:
    """Tell those who are asked apart: who can be written to, and who cannot.

    Whoever is away at that instant is in neither list.
    """
    away = await away_on(uow, team, at)
    members = [m for m in await uow.teams.members(team.id) if m.asked and m.id not in away]
    accounts = await uow.people.accounts({member.person_id for member in members})
    can: list[Member] = []
    cannot: list[Member] = []
    for member in members:
        reached = reachable(accounts.get(member.person_id, ())) is not None
        (can if reached else cannot).append(member)
    return can, cannot


async def walls_of(uow: UnitOfWork, team: Team, members: Sequence[Member]) -> Mapping[int, str]:
    """Map members to their time zones: their own, or their team's."""
    persons = await uow.people.persons({member.person_id for member in members})
    return {m.id: persons[m.person_id].timezone or team.settings.timezone for m in members}


def back_at(absence: Absence, team: Team) -> datetime | None:
    """Give the beginning of the first day somebody is back; None while nobody knows it."""
    if absence.until is None:
        return None
    day = absence.until + timedelta(days=1)
    return datetime.combine(day, time(), zone(team.settings.timezone))
