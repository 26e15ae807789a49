"""The plan, as facilitators see and change it."""

from collections.abc import Collection
from dataclasses import replace

from core.app.access import facilitator_of
from core.app.commands import (
    MarkHolidays,
    PlanDeficit,
    PlanEveryWeekLeft,
    PlanTotal,
    PlanWeek,
    ReplacePlan,
    ShowPlan,
)
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, Table, Text, lines, text
from core.app.summary import source_said
from core.domain import names
from core.domain.calendar import Week, week_at
from core.domain.money import Amount
from core.domain.plan import (
    LONGEST_MONTHS,
    PlannedWeek,
    checked,
    marked,
    over,
    weeks_of_months,
    with_amount_left,
)
from core.domain.refusal import Refusal
from core.domain.team import Team

WEEKS_SHOWN = 12
NOTE_LENGTH = 100


async def show_plan(command: ShowPlan, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the coming weeks of the plan, and its total."""
    team, _ = await facilitator_of(uow, origin, command)
    return [Say(await _shown("plan", uow, team, origin))]


async def plan_every_week_left(
    command: PlanEveryWeekLeft, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Give every week that is not closed the same amount."""
    team, _ = await facilitator_of(uow, origin, command)
    amount = team.settings.unit.minor(command.amount)
    done, left = await _split(uow, team, origin)
    if not left:
        raise Refusal("plan-over")
    return await _changed(uow, team, origin, done, with_amount_left(left, left[0].week, amount))


async def plan_total(command: PlanTotal, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Spread a total over so many months or weeks from now, or over the weeks left."""
    team, _ = await facilitator_of(uow, origin, command)
    total = team.settings.unit.minor(command.total)
    done, left = await _split(uow, team, origin)
    current = week_at(origin.now, team.settings.timezone)
    start = left[0].week if left else max([current, *(row.week + 1 for row in done)])
    weeks = len(left) if command.weeks is None else command.weeks
    if command.months is not None:
        if not 0 < command.months <= LONGEST_MONTHS:
            raise Refusal("plan-months", most=LONGEST_MONTHS)
        weeks = weeks_of_months(start, command.months)
    if weeks < 1:
        raise Refusal("plan-over")
    known = {row.week: row for row in left}
    spread = tuple(
        replace(row, note=known[row.week].note, deficit=known[row.week].deficit)
        if row.week in known
        else row
        for row in over(start, weeks, total)
    )
    return await _changed(uow, team, origin, done, spread)


async def plan_week(command: PlanWeek, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give one week another amount, with a note; a week beyond the plan extends it."""
    team, _ = await facilitator_of(uow, origin, command)
    amount = team.settings.unit.minor(command.amount)
    note = names.clean(command.note, NOTE_LENGTH)
    before = await _open_week(uow, team, command.week, origin)
    await uow.plans.put(team.id, replace(before, amount=amount, note=note))
    shown = text("plan-note", note=note) if note else ""
    said = text("plan-week-set", week=command.week, amount=_amount(amount, team), note=shown)
    return [Say(said)]


async def plan_deficit(command: PlanDeficit, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Let one week go below zero, so far: holidays that the weeks around them make up for."""
    team, _ = await facilitator_of(uow, origin, command)
    deficit = team.settings.unit.minor(command.amount)
    before = await _open_week(uow, team, command.week, origin)
    await uow.plans.put(team.id, replace(before, deficit=deficit))
    return [Say(text("plan-deficit-set", week=command.week, deficit=_amount(deficit, team)))]


async def mark_holidays(command: MarkHolidays, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note holidays in the weeks left, with another amount or a deficit if one is named."""
    team, _ = await facilitator_of(uow, origin, command)
    unit = team.settings.unit
    amount = None if command.amount is None else unit.minor(command.amount)
    deficit = None if command.deficit is None else unit.minor(command.deficit)
    done, left = await _split(uow, team, origin)
    days = {day.week: names.clean(day.note, NOTE_LENGTH) for day in command.days}
    touched = [row.week for row in left if row.week in days]
    if not touched:
        raise Refusal("plan-no-holidays")
    changed = marked(left, days, left[0].week, amount, deficit)
    await uow.plans.replace(team.id, [*done, *changed])
    rows = tuple(_row(team, row) for row in changed if row.week in days)
    listed = Table("plan-row", _COLUMNS, rows, titles=_TITLES)
    return [Say(text("plan-marked", team=team.name, weeks=listed, count=len(rows)))]


async def replace_plan(command: ReplacePlan, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Put the plan of a file in place of the old one; what is closed stays as it was."""
    team, _ = await facilitator_of(uow, origin, command)
    rows = []
    for row in command.rows:
        try:
            amount = team.settings.unit.minor(row.amount)
        except Refusal as refusal:
            why = text(f"refusal-{refusal.key}", **refusal.args_by_name)
            raise Refusal("plan-row", row=row.number, why=why) from None
        rows.append(PlannedWeek(row.week, amount, names.clean(row.note, NOTE_LENGTH)))
    closed = await closed_weeks_of(uow, team)
    before = await uow.plans.of(team.id)
    plan = checked(rows, {row.week: row for row in before if row.week in closed})
    return await _changed(uow, team, origin, (), plan)


async def _split(
    uow: UnitOfWork, team: Team, origin: Origin
) -> tuple[tuple[PlannedWeek, ...], tuple[PlannedWeek, ...]]:
    """Tell apart the plan's weeks that are closed or past, and those that are left."""
    current = week_at(origin.now, team.settings.timezone)
    closed = await closed_weeks_of(uow, team)
    standing = await uow.rounds.open_round(team.id)
    since = min(current, standing.first_week) if standing else current
    plan = await uow.plans.of(team.id)
    left = tuple(row for row in plan if row.week >= since and row.week not in closed)
    return tuple(row for row in plan if row not in left), left


async def _changed(
    uow: UnitOfWork,
    team: Team,
    origin: Origin,
    done: tuple[PlannedWeek, ...],
    left: tuple[PlannedWeek, ...],
) -> list[Say]:
    """Store another plan, and show what is to come."""
    known = {row.week for row in left}
    changed = checked([*(row for row in done if row.week not in known), *left], {})
    await uow.plans.replace(team.id, changed)
    return [Say(await _shown("plan-changed", uow, team, origin))]


async def _open_week(uow: UnitOfWork, team: Team, week: Week, origin: Origin) -> PlannedWeek:
    """Find what the plan says of a week that is not closed; a week beyond the plan is new.

    A week before this one can be changed where the plan has it, and never added.
    """
    if week in await closed_weeks_of(uow, team):
        raise Refusal("plan-week-closed", week=week)
    plan = await uow.plans.of(team.id)
    current = week_at(origin.now, team.settings.timezone)
    found = next((row for row in plan if row.week == week), None)
    if found is None and week < current:
        raise Refusal("plan-week-past", week=week, current=current)
    found = found or PlannedWeek(week, 0)
    checked([*(row for row in plan if row.week != week), found], {})
    return found


async def closed_weeks_of(uow: UnitOfWork, team: Team) -> Collection[Week]:
    """List the weeks that closed rounds settled: what the plan gave them stays."""
    return {
        round_.first_week + shift
        for round_ in await uow.rounds.all(team.id)
        if round_.closed_at is not None
        for shift in range(round_.weeks)
    }


async def _shown(key: str, uow: UnitOfWork, team: Team, origin: Origin) -> Text:
    """Show the weeks that no closed round has settled yet."""
    plan = await uow.plans.of(team.id)
    closed = await closed_weeks_of(uow, team)
    current = week_at(origin.now, team.settings.timezone)
    coming = [week for week in plan if week.week >= current and week.week not in closed]
    rows = tuple(_row(team, week) for week in coming[:WEEKS_SHOWN])
    return text(
        key,
        team=team.name,
        weeks=Table("plan-row", _COLUMNS, rows, titles=_TITLES),
        source=source_said(team.settings.source),
        count=len(coming),
        more=lines(
            text("plan-more", count=len(coming) - WEEKS_SHOWN, last=plan[-1].week)
            if len(coming) > WEEKS_SHOWN
            else None
        ),
        total=_amount(sum(week.amount for week in coming), team),
        last=plan[-1].week if plan else current,
    )


def _row(team: Team, row: PlannedWeek) -> tuple[object, ...]:
    deficit = text("plan-deficit", deficit=_amount(row.deficit, team)) if row.deficit else ""
    note = text("plan-note", note=row.note) if row.note else ""
    return row.week, _amount(row.amount, team), deficit, note


_COLUMNS = ("week", "amount", "deficit", "note")
_TITLES = ("title-week", "title-amount", "title-deficit", "title-note")


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
