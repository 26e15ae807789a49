"""Whose command it is: which team it concerns, and whether its speaker may give it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.app.buckets.commands import Allocate, CloseCampaign, Give, MoveBucket, ShareOut
from core.app.commands import (
    Command,
    Keep,
    Leave,
    MakeFacilitator,
    RemoveMember,
)
from core.app.ports import Origin, UnitOfWork
from core.app.says import Option, Say, Text, When, text
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

Destructive = (
    Leave | MakeFacilitator | RemoveMember | Allocate | CloseCampaign | Give | MoveBucket | ShareOut
)


class SeveralTeamsError(Exception):
    """The speaker is in several teams and the command does not say which: those it may be for.

    A single one where only that one can be meant.
    """

    def __init__(self, teams: tuple[Team, ...]) -> None:
        super().__init__(len(teams))
        self.teams = teams


async def member_of(
    uow: UnitOfWork, origin: Origin, command: Command, *, open_round: bool = False
) -> tuple[Team, Member]:
    """Find the team a command concerns and its speaker's part in it.

    In a group it is the group's team; in private, the speaker's only team, or the one `command`
    names. With `open_round`, among several teams those with an open round are meant. Raises
    `Refusal` for a stranger to the team, `SeveralTeamsError` where they are in several.
    """
    if not origin.private and origin.team is None:
        raise Refusal("group-without-team")
    parts = list(await uow.teams.memberships(origin.person.id)) if origin.person else []
    if origin.team is not None:
        parts = [part for part in parts if part.team_id == origin.team.id]
    elif command.team is not None:
        parts = [part for part in parts if part.team_id == command.team]
    if not parts:
        raise Refusal("not-a-member") if origin.team or command.team else outside(origin)
    if len(parts) > 1:
        asked = [p for p in parts if open_round and await uow.rounds.open_round(p.team_id)]
        raise await _several(uow, asked or parts)
    return await uow.teams.get(parts[0].team_id), parts[0]


def outside(origin: Origin) -> Refusal:
    """Refuse who is in no team: a stranger is told otherwise than somebody who left."""
    return Refusal("no-team" if origin.person is None else "no-team-any-more")


async def _several(uow: UnitOfWork, parts: Sequence[Member]) -> SeveralTeamsError:
    return SeveralTeamsError(tuple([await uow.teams.get(part.team_id) for part in parts]))


async def facilitator_of(uow: UnitOfWork, origin: Origin, command: Command) -> tuple[Team, Member]:
    """Find the same for what facilitators alone may do; anybody else gets a `Refusal`."""
    if origin.private and command.team is None and origin.person is not None:
        parts = await uow.teams.memberships(origin.person.id)
        looked_after = [part for part in parts if part.facilitator]
        if parts and not looked_after:
            raise Refusal("facilitators-only")
        if len(parts) > 1:
            raise await _several(uow, looked_after)
    team, member = await member_of(uow, origin, command)
    if not member.facilitator:
        raise Refusal("facilitators-only")
    return team, member


def which_team(command: Command, teams: tuple[Team, ...]) -> list[Say]:
    """Ask which team a command is for: one button a team, the command behind each."""
    options = tuple(
        Option(text("button-team", name=team.name), replace(command, team=team.id))
        for team in teams
    )
    return [Say(text("ask-which-team"), options=options)]


def twice(asked: Text, command: Destructive, team: Team) -> Say:
    """Ask before something that is hard to undo: the same command, confirmed, behind the *yes*."""
    confirmed = replace(command, team=team.id, confirmed=True)
    return Say(
        asked,
        options=(
            Option(text("button-yes"), confirmed),
            Option(text("button-no"), Keep(team=team.id)),
        ),
        question=True,
    )


async def the_open_round(uow: UnitOfWork, team: Team, now: datetime) -> Round:
    """Find the round that is not closed; without one, a `Refusal` that says when the next opens."""
    round_ = await uow.rounds.open_round(team.id)
    if round_ is None or round_.ends_at <= now:
        raise Refusal("no-open-round", team=team.name, next=await next_opening(uow, team, now))
    return round_


async def next_opening(uow: UnitOfWork, team: Team, now: datetime) -> When:
    """Find when the timetable opens the next round: of a week that had none yet."""
    timetable = team.timetable
    week, _ = timetable.next_opening(now)
    had = [round_.week + 1 for round_ in await uow.rounds.all(team.id)]
    following = timetable.due(max([week, team.first_week, *had]))
    return When(timetable.opens(following), team.settings.timezone)
