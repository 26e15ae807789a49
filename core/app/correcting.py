"""Correcting a closed week: another revision, an adjusting entry, and a word to the team."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.app.access import facilitator_of, member_of
from core.app.arriving import charter_first
from core.app.caution import doubt_of
from core.app.commands import Correct, Declare, Keep, Reopen
from core.app.echoes import new_projects_said
from core.app.envelopes import warnings
from core.app.history import asked_by, granted_in
from core.app.means import envelopes_of
from core.app.membership import named_member
from core.app.ports import Origin, UnitOfWork
from core.app.presence import reached_members
from core.app.records import Closing, Correction
from core.app.says import Option, Private, Say, Text, ToGroup, When, lines, text
from core.app.understanding import understood, with_new_projects
from core.domain.book import correction_entry
from core.domain.calendar import Week, week_at
from core.domain.correction import Granted, moved_between, regranted
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

REOPENED = timedelta(hours=48)
"""How long a reopened week may be corrected by its members."""


async def correct(command: Correct, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Correct what was declared of a closed week; for a week still open, declare."""
    if not origin.private:
        raise Refusal("private-only")
    if len(command.readings) != 1:
        raise Refusal("amount-ambiguous")
    team, author, member = await _whose(command, origin, uow)
    round_ = await uow.rounds.of_week(team.id, command.week)
    if round_ is None:
        raise Refusal("no-such-week", week=command.week)
    if not round_.closed_at:
        raise Refusal("correct-open", week=round_.week)
    _may_correct(team, author, member, round_, origin.now)
    if author.id == member.id and (charter := charter_first(team, member, command)):
        return charter
    closing = await uow.settled.closing(round_.id)
    if closing is None:
        raise Refusal("no-such-week", week=command.week)
    said, _ = await understood(command.readings[0], team, author, uow)
    claim = sum(line.amount for line in said)
    if not command.confirmed:
        doubt = await doubt_of(uow, team, member, claim, round_.first_week, round_.week)
        if doubt is not None:
            return [_asked(command, team, round_, claim)]
    return await _corrected(command, origin, uow, team, author, member, round_, closing)


async def correct_reopened(command: Declare, origin: Origin, uow: UnitOfWork) -> list[Say] | None:
    """Take an amount for a week reopened to corrections, where no round is open; else None."""
    if origin.person is None or not origin.private:
        return None
    found = []
    for part in await uow.teams.memberships(origin.person.id):
        if command.team not in (None, part.team_id):
            continue
        if await uow.rounds.open_round(part.team_id) is not None:
            return None
        found += [
            round_
            for round_ in await uow.rounds.all(part.team_id)
            if part.declares and round_.reopened_until and round_.reopened_until > origin.now
        ]
    if len(found) != 1:
        return None
    (round_,) = found
    again = Correct(
        team=round_.team_id,
        week=round_.week,
        readings=(command.lines,),
        confirmed=command.confirmed,
    )
    says = await correct(again, origin, uow)
    return [replace(say, team_id=round_.team_id) for say in says]


