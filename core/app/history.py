"""Closed weeks as they were decided, and as they count today."""

from collections.abc import Mapping, Sequence

from core.app.ports import UnitOfWork
from core.app.records import Correction
from core.domain.correction import Granted
from core.domain.declaration import Declaration
from core.domain.round import Round
from core.domain.settlement import Ask, Draw
from core.domain.sharing import Award
from core.domain.team import Team


async def declared_at_close(
    uow: UnitOfWork, team: Team, round_: Round, corrections: Sequence[Correction] | None = None
) -> list[Declaration]:
    """List what a closed round was decided on, by member: each declaration before it was corrected.

    `corrections` are the team's, if they were read already. After a close only corrections make
    revisions, so the one before the first is the one that counted.
    """
    if corrections is None:
        corrections = await uow.settled.corrections(team.id)
    first = first_corrected(round_, corrections)
    found = []
    for current in await uow.rounds.declarations(round_.id):
        if current.member_id not in first:
            found.append(current)
            continue
        before = first[current.member_id] - 1
        declared = await uow.rounds.revision(round_.id, current.member_id, before)
        if declared is not None:
            found.append(declared)
    return sorted(found, key=lambda one: one.member_id)


def first_corrected(round_: Round, corrections: Sequence[Correction]) -> dict[int, int]:
    """Map each member whom a round was corrected for to the first revision made since its close."""
    first: dict[int, int] = {}
    for one in corrections:
        if one.round_id == round_.id:
            first.setdefault(one.member_id, one.revision)
    return first


def asked_by(declaration: Declaration) -> Ask:
    """Say what a declaration asks for, project by project."""
    lines = ((line.project_id, line.amount) for line in declaration.lines)
    return Ask.of(declaration.member_id, lines)


def granted_today(
    round_id: int,
    awards: Sequence[Award],
    draws: Sequence[tuple[int, Draw]],
    corrections: Sequence[Correction],
) -> dict[int, Granted]:
    """Map members to what counts for them in a closed round today: the close, then corrections."""
    drawn: dict[tuple[int, int], list[Draw]] = {}
    for number, draw in draws:
        drawn.setdefault((number, draw.who), []).append(draw)
    granted = {
        who: Granted(award.claim, award.amount, tuple(drawn.get((0, who), ())))
        for award in awards
        for who in (int(award.who),)
    }
    for one in corrections:
        if one.round_id == round_id:
            of_this = tuple(drawn.get((one.number, one.member_id), ()))
            granted[one.member_id] = Granted(one.claim, one.award, of_this)
    return granted


async def granted_in(uow: UnitOfWork, team: Team, round_: Round) -> Mapping[int, Granted]:
    """Read the same of one round."""
    return granted_today(
        round_.id,
        await uow.settled.awards(round_.id),
        await uow.settled.draws(round_.id),
        await uow.settled.corrections(team.id),
    )
