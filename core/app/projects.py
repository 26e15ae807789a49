"""Projects and their indicative hourly rates."""

from dataclasses import replace

from core.app.access import facilitator_of, member_of
from core.app.commands import AddProject, CloseProject, ShowProjects
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
    named = {member.id: member.name for member in await uow.teams.members(team.id)}
    rows = tuple(
        (
            project.name,
            text("project-rate", rate=Amount(project.rate, team.settings.unit))
            if project.rate
            else "",
            text("project-envelope", amount=Amount(project.envelope, team.settings.unit))
            if project.envelope
            else "",
            text("project-keeper", name=named[project.keeper]) if project.keeper else "",
        )
        for project in current
    )
    columns = ("name", "rate", "envelope", "keeper")
    listed = Table("project-row", columns, rows) if rows else text("projects-none")
    return [Say(text("projects", team=team.name, projects=listed))]


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
    """Take a project off the list; adding it takes it up again."""
    team, _ = await facilitator_of(uow, origin, command)
    project = await existing_project(uow, team, command.name)
    await uow.teams.change_project(replace(project, closed=True))
    return [Say(text("project-closed", project=project.name))]


async def _find(uow: UnitOfWork, team: Team, name: str) -> Project | None:
    wanted = names.fold(name)
    for project in await uow.teams.projects(team.id):
        if names.fold(project.name) == wanted:
            return project
    return None


async def existing_project(uow: UnitOfWork, team: Team, name: str) -> Project:
    """Find a project that is not closed, by name. Raises `Refusal`."""
    project = await _find(uow, team, name)
    if project is None or project.closed:
        raise Refusal("project-unknown", said=name)
    return project
