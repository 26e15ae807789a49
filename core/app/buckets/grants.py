"""Requests for money: asked, changed, talked about and shown; see `core.app.buckets.voting`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from core.app.access import member_of
from core.app.buckets.commands import (
    AmendGrant,
    CommentGrant,
    RequestGrant,
    ShowGrants,
    WithdrawGrant,
)
from core.app.buckets.ports import Comment
from core.app.buckets.pots import amount, told_group, told_privately
from core.app.ports import Origin, UnitOfWork
from core.app.says import Passage, Say, Table, Text, lines, text
from core.domain import names
from core.domain.grant import Grant, GrantState, Vote, counted
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

LONGEST_PURPOSE = 1000
LONGEST_COMMENT = 400
COMMENTS_SHOWN = 10
GRANTS_SHOWN = 20

_ADDRESS = re.compile(r"https?://\S+")
_COLON = re.compile(r"\s:|:\s")
_THOUSANDS = 3
"""Digits of what could be the second half of `1 200`."""


async def request(command: RequestGrant, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask the team for money, for everybody to read and its commission to decide."""
    team, member = await member_of(uow, origin, command)
    asked = team.settings.unit.minor(command.amount)
    purpose = names.clean(command.purpose, LONGEST_PURPOSE)
    if not asked or not title_of(purpose):
        raise Refusal("usage-grant")
    grant = await uow.grants.add(
        Grant(
            id=0,
            team_id=team.id,
            number=0,
            member_id=member.id,
            revision=1,
            amount=asked,
            purpose=purpose,
            state=GrantState.OPEN,
            created_at=origin.now,
        )
    )
    members = await uow.teams.members(team.id)
    said = _asked(team, grant, member, members)
    reply = text("grant-asked-reply", **said.args)
    key = f"grant:{grant.id}:1"
    return [
        *told_group(team, origin, text("grant-asked", **said.args), key, reply),
        *_to_voters(members, grant, text("grant-to-vote", **said.args), key),
    ]


