"""Being away, and back; one's own time zone."""

from collections.abc import Sequence
from datetime import date, timedelta

from core.app.access import next_opening, outside
from core.app.asking import prompts
from core.app.commands import Away, Back, SetTimezone
from core.app.days import day_of
from core.app.echoes import standing
from core.app.ports import Origin, UnitOfWork
from core.app.says import Day, Lines, Names, Option, Private, Say, Text, When, text
from core.app.weekly import plan_wake
from core.domain.calendar import zone
from core.domain.declaration import Answer
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

LONGEST = timedelta(days=731)
"""Nobody knows two years ahead when they will be away: a slip in the year is refused."""

BEGUN = timedelta(days=90)
"""A day said without its year may be that long ago, where the absence it begins is not over."""

OWN_TEAMS = "-"
"""How the time zone of one's team is chosen."""


async def away(command: Away, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note days without questions, in all of somebody's teams or the one they name.

    One day alone is that day; no day at all is from today until they are back.
    """
    spans: dict[tuple[date, date | None], list[str]] = {}
    for team, member in await _parts(command, origin, uow):
        since, until = _span(command, _today(origin, team))
        await uow.talk.set_absence(member.id, since, until)
        await _wake(uow, team, origin)
        spans.setdefault((since, until), []).append(team.name)
    return [
        Say(
            text(
                "away",
                kind="open" if until is None else "day" if until == since else "days",
                since=Day.of(since),
                until=Day.of(until or since),
                teams=Names(tuple(sorted(teams))),
            ),
            options=(Option(text("button-returned"), Back(team=command.team)),),
        )
        for (since, until), teams in spans.items()
    ]


async def back(command: Back, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """End an absence, or the plan of one; in an open round they are asked at once."""
    says: list[Say] = []
    lines_: list[Text] = []
    begun = False
    for team, member in await _parts(command, origin, uow):
        absences = {one.member_id: one for one in await uow.talk.absences(team.id)}
        absence, today = absences.get(member.id), _today(origin, team)
        if absence is None or (absence.until is not None and absence.until < today):
            continue
        begun = begun or absence.since <= today
        await uow.talk.end_absence(member.id)
        await _wake(uow, team, origin)
        said, asked = await _welcomed(uow, team, member, origin)
        lines_.append(said)
        says += asked
    if not lines_:
        raise Refusal("not-away")
    welcome = text("back", begun="yes" if begun else "no", teams=Lines(tuple(lines_)))
    return [Say(welcome), *says]


async def set_timezone(command: SetTimezone, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Choose one's own time zone: quiet hours and times are those of its wall."""
    parts = await _parts(command, origin, uow)
    said = command.timezone.strip()
    own = None if said in ("", OWN_TEAMS) else zone(said).key
    await uow.people.set_timezone(parts[0][1].person_id, own)
    for team, _ in parts:
        await _wake(uow, team, origin)
    shown = own or parts[0][0].settings.timezone
    now = When(origin.now, shown)
    said_back = text("timezone-set", timezone=shown, own="yes" if own else "no", now=now)
    return [Say(said_back, to=Private(parts[0][1].person_id))]


async def _parts(
    command: Away | Back | SetTimezone, origin: Origin, uow: UnitOfWork
) -> list[tuple[Team, Member]]:
    """List the teams in which somebody is asked: all of them, or the one a command names."""
    if not origin.private:
        raise Refusal("private-only")
    members = await uow.teams.memberships(origin.person.id) if origin.person else ()
    if not members:
        raise outside(origin)
    if isinstance(command, SetTimezone):
        return [(await uow.teams.get(one.team_id), one) for one in members]
    parts = [m for m in members if m.asked and command.team in (None, m.team_id)]
    if not parts:
        raise Refusal("not-declaring")
    return [(await uow.teams.get(one.team_id), one) for one in parts]


async def _welcomed(
    uow: UnitOfWork, team: Team, member: Member, origin: Origin
) -> tuple[Text, Sequence[Say]]:
    """Say where the week stands for somebody who is back; ask them if they were not asked yet."""
    round_ = await uow.rounds.open_round(team.id)
    if round_ is None or not round_.is_open or round_.closes_at <= origin.now:
        following = await next_opening(uow, team, origin.now)
        return text("back-next", team=team.name, next=following), ()
    until = When(round_.closes_at, team.settings.timezone)
    declared = await uow.rounds.current(round_.id, member.id)
    if declared is not None and declared.answer is not Answer.WITHDRAWN:
        said = text("back-answered", team=team.name, standing=standing(declared, team), until=until)
        return said, ()
    asked = await prompts(uow, team, round_, [member])
    return text("back-asked", team=team.name, week=round_.week, until=until), asked


async def _wake(uow: UnitOfWork, team: Team, origin: Origin) -> None:
    """Let the clock know when there is something to do for a team now."""
    await plan_wake(uow, team, origin.now, await uow.rounds.open_round(team.id))


def _today(origin: Origin, team: Team) -> date:
    return origin.now.astimezone(zone(team.settings.timezone)).date()


def _span(command: Away, today: date) -> tuple[date, date | None]:
    """Find which days were meant. Raises `Refusal` for days the wrong way round, past or too far.

    A day without a year is the next one; but the first of two may have been a while ago.
    """
    if command.since is None:
        return today, None
    since = day_of(command.since, today)
    until = day_of(command.until, today) if command.until else since
    if until < since and command.since.year is None:
        begun = day_of(command.since, today - BEGUN)
        since = begun if begun <= today else since
    if until < since:
        raise Refusal("away-order", since=Day.of(since), until=Day.of(until))
    if until < today:
        raise Refusal("away-over", until=Day.of(until))
    if until - today > LONGEST:
        raise Refusal("away-far", until=Day.of(until))
    return since, until
