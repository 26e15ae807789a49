"""Projects and their indicative hourly rates."""

from dataclasses import replace

from core.app.access import facilitator_of, member_of
from core.app.commands import AddProject, CloseProject, SetRate, ShowProjects, ShowRules
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, Table, text
from core.domain import names
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Project, Team


async def show_projects(command: ShowProjects, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the projects members may declare for, with their rates."""
    team, _ = await member_of(uow, origin, command)
    current = [project for project in await uow.teams.projects(team.id) if not project.closed]
    rows = tuple(
        (
            project.name,
            text("project-rate", rate=Amount(project.rate, team.settings.unit))
            if project.rate
            else "",
        )
        for project in current
    )
    listed = Table("project-row", ("name", "rate"), rows) if rows else text("projects-none")
    return [Say(text("projects", team=team.name, projects=listed))]


async def show_rules(command: ShowRules, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Explain how sharing works in this team, in words."""
    team, _ = await member_of(uow, origin, command)
    settings = team.settings
    return [
        Say(
            text(
                "rules",
                team=team.name,
                rule=text(f"rule-{settings.rule.replace('_', '-')}"),
                fallback=text(f"rule-{settings.fallback.replace('_', '-')}")
                if settings.rule == "as_declared"
                else "",
                deficit=Amount(settings.max_deficit, settings.unit),
                carry="yes" if settings.carry_over else "no",
                kind=settings.rule.replace("_", "-"),
            )
        )
    ]


async def add_project(command: AddProject, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Add a project, or take a closed one up again."""
    team, _ = await facilitator_of(uow, origin, command)
    name = names.clean(command.name)
    found = await _find(uow, team, name)
    if found is None:
        found = await uow.teams.add_project(team.id, name)
    elif found.closed:
        await uow.teams.change_project(replace(found, closed=False))
    else:
        raise Refusal("project-exists", project=found.name)
    return [Say(text("project-added", project=found.name))]


async def close_project(command: CloseProject, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a project off the list."""
    team, _ = await facilitator_of(uow, origin, command)
    project = await _existing(uow, team, command.name)
    await uow.teams.change_project(replace(project, closed=True))
    return [Say(text("project-closed", project=project.name))]


async def set_rate(command: SetRate, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Name the indicative hourly rate of a project."""
    team, _ = await facilitator_of(uow, origin, command)
    project = await _existing(uow, team, command.name)
    rate = team.settings.unit.minor(command.amount)
    if rate == 0:
        raise Refusal("amount-form", said=command.amount)
    await uow.teams.change_project(replace(project, rate=rate))
    shown = Amount(rate, team.settings.unit)
    return [Say(text("rate-set", project=project.name, rate=shown))]


async def _find(uow: UnitOfWork, team: Team, name: str) -> Project | None:
    wanted = names.fold(name)
    for project in await uow.teams.projects(team.id):
        if names.fold(project.name) == wanted:
            return project
    return None


async def _existing(uow: UnitOfWork, team: Team, name: str) -> Project:
    project = await _find(uow, team, name)
    if project is None or project.closed:
        raise Refusal("project-unknown", said=name)
    return project
