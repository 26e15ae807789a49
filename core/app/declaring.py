"""Declaring: what a member says, understood with the team's projects and rates, and stored."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.app.access import member_of, the_open_round
from core.app.commands import (
    AskWhich,
    ByProject,
    Declare,
    Keep,
    SaidLine,
    Same,
    Skip,
    Withdraw,
)
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Names, Option, Say, Text, When, lines, text
from core.domain import names
from core.domain.book import POOL
from core.domain.declaration import Answer, Declaration, Line, far_from_habit
from core.domain.money import LARGEST, Amount, Unit
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Project, Team

NOTE_LENGTH = 300


async def declare(command: Declare, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Store a declaration, or ask first if it is unusual; what was declared before stands until.

    Editing a message corrects the declaration only while that message is what counts.
    """
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    if origin.edit and before is not None and before.source not in ("", origin.source):
        raise Refusal("edit-superseded", claim=Amount(before.claim, team.settings.unit))
    lines_, new_projects = await _understood(command.lines, team, uow)
    claim = sum(line.amount for line in lines_)
    if claim > LARGEST * 10**team.settings.unit.decimals:
        raise Refusal("amount-too-large", most=_largest(team))
    if not command.confirmed:
        doubt = await _doubt(claim, team, member, round_, uow)
        if doubt is not None:
            return [_asked(doubt, claim, command, before, team, round_)]
    for project in new_projects:
        await uow.teams.add_project(team.id, project)
    if new_projects:
        lines_, _ = await _understood(command.lines, team, uow)
    declaration = Declaration(
        round_.id,
        member.id,
        before.revision + 1 if before else 1,
        Answer.DECLARED,
        lines_,
        origin.now,
        origin.source,
    )
    await uow.rounds.declare(declaration)
    await uow.prompts.end_questions(member.person_id, origin.now)
    projects = await uow.teams.projects(team.id)
    changed = before.claim if before and before.counts and before.claim != claim else None
    return [Say(echo(declaration, team, round_, projects, changed, new_projects))]


