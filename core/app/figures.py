"""The figures people see: each computed here once, from the book, the plan and the closes."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.app.access import facilitator_of, member_of, the_open_round
from core.app.commands import Me, ShowBudget, ShowHistory, ShowStatus
from core.app.ports import Origin, UnitOfWork
from core.app.posting import reachable
from core.app.says import Say, Table, Text, WeekDrawn, WeeksChart, When, lines, text
from core.app.summary import listed
from core.domain.book import POOL, member_account
from core.domain.calendar import Week, week_at
from core.domain.declaration import Answer
from core.domain.money import Amount
from core.domain.plan import PlannedWeek
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

WEEKS_SHOWN = 12
FEWEST_DRAWN = 2
"""Closed weeks from which on there is something to see in a picture of them."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A team's budget at a moment, in minor units.

    `left_planned` is what the plan holds for weeks after this one; `pace` the mean of the last
    eight weeks' awards, None before the first close; `at_end` what remains at the plan's end at
    that pace.
    """

    week: Week
    planned: int
    note: str
    carried: int
    declared: int
    answers: int
    weeks_left: int
    left_planned: int
    last_week: Week | None
    pace: int | None
    at_end: int | None
    open: bool

    @property
    def available(self) -> int:
        """Plan of the week plus what was carried over."""
        return self.planned + self.carried


async def budget_of(uow: UnitOfWork, team: Team, week: Week) -> Budget:
    """Compute the budget as it stands in a week: of its open round, or the one to come."""
    plan = await uow.plans.of(team.id)
    open_round = await uow.rounds.open_round(team.id)
    closings = await uow.rounds.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    current = open_round.week if open_round else _following(rounds, week)
    planned = next((p for p in plan if p.week == current), PlannedWeek(current, 0))
    closed = {round_.week for round_ in rounds if round_.id in closings}
    left = [p for p in plan if p.week > current and p.week not in closed]
    carried = await uow.book.balance(team.id, POOL)
    claims = await uow.rounds.claims(open_round.id) if open_round else ()
    declared = sum(claim for _, answer, claim in claims if answer is Answer.DECLARED)
    asked = [r for r in rounds if r.id in closings and not r.missed][-8:]
    pace = round(sum(closings[r.id].granted for r in asked) / len(asked)) if asked else None
    left_planned = sum(p.amount for p in left)
    at_end = None
    if pace is not None:
        at_end = carried + planned.amount + left_planned - pace * (len(left) + 1)
    return Budget(
        current,
        planned.amount,
        planned.note,
        carried,
        declared,
        sum(answer is not Answer.WITHDRAWN for _, answer, _ in claims),
        len(left),
        left_planned,
        plan[-1].week if plan else None,
        pace,
        at_end,
        open_round is not None,
    )


async def show_budget(command: ShowBudget, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Say how the week and the plan stand."""
    team, _ = await member_of(uow, origin, command)
    budget = await budget_of(uow, team, week_at(origin.now, team.settings.timezone))
    return [Say(budget_text(team, budget))]


def budget_text(team: Team, budget: Budget) -> Text:
    """Put a budget in words."""
    return text(
        "budget",
        team=team.name,
        week=budget.week,
        figures=_budget_figures(team, budget),
        declared=lines(
            text(
                "budget-declared",
                declared=_amount(budget.declared, team),
                count=budget.answers,
                left=_amount(budget.available - budget.declared, team),
                sign="short" if budget.declared > budget.available else "left",
                missing=_amount(budget.declared - budget.available, team),
            )
            if budget.open
            else None
        ),
        plan=lines(
            text(
                "budget-plan",
                count=budget.weeks_left,
                left=_amount(budget.left_planned, team),
                last=budget.last_week,
            )
            if budget.weeks_left
            else text("budget-plan-over"),
            text(
                "budget-forecast",
                pace=_amount(budget.pace, team),
                end=_amount(budget.at_end, team),
                sign="short" if budget.at_end < 0 else "left",
                missing=_amount(-budget.at_end, team),
            )
            if budget.pace is not None and budget.at_end is not None
            else None,
        ),
    )


def _budget_figures(team: Team, budget: Budget) -> Table:
    note = text("budget-note", note=budget.note) if budget.note else ""
    rows = (
        (text("budget-planned"), _amount(budget.planned, team), note),
        (text("budget-carried"), _amount(budget.carried, team), ""),
        (text("budget-available"), _amount(budget.available, team), ""),
    )
    titles = ("title-budget", "title-amount", "title-note")
    return Table("budget-row", ("what", "amount", "note"), rows, titles=titles)


@dataclass(frozen=True, slots=True)
class ClosedWeek:
    """The figures of one closed week, in minor units; `missed` if nobody was asked."""

    week: Week
    available: int
    claimed: int
    granted: int
    left: int
    missed: bool


