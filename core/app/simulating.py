"""The plan to its end under each rule, with the team's own claims asked again."""

from dataclasses import dataclass
from datetime import datetime

from core.app.planning import closed_weeks_of
from core.app.ports import UnitOfWork
from core.domain.book import POOL
from core.domain.calendar import week_at
from core.domain.forecast import Course, Outset, course
from core.domain.refusal import Refusal
from core.domain.settlement import Terms
from core.domain.sharing import AS_DECLARED, RATIONING
from core.domain.team import Team

ROUNDS = 26
"""Past rounds whose claims are asked again: half a year."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """What `simulate` compares: where it begins, and the course under each rule."""

    team: Team
    outset: Outset
    courses: tuple[Course, ...]


async def simulate(uow: UnitOfWork, team: Team, now: datetime) -> Simulation:
    """Play the plan's weeks to come under every rule. Raises `Refusal` without history or plan."""
    settings = team.settings
    rounds = [r for r in await uow.rounds.all(team.id) if r.closed_at and not r.missed][-ROUNDS:]
    history = tuple(
        [tuple([award.claim for award in await uow.settled.awards(r.id)]) for r in rounds]
    )
    closed = await closed_weeks_of(uow, team)
    current = week_at(now, settings.timezone)
    plan = await uow.plans.of(team.id)
    coming = tuple(row for row in plan if row.week >= current and row.week not in closed)
    if not any(history):
        raise Refusal("no-closed-week")
    if not coming:
        raise Refusal("plan-over")
    outset = Outset(
        await uow.book.balance(team.id, POOL),
        coming,
        history,
        sum(cost.amount for cost in await uow.teams.fixed_costs(team.id)),
        settings.limits.commons,
        settings.carry_over,
        weeks=rounds[-1].weeks,
    )
    terms = [
        Terms(AS_DECLARED, settings.fallback, settings.max_deficit),
        *(Terms(rule) for rule in RATIONING),
    ]
    return Simulation(team, outset, tuple(course(outset, one) for one in terms))
