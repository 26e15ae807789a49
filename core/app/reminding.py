"""Reminders: whom they go to, and when.

By hand, they go to who is neither away nor in quiet hours nor was so reminded a moment ago; each
is numbered, and its number makes it happen once.

A reminder of the timetable that falls in somebody's quiet hours is put off to their end, and left
out if that is not before the close. A slot of the timetable stays unhandled until the last one put
off is past; the key of each reminder makes it happen once, however often the clock looks. Those
who come back from an absence while a round is open are asked then, in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.app.agreeing import agreeing_reminders
from core.app.asking import prompts, total_said
from core.app.commands import Skip
from core.app.ports import UnitOfWork
from core.app.presence import back_at, reached_members, walls_of
from core.app.says import Option, Private, Say, Weeks, When, lines, text
from core.domain.calendar import zone
from core.domain.declaration import Answer
from core.domain.round import Round
from core.domain.team import NIGHT, NO_QUIET, Member, Team

LATE = timedelta(hours=6)
"""A reminder more than six hours late is left out: the next one, or the close, is near."""

SOON = timedelta(minutes=30)
"""Nobody is reminded of what they were asked so short a time ago."""

AGAIN = timedelta(minutes=10)
"""Nobody is reminded by hand twice in so short a time."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """Reminders by hand, and whom they leave out: not `reached`, in `quiet` hours, reminded `just`.

    The last is of less than `AGAIN` before.
    """

    says: Sequence[Say]
    unreached: Sequence[Member]
    quiet: Sequence[Member]
    just: Sequence[Member]


async def remind(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> ByHand:
    """Ask again, by hand, those who have not answered what they were last asked: nobody else."""
    asked, unreached = await reached_members(uow, team, now)
    if round_.is_revising:
        stances = await uow.rounds.stances(round_.id)
        waiting = {stance.member_id for stance in stances if stance.answer is None}
    else:
        answered = await _answered(uow, round_)
        waiting = {member.id for member in (*asked, *unreached)} - answered
    asked = [member for member in asked if member.id in waiting]
    walls = await walls_of(uow, team, asked)
    quiet = [m for m in asked if team.settings.quiet.over(now, walls[m.id]) > now]
    before = await uow.rounds.reminded_by_hand(round_.id)
    just = {who for who, (_, last) in before.items() if last > now - AGAIN}
    due = [member.id for member in asked if member not in quiet and member.id not in just]
    number = {who: before[who][0] + 1 if who in before else 1 for who in due}
    done = await uow.rounds.remind_by_hand(round_.id, number, now)
    silent = [(member, f"hand-{number[member.id]}") for member in asked if member.id in done]
    say = agreeing_reminders if round_.is_revising else _reminders
    return ByHand(
        await say(uow, team, round_, silent),
        [member for member in unreached if member.id in waiting],
        quiet,
        [member for member in asked if member not in quiet and member.id not in done],
    )


async def remind_due(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> list[Say]:
    """Remind by the timetable: of each member's slots that are due, the last."""
    begun = [at for at in reminder_times(team, round_) if at <= now]
    waiting = sorted(set(begun) - set(await uow.rounds.reminded(round_.id)))
    if not waiting:
        return []
    asked, _ = await reached_members(uow, team, now)
    walls = await walls_of(uow, team, asked)
    answered = await _answered(uow, round_)
    back = await _returns(uow, team, round_)
    due = {wall: _last_due(team, begun, wall, now) for wall in set(walls.values())}
    silent = [
        (member, slot)
        for member in asked
        if (slot := due[walls[member.id]]) is not None
        and slot in waiting
        and member.id not in answered
        and member.joined_at <= slot
        and back.get(member.id, slot - SOON) <= slot - SOON
    ]
    for at in waiting:
        if not any(_put_off(team, round_, at, wall, now) for wall in due):
            await uow.rounds.remind(round_.id, at, sum(slot == at for _, slot in silent))
    numbered = [(member, str(int(slot.timestamp() * 1000))) for member, slot in silent]
    return await _reminders(uow, team, round_, numbered)


