"""The commission: who is in it, and how it decides on requests for money."""

from collections.abc import Sequence
from dataclasses import replace

from core.app.access import facilitator_of, member_of
from core.app.buckets.commands import SetCommission, VoteGrant
from core.app.buckets.grants import (
    LONGEST_COMMENT,
    grant_of,
    title_of,
    titled,
    voters_on,
    votes_said,
)
from core.app.buckets.pots import Pot, amount, book, told_group, told_privately
from core.app.buckets.starting import started
from core.app.membership import named_member
from core.app.ports import Origin, UnitOfWork
from core.app.says import Names, Say, Text, lines, text
from core.domain import names
from core.domain.book import POOL, Kind, Posting, bucket_account
from core.domain.bucket import Bucket, BucketKind, BucketState
from core.domain.grant import Grant, GrantState, Vote, check_voters, counted, decided
from core.domain.refusal import Refusal
from core.domain.team import Member, Project, Team


async def vote(command: VoteGrant, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Vote on a request, with a reason; the vote that decides it says so to all.

    Somebody may vote again until then. Only votes of those who are in the commission now count. A
    vote that would grant more than the pool holds is refused.
    """
    team, member = await member_of(uow, origin, command)
    grant = await grant_of(uow, team, command.grant)
    members = await uow.teams.members(team.id)
    voters = voters_on(members, grant)
    _may_vote(grant, member, members)
    reason = names.clean(command.reason, LONGEST_COMMENT)
    if not reason:
        raise Refusal("usage-vote")
    check_voters(len(voters), team.settings.quorum)
    mine = Vote(member.id, command.yes, reason, origin.now)
    before = [one for one in await uow.grants.votes(grant) if one.member_id != member.id]
    may = {one.id for one in voters}
    votes = [*(one for one in before if one.member_id in may), mine]
    yes, no = counted(votes)
    state = decided(yes, no, len(voters), team.settings.quorum)
    if state is GrantState.GRANTED:
        holds = max(await uow.book.balance(team.id, POOL), 0)
        if holds < grant.amount:
            sums = {"amount": amount(grant.amount, team), "holds": amount(holds, team)}
            raise Refusal("grant-short", number=grant.number, **sums)
    await uow.grants.vote(grant, mine)
    if state is not GrantState.OPEN:
        over = replace(
            grant,
            state=state,
            decided_at=origin.now,
            quorum=team.settings.quorum,
            voters=len(voters),
        )
        return await _decide(uow, team, over, votes, members, origin)
    tally = text("grant-tally", yes=yes, no=no, quorum=team.settings.quorum, voters=len(voters))
    said = text(
        "voted",
        name=member.name,
        private="yes" if origin.private else "no",
        number=grant.number,
        title=titled(grant),
        vote="yes" if command.yes else "no",
        tally=tally,
    )
    return [Say(said)]


def _may_vote(grant: Grant, member: Member, members: Sequence[Member]) -> None:
    """Refuse who is not in the commission, one's own request, and one nobody can decide on."""
    if not member.commission:
        raise Refusal("commission-only")
    if grant.member_id == member.id:
        raise Refusal("grant-own")
    if grant.state is not GrantState.OPEN:
        raise Refusal("grant-over", number=grant.number, state=grant.state.value)
    if not any(one.id == grant.member_id and one.active for one in members):
        raise Refusal("grant-left", number=grant.number)


async def _decide(
    uow: UnitOfWork,
    team: Team,
    grant: Grant,
    votes: Sequence[Vote],
    members: Sequence[Member],
    origin: Origin,
) -> list[Say]:
    """Store what was decided, let the money follow, and tell everybody, with every reason."""
    project = None
    if grant.state is GrantState.GRANTED:
        grant, project = await _granted(uow, team, grant, origin)
    await uow.grants.change(grant)
    yes, no = counted(votes)
    asked_by = next(one for one in members if one.id == grant.member_id)
    args = {
        "number": grant.number,
        "title": titled(grant),
        "name": asked_by.name,
        "amount": amount(grant.amount, team),
        "state": grant.state.value,
    }
    said = text(
        "grant-decided",
        **args,
        tally=text("grant-tally", yes=yes, no=no, quorum=grant.quorum, voters=grant.voters),
        votes=votes_said(votes, members),
        then=lines(text("grant-project", project=project.name) if project else None),
    )
    key = f"grant:{grant.id}:decided"
    reply = text("grant-decided-reply", **args)
    mine: dict[int, Text] = {grant.member_id: text("grant-decided-told", **args)}
    return [
        *told_group(team, origin, said, key, reply),
        *told_privately(members, mine, key),
    ]


async def _granted(
    uow: UnitOfWork, team: Team, grant: Grant, origin: Origin
) -> tuple[Grant, Project]:
    """Put what is granted into a bucket of its own, which is a project at once."""
    taken = {names.fold(one.title) for one in await uow.buckets.all(team.id) if not one.over}
    bucket = await uow.buckets.add(
        Bucket(
            id=0,
            team_id=team.id,
            number=0,
            kind=BucketKind.GRANT,
            title=names.distinct(title_of(grant.purpose), taken),
            description=grant.purpose,
            minimum=grant.amount,
            maximum=grant.amount,
            state=BucketState.OPEN,
            proposer_id=grant.member_id,
            created_at=origin.now,
        )
    )
    legs = [Posting(POOL, -grant.amount), Posting(bucket_account(bucket.id), grant.amount)]
    await book(uow, team, origin.now, Kind.GRANT, legs)
    project = await started(uow, team, Pot(bucket, grant.amount, {}), origin.now)
    return replace(grant, bucket_id=bucket.id), project


async def commission(command: SetCommission, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take somebody into the commission or out of it; without a name, say who is in it."""
    if not command.name:
        team, _ = await member_of(uow, origin, command)
        return [Say(await _commission_said(uow, team))]
    return await _set_commission(command, origin, uow)


async def _set_commission(command: SetCommission, origin: Origin, uow: UnitOfWork) -> list[Say]:
    team, _ = await facilitator_of(uow, origin, command)
    member = await named_member(uow, team, command.name)
    if member.commission == command.add:
        raise Refusal("commission-already", name=member.name, has="yes" if command.add else "no")
    await uow.teams.change_member(replace(member, commission=command.add))
    said = text(
        "commission-changed",
        name=member.name,
        added="yes" if command.add else "no",
        commission=await _commission_said(uow, team),
    )
    told = text("commission-told", team=team.name, added="yes" if command.add else "no")
    key = f"commission:{member.id}:{origin.now.isoformat()}"
    mine = {} if origin.person and origin.person.id == member.person_id else {member.id: told}
    return [Say(said), *told_privately([member], mine, key)]


async def _commission_said(uow: UnitOfWork, team: Team) -> Text:
    members = [m for m in await uow.teams.members(team.id) if m.active and m.commission]
    return text(
        "commission",
        team=team.name,
        names=Names(tuple(member.name for member in members)),
        count=len(members),
        quorum=team.settings.quorum,
        enough="yes" if len(members) >= team.settings.quorum else "no",
    )
