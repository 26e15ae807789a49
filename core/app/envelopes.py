"""Envelopes: a project's own budget inside the plan, and who looks after it."""

from collections.abc import Collection
from dataclasses import replace

from core.app.access import facilitator_of
from core.app.commands import SetEnvelope, SetKeeper
from core.app.membership import named_member
from core.app.planning import closed_weeks_of
from core.app.ports import Origin, UnitOfWork
from core.app.projects import existing_project
from core.app.says import Percent, Private, Say, text
from core.domain.book import PLAN, Kind, moved, project_account
from core.domain.calendar import week_at
from core.domain.money import Amount
from core.domain.plan import set_aside
from core.domain.refusal import Refusal
from core.domain.settlement import PERCENT
from core.domain.team import Member, Project, Team

WARN_AT = (100, 80)
"""Percent of an envelope spent at which who looks after it is told."""


async def set_envelope(command: SetEnvelope, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give a project a budget of its own, out of the plan's weeks left; less gives back."""
    team, author = await facilitator_of(uow, origin, command)
    project = await existing_project(uow, team, author, command.name)
    amount = team.settings.unit.minor(command.amount)
    holds = await uow.book.balance(team.id, project_account(project.id))
    spent = (project.envelope or 0) - holds
    if amount < spent:
        raise Refusal("envelope-spent", project=project.name, spent=_amount(spent, team))
    more = amount - (project.envelope or 0)
    week = week_at(origin.now, team.settings.timezone)
    closed = await closed_weeks_of(uow, team)
    plan = await uow.plans.of(team.id)
    left = tuple(row for row in plan if row.week not in closed)
    changed = set_aside(left, week, more)
    await uow.plans.replace(team.id, [*(row for row in plan if row.week in closed), *changed])
    if more:
        number = await uow.book.next_number(team.id, Kind.ENVELOPE, week)
        account = project_account(project.id)
        entry = moved(Kind.ENVELOPE, week, PLAN, account, more, number)
        await uow.book.append(team.id, [entry], origin.now)
    await uow.teams.change_project(replace(project, envelope=amount or None))
    said = text(
        "envelope-set",
        project=project.name,
        amount=_amount(amount, team),
        holds=_amount(holds + more, team),
    )
    return [Say(said if amount else text("envelope-ended", project=project.name))]


async def set_keeper(command: SetKeeper, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Name who looks after a project's budget, and is told when it runs low."""
    team, author = await facilitator_of(uow, origin, command)
    project = await existing_project(uow, team, author, command.name)
    member = await named_member(uow, team, command.member)
    await uow.teams.change_project(replace(project, keeper=member.id))
    return [Say(text("keeper-set", project=project.name, name=member.name))]


async def warnings(uow: UnitOfWork, team: Team, drawn_on: Collection[int]) -> list[Say]:
    """Tell who looks after an envelope that it is at 80 or at 100 percent, once each.

    Where nobody does, those who facilitate the team are told.
    """
    if not drawn_on:
        return []
    members = await uow.teams.members(team.id)
    says = []
    for project in await uow.teams.projects(team.id):
        if project.id not in drawn_on or not project.envelope:
            continue
        holds = await uow.book.balance(team.id, project_account(project.id))
        spent = project.envelope - holds
        reached = next((p for p in WARN_AT if spent * PERCENT >= p * project.envelope), None)
        if reached is not None:
            told = text(
                "envelope-low",
                project=project.name,
                part=Percent(spent, project.envelope),
                holds=_amount(holds, team),
                envelope=_amount(project.envelope, team),
                all="yes" if reached == PERCENT else "no",
            )
            key = f"envelope:{project.id}:{project.envelope}:{reached}"
            says += [
                Say(told, Private(member.person_id), key=f"{key}:{member.id}")
                for member in _keepers(project, members)
            ]
    return says


def _keepers(project: Project, members: Collection[Member]) -> list[Member]:
    keeper = [member for member in members if member.id == project.keeper and member.active]
    return keeper or [member for member in members if member.active and member.facilitator]


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
