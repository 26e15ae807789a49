"""The week: opening a round, asking, reminding, and when that is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.app.access import facilitator_of, next_opening, the_open_round
from core.app.agreeing import remind_agreeing
from core.app.commands import (
    Declare,
    Guide,
    OpenRound,
    Remind,
    SaidLine,
    Same,
    Skip,
)
from core.app.ports import Origin, UnitOfWork
from core.app.posting import reachable
from core.app.says import Lines, Names, Option, Private, Say, Weeks, When, lines, text
from core.domain.calendar import Cadence, Week, week_at
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.plan import starting
from core.domain.refusal import Refusal
from core.domain.round import Round, RoundState
from core.domain.team import Member, Team


async def open_now(command: OpenRound, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Open a round by hand, whatever the timetable says."""
    team, _ = await facilitator_of(uow, origin, command)
    week = command.week or week_at(origin.now, team.settings.timezone)
    standing = await uow.rounds.open_round(team.id)
    if standing is not None:
        until = When(standing.ends_at, team.settings.timezone)
        raise Refusal("round-already-open", week=standing.week, until=until)
    if await uow.rounds.of_week(team.id, week) is not None:
        following = await next_opening(uow, team, origin.now)
        raise Refusal("round-closed-already", week=week, next=following)
    closes_at = team.timetable.manual_close(week, origin.now)
    round_, says = await open_round(uow, team, week, origin.now, closes_at)
    asked, unasked = await reached_members(uow, team)
    opened = text(
        "opened",
        week=week,
        until=When(closes_at, team.settings.timezone),
        asked=len(asked),
        unasked=_not_asked(unasked),
    )
    await plan_wake(uow, team, origin.now, round_)
    return [Say(opened), *says]


async def remind_now(command: Remind, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask again, by hand, those who have not answered."""
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    if round_.is_revising:
        asked = await remind_agreeing(uow, team, round_, origin.now)
        return [Say(text("reminded", count=len(asked), unasked=_not_asked([]))), *asked]
    says, unasked = await remind(uow, team, round_, origin.now)
    return [Say(text("reminded", count=len(says), unasked=_not_asked(unasked))), *says]


async def open_round(
    uow: UnitOfWork, team: Team, week: Week, now: datetime, closes_at: datetime
) -> tuple[Round, list[Say]]:
    """Begin a week's round and ask every member once."""
    plan = await uow.plans.of(team.id)
    if not await uow.rounds.all(team.id):
        moved = starting(plan, week)
        if moved is not plan:
            await uow.plans.replace(team.id, moved)
    since = await first_week_of(uow, team, week)
    round_ = await uow.rounds.add(
        Round(0, team.id, week, RoundState.OPEN, opened_at=now, closes_at=closes_at, since=since)
    )
    asked, _ = await reached_members(uow, team)
    return round_, await prompts(uow, team, round_, asked)


async def first_week_of(uow: UnitOfWork, team: Team, week: Week) -> Week | None:
    """Find the first of the weeks a round of this one settles; None if it is that week alone.

    A team that is asked more rarely than every week settles all weeks since the round before, or
    since its plan began.
    """
    if team.settings.cadence is Cadence.WEEKLY:
        return None
    earlier = [round_.week for round_ in await uow.rounds.all(team.id) if round_.week < week]
    if earlier:
        return max(earlier) + 1
    plan = await uow.plans.of(team.id)
    return min(week, plan[0].week) if plan else None


async def prompts(
    uow: UnitOfWork, team: Team, round_: Round, members: Sequence[Member]
) -> list[Say]:
    """Ask members, each once, what the week was worth."""
    last = await uow.rounds.last_declared([member.id for member in members], round_)
    return [_prompt(team, round_, member, last.get(member.id)) for member in members]


def _prompt(team: Team, round_: Round, member: Member, last: Declaration | None) -> Say:
    unit = team.settings.unit
    same = (
        (Option(text("button-same", amount=Amount(last.claim, unit)), Same(team=team.id)),)
        if last and last.claim
        else ()
    )
    zero = Declare(team=team.id, lines=(SaidLine(amount=unit.decimal(0)),), confirmed=True)
    return Say(
        text(
            "prompt",
            name=member.name,
            team=team.name,
            week=Weeks(round_.first_week, round_.week),
            weeks=round_.weeks,
            last=lines(text("prompt-last", amount=Amount(last.claim, unit)) if last else None),
            until=When(round_.closes_at, team.settings.timezone),
        ),
        to=Private(member.person_id),
        options=(
            *same,
            Option(text("button-zero", amount=Amount(0, unit)), zero),
            Option(text("button-by-project"), Guide(team=team.id)),
            Option(text("button-skip"), Skip(team=team.id)),
        ),
        key=f"prompt:{round_.id}:{member.id}",
        round_id=round_.id,
    )


async def remind(
    uow: UnitOfWork, team: Team, round_: Round, now: datetime
) -> tuple[list[Say], list[Member]]:
    """Ask again those who have not answered, and nobody else; also name who cannot be asked."""
    answered = {
        member_id
        for member_id, answer, _ in await uow.rounds.claims(round_.id)
        if answer is not Answer.WITHDRAWN
    }
    asked, unasked = await reached_members(uow, team)
    says = []
    for member in asked:
        if member.id in answered:
            continue
        until = When(round_.closes_at, team.settings.timezone)
        weeks = Weeks(round_.first_week, round_.week)
        reminder = text("reminder", name=member.name, week=weeks, until=until)
        key = f"remind:{round_.id}:{int(now.timestamp() * 1000)}:{member.id}"
        skip = Option(text("button-skip"), Skip(team=team.id))
        says.append(Say(reminder, Private(member.person_id), (skip,), key, round_.id))
    return says, unasked


async def plan_wake(uow: UnitOfWork, team: Team, now: datetime, round_: Round | None) -> None:
    """Note when this team next needs the tick."""
    timetable = team.timetable
    _, due = timetable.next_opening(now)
    due = max(due, timetable.opens(timetable.due(team.first_week)))
    if round_ is not None:
        upcoming = [at for at in reminder_times(team, round_) if at > now]
        due = min(due, round_.ends_at, *upcoming)
    await uow.teams.wake_at(team.id, due)


def reminder_times(team: Team, round_: Round) -> Sequence[datetime]:
    """List when a round reminds: the timetable's slots between its opening and its close."""
    timetable = team.timetable
    weeks = {round_.week + shift for shift in (-1, 0, 1, 2)}
    instants = {at for week in weeks for at in timetable.reminders(week)}
    soonest = round_.opened_at + timedelta(minutes=30)
    return sorted(at for at in instants if soonest <= at < round_.closes_at)


async def reached_members(uow: UnitOfWork, team: Team) -> tuple[list[Member], list[Member]]:
    """Tell those who are asked apart: who can be written to, and who cannot."""
    members = [member for member in await uow.teams.members(team.id) if member.asked]
    accounts = await uow.people.accounts({member.person_id for member in members})
    can: list[Member] = []
    cannot: list[Member] = []
    for member in members:
        reached = reachable(accounts.get(member.person_id, ())) is not None
        (can if reached else cannot).append(member)
    return can, cannot


def _not_asked(members: Sequence[Member]) -> Lines:
    names = Names(tuple(member.name for member in members))
    return lines(text("not-asked", names=names, count=len(members)) if members else None)