async def closed_weeks(uow: UnitOfWork, team: Team) -> list[ClosedWeek]:
    """List a team's closed weeks, the latest last."""
    closings = await uow.rounds.closings(team.id)
    return [
        ClosedWeek(
            r.week,
            closing.planned + closing.carried,
            closing.claimed,
            closing.granted,
            closing.left,
            r.missed,
        )
        for r in await uow.rounds.all(team.id)
        if (closing := closings.get(r.id)) is not None
    ]


async def show_history(command: ShowHistory, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the weeks so far, the latest last."""
    team, _ = await member_of(uow, origin, command)
    weeks = await closed_weeks(uow, team)
    if not weeks:
        raise Refusal("no-closed-week")
    rows = tuple(
        (
            one.week,
            _amount(one.claimed, team),
            _amount(one.granted, team),
            _amount(one.left, team),
            "yes" if one.missed else "no",
        )
        for one in weeks[-WEEKS_SHOWN:]
    )
    table = Table("history-row", ("week", "claimed", "granted", "left", "missed"), rows)
    total = sum(one.granted for one in weeks)
    return [
        Say(
            text(
                "history",
                team=team.name,
                weeks=table,
                total=_amount(total, team),
                count=len(weeks),
                shown=len(rows),
            ),
            picture=weeks_chart(team, weeks) if len(weeks) >= FEWEST_DRAWN else None,
        )
    ]


def weeks_chart(team: Team, weeks: Sequence[ClosedWeek]) -> WeeksChart:
    """Choose what a picture of the last weeks shows."""
    return WeeksChart(
        team.name,
        team.settings.unit,
        tuple(
            WeekDrawn(one.week, one.available, one.claimed, one.granted, one.left)
            for one in weeks[-WEEKS_SHOWN:]
        ),
    )


async def me(command: Me, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show a member their own weeks and the balance of their account in the book."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    weeks = await uow.rounds.of_member(member.id)
    rows = tuple(
        (
            round_.week,
            _amount(declaration.claim, team),
            _amount(award or 0, team),
            _my_state(round_, declaration.answer),
        )
        for round_, declaration, award in weeks[-WEEKS_SHOWN:]
    )
    balance = await uow.book.balance(team.id, member_account(member.id))
    return [
        Say(
            text(
                "me",
                name=member.name,
                team=team.name,
                weeks=Table("me-row", ("week", "claim", "award", "state"), rows)
                if rows
                else text("me-nothing"),
                balance=_amount(balance, team),
            )
        )
    ]


async def show_status(command: ShowStatus, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Say who has answered and who has not, and whom the bot cannot reach; never amounts."""
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    members = [member for member in await uow.teams.members(team.id) if member.asked]
    accounts = await uow.people.accounts({member.person_id for member in members})
    answers = {member_id: answer for member_id, answer, _ in await uow.rounds.claims(round_.id)}
    answered = [m for m in members if answers.get(m.id, Answer.WITHDRAWN) is not Answer.WITHDRAWN]
    waiting = [m for m in members if m not in answered]
    cut_off = [m for m in members if reachable(accounts.get(m.person_id, ())) is None]
    doubtful = await _doubtful(uow, round_, members)
    return [
        Say(
            text(
                "status",
                week=round_.week,
                until=When(round_.closes_at, team.settings.timezone),
                answered=len(answered),
                asked=len(members),
                bar=_bar(len(answered), len(members)),
                names=lines(
                    _named("status-answered", answered),
                    _named("status-waiting", waiting),
                    _named("status-cut-off", cut_off),
                    _named("status-doubtful", doubtful),
                ),
            )
        )
    ]


async def _doubtful(uow: UnitOfWork, round_: Round, members: Sequence[Member]) -> list[Member]:
    """Find members whose prompt left without anybody knowing whether it arrived."""
    unknown = {
        delivery.key.rsplit(":", 1)[-1]
        for delivery in await uow.outbox.undelivered(f"prompt:{round_.id}:%")
        if delivery.state == "unknown"
    }
    return [member for member in members if str(member.id) in unknown]


def _named(key: str, members: Sequence[Member]) -> Text | None:
    return listed(key, [member.name for member in members])


def _bar(done: int, total: int, width: int = 10) -> str:
    filled = round(width * done / total) if total else 0
    return "▰" * filled + "▱" * (width - filled)


def _my_state(round_: Round, answer: Answer) -> str:
    if answer is not Answer.DECLARED:
        return answer.value
    return "open" if round_.is_open else "closed"


def _following(rounds: Sequence[Round], week: Week) -> Week:
    """Name the week the budget speaks of when no round is open: the next one to be asked."""
    done = {round_.week for round_ in rounds}
    while week in done:
        week = week + 1
    return week


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
