"""Agreeing: claims exceed what there is, and those who claimed are asked once more.

Everybody sees claims, budget, gap and what the fallback would grant. Who claimed may keep it, take
the proposed share, or name another amount; nobody ends above what they came with. It is over when
the gap is, when its time is, or when a facilitator says so; the fallback settles what is missing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.app.commands import KeepClaim, TakeShare
from core.app.ports import UnitOfWork
from core.app.records import Stance
from core.app.says import Option, Private, Say, Table, ToGroup, Weeks, When, text
from core.domain.money import Amount
from core.domain.round import Round, RoundState
from core.domain.settlement import Settlement
from core.domain.team import Member, Team


def may_agree_until(team: Team, round_: Round, now: datetime) -> datetime:
    """Say until when a team may agree: at most until another round opens."""
    following = team.timetable.opens(team.timetable.due(round_.week + 1))
    return min(now + timedelta(hours=team.settings.revise_hours), following)


async def begin_agreeing(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    settlement: Settlement,
    now: datetime,
    until: datetime,
) -> list[Say]:
    """Show the team where it stands, and ask each who claimed something."""
    await uow.rounds.change(
        replace(round_, state=RoundState.REVISING, closes_at=now, revises_until=until)
    )
    stances = [
        Stance(round_.id, int(award.who), award.claim, award.amount)
        for award in settlement.awards
        if award.claim
    ]
    await uow.rounds.propose(stances)
    members = {member.id: member for member in await uow.teams.members(team.id)}
    asked = [
        _question(team, round_, settlement, members[stance.member_id], stance, until)
        for stance in stances
    ]
    return [_opening(team, round_, settlement, members, stances, until), *asked]


def _opening(
    team: Team,
    round_: Round,
    settlement: Settlement,
    members: dict[int, Member],
    stances: Sequence[Stance],
    until: datetime,
) -> Say:
    rows = sorted((members[s.member_id].name, s.claim, s.proposed) for s in stances)
    table = Table(
        "agree-row",
        ("name", "claim", "proposed"),
        tuple(rows),
        amounts=("claim", "proposed"),
        unit=team.settings.unit,
        titles=("title-name", "title-claim", "title-proposed"),
    )
    said = text(
        "agree-opening",
        team=team.name,
        week=Weeks(round_.first_week, round_.week),
        claims=table,
        rule=text(f"rule-{team.settings.fallback.replace('_', '-')}"),
        until=When(until, team.settings.timezone),
        **gap_of(team, settlement),
    )
    return Say(said, ToGroup(team.id), key=f"agree:{round_.id}")


def _question(
    team: Team,
    round_: Round,
    settlement: Settlement,
    member: Member,
    stance: Stance,
    until: datetime,
) -> Say:
    said = text(
        "agree-question",
        name=member.name,
        week=round_.week,
        claim=_amount(stance.claim, team),
        proposed=_amount(stance.proposed, team),
        until=When(until, team.settings.timezone),
        **gap_of(team, settlement),
    )
    return Say(
        said,
        Private(member.person_id),
        _choices(team, stance),
        key=f"agree:{round_.id}:{member.id}",
        round_id=round_.id,
    )


def _choices(team: Team, stance: Stance) -> tuple[Option, ...]:
    keep = Option(text("button-keep", amount=_amount(stance.claim, team)), KeepClaim(team=team.id))
    if stance.proposed == stance.claim:
        return (keep,)
    take = Option(
        text("button-take", amount=_amount(stance.proposed, team)), TakeShare(team=team.id)
    )
    return keep, take


async def agreeing_reminders(
    uow: UnitOfWork, team: Team, round_: Round, silent: Sequence[tuple[Member, str]]
) -> list[Say]:
    """Ask those again who have not said where they stand; which time it is makes it happen once."""
    stances = {stance.member_id: stance for stance in await uow.rounds.stances(round_.id)}
    until = When(round_.ends_at, team.settings.timezone)
    return [
        Say(
            text(
                "agree-reminder",
                name=member.name,
                claim=_amount(stance.claim, team),
                proposed=_amount(stance.proposed, team),
                until=until,
            ),
            Private(member.person_id),
            _choices(team, stance),
            key=f"agree-remind:{round_.id}:{which}:{member.id}",
            round_id=round_.id,
        )
        for member, which in silent
        for stance in [stances[member.id]]
    ]


def gap_of(team: Team, settlement: Settlement) -> dict[str, Amount]:
    """Say what is claimed from the pool, what there is, and what is missing."""
    pooled = settlement.claimed - settlement.drawn
    return {
        "claimed": _amount(pooled, team),
        "available": _amount(pooled - settlement.short, team),
        "gap": _amount(max(settlement.short, 0), team),
    }


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
