"""Asking before it counts: slips of the thumb, and the limits a team turned on.

A limit is explained where it bites.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.app.commands import Declare, Keep
from core.app.echoes import standing
from core.app.means import means_of
from core.app.ports import UnitOfWork
from core.app.says import Option, Say, text
from core.domain.calendar import Week
from core.domain.declaration import Answer, Declaration, Line, far_from_habit
from core.domain.limits import largest_raise
from core.domain.money import Amount
from core.domain.round import Round
from core.domain.settlement import lowered
from core.domain.team import Member, Team


async def doubt_of(
    uow: UnitOfWork, team: Team, member: Member, claim: int, since: Week, week: Week
) -> str | None:
    """Tell whether a claim is so unusual that it may be a slip: above all there is, or far off."""
    means = await means_of(uow, team, since, week)
    if claim > max(means.to_share, 0):
        return "over-budget"
    if far_from_habit(claim, await uow.rounds.last_claims(member.id, team.id)):
        return "unusual"
    return None


async def too_large_a_raise(
    uow: UnitOfWork,
    team: Team,
    member: Member,
    round_: Round,
    command: Declare,
    lines: Sequence[Line],
    before: Declaration | None,
) -> Say | None:
    """Offer the most there may be where a team caps raises; None where nothing is in the way.

    Last week's figures are those of the last round that asked; in a team's first one there is no
    cap.
    """
    if not team.settings.limits.raise_cap:
        return None
    closings = await uow.settled.closings(team.id)
    asked = [r for r in await uow.rounds.all(team.id) if r.id in closings and not r.missed]
    if not asked:
        return None
    last = (await uow.rounds.last_declared([member.id], round_)).get(member.id)
    claims = [
        claim
        for _, answer, claim in await uow.rounds.claims(asked[-1].id)
        if answer is Answer.DECLARED
    ]
    left = closings[asked[-1].id].left
    most = largest_raise(last.claim if last else 0, left, claims, team.settings.unit)
    amounts = [line.amount for line in lines]
    if sum(amounts) <= most:
        return None
    fitting = tuple(
        replace(said, amount=team.settings.unit.decimal(amount))
        for said, amount in zip(command.lines, lowered(amounts, most), strict=True)
    )
    return Say(
        text(
            "raise-capped",
            most=_amount(most, team),
            last=_amount(last.claim if last else 0, team),
            standing=standing(before, team),
        ),
        options=(
            Option(
                text("button-amount", amount=_amount(most, team)),
                Declare(team=team.id, lines=fitting, confirmed=True),
            ),
            Option(text("button-neither"), Keep(team=team.id)),
        ),
        round_id=round_.id,
    )


async def unannounced(
    uow: UnitOfWork,
    team: Team,
    member: Member,
    round_: Round,
    claim: int,
    command: Declare,
    before: Declaration | None,
) -> list[Say]:
    """Ask to tell the team first, where it wants that of large claims and it was not done."""
    above = team.settings.limits.announce
    if above is None or claim <= above or await uow.rounds.announced(round_.id, member.id):
        return []
    told = replace(command, team=team.id, confirmed=True, announced=True)
    return [
        Say(
            text(
                "ask-announce",
                claim=_amount(claim, team),
                above=_amount(above, team),
                standing=standing(before, team),
            ),
            options=(
                Option(text("button-announce"), told),
                Option(text("button-no"), Keep(team=team.id)),
            ),
            round_id=round_.id,
            question=True,
        )
    ]


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
