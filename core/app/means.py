"""What a team has to share in a week: computed here, and nowhere else."""

from collections.abc import Sequence
from dataclasses import replace

from core.app.ports import UnitOfWork
from core.domain.book import EXPENSE, INCOME, POOL, project_account
from core.domain.calendar import Week
from core.domain.round import Round
from core.domain.settlement import Ask, Means, Settlement, commons_of, settle
from core.domain.team import Team


async def means_of(uow: UnitOfWork, team: Team, since: Week, week: Week) -> Means:
    """Compute what there is for the weeks from `since` to `week`, as things stand.

    All that the pool holds counts as carried over: `told_apart` says what of it came and went.
    """
    planned = await uow.plans.released(team.id, since, week)
    pool = await uow.book.balance(team.id, POOL)
    costs = await uow.teams.fixed_costs(team.id)
    fixed = sum(cost.amount for cost in costs) * (week - since + 1)
    commons = commons_of(
        planned.amount, team.settings.limits.commons, planned.amount + pool - fixed
    )
    return Means(planned.amount, pool, fixed=fixed, commons=commons, deficit=planned.deficit)


async def told_apart(uow: UnitOfWork, team: Team, means: Means) -> Means:
    """Tell what was carried over from the income and the expenses since the last close."""
    counted_in, counted_out = await uow.settled.booked(team.id)
    income = -await uow.book.balance(team.id, INCOME) - counted_in
    expense = await uow.book.balance(team.id, EXPENSE) - counted_out
    return replace(means, carried=means.carried - income + expense, income=income, expense=expense)


async def envelopes_of(uow: UnitOfWork, team: Team) -> dict[int, int]:
    """Map each project that has a budget of its own to what it still holds."""
    return {
        project.id: await uow.book.balance(team.id, project_account(project.id))
        for project in await uow.teams.projects(team.id)
        if project.envelope is not None
    }


async def settlement_of(
    uow: UnitOfWork, team: Team, round_: Round, asks: Sequence[Ask]
) -> Settlement:
    """Settle a round on what it asks: what its close would grant now."""
    means = await told_apart(uow, team, await means_of(uow, team, round_.first_week, round_.week))
    envelopes = await envelopes_of(uow, team)
    return settle(asks, envelopes, means, team.settings.terms, round_.week.number)
