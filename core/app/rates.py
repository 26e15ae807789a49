"""Indicative rates: of projects, the base, supplements, units of time."""

from dataclasses import replace

from core.app.access import facilitator_of
from core.app.commands import SetRate, ShowProjects, ShowRates
from core.app.ports import Origin, UnitOfWork
from core.app.projects import existing_project, show_projects
from core.app.says import Say, text
from core.domain.money import Amount
from core.domain.refusal import Refusal


async def show_rates(command: ShowRates, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List them."""
    return await show_projects(ShowProjects(team=command.team), origin, uow)


async def set_rate(command: SetRate, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Name the indicative hourly rate of a project."""
    team, _ = await facilitator_of(uow, origin, command)
    project = await existing_project(uow, team, command.name)
    rate = team.settings.unit.minor(command.amount)
    if rate == 0:
        raise Refusal("amount-form", said=command.amount)
    await uow.teams.change_project(replace(project, rate=rate))
    shown = Amount(rate, team.settings.unit)
    return [Say(text("rate-set", project=project.name, rate=shown))]