async def ask_returned(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> list[Say]:
    """Ask those whom the opening left in peace and who are back since."""
    back = {who for who, at in (await _returns(uow, team, round_)).items() if at <= now}
    if not back:
        return []
    asked, _ = await reached_members(uow, team, now)
    answered = await _answered(uow, round_)
    return await prompts(
        uow, team, round_, [m for m in asked if m.id in back and m.id not in answered]
    )


async def next_times(
    uow: UnitOfWork, team: Team, round_: Round, now: datetime
) -> Sequence[datetime]:
    """List when somebody is to be reminded, or asked after an absence, from now on."""
    slots = reminder_times(team, round_)
    found = [at for at in slots if at > now]
    found += [at for at in (await _returns(uow, team, round_)).values() if at > now]
    waiting = {at for at in slots if at <= now} - set(await uow.rounds.reminded(round_.id))
    if waiting:
        members = [member for member in await uow.teams.members(team.id) if member.asked]
        walls = set((await walls_of(uow, team, members)).values())
        puts = [_put_off(team, round_, at, wall, now) for at in waiting for wall in walls]
        found += [at for at in puts if at is not None]
    return found


def reminder_times(team: Team, round_: Round) -> Sequence[datetime]:
    """List when a round reminds: the timetable's slots between its opening and its close."""
    timetable = team.timetable
    weeks = {round_.week + shift for shift in (-1, 0, 1, 2)}
    instants = {at for week in weeks for at in timetable.reminders(week)}
    soonest = round_.opened_at + SOON
    return sorted(at for at in instants if soonest <= at < round_.closes_at)


def _last_due(team: Team, begun: Sequence[datetime], wall: str, now: datetime) -> datetime | None:
    """Find the last slot that is due on a wall and not too late."""
    over = team.settings.quiet.over
    due = [at for at in begun if over(at, wall) <= now]
    return due[-1] if due and now - over(due[-1], wall) <= LATE else None


def _put_off(team: Team, round_: Round, at: datetime, wall: str, now: datetime) -> datetime | None:
    """Tell when a slot that has begun is still to come on a wall; None if it is past there."""
    when = team.settings.quiet.over(at, wall)
    return when if now < when < round_.closes_at else None


async def _returns(uow: UnitOfWork, team: Team, round_: Round) -> dict[int, datetime]:
    """Map members who were away at the opening to when they are asked, if that is in time."""
    opening = round_.opened_at.astimezone(zone(team.settings.timezone)).date()
    back = {
        absence.member_id: at
        for absence in await uow.talk.absences(team.id)
        if absence.covers(opening) and (at := back_at(absence, team)) is not None
    }
    members = [m for m in await uow.teams.members(team.id) if m.id in back] if back else []
    walls = await walls_of(uow, team, members)
    quiet = team.settings.quiet
    over = (NIGHT if quiet == NO_QUIET else quiet).over  # an absence ends at midnight
    asked = {member.id: over(back[member.id], walls[member.id]) for member in members}
    return {who: at for who, at in asked.items() if at < round_.closes_at}


async def _answered(uow: UnitOfWork, round_: Round) -> set[int]:
    claims = await uow.rounds.claims(round_.id)
    return {member_id for member_id, answer, _ in claims if answer is not Answer.WITHDRAWN}


async def _reminders(
    uow: UnitOfWork, team: Team, round_: Round, silent: Sequence[tuple[Member, str]]
) -> list[Say]:
    """Say to each what is missing and until when; which one it is makes it happen once."""
    if not silent:
        return []
    total = lines(await total_said(uow, team, round_))
    until = When(round_.closes_at, team.settings.timezone)
    weeks = Weeks(round_.first_week, round_.week)
    skip = Option(text("button-skip"), Skip(team=team.id))
    return [
        Say(
            text("reminder", name=member.name, week=weeks, total=total, until=until),
            Private(member.person_id),
            (skip,),
            f"remind:{round_.id}:{which}:{member.id}",
            round_.id,
        )
        for member, which in silent
    ]