async def amend(command: AmendGrant, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask for another sum in a request of one's own: what was voted on it is void."""
    team, member = await member_of(uow, origin, command)
    mine = {one.number: one for one in await uow.grants.all(team.id) if one.member_id == member.id}
    grant = mine.get(command.grant)
    if grant is None:
        whole = f"{command.amount:f}".partition(".")[0]
        key = "grant-or-thousands" if len(whole) == _THOUSANDS else "grant-not-yours"
        raise Refusal(key, number=command.grant, rest=f"{command.amount:f}")
    _still_open(grant)
    asked = team.settings.unit.minor(command.amount)
    if not asked:
        raise Refusal("usage-grant")
    if asked == grant.amount:
        raise Refusal("grant-same", number=grant.number, amount=amount(asked, team))
    words = names.clean(command.words, LONGEST_COMMENT)
    if words:
        await uow.grants.comment(grant.id, Comment(member.id, words, origin.now))
    void = len(await uow.grants.votes(grant))
    changed = await uow.grants.change(replace(grant, amount=asked, revision=grant.revision + 1))
    members = await uow.teams.members(team.id)
    args = {
        **_asked(team, changed, member, members).args,
        "old": amount(grant.amount, team),
        "words": words,
        "explained": "yes" if words else "no",
        "count": void,
    }
    key = f"grant:{grant.id}:{changed.revision}"
    reply = text("grant-amended-reply", **args)
    return [
        *told_group(team, origin, text("grant-amended", **args), key, reply),
        *_to_voters(members, changed, text("grant-to-vote-again", **args), key),
    ]


async def comment(command: CommentGrant, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Keep what somebody says of a request, and tell who made it."""
    team, member = await member_of(uow, origin, command)
    grant = await grant_of(uow, team, command.grant)
    words = names.clean(command.words, LONGEST_COMMENT)
    if not words:
        raise Refusal("usage-grant")
    await uow.grants.comment(grant.id, Comment(member.id, words, origin.now))
    args = {"number": grant.number, "title": titled(grant)}
    told = text("grant-comment-told", name=member.name, words=words, **args)
    others = {} if member.id == grant.member_id else {grant.member_id: told}
    key = f"grant:{grant.id}:comment:{len(await uow.grants.comments(grant.id))}"
    says = told_privately(await uow.teams.members(team.id), others, key)
    return [Say(text("grant-commented", count=len(says), **args)), *says]


async def withdraw(command: WithdrawGrant, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a request of one's own back, before it is decided."""
    team, member = await member_of(uow, origin, command)
    grant = await grant_of(uow, team, command.grant)
    if grant.member_id != member.id:
        raise Refusal("grant-not-yours", number=grant.number, rest="600")
    _still_open(grant)
    await uow.grants.change(replace(grant, state=GrantState.WITHDRAWN, decided_at=origin.now))
    said = text("grant-withdrawn", number=grant.number, title=titled(grant), name=member.name)
    return told_group(team, origin, said, f"grant:{grant.id}:withdrawn", said)


async def show(command: ShowGrants, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the requests, the latest last; or show one with all that was said and voted."""
    team, _ = await member_of(uow, origin, command)
    members = await uow.teams.members(team.id)
    if command.grant is not None:
        return [Say(await _shown(uow, team, await grant_of(uow, team, command.grant), members))]
    grants = list(await uow.grants.all(team.id))[-GRANTS_SHOWN:]
    named = {member.id: member.name for member in members}
    rows = []
    for grant in grants:
        yes, no = counted(await uow.grants.votes(grant))
        money = amount(grant.amount, team)
        state = grant.state.value
        rows.append((grant.number, named[grant.member_id], money, titled(grant), state, yes, no))
    columns = ("number", "name", "amount", "title", "state", "yes", "no")
    listed = Table("grant-row", columns, tuple(rows)) if rows else text("grants-none")
    return [Say(text("grants", team=team.name, grants=listed))]


async def grant_of(uow: UnitOfWork, team: Team, number: int) -> Grant:
    """Find a request by its number. Raises `Refusal`."""
    for grant in await uow.grants.all(team.id):
        if grant.number == number:
            return grant
    raise Refusal("grant-unknown", number=number)


def _still_open(grant: Grant) -> None:
    if grant.state is not GrantState.OPEN:
        raise Refusal("grant-over", number=grant.number, state=grant.state.value)


def voters_on(members: Sequence[Member], grant: Grant) -> list[Member]:
    """List who may vote on a request: the commission, without who made it."""
    return [m for m in members if m.active and m.commission and m.id != grant.member_id]


def title_of(purpose: str) -> str:
    """Say in a few words what a request is for: what stands before its colon or its links."""
    head = _COLON.split(_ADDRESS.sub(" ", purpose), maxsplit=1)[0]
    return names.clean(head)


def titled(grant: Grant) -> str | Text:
    """Give the title of a request; somebody who was erased took its words along."""
    return title_of(grant.purpose) or text("grant-untitled")


def _asked(team: Team, grant: Grant, member: Member, members: Sequence[Member]) -> Text:
    """Gather what is said of a request when it is made or changed."""
    voters = len(voters_on(members, grant))
    quorum = team.settings.quorum
    return Text(
        "grant-asked",
        {
            "team": team.name,
            "number": grant.number,
            "name": member.name,
            "amount": amount(grant.amount, team),
            "purpose": Passage(grant.purpose),
            "title": titled(grant),
            "quorum": quorum,
            "voters": voters,
            "enough": "yes" if voters >= quorum else "no",
        },
    )


def _to_voters(members: Sequence[Member], grant: Grant, said: Text, key: str) -> list[Say]:
    voters = [member.id for member in voters_on(members, grant)]
    return told_privately(members, dict.fromkeys(voters, said), f"{key}:vote")


def votes_said(votes: Sequence[Vote], members: Sequence[Member]) -> Table:
    """List who voted what, and why."""
    named = {member.id: member.name for member in members}
    rows = tuple((named[v.member_id], "yes" if v.yes else "no", v.reason) for v in votes)
    return Table("grant-vote-row", ("name", "vote", "reason"), rows)


async def _shown(uow: UnitOfWork, team: Team, grant: Grant, members: Sequence[Member]) -> Text:
    named = {member.id: member.name for member in members}
    votes = await uow.grants.votes(grant)
    yes, no = counted(votes)
    said = (await uow.grants.comments(grant.id))[-COMMENTS_SHOWN:]
    comments = tuple((named[one.member_id], one.words) for one in said)
    still = grant.state is GrantState.OPEN
    quorum = team.settings.quorum if grant.quorum is None else grant.quorum
    voters = len(voters_on(members, grant)) if grant.voters is None else grant.voters
    tally = text("grant-tally", yes=yes, no=no, quorum=quorum, voters=voters)
    return text(
        "grant",
        number=grant.number,
        name=named[grant.member_id],
        amount=amount(grant.amount, team),
        state=grant.state.value,
        purpose=Passage(grant.purpose),
        facts=lines(
            tally if grant.state is not GrantState.WITHDRAWN else None,
            text("grant-votes", votes=votes_said(votes, members)) if votes else None,
            text("grant-comments", comments=Table("grant-comment-row", _SAID, comments))
            if comments
            else None,
            text("grant-next", number=grant.number) if still else None,
        ),
    )


_SAID = ("name", "words")
