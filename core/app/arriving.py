"""Arriving in a team: its charter, what is private there, the name one is shown by."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.app.access import member_of
from core.app.commands import AcceptCharter, Command, Keep, SetName, ShowCharter
from core.app.ports import Origin, UnitOfWork
from core.app.says import Option, Passage, Private, Say, Text, text
from core.domain import lookalikes, names
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team


async def set_name(command: SetName, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Choose the name one is shown by in a team: no other there is, or looks like, it."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    name = names.clean(command.name.removeprefix("@"))
    if not names.fold(name):
        raise Refusal("usage-name")
    if lookalikes.claims_role(name):
        raise Refusal("name-role", name=name)
    others = [other.name for other in await uow.teams.members(team.id) if other.id != member.id]
    if lookalikes.alike(name, others):
        raise Refusal("name-taken", name=name, team=team.name)
    await uow.teams.change_member(replace(member, name=name))
    await uow.rights.rename(team.id, member.name, name)
    return [Say(text("name-set", name=name, team=team.name))]


def what_is_private(team: Team) -> Text:
    """Say in two lines what only oneself sees, and what the whole team does."""
    before = "total"
    if team.settings.private_until_close:
        before = "nothing"
    elif team.settings.show_amounts:
        before = "amounts"
    return text("what-is-private", before=before)


def charter_on_joining(team: Team, member: Member) -> list[Say]:
    """Show the charter to somebody who comes in, unless there is none or they accepted it.

    Said to the person: whoever comes in for the first time was nobody when they spoke.
    """
    if member.bound_by(team):
        return []
    shown = text("charter-join", team=team.name, charter=Passage(team.settings.charter))
    return [Say(shown, Private(member.person_id), (_accepting(team),))]


def charter_first(
    team: Team, member: Member, then: Command, round_: Round | None = None
) -> list[Say]:
    """Ask to accept the charter before something counts; it waits behind the button.

    Nothing where there is no charter, or they accepted the one there is.
    """
    if member.bound_by(team):
        return []
    accepting = _accepting(team, replace(then, team=team.id), round_.id if round_ else None)
    asked = text(
        "charter-first",
        team=team.name,
        charter=Passage(team.settings.charter),
        changed="no" if member.charter_at is None else "yes",
    )
    later = Option(text("button-later"), Keep(team=team.id))
    return [Say(asked, options=(accepting, later), question=True)]


async def charter_changed(uow: UnitOfWork, team: Team, now: datetime) -> datetime:
    """Say when a charter that is replaced now changed: after everybody who accepted the old one."""
    accepted = [member.charter_at for member in await uow.teams.members(team.id)]
    return max([now, *(at + timedelta(milliseconds=1) for at in accepted if at is not None)])


async def show_charter(command: ShowCharter, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the charter, with the button for who has not accepted it."""
    team, member = await member_of(uow, origin, command)
    if not team.settings.charter:
        raise Refusal("charter-none", team=team.name)
    waiting = origin.private and not member.bound_by(team)
    shown = text(
        "charter",
        team=team.name,
        charter=Passage(team.settings.charter),
        state="waiting" if waiting else "accepted" if member.bound_by(team) else "shown",
    )
    return [Say(shown, options=(_accepting(team),) if waiting else ())]


async def accept_charter(
    command: AcceptCharter, origin: Origin, uow: UnitOfWork
) -> tuple[list[Say], Command | None]:
    """Note that somebody accepts the charter; also give what they said before: it counts now.

    A button under a charter that has changed since accepts nothing: the new one is shown.
    """
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    waiting = command if command.then else await _waiting(uow, team, member) or command
    then = waiting.then
    if not team.settings.charter and then is None:
        raise Refusal("charter-none", team=team.name)
    says: list[Say] = []
    if not member.bound_by(team):
        if command.shown is not None and command.shown != _since(team):
            return _shown_again(team, member, waiting), None
        accepted_at = max(origin.now, _since(team))
        await uow.teams.change_member(replace(member, charter_at=accepted_at))
        says = [Say(text("charter-accepted", name=member.name, team=team.name))]
    elif then is None:
        raise Refusal("charter-accepted")
    await uow.prompts.end_questions(member.person_id, origin.now)
    if waiting.round_id is not None and not await uow.rounds.is_open(waiting.round_id):
        return [*says, Say(text("refusal-charter-late"), notice=not says)], None
    return says, then


async def _waiting(uow: UnitOfWork, team: Team, member: Member) -> AcceptCharter | None:
    """Find what somebody said that waits for the charter to be accepted."""
    for option in await uow.prompts.standing_question(member.person_id):
        if isinstance(option.command, AcceptCharter) and option.command.team == team.id:
            return option.command
    return None


def _shown_again(team: Team, member: Member, waiting: AcceptCharter) -> list[Say]:
    again = replace(waiting, team=team.id, shown=_since(team))
    says = charter_on_joining(team, member)
    button = Option(text("button-accept"), again)
    return [replace(say, options=(button,)) for say in says]


def _accepting(team: Team, then: Command | None = None, round_id: int | None = None) -> Option:
    accept = AcceptCharter(team=team.id, shown=_since(team), then=then, round_id=round_id)
    return Option(text("button-accept"), accept)


def _since(team: Team) -> datetime:
    return team.charter_at or team.created_at
