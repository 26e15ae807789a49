"""Who is in a team: setting it up, joining, leaving, roles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.app.access import facilitator_of, member_of, next_opening, outside, twice
from core.app.arriving import charter_on_joining, what_is_private
from core.app.asking import prompts
from core.app.commands import (
    Invite,
    Join,
    Leave,
    MakeFacilitator,
    RemoveMember,
    SetLanguage,
    SetUp,
    ShowMembers,
)
from core.app.ports import Origin, UnitOfWork
from core.app.says import Here, Invitation, Names, Private, Say, Table, ToGroup, When, text
from core.app.weekly import plan_wake
from core.domain import lookalikes, names
from core.domain.calendar import Cadence, week_at
from core.domain.money import Amount
from core.domain.plan import even
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import LANGUAGES, Group, Member, Settings, Team


@dataclass(frozen=True, slots=True)
class TeamDefaults:
    """What a new team starts with. `weekly` in minor units of the settings' unit."""

    settings: Settings
    weekly: int
    weeks: int


async def set_up(
    command: SetUp, origin: Origin, uow: UnitOfWork, defaults: TeamDefaults
) -> list[Say]:
    """Make this group a team, and whoever asked its first facilitator; post the invitation."""
    if origin.private:
        raise Refusal("setup-in-group")
    if origin.team is not None:
        raise Refusal("team-exists", team=origin.team.name)
    if not origin.runs_chat:
        raise Refusal("setup-admins-only")
    if (team := await _without_group_here(command, origin, uow)) is not None:
        return await _add_group(team, command, origin, uow)
    name = names.clean(command.name or command.title) or "Semainier"
    settings = defaults.settings
    current = week_at(origin.now, settings.timezone)
    first_week, opens = settings.timetable(current).next_opening(origin.now)
    team = await uow.teams.add(name, settings, uow.mint(), first_week, origin.now)
    group = Group(origin.platform, origin.chat_id, team.id, names.clean(command.title, 200))
    await uow.teams.add_group(group)
    begins = first_week if settings.cadence is Cadence.WEEKLY else current
    await uow.plans.replace(team.id, even(begins, defaults.weeks, defaults.weekly))
    account = origin.account or await uow.people.register(origin, origin.language)
    await _take_in(uow, team, account.person_id, origin, declares=False, facilitator=True)
    await plan_wake(uow, team, origin.now, None)
    return [
        Say(
            text(
                "set-up",
                team=team.name,
                name=names.clean(origin.name),
                weekly=Amount(defaults.weekly, settings.unit),
                weeks=defaults.weeks,
                first=When(opens, settings.timezone),
            ),
            to=ToGroup(team.id),
            options=(_invitation(team),),
            key=f"set-up:{team.id}",
        )
    ]


async def _without_group_here(command: SetUp, origin: Origin, uow: UnitOfWork) -> Team | None:
    """Find the team this group is meant for: one its facilitator has, with no group here yet."""
    wanted = names.fold(command.name)
    found = []
    for part in await uow.teams.memberships(origin.person.id) if origin.person else ():
        team = await uow.teams.get(part.team_id)
        groups = await uow.teams.groups(team.id)
        fits = part.facilitator and wanted in ("", names.fold(team.name))
        if fits and groups and all(group.platform != origin.platform for group in groups):
            found.append(team)
    if len(found) > 1:
        raise Refusal("setup-which", teams=Names(tuple(team.name for team in found)))
    return found[0] if found else None


