"""The plan, as facilitators see and change it."""

from collections.abc import Mapping

from core.app.access import facilitator_of
from core.app.commands import PlanEveryWeekLeft, PlanWeek, ReplacePlan, ShowPlan
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, Table, Text, lines, text
from core.domain import names
from core.domain.calendar import Week, week_at
from core.domain.money import Amount
from core.domain.plan import PlannedWeek, checked, with_amount_left
from core.domain.refusal import Refusal
from core.domain.team import Team

WEEKS_SHOWN = 12
NOTE_LENGTH = 100


async def show_plan(command: ShowPlan, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the coming weeks of the plan, and its total."""
    team, _ = await facilitator_of(uow, origin, command)
    plan = await uow.plans.of(team.id)
    return [Say(_shown("plan", team, plan, week_at(origin.now, team.settings.timezone)))]


async def plan_every_week_left(
    command: PlanEveryWeekLeft, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Give every week that is not closed the same amount."""
    team, _ = await facilitator_of(uow, origin, command)
    amount = team.settings.unit.minor(command.amount)
    plan = await uow.plans.of(team.id)
    closed = await _closed(uow, team)
    current = week_at(origin.now, team.settings.timezone)
    changed = tuple(
        new if new.week not in closed else old
        for old, new in zip(plan, with_amount_left(plan, current, amount), strict=True)
    )
    weeks = sum(week.week >= current and week.week not in closed for week in plan)
    if not weeks:
        raise Refusal("plan-over")
    await uow.plans.replace(team.id, changed)
    return [Say(_shown("plan-changed", team, changed, current))]


async def plan_week(command: PlanWeek, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give one week another amount, with a note; a week beyond the plan extends it."""
    team, _ = await facilitator_of(uow, origin, command)
    amount = team.settings.unit.minor(command.amount)
    if command.week in await _closed(uow, team):
        raise Refusal("plan-week-closed", week=command.week)
    note = names.clean(command.note, NOTE_LENGTH)
    rows = [p for p in await uow.plans.of(team.id) if p.week != command.week]
    checked([*rows, PlannedWeek(command.week, amount, note)], {})
    await uow.plans.put(team.id, PlannedWeek(command.week, amount, note))
    shown = text("plan-note", note=note) if note else ""
    said = text("plan-week-set", week=command.week, amount=_amount(amount, team), note=shown)
    return [Say(said)]


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
    changed = checked(rows, await _closed(uow, team))
    await uow.plans.replace(team.id, changed)
    current = week_at(origin.now, team.settings.timezone)
    return [Say(_shown("plan-changed", team, changed, current))]


async def _closed(uow: UnitOfWork, team: Team) -> Mapping[Week, int]:
    """Map the closed weeks to what the plan gave each when it closed."""
    closings = await uow.rounds.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    return {round_.week: closings[round_.id].planned for round_ in rounds if round_.id in closings}


def _shown(key: str, team: Team, plan: tuple[PlannedWeek, ...], current: Week) -> Text:
    coming = [week for week in plan if week.week >= current]
    rows = tuple(
        (
            week.week,
            _amount(week.amount, team),
            text("plan-note", note=week.note) if week.note else "",
        )
        for week in coming[:WEEKS_SHOWN]
    )
    return text(
        key,
        team=team.name,
        weeks=Table("plan-row", ("week", "amount", "note"), rows, titles=_TITLES),
        count=len(coming),
        more=lines(
            text("plan-more", count=len(coming) - WEEKS_SHOWN, last=plan[-1].week)
            if len(coming) > WEEKS_SHOWN
            else None
        ),
        total=_amount(sum(week.amount for week in coming), team),
        last=plan[-1].week if plan else current,
    )


_TITLES = ("title-week", "title-amount", "title-note")


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
