"""Declaring: what a member says, understood with the team's projects and rates, and stored."""

from dataclasses import replace

from core.app.access import member_of, the_open_round
from core.app.arriving import charter_first
from core.app.caution import doubt_of, too_large_a_raise, unannounced
from core.app.commands import (
    Announce,
    AskWhich,
    Declare,
    Keep,
    Same,
    Skip,
    Withdraw,
)
from core.app.correcting import correct_reopened
from core.app.echoes import check_current, echo, standing, standing_of
from core.app.ports import Origin, UnitOfWork
from core.app.revising import no_raise, revise, stance_of
from core.app.says import Option, Say, ToGroup, When, lines, text
from core.app.understanding import differ_in_project, said_again, understood, with_new_projects
from core.app.which import which
from core.domain import names
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

NOTE_LENGTH = 200


async def declare(command: Declare, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Store a declaration, or ask first if it is unusual; what was declared before stands until.

    Editing a message corrects the declaration only while that message is what counts. Where no
    round is open but a closed one may be corrected, it corrects that one.
    """
    reopened = await correct_reopened(command, origin, uow)
    if reopened is not None:
        return reopened
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    _in_order(before, origin, team)
    if charter := charter_first(team, member, command, round_):
        return charter
    if round_.is_revising:
        return await _revised(command, origin, uow, team, member, round_)
    lines_, _ = await understood(command.lines, team, member, uow)
    claim = sum(line.amount for line in lines_)
    if not command.confirmed:
        doubt = await doubt_of(uow, team, member, claim, round_.first_week, round_.week)
        if doubt is not None:
            return [_asked(doubt, claim, command, before, team, round_)]
    capped = await too_large_a_raise(uow, team, member, round_, command, lines_, before)
    if capped is not None:
        return [capped]
    says = await unannounced(uow, team, member, round_, claim, command, before)
    if says and not command.announced:
        return says
    lines_, new_projects = await with_new_projects(command.lines, team, member, uow)
    revision = before.revision + 1 if before else 1
    declaration = Declaration(
        round_.id, member.id, revision, Answer.DECLARED, lines_, origin.now, origin.source
    )
    await uow.rounds.declare(declaration)
    await _settled(uow, member, origin)
    projects = await uow.teams.projects(team.id)
    changed = before.claim if before and before.counts and before.claim != claim else None
    said = echo(declaration, team, round_, projects, changed, new_projects)
    return [said, *await _announced(uow, team, member, round_, origin, "")] if says else [said]


async def announce(command: Announce, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Tell the team beforehand that one's claim will be a large one."""
    team, member, round_ = await _open_for(command, origin, uow)
    if not round_.is_open:
        raise Refusal("agree-late")
    note = names.clean(command.note, NOTE_LENGTH)
    if team.settings.private_until_close and any(char.isdigit() for char in note):
        raise Refusal("announce-private")
    told = await _announced(uow, team, member, round_, origin, note)
    return [Say(text("announced-to-team", team=team.name)), *told]


async def _announced(
    uow: UnitOfWork, team: Team, member: Member, round_: Round, origin: Origin, note: str
) -> list[Say]:
    if await uow.rounds.announced(round_.id, member.id):
        return []
    await uow.rounds.announce(round_.id, member.id, origin.now)
    said = text(
        "announced",
        name=member.name,
        week=round_.week,
        note=text("announced-note", note=note) if note else "",
    )
    return [Say(said, ToGroup(team.id), key=f"announced:{round_.id}:{member.id}")]


async def same(command: Same, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Declare again what was declared last time, line by line."""
    team, member, round_ = await _open_for(command, origin, uow)
    last = (await uow.rounds.last_declared([member.id], round_)).get(member.id)
    if last is None:
        raise Refusal("nothing-before")
    projects = await uow.teams.projects(team.id)
    said = said_again(last.lines, projects, team.settings.unit)
    again = Declare(team=team.id, lines=said, confirmed=True)
    return await declare(again, replace(origin, edit=False), uow)


async def skip(command: Skip, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note that a member passes this week: an answer, and no claim."""
    team, member, round_ = await _open_for(command, origin, uow)
    says = await _without_claim(origin, uow, team, member, round_, Answer.SKIPPED)
    return says or [Say(text("skipped", week=round_.week, until=_until(round_, team)))]


async def withdraw(command: Withdraw, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a member's answer back: they count as not having answered."""
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    if before is None or before.answer is Answer.WITHDRAWN:
        raise Refusal("nothing-to-withdraw", week=round_.week)
    check_current(before, command.revision, team)
    says = await _without_claim(origin, uow, team, member, round_, Answer.WITHDRAWN)
    withdrawn = text(
        "withdrawn" if before.counts else "not-skipped",
        week=round_.week,
        claim=_amount(before.claim, team),
        until=_until(round_, team),
    )
    return says or [Say(withdrawn)]


async def take_back(origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Withdraw what a removed message declared, if that is what counts and the round is open.

    A message that counts for nothing (any more) is removed without a word. To remove one is to
    change it: it comes after its message, whatever number it bears.
    """
    for part in await uow.teams.memberships(origin.person.id) if origin.person else ():
        for round_ in reversed(await uow.rounds.all(part.team_id)):
            before = await uow.rounds.current(round_.id, part.id)
            if before is None or before.source != origin.source or not before.counts:
                continue
            if round_.is_open and round_.closes_at > origin.now:
                changes = replace(origin, edit=True)
                says = await withdraw(Withdraw(team=part.team_id), changes, uow)
                return [replace(say, team_id=part.team_id) for say in says]
            team = await uow.teams.get(part.team_id)
            said = text("taken-back-late", week=round_.week, claim=_amount(before.claim, team))
            return [Say(said, team_id=team.id)]
    return []


async def ask_which(command: AskWhich, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask which of several readings was meant; nothing counts until then."""
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    options = [
        Option(label, Declare(team=team.id, lines=reading))
        for label, reading in await which(command.readings, team, member, uow)
    ]
    options.append(Option(text("button-neither"), Keep(team=team.id)))
    doubt = "amount" if differ_in_project(command.readings) is None else "project"
    asked = text(f"ask-which-{doubt}", standing=standing(before, team))
    return [Say(asked, options=tuple(options), round_id=round_.id)]


async def keep(command: Keep, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Leave everything as it is, and say what that is."""
    if origin.person is None:
        raise Refusal("no-team")
    await uow.prompts.end_questions(origin.person.id, origin.now)
    return [Say(text("kept", standing=lines(await standing_of(origin, uow, command.team))))]


async def _revised(
    command: Declare, origin: Origin, uow: UnitOfWork, team: Team, member: Member, round_: Round
) -> list[Say]:
    stance = replace(await stance_of(uow, round_, member), answer="changed")
    lines_, _ = await understood(command.lines, team, member, uow)
    no_raise(stance, lines_, team)
    lines_, _ = await with_new_projects(command.lines, team, member, uow)
    return await revise(uow, origin, team, member, round_, stance, lines_)


async def _open_for(
    command: Declare | Same | Skip | Withdraw | AskWhich | Announce,
    origin: Origin,
    uow: UnitOfWork,
) -> tuple[Team, Member, Round]:
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command, open_round=True)
    if not member.declares:
        raise Refusal("not-declaring")
    return team, member, await the_open_round(uow, team, origin.now)


async def _without_claim(
    origin: Origin, uow: UnitOfWork, team: Team, member: Member, round_: Round, answer: Answer
) -> list[Say]:
    """Store an answer that claims nothing; while the team agrees, also say what that changes."""
    if round_.is_revising:
        stance = replace(await stance_of(uow, round_, member), answer="changed")
        return await revise(uow, origin, team, member, round_, stance, (), answer)
    before = await uow.rounds.current(round_.id, member.id)
    _in_order(before, origin, team)
    revision = before.revision + 1 if before else 1
    await uow.rounds.declare(
        Declaration(round_.id, member.id, revision, answer, (), origin.now, origin.source)
    )
    await _settled(uow, member, origin)
    return []


def _in_order(before: Declaration | None, origin: Origin, team: Team) -> None:
    """Refuse an edit of a message that is not the last, and what was typed before that one.

    Where a platform numbers the messages of a chat, an older one that only arrives now is known by
    its number and date; elsewhere, and for buttons, what arrives later was said later.
    """
    if before is None:
        return
    chat, _, number = origin.source.rpartition(":")
    same_chat, _, standing = before.source.rpartition(":")
    numbered = chat == same_chat and number.isdecimal() and standing.isdecimal()
    newer = numbered and int(number) > int(standing)
    if origin.edit and origin.source == before.source:
        late = origin.now < before.at
    elif origin.edit:
        late = before.source != "" and not newer
    else:
        late = numbered and not newer and origin.now <= before.at
    if late:
        raise Refusal("edit-superseded", claim=_amount(before.claim, team))


async def _settled(uow: UnitOfWork, member: Member, origin: Origin) -> None:
    """Let what was still being asked, or said step by step, no longer stand."""
    await uow.prompts.end_questions(member.person_id, origin.now)
    await uow.talk.drop_draft(member.id)


def _asked(
    doubt: str,
    claim: int,
    command: Declare,
    before: Declaration | None,
    team: Team,
    round_: Round,
) -> Say:
    confirmed = replace(command, team=team.id, confirmed=True)
    return Say(
        text(f"ask-{doubt}", claim=_amount(claim, team), standing=standing(before, team)),
        options=(
            Option(text("button-yes"), confirmed),
            Option(text("button-no"), Keep(team=team.id)),
        ),
        round_id=round_.id,
        question=True,
    )


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)


def _until(round_: Round, team: Team) -> When:
    return When(round_.ends_at, team.settings.timezone)
