"""The week: opening a round, asking, reminding, and when that is due."""

from collections.abc import Sequence
from datetime import datetime

from core.app.access import facilitator_of, next_opening, the_open_round
from core.app.asking import prompts
from core.app.buckets.ending import next_campaign_end
from core.app.commands import OpenRound, Remind
from core.app.payday.ending import next_contract_end
from core.app.ports import Origin, UnitOfWork
from core.app.presence import away_on, reached_members
from core.app.reminding import next_times, remind
from core.app.says import Lines, Names, Say, Text, When, lines, text
from core.domain.calendar import Cadence, Week, week_at
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
    asked, unasked = await reached_members(uow, team, origin.now)
    away = await away_on(uow, team, origin.now)
    opened = text(
        "opened",
        week=week,
        until=When(closes_at, team.settings.timezone),
        asked=len(asked),
        unasked=_not_asked(unasked),
        away=_away([m for m in await uow.teams.members(team.id) if m.asked and m.id in away]),
    )
    await plan_wake(uow, team, origin.now, round_)
    return [Say(opened), *says]


async def remind_now(command: Remind, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask again, by hand, those who have not answered; name who is left out, and why."""
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    found = await remind(uow, team, round_, origin.now)
    left_out = lines(
        *_not_asked(found.unreached).texts,
        _named("reminded-quiet", found.quiet),
        _named("reminded-just", found.just),
    )
    return [Say(text("reminded", count=len(found.says), unasked=left_out)), *found.says]


async def open_round(
    uow: UnitOfWork, team: Team, week: Week, now: datetime, closes_at: datetime
) -> tuple[Round, list[Say]]:
    """Begin a week's round and ask every member who is not away, once.

    Also in quiet hours: whoever looks after the team chose that time.
    """
    plan = await uow.plans.of(team.id)
    if not await uow.rounds.all(team.id):
        moved = starting(plan, week)
        if moved is not plan:
            await uow.plans.replace(team.id, moved)
    since = await first_week_of(uow, team, week)
    round_ = await uow.rounds.add(
        Round(0, team.id, week, RoundState.OPEN, opened_at=now, closes_at=closes_at, since=since)
    )
    asked, _ = await reached_members(uow, team, now)
    return round_, await prompts(uow, team, round_, asked)


async def first_week_of(uow: UnitOfWork, team: Team, week: Week) -> Week | None:
    """Find the first of the weeks a round of this one settles; None if it is that week alone.

    A team that is asked more rarely than every week settles all weeks since the round before, or
    since its plan began; so does the first round after its cadence changed.
    """
    if team.settings.cadence is Cadence.WEEKLY and week != team.first_week:
        return None
    earlier = [round_.week for round_ in await uow.rounds.all(team.id) if round_.week < week]
    if earlier:
        return max(earlier) + 1
    if team.settings.cadence is Cadence.WEEKLY:
        return None
    plan = await uow.plans.of(team.id)
    return min(week, plan[0].week) if plan else None


async def plan_wake(uow: UnitOfWork, team: Team, now: datetime, round_: Round | None) -> None:
    """Note when this team next needs the tick."""
    timetable = team.timetable
    _, due = timetable.next_opening(now)
    due = max(due, timetable.opens(timetable.due(team.first_week)))
    if round_ is not None:
        upcoming = await next_times(uow, team, round_, now) if round_.is_open else ()
        due = min(due, round_.ends_at, *upcoming)
    ends = [*await next_contract_end(uow, team, now), *await next_campaign_end(uow, team)]
    due = min([due, *ends])
    await uow.teams.wake_at(team.id, due)


def _not_asked(members: Sequence[Member]) -> Lines:
    names = Names(tuple(member.name for member in members))
    return lines(text("not-asked", names=names, count=len(members)) if members else None)


def _away(members: Sequence[Member]) -> Lines:
    return lines(_named("opened-away", members))


def _named(key: str, members: Sequence[Member]) -> Text | None:
    names = Names(tuple(member.name for member in members))
    return text(key, names=names) if members else None
