"""What people answer while their team agrees: keep, take the proposed share, another amount."""

from collections.abc import Sequence
from dataclasses import replace

from core.app.access import member_of, the_open_round
from core.app.agreeing import gap_of
from core.app.closing import close_round
from core.app.commands import KeepClaim, TakeShare
from core.app.echoes import choices, standing
from core.app.means import settlement_of
from core.app.ports import Origin, UnitOfWork
from core.app.records import Stance
from core.app.says import Say, ToGroup, When, text
from core.app.weekly import plan_wake
from core.domain.declaration import Answer, Declaration, Line
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.settlement import lowered
from core.domain.team import Member, Team


async def keep_claim(command: KeepClaim, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Stand by one's claim."""
    team, member, round_, stance = await _standing_of(command, origin, uow)
    current = await uow.rounds.current(round_.id, member.id)
    await uow.rounds.answer(replace(stance, answer="kept"))
    return [_kept(current, team, round_)]


async def take_share(command: TakeShare, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take the proposed share: every line of the claim lowered in proportion."""
    team, member, round_, stance = await _standing_of(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    if before is None or not before.counts or before.claim < stance.proposed:
        raise Refusal("agree-below-already", standing=standing(before, team))
    amounts = lowered([line.amount for line in before.lines], stance.proposed)
    lines = tuple(
        replace(line, amount=amount) for line, amount in zip(before.lines, amounts, strict=True)
    )
    return await revise(uow, origin, team, member, round_, replace(stance, answer="taken"), lines)


async def revise(
    uow: UnitOfWork,
    origin: Origin,
    team: Team,
    member: Member,
    round_: Round,
    stance: Stance,
    lines: tuple[Line, ...],
    answer: Answer = Answer.DECLARED,
) -> list[Say]:
    """Store another amount while the team agrees, and tell the team what is still missing."""
    before = await uow.rounds.current(round_.id, member.id)
    no_raise(stance, lines, team)
    claim = sum(line.amount for line in lines)
    await uow.talk.drop_draft(member.id)
    if before is not None and before.counts and before.lines == lines:
        await uow.rounds.answer(stance)
        return [_kept(before, team, round_)]
    revision = before.revision + 1 if before else 1
    declared = Declaration(round_.id, member.id, revision, answer, lines, origin.now, origin.source)
    await uow.rounds.declare(declared)
    await uow.rounds.answer(stance)
    await uow.prompts.end_questions(member.person_id, origin.now)
    settlement = await settlement_of(uow, team, round_, await uow.rounds.asks(round_.id))
    said = text(
        "agree-changed",
        claim=_amount(claim, team),
        week=round_.week,
        until=When(round_.ends_at, team.settings.timezone),
        **gap_of(team, settlement),
    )
    if settlement.short <= 0:
        closed = await close_round(uow, team, round_, origin.now)
        standing = await uow.rounds.open_round(team.id)
        await plan_wake(uow, team, origin.now, standing)
        if standing is not None:
            return [Say(said, round_id=round_.id), *closed]
        agreed = Say(text("agree-changed-closed", claim=_amount(claim, team), week=round_.week))
        return [agreed, *closed]
    moved = text(
        "agree-moved",
        name=member.name,
        before=_amount(before.claim if before else 0, team),
        claim=_amount(claim, team),
        **gap_of(team, settlement),
    )
    key = f"gap:{round_.id}:{member.id}:{revision}"
    can = choices(team, revision) if declared.counts else ()
    return [Say(said, options=can, round_id=round_.id), Say(moved, ToGroup(team.id), key=key)]


def no_raise(stance: Stance, lines: Sequence[Line], team: Team) -> None:
    """Refuse more than somebody came with: while a team agrees, claims only get lower."""
    if sum(line.amount for line in lines) > stance.claim:
        raise Refusal("agree-no-raise", most=_amount(stance.claim, team))


async def stance_of(uow: UnitOfWork, round_: Round, member: Member) -> Stance:
    """Find what somebody claimed when the agreeing began; who had claimed nothing is refused."""
    for stance in await uow.rounds.stances(round_.id):
        if stance.member_id == member.id:
            return stance
    raise Refusal("agree-not-asked")


async def _standing_of(
    command: KeepClaim | TakeShare, origin: Origin, uow: UnitOfWork
) -> tuple[Team, Member, Round, Stance]:
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command, open_round=True)
    round_ = await the_open_round(uow, team, origin.now)
    if not round_.is_revising:
        raise Refusal("agree-not-now")
    return team, member, round_, await stance_of(uow, round_, member)


def _kept(current: Declaration | None, team: Team, round_: Round) -> Say:
    until = When(round_.ends_at, team.settings.timezone)
    return Say(text("agree-kept", standing=standing(current, team), until=until))


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