async def reopen(command: Reopen, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Let members correct a closed week for two days, whatever its age, and tell them."""
    team, _ = await facilitator_of(uow, origin, command)
    closed = [round_ for round_ in await uow.rounds.all(team.id) if round_.closed_at]
    if command.week is not None:
        closed = [r for r in closed if r.first_week <= command.week <= r.week]
    if not closed:
        if command.week is not None:
            raise Refusal("no-such-week", week=command.week)
        raise Refusal("no-closed-week")
    until = origin.now + REOPENED
    round_ = await uow.rounds.change(replace(closed[-1], reopened_until=until))
    when = When(until, team.settings.timezone)
    asked, _ = await reached_members(uow, team, origin.now)
    key = f"reopened:{round_.id}:{int(origin.now.timestamp())}"
    return [
        Say(text("reopened", week=round_.week, until=when, count=len(asked))),
        *(
            Say(
                text("reopened-member", name=member.name, week=round_.week, until=when),
                Private(member.person_id),
                key=f"{key}:{member.id}",
            )
            for member in asked
        ),
    ]


async def _whose(command: Correct, origin: Origin, uow: UnitOfWork) -> tuple[Team, Member, Member]:
    """Find the team, who speaks, and whose declaration it is."""
    if not command.member:
        team, member = await member_of(uow, origin, command)
        return team, member, member
    team, author = await facilitator_of(uow, origin, command)
    return team, author, await named_member(uow, team, command.member, present=False)


def _may_correct(team: Team, author: Member, member: Member, round_: Round, now: datetime) -> None:
    if not member.declares:
        raise Refusal("not-declaring")
    if round_.closed_at is not None and member.joined_at > round_.closed_at:
        raise Refusal("correct-before-joining", name=member.name, week=round_.week)
    age = week_at(now, team.settings.timezone) - round_.week
    reopened = round_.reopened_until is not None and round_.reopened_until > now
    if age > team.settings.correct_weeks and not author.facilitator and not reopened:
        raise Refusal("correct-too-old", week=round_.week, weeks=team.settings.correct_weeks)


async def _corrected(
    command: Correct,
    origin: Origin,
    uow: UnitOfWork,
    team: Team,
    author: Member,
    member: Member,
    round_: Round,
    closing: Closing,
) -> list[Say]:
    said, new = await with_new_projects(command.readings[0], team, author, uow)
    current = await uow.rounds.current(round_.id, member.id)
    granted = await granted_in(uow, team, round_)
    before = granted.get(member.id, Granted())
    room = closing.limit - sum(one.pooled for one in granted.values())
    declared = Declaration(
        round_.id,
        member.id,
        current.revision + 1 if current else 1,
        Answer.DECLARED,
        said,
        origin.now,
        origin.source,
    )
    after = regranted(asked_by(declared), before, room, await envelopes_of(uow, team))
    await uow.rounds.declare(declared)
    corrections = await uow.settled.corrections(team.id)
    number = sum(one.round_id == round_.id for one in corrections) + 1
    await uow.settled.correct(
        Correction(
            round_.id,
            member.id,
            number,
            declared.revision,
            after.claim,
            after.award,
            after.drawn,
            author.id,
            origin.now,
        ),
        after.draws,
    )
    await _book(uow, team, round_.week, member, number, before, after, origin.now)
    await uow.prompts.end_questions(author.person_id, origin.now)
    figures = _figures(team, member, author, round_, before, after)
    answered = current is not None and current.counts
    announced = text("corrected", **figures, answered="yes" if answered else "no")
    echo = text("correction-noted", **figures, new=new_projects_said(new))
    told = [Say(echo), Say(announced, ToGroup(team.id), key=f"correction:{round_.id}:{number}")]
    if author.id != member.id:
        key = f"correction:{round_.id}:{number}:{member.id}"
        told.append(Say(text("corrected-for-you", **figures), Private(member.person_id), key=key))
    touched = moved_between(before, after)[1]
    return [*told, *await warnings(uow, team, touched)]


async def _book(
    uow: UnitOfWork,
    team: Team,
    week: Week,
    member: Member,
    number: int,
    before: Granted,
    after: Granted,
    now: datetime,
) -> None:
    pool, envelopes = moved_between(before, after)
    entry = correction_entry(week, number, member.id, pool, envelopes)
    if entry is not None:
        await uow.book.append(team.id, [entry], now)


def _figures(
    team: Team, member: Member, author: Member, round_: Round, before: Granted, after: Granted
) -> dict[str, object]:
    short: Text | None = None
    if after.award < after.claim and after.award <= before.award:
        short = text("correction-nothing-left")
    elif after.award < after.claim:
        short = text("correction-short")
    return {
        "name": member.name,
        "author": author.name,
        "week": round_.week,
        "before": _amount(before.claim, team),
        "claim": _amount(after.claim, team),
        "had": _amount(before.award, team),
        "award": _amount(after.award, team),
        "moved": "yes" if (before.claim, before.award) != (after.claim, after.award) else "no",
        "why": lines(short),
    }


def _asked(command: Correct, team: Team, round_: Round, claim: int) -> Say:
    confirmed = replace(command, team=team.id, confirmed=True)
    return Say(
        text("ask-correction", claim=_amount(claim, team), week=round_.week),
        options=(
            Option(text("button-yes"), confirmed),
            Option(text("button-no"), Keep(team=team.id)),
        ),
        question=True,
    )


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