async def _add_group(team: Team, command: SetUp, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give a team a second group, on another platform: every post goes to both."""
    group = Group(origin.platform, origin.chat_id, team.id, names.clean(command.title, 200))
    await uow.teams.add_group(group)
    return [Say(text("group-added", team=team.name), options=(_invitation(team),))]


async def join(command: Join, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a newcomer (or somebody coming back) into the team of an invitation."""
    if not origin.private:
        raise Refusal("private-only")
    if not command.code:
        return await _hello(origin, uow)
    team = await uow.teams.by_code(command.code)
    if team is None:
        raise Refusal("invitation-unknown")
    return await _welcome(team, origin, uow, origin.chat_id)


async def join_here(origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take whoever asked in a team's group into the team, in the private chat opened with them."""
    if origin.private:
        raise Refusal("join-in-group")
    if origin.team is None:
        raise Refusal("group-without-team")
    if origin.private_chat is None:
        raise Refusal("join-by-link")
    look = Say(text("joined-look", name=names.clean(origin.name)))
    return [look, *await _welcome(origin.team, origin, uow, origin.private_chat)]


async def _welcome(team: Team, origin: Origin, uow: UnitOfWork, chat_id: str) -> list[Say]:
    """Take somebody in, or in again, and tell them in their private chat where things stand."""
    account = origin.account or await uow.people.register(origin, origin.language)
    await uow.people.reached(account, chat_id)
    me = Here() if origin.private else Private(account.person_id)
    member = next(
        (m for m in await uow.teams.members(team.id) if m.person_id == account.person_id), None
    )
    round_ = await uow.rounds.open_round(team.id)
    if member is not None and member.asked:
        already = Say(text("joined-already", team=team.name), me, team_id=team.id)
        charter = charter_on_joining(team, member)
        return [already, *charter, *await _asked(uow, team, round_, member)]
    if member is None:
        member = await _take_in(
            uow, team, account.person_id, origin, declares=True, facilitator=False
        )
    else:
        joined_at = member.joined_at if member.declares else origin.now
        member = replace(member, declares=True, joined_at=joined_at, left_at=None)
        await uow.teams.change_member(member)
        await uow.talk.end_absence(member.id)
    joined = text(
        "joined",
        name=member.name,
        team=team.name,
        private=what_is_private(team),
        open="yes" if round_ else "no",
        next=await next_opening(uow, team, origin.now),
    )
    charter = charter_on_joining(team, member)
    return [Say(joined, me, team_id=team.id), *charter, *await _asked(uow, team, round_, member)]


async def _asked(uow: UnitOfWork, team: Team, round_: Round | None, member: Member) -> list[Say]:
    """Ask somebody who came in (or back) during a round, unless they were asked or answered."""
    if round_ is None or not round_.is_open:
        return []
    if await uow.rounds.current(round_.id, member.id) is not None:
        return []
    return await prompts(uow, team, round_, [member])


async def leave(command: Leave, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Leave a team, after a *yes*; what was declared and granted stays in the book."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    await _keep_a_facilitator(uow, team, member)
    if not command.confirmed:
        return [twice(text("ask-leave", team=team.name), command, team)]
    gone = replace(member, left_at=origin.now, facilitator=False, commission=False)
    await uow.teams.change_member(gone)
    return [Say(text("left", team=team.name))]


async def invite(command: Invite, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give the invitation again."""
    team, _ = await facilitator_of(uow, origin, command)
    return [Say(text("invitation", team=team.name), options=(_invitation(team),))]


async def show_members(command: ShowMembers, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List who is in the team, and in which role."""
    team, _ = await facilitator_of(uow, origin, command)
    present = [member for member in await uow.teams.members(team.id) if member.active]
    rows = tuple((member.name, _role(member)) for member in present)
    listed = text(
        "members", team=team.name, count=len(rows), members=Table("member-row", _ROLE, rows)
    )
    return [Say(listed)]


async def make_facilitator(command: MakeFacilitator, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give the facilitator's role, or take it after a *yes*."""
    team, _ = await facilitator_of(uow, origin, command)
    member = await named_member(uow, team, command.name)
    if member.facilitator == command.add:
        raise Refusal("role-already", name=member.name, has="yes" if command.add else "no")
    if not command.add:
        await _keep_a_facilitator(uow, team, member)
        if not command.confirmed:
            asked = text("ask-role", name=member.name, team=team.name)
            return [twice(asked, replace(command, name=member.name), team)]
    changed = replace(member, facilitator=command.add)
    await uow.teams.change_member(changed)
    key = "facilitator-added" if command.add else "facilitator-removed"
    return [Say(text(key, name=member.name, team=team.name))]


async def remove_member(command: RemoveMember, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take somebody out of the team, after a *yes*.

    The invitation changes, so that the old link is void.
    """
    team, me = await facilitator_of(uow, origin, command)
    member = await named_member(uow, team, command.name)
    if member.id == me.id:
        raise Refusal("remove-yourself")
    if not command.confirmed:
        asked = text("ask-remove", name=member.name, team=team.name)
        return [twice(asked, replace(command, name=member.name), team)]
    gone = replace(member, left_at=origin.now, facilitator=False, commission=False)
    await uow.teams.change_member(gone)
    await uow.teams.change(team, team.settings, invite_code=uow.mint())
    return [Say(text("member-removed", name=member.name, team=team.name))]


async def set_language(command: SetLanguage, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Choose the language spoken to this person."""
    if not origin.private:
        raise Refusal("private-only")
    if command.language not in LANGUAGES:
        raise Refusal("language-unknown", said=command.language)
    if origin.person is None:
        raise Refusal("no-team")
    await uow.people.set_language(origin.person.id, command.language)
    return [Say(text("language-set"), to=Private(origin.person.id))]


async def _hello(origin: Origin, uow: UnitOfWork) -> list[Say]:
    parts = await uow.teams.memberships(origin.person.id) if origin.person else ()
    if not parts:
        raise outside(origin)
    return [Say(text("hello-again", name=parts[0].name))]


async def _take_in(
    uow: UnitOfWork,
    team: Team,
    person_id: int,
    origin: Origin,
    *,
    declares: bool,
    facilitator: bool,
) -> Member:
    others = [member.name for member in await uow.teams.members(team.id)]
    name = lookalikes.distinct(lookalikes.modest(origin.name) or "?", others)
    return await uow.teams.add_member(
        team.id, person_id, name, origin.now, declares=declares, facilitator=facilitator
    )


async def _keep_a_facilitator(uow: UnitOfWork, team: Team, leaving: Member) -> None:
    others = [
        member
        for member in await uow.teams.members(team.id)
        if member.active and member.facilitator and member.id != leaving.id
    ]
    if leaving.facilitator and not others:
        raise Refusal("last-facilitator", team=team.name)


async def named_member(uow: UnitOfWork, team: Team, said: str, *, present: bool = True) -> Member:
    """Find a member by name, or by its beginning if only one has it. Raises `Refusal`.

    With `present` False also among those who left.
    """
    members = await uow.teams.members(team.id)
    return pick_member([one for one in members if one.active or not present], said)


def pick_member(known: Sequence[Member], said: str) -> Member:
    """Find the same among those given."""
    wanted = names.fold(said.removeprefix("@"))
    for member in known:
        if wanted and names.fold(member.name) == wanted:
            return member
    begins = [m for m in known if wanted and names.fold(m.name).startswith(wanted)]
    if len(begins) == 1:
        return begins[0]
    raise Refusal("member-unknown", said=said, several=int(len(begins) > 1))


def _invitation(team: Team) -> Invitation:
    return Invitation(text("button-join", team=team.name), team.invite_code)


def _role(member: Member) -> str:
    if member.facilitator:
        return "both" if member.declares else "facilitator"
    return "member"


_ROLE = ("name", "role")
