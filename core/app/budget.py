"""The budget as it stands: this week, the plan to its end, and how people claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.app.access import member_of
from core.app.buckets.aside import Taken, aside_said, taken_of
from core.app.commands import ShowBudget
from core.app.history import granted_today
from core.app.means import means_of, told_apart
from core.app.ports import Origin, UnitOfWork
from core.app.records import Closing, Correction
from core.app.says import Lines, Say, Table, Text, Weeks, lines, text
from core.app.summary import projects_table, raises_said, source_said
from core.app.weekly import first_week_of
from core.domain.book import project_account
from core.domain.calendar import Week, week_at
from core.domain.declaration import Answer
from core.domain.forecast import PACE_WEEKS, Forecast, at_pace
from core.domain.money import Amount
from core.domain.round import Round
from core.domain.settlement import Means, by_project
from core.domain.sharing import Award, Reason
from core.domain.team import Team


@dataclass(frozen=True, slots=True)
class Habits:
    """How a team claims against its budget, over its closed rounds; in minor units.

    `under` rounds asked for less than there was, `unclaimed` together; `over` ones for more, by
    `missing`.
    """

    rounds: int
    under: int
    unclaimed: int
    over: int
    missing: int


@dataclass(frozen=True, slots=True)
class Budget:
    """A team's budget at a moment, in minor units.

    `since` to `week` are the weeks of the open round, or of the one to come. `granted` is all that
    was ever awarded, corrections included; `left_planned` what the plan holds for weeks after this
    one; `forecast` goes at the pace of the last weeks, None before the first close. What was
    `declared` is `hidden` until the close where the team keeps it private.
    """

    since: Week
    week: Week
    note: str
    means: Means
    taken: Taken
    declared: int
    answers: int
    granted: int
    weeks_left: int
    left_planned: int
    last_week: Week | None
    forecast: Forecast | None
    habits: Habits
    open: bool
    hidden: bool


async def budget_of(uow: UnitOfWork, team: Team, now_week: Week) -> Budget:
    """Compute the budget as it stands in a week."""
    plan = await uow.plans.of(team.id)
    open_round = await uow.rounds.open_round(team.id)
    closings = await uow.settled.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    corrections = await uow.settled.corrections(team.id)
    week = open_round.week if open_round else _following(team, rounds, now_week)
    since = open_round.first_week if open_round else await first_week_of(uow, team, week) or week
    planned = await uow.plans.released(team.id, since, week)
    means = await told_apart(uow, team, await means_of(uow, team, since, week))
    covered = {r.first_week + n for r in rounds if r.id in closings for n in range(r.weeks)}
    left = [p for p in plan if p.week > week and p.week not in covered]
    claims = await uow.rounds.claims(open_round.id) if open_round else ()
    totals = await totals_by_round(uow, rounds, closings, corrections)
    forecast = None
    asked = [r for r in rounds if r.id in closings and not r.missed][-PACE_WEEKS:]
    if asked:
        pace = round(sum(totals[r.id][1] for r in asked) / sum(r.weeks for r in asked))
        coming = [p for p in plan if since <= p.week <= week] + left
        costs = sum(cost.amount for cost in await uow.teams.fixed_costs(team.id))
        forecast = at_pace(means.pool, coming, costs, pace)
    return Budget(
        since,
        week,
        planned.note,
        means,
        await taken_of(uow, team, week),
        sum(claim for _, answer, claim in claims if answer is Answer.DECLARED),
        sum(answer is not Answer.WITHDRAWN for _, answer, _ in claims),
        sum(granted for _, granted in totals.values()),
        len(left),
        sum(p.amount for p in left),
        plan[-1].week if plan else None,
        forecast,
        _habits([closings[r.id] for r in rounds if r.id in closings and not r.missed]),
        open_round is not None,
        open_round is not None and open_round.is_open and team.settings.private_until_close,
    )


async def totals_by_round(
    uow: UnitOfWork,
    rounds: Sequence[Round],
    closings: Mapping[int, Closing],
    corrections: Sequence[Correction],
) -> dict[int, tuple[int, int]]:
    """Map closed rounds to what was claimed and granted in all, corrections included."""
    corrected = {one.round_id for one in corrections}
    totals = {
        r.id: (closings[r.id].claimed, closings[r.id].granted) for r in rounds if r.id in closings
    }
    for round_id in corrected:
        awards = await uow.settled.awards(round_id)
        today = granted_today(round_id, awards, (), corrections)
        claimed = sum(one.claim for one in today.values())
        totals[round_id] = (claimed, sum(one.award for one in today.values()))
    return totals


def _habits(closings: Sequence[Closing]) -> Habits:
    rest = [closing.means.available - (closing.claimed - closing.drawn) for closing in closings]
    return Habits(
        len(rest),
        sum(one > 0 for one in rest),
        sum(one for one in rest if one > 0),
        sum(one < 0 for one in rest),
        -sum(one for one in rest if one < 0),
    )


async def show_budget(command: ShowBudget, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Say how the week and the plan stand."""
    team, _ = await member_of(uow, origin, command)
    budget = await budget_of(uow, team, week_at(origin.now, team.settings.timezone))
    named = {m.id: m.name for m in await uow.teams.members(team.id) if m.active}
    return [
        Say(
            text(
                "budget",
                team=team.name,
                week=Weeks(budget.since, budget.week),
                figures=_figures(team, budget),
                declared=_declared(team, budget),
                plan=_plan(team, budget),
                projects=lines(
                    *(await _projects(uow, team)).texts, *(await aside_said(uow, team)).texts
                ),
                facts=lines(*_facts(team, budget), *await raises_said(uow, team, named)),
            )
        )
    ]


