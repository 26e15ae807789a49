"""One person, several accounts: a code made on the first, typed on the second."""

from core.app.commands import Link
from core.app.ports import Origin, UnitOfWork
from core.app.says import Names, Say, Secret, text
from core.domain import link as codes
from core.domain.refusal import Refusal
from core.domain.team import Team


async def link(command: Link, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Make a code, or use one. In private only: whoever has it becomes that person."""
    if not origin.private:
        raise Refusal("private-only")
    if not command.code:
        return await _make(origin, uow)
    return await _use(codes.read(command.code), origin, uow)


async def _make(origin: Origin, uow: UnitOfWork) -> list[Say]:
    if origin.person is None:
        raise Refusal("no-team")
    code = uow.spell(codes.ALPHABET, codes.LENGTH)
    await uow.people.offer_link(
        origin.person.id, codes.hashed(code), origin.now, origin.now + codes.LIFE
    )
    minutes = int(codes.LIFE.total_seconds() // 60)
    return [Say(text("link-code", code=Secret(codes.shown(code)), minutes=minutes))]


async def _use(code: str, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Let this account join the code's person, with what it brings from other teams.

    When a code is typed is when it reached us: what a platform says of the past is not relied on.
    """
    heard_at = origin.heard_at or origin.now
    mine, everybodys = await uow.people.link_tries(origin, heard_at - codes.LIFE)
    if mine >= codes.MOST_TRIES or everybodys >= codes.MOST_TRIES_OF_ALL:
        raise Refusal("link-wait")
    offered = await uow.people.link(codes.hashed(code))
    if offered is None or offered.used:
        await uow.people.note_link_try(origin, heard_at)
        raise Refusal("link-unknown")
    if offered.expires_at <= heard_at:
        raise Refusal("link-expired")
    me = origin.person
    if me is not None and me.id == offered.person_id:
        raise Refusal("link-same")
    if me is not None and (both := await _in_both(me.id, offered.person_id, uow)):
        names = Names(tuple(team.name for team in both))
        raise Refusal("link-both", teams=names, count=len(both))
    if not await uow.people.use_link(codes.hashed(code), origin.now):
        raise Refusal("link-unknown")
    if origin.account is None:
        await uow.people.add_account(origin, offered.person_id)
    else:
        await uow.teams.hand_over(origin.account.person_id, offered.person_id)
        await uow.prompts.hand_over(origin.account.person_id, offered.person_id)
        await uow.people.hand_over(origin.account, offered.person_id)
    person = await uow.people.person(offered.person_id)
    return [Say(text("linked", name=person.name))]


async def _in_both(second: int, first: int, uow: UnitOfWork) -> list[Team]:
    """Find (and lock) the teams where the two would become two members of one person."""
    found = []
    for part in await uow.teams.memberships(second):
        team = await uow.teams.get(part.team_id)
        if any(member.person_id == first for member in await uow.teams.members(team.id)):
            found.append(team)
    return found
