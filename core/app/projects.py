"""Projects and their indicative hourly rates, and who may know of which."""

from collections.abc import Sequence
from dataclasses import replace

from core.app.access import facilitator_of, member_of
from core.app.commands import AddProject, CloseProject, ShowProjects
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, Table, text
from core.domain import names
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Member, Project, Team

_ADDED = "act-project-add"
"""What `core.app.acts` notes where somebody who looks after the team adds a project."""


async def show_projects(command: ShowProjects, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the projects members may declare for, with their rates."""
    team, member = await member_of(uow, origin, command)
    seen = await seen_projects(uow, team, member if origin.private else None)
    current = [project for project in seen if not project.closed]
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
    """Add a project, or take a closed one up again; one that is only some members' becomes all's.

    To refuse that one as known would tell that somebody declared for it.
    """
    team, _ = await facilitator_of(uow, origin, command)
    name = names.clean(command.name)
    found = _named(await uow.teams.projects(team.id), name)
    if found is None:
        found = await uow.teams.add_project(team.id, name)
    elif found.closed:
        await uow.teams.change_project(replace(found, closed=False))
    elif found in await seen_projects(uow, team, None):
        raise Refusal("project-exists", project=found.name)
    return [Say(text("project-added", project=found.name))]


async def close_project(command: CloseProject, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a project off the list; adding it takes it up again."""
    team, member = await facilitator_of(uow, origin, command)
    project = await existing_project(uow, team, member, command.name)
    await uow.teams.change_project(replace(project, closed=True))
    return [Say(text("project-closed", project=project.name))]


def _named(projects: Sequence[Project], name: str) -> Project | None:
    wanted = names.fold(name)
    return next((one for one in projects if names.fold(one.name) == wanted), None)


async def existing_project(uow: UnitOfWork, team: Team, member: Member, name: str) -> Project:
    """Find a project that is not closed and that a member may know of. Raises `Refusal`."""
    project = _named(await seen_projects(uow, team, member), name)
    if project is None or project.closed:
        raise Refusal("project-unknown", said=name)
    return project


async def seen_projects(uow: UnitOfWork, team: Team, member: Member | None) -> Sequence[Project]:
    """List the projects a member may know of, closed ones too; without one, what all may.

    Where a team keeps its declarations private until the close, a project that only those of the
    open round named would tell what they say: until then it is there for who named it. What was
    also added or set up by who looks after the team was known before.
    """
    projects = await uow.teams.projects(team.id)
    round_ = await uow.rounds.open_round(team.id)
    if round_ is None or not round_.is_open or not team.settings.private_until_close:
        return projects
    new = await uow.rounds.named_first(round_)
    if not new:
        return projects
    acts = await uow.talk.acts_of(team.id, _ADDED)
    added = {names.fold(str(act.text.args["project"])) for act in acts}

    def known(one: Project) -> bool:
        mine = member is not None and member.id in new.get(one.id, ())
        set_up = one.rate is not None or one.envelope is not None or one.keeper is not None
        return one.id not in new or mine or set_up or names.fold(one.name) in added

    return [project for project in projects if known(project)]