def _figures(team: Team, budget: Budget) -> Table:
    note = text("budget-note", note=budget.note) if budget.note else ""
    means = budget.means
    rows: list[tuple[object, ...]] = [
        (
            text("budget-planned", weeks=budget.week - budget.since + 1),
            _amount(means.planned, team),
            note,
        ),
        (text("budget-carried"), _amount(means.carried + budget.taken.total, team), ""),
    ]
    rows += [
        (text(f"budget-{name}"), _amount(sign * amount, team), "")
        for name, sign in (("income", 1), ("expense", -1), ("fixed", -1), ("commons", -1))
        if (amount := getattr(means, name))
    ]
    rows += [
        (text(f"budget-{name}"), _amount(amount if name == "returned" else -amount, team), "")
        for name, amount in budget.taken.parts
    ]
    rows.append((text("budget-available"), _amount(means.available, team), ""))
    if means.deficit:
        rows.append((text("budget-deficit"), _amount(means.deficit, team), ""))
    titles = ("title-budget", "title-amount", "title-note")
    return Table("budget-row", ("what", "amount", "note"), tuple(rows), titles=titles)


def _declared(team: Team, budget: Budget) -> Lines:
    if budget.hidden:
        return lines(text("budget-declared-hidden", count=budget.answers))
    left = budget.means.to_share - budget.declared
    return lines(
        text(
            "budget-declared",
            declared=_amount(budget.declared, team),
            count=budget.answers,
            left=_amount(left, team),
            sign="short" if left < 0 else "left",
            missing=_amount(-left, team),
        )
        if budget.open
        else None
    )


def _plan(team: Team, budget: Budget) -> Lines:
    forecast = budget.forecast
    return lines(
        text("budget-granted", granted=_amount(budget.granted, team), count=budget.habits.rounds)
        if budget.habits.rounds
        else None,
        text(
            "budget-plan",
            count=budget.weeks_left,
            left=_amount(budget.left_planned, team),
            last=budget.last_week,
            source=source_said(team.settings.source),
        )
        if budget.weeks_left
        else text("budget-plan-over", source=source_said(team.settings.source)),
        text(
            "budget-forecast",
            pace=_amount(forecast.pace, team),
            end=_amount(forecast.at_end, team),
            sign="short" if forecast.at_end < 0 else "left",
            missing=_amount(-forecast.at_end, team),
        )
        if forecast
        else None,
        text("budget-runs-out", week=forecast.runs_out) if forecast and forecast.runs_out else None,
    )


def _facts(team: Team, budget: Budget) -> list[Text]:
    habits = budget.habits
    if not habits.rounds:
        return []
    return [
        text(
            "budget-habits",
            count=habits.rounds,
            under=habits.under,
            unclaimed=_amount(habits.unclaimed, team),
            over=habits.over,
            missing=_amount(habits.missing, team),
        )
    ]


async def _projects(uow: UnitOfWork, team: Team) -> Lines:
    """Say what went to each project so far, and what envelopes still hold."""
    known = {project.id: project for project in await uow.teams.projects(team.id)}
    totals = await granted_by_project(uow, team)
    found: list[Text] = []
    if totals:
        found.append(text("budget-projects", projects=projects_table(team, totals, known)))
    for project in known.values():
        if project.envelope:
            holds = await uow.book.balance(team.id, project_account(project.id))
            found.append(
                text(
                    "budget-envelope",
                    project=project.name,
                    holds=_amount(holds, team),
                    envelope=_amount(project.envelope, team),
                )
            )
    return Lines(tuple(found))


async def granted_by_project(uow: UnitOfWork, team: Team) -> dict[int | None, tuple[int, int]]:
    """Add up claims and awards of all closed rounds by project, where somebody named one."""
    totals: dict[int | None, tuple[int, int]] = {}
    corrections = await uow.settled.corrections(team.id)
    named = await uow.settled.of_projects(team.id)
    for round_id in dict.fromkeys(round_id for round_id, _ in named):
        asked = [ask for of_round, ask in named if of_round == round_id]
        draws = await uow.settled.draws(round_id)
        today = granted_today(round_id, await uow.settled.awards(round_id), draws, corrections)
        awards = {
            who: Award(who, one.claim, one.award, Reason.IN_FULL, one.drawn)
            for who, one in today.items()
        }
        drawn = [draw for one in today.values() for draw in one.draws]
        for project, (claimed, granted) in by_project(asked, awards, drawn).items():
            before = totals.get(project, (0, 0))
            totals[project] = (before[0] + claimed, before[1] + granted)
    totals.pop(None, None)
    return totals


def _following(team: Team, rounds: Sequence[Round], week: Week) -> Week:
    """Name the week the budget speaks of when no round is open: the next one to be asked."""
    done = {round_.week for round_ in rounds}
    week = team.timetable.due(week)
    while week in done:
        week = team.timetable.due(week + 1)
    return week


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