async def same(command: Same, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Declare again what was declared last time, line by line."""
    team, member, round_ = await _open_for(command, origin, uow)
    last = (await uow.rounds.last_declared([member.id], round_)).get(member.id)
    if last is None:
        raise Refusal("nothing-before")
    projects = {project.id: project for project in await uow.teams.projects(team.id)}
    unit = team.settings.unit
    said = tuple(
        SaidLine(
            amount=unit.decimal(line.amount),
            minutes=line.minutes,
            project=projects[line.project_id].name if line.project_id else "",
            note=line.note,
        )
        for line in last.lines
    )
    again = Declare(team=team.id, lines=said, confirmed=True)
    return await declare(again, replace(origin, edit=False), uow)


async def skip(command: Skip, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note that a member passes this week: an answer, and no claim."""
    team, _, round_ = await _answer_without_claim(command, origin, uow, Answer.SKIPPED)
    return [Say(text("skipped", week=round_.week, until=_until(round_, team)))]


async def withdraw(command: Withdraw, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a member's answer back: they count as not having answered."""
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    if before is None or before.answer is Answer.WITHDRAWN:
        raise Refusal("nothing-to-withdraw", week=round_.week)
    await _answer_without_claim(command, origin, uow, Answer.WITHDRAWN)
    key = "withdrawn" if before.counts else "not-skipped"
    return [
        Say(
            text(
                key,
                week=round_.week,
                claim=Amount(before.claim, team.settings.unit),
                until=_until(round_, team),
            )
        )
    ]


async def take_back(origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Withdraw what a removed message declared, if that is what counts and the round is open.

    A message that counts for nothing (any more) is removed without a word.
    """
    for part in await uow.teams.memberships(origin.person.id) if origin.person else ():
        for round_ in reversed(await uow.rounds.all(part.team_id)):
            before = await uow.rounds.current(round_.id, part.id)
            if before is None or before.source != origin.source or not before.counts:
                continue
            if round_.is_open and round_.closes_at > origin.now:
                return await withdraw(Withdraw(team=part.team_id), origin, uow)
            team = await uow.teams.get(part.team_id)
            claim = _amount(before.claim, team)
            return [Say(text("taken-back-late", week=round_.week, claim=claim))]
    return []


async def ask_which(command: AskWhich, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask which of several readings of an amount was meant; nothing counts until then."""
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    options = []
    for reading in _countable(command.readings, team.settings.unit):
        lines_, _ = await _understood(reading, team, uow)
        label = text("button-amount", amount=_amount(sum(line.amount for line in lines_), team))
        options.append(Option(label, Declare(team=team.id, lines=reading)))
    options.append(Option(text("button-neither"), Keep(team=team.id)))
    asked = text("ask-which-amount", standing=standing(before, team))
    return [Say(asked, options=tuple(options), round_id=round_.id)]


def _countable(readings: Sequence[tuple[SaidLine, ...]], unit: Unit) -> list[tuple[SaidLine, ...]]:
    """Write each reading in amounts the unit can count: one too fine becomes its two neighbours."""
    step = unit.decimal(1)
    found: dict[tuple[SaidLine, ...], None] = {}
    for reading in readings:
        for rounding in (ROUND_FLOOR, ROUND_CEILING):
            rounded = tuple(
                replace(line, amount=line.amount and line.amount.quantize(step, rounding))
                for line in reading
            )
            found[rounded] = None
    return list(found)


async def by_project(command: ByProject, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Explain how to declare project by project, with the team's own projects."""
    team, _, _ = await _open_for(command, origin, uow)
    known = [project.name for project in await uow.teams.projects(team.id) if not project.closed]
    return [Say(text("by-project", count=len(known), projects=Names(tuple(known))))]


async def keep(command: Keep, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Leave everything as it is, and say what that is."""
    if origin.person is None:
        raise Refusal("no-team")
    await uow.prompts.end_questions(origin.person.id, origin.now)
    return [Say(text("kept", standing=lines(await standing_of(origin, uow, command.team))))]


def standing(declaration: Declaration | None, team: Team) -> Text:
    """Say what is declared at the moment: the end of every refusal and question."""
    if declaration is None or declaration.answer is Answer.WITHDRAWN:
        return text("standing-nothing")
    if declaration.answer is Answer.SKIPPED:
        return text("standing-skipped")
    return text("standing-claim", claim=_amount(declaration.claim, team))


async def standing_of(origin: Origin, uow: UnitOfWork, team_id: int | None = None) -> Text | None:
    """Say the same for somebody in private, if exactly one of their teams (or this one) asks."""
    if origin.person is None or not origin.private:
        return None
    parts = [
        part
        for part in await uow.teams.memberships(origin.person.id)
        if part.declares and team_id in (None, part.team_id)
    ]
    found = [
        (part, round_)
        for part in parts
        if (round_ := await uow.rounds.open_round(part.team_id)) is not None
    ]
    if len(found) != 1:
        return None
    member, round_ = found[0]
    before = await uow.rounds.current(round_.id, member.id)
    return standing(before, await uow.teams.get(member.team_id))


def echo(
    declaration: Declaration,
    team: Team,
    round_: Round,
    projects: Sequence[Project],
    changed_from: int | None,
    new_projects: tuple[str, ...] = (),
) -> Text:
    """Say back what was understood, line by line, and until when it can be changed."""
    named = {project.id: project.name for project in projects}
    return text(
        "echo" if changed_from is None else "echo-changed",
        claim=_amount(declaration.claim, team),
        before=_amount(changed_from or 0, team),
        week=round_.week,
        details=_details(declaration, team, named),
        new=lines(
            text("new-projects", projects=Names(new_projects), count=len(new_projects))
            if new_projects
            else None
        ),
        until=_until(round_, team),
    )


def _details(declaration: Declaration, team: Team, named: dict[int, str]) -> Lines:
    single = len(declaration.lines) == 1
    said = []
    for line in declaration.lines:
        if single and line.project_id is None and not line.note and line.minutes is None:
            continue
        said.append(
            text(
                "echo-line",
                project=named[line.project_id] if line.project_id else text("no-project"),
                amount=_amount(line.amount, team),
                time=text("time-said", hours=line.minutes // 60, minutes=line.minutes % 60)
                if line.minutes
                else "",
                note=text("note-said", note=line.note) if line.note else "",
            )
        )
    return Lines(tuple(said))


async def _open_for(
    command: Declare | Same | Skip | Withdraw | AskWhich | ByProject,
    origin: Origin,
    uow: UnitOfWork,
) -> tuple[Team, Member, Round]:
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command, open_round=True)
    if not member.declares:
        raise Refusal("not-declaring")
    round_ = await the_open_round(uow, team, origin.now)
    return team, member, round_


async def _answer_without_claim(
    command: Skip | Withdraw, origin: Origin, uow: UnitOfWork, answer: Answer
) -> tuple[Team, Member, Round]:
    team, member, round_ = await _open_for(command, origin, uow)
    before = await uow.rounds.current(round_.id, member.id)
    revision = before.revision + 1 if before else 1
    await uow.rounds.declare(
        Declaration(round_.id, member.id, revision, answer, (), origin.now, origin.source)
    )
    await uow.prompts.end_questions(member.person_id, origin.now)
    return team, member, round_


async def _understood(
    said: tuple[SaidLine, ...], team: Team, uow: UnitOfWork
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Turn what was said into lines; also name the projects that do not exist yet."""
    unit = team.settings.unit
    known = {names.fold(project.name): project for project in await uow.teams.projects(team.id)}
    new: dict[str, str] = {}
    understood = []
    for line in said:
        name = names.clean(line.project)
        project = known.get(names.fold(name)) if name else None
        if project is not None and project.closed:
            raise Refusal("project-closed", project=project.name)
        if name and project is None:
            new.setdefault(names.fold(name), name)
        if line.minutes is not None and line.amount is None:
            rate = unit.minor(line.rate) if line.rate is not None else None
            rate = rate if rate is not None else (project.rate if project else None)
            if rate is None:
                raise Refusal("hours-without-rate", project=name or "…", named=int(bool(name)))
            amount = _hours(line.minutes, rate)
        else:
            amount = unit.minor(line.amount or Decimal(0))
        note = names.clean(line.note, NOTE_LENGTH)
        understood.append(Line(amount, project.id if project else None, line.minutes, note))
    return tuple(understood), tuple(new.values())


def _hours(minutes: int, rate: int) -> int:
    """Value time at a rate an hour, to the nearest minor unit, a half upwards."""
    return (minutes * rate * 2 + 60) // 120


async def _doubt(
    claim: int, team: Team, member: Member, round_: Round, uow: UnitOfWork
) -> str | None:
    available = await uow.plans.amount(team.id, round_.week) + await uow.book.balance(team.id, POOL)
    if claim > max(available, 0):
        return "over-budget"
    if far_from_habit(claim, await uow.rounds.last_claims(member.id, team.id)):
        return "unusual"
    return None


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


def _largest(team: Team) -> Amount:
    return _amount(LARGEST * 10**team.settings.unit.decimals, team)


def _until(round_: Round, team: Team) -> When:
    return When(round_.closes_at, team.settings.timezone)
