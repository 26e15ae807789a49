"""What the buttons under an echo do: another amount, a note.

Taking it back is `core.app.declaring.withdraw`.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.app.access import member_of, the_open_round
from core.app.commands import (
    AddNote,
    Change,
    Command,
    Declare,
    Guide,
    GuideCancel,
    Keep,
    SaidLine,
)
from core.app.echoes import check_current, claim_said, details, echo, standing
from core.app.ports import Origin, UnitOfWork
from core.app.records import Draft
from core.app.says import Option, Say, Text, When, lines, text
from core.app.understanding import NOTE_LENGTH, said_again
from core.domain import names
from core.domain.declaration import Declaration
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team


async def change(command: Change, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask for another amount: to type, by project, or nothing at all; until then all stands."""
    team, member, round_ = await speaker_of(command, origin, uow)
    current = await uow.rounds.current(round_.id, member.id)
    check_current(current, command.revision, team)
    zero = Declare(team=team.id, lines=(SaidLine(amount=team.settings.unit.decimal(0)),))
    nothing = text("button-zero", amount=claim_said(0, team))
    asked = text(
        "change",
        standing=standing(current, team),
        until=When(round_.ends_at, team.settings.timezone),
    )
    options = (
        *((Option(nothing, zero),) if current is not None and current.claim else ()),
        Option(text("button-by-project"), Guide(team=team.id)),
        Option(text("button-as-it-is"), Keep(team=team.id)),
    )
    return [Say(asked, options=options, round_id=round_.id)]


async def add_note(command: AddNote, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Add a note to what is declared; ask first to which line, or for the words, if need be."""
    team, member, round_ = await speaker_of(command, origin, uow)
    current = await uow.rounds.current(round_.id, member.id)
    check_current(current, command.revision, team)
    if current is None or not current.counts:
        raise Refusal("nothing-to-note", standing=standing(current, team))
    projects = await uow.teams.projects(team.id)
    named = {project.id: project.name for project in projects}
    line, words = command.line, command.words
    if line is None and len(current.lines) > 1:
        line, words = _line_named(current, named, words)
    if line is None and len(current.lines) > 1:
        return [_which(current, team, round_, named, command.words)]
    if words:
        return [await noted(origin, uow, team, member, round_, current, line or 0, words)]
    said = said_again(current.lines, projects, team.settings.unit)
    draft = Draft(member.id, round_.id, "note", said, noted=line or 0)
    await uow.talk.keep_draft(draft, origin.now)
    return [note_asked(team, round_, draft)]


async def noted(
    origin: Origin,
    uow: UnitOfWork,
    team: Team,
    member: Member,
    round_: Round,
    current: Declaration,
    line: int,
    words: str,
) -> Say:
    """Store a declaration again with a note: nothing to doubt or to limit, its claim is the same.

    It stays the declaration of the message that made it, which may still be edited or removed.
    """
    kept = list(current.lines)
    kept[line] = replace(kept[line], note=names.clean(words, NOTE_LENGTH))
    again = replace(current, revision=current.revision + 1, lines=tuple(kept), at=origin.now)
    await uow.rounds.declare(again)
    await uow.prompts.end_questions(member.person_id, origin.now)
    await uow.talk.drop_draft(member.id)
    return echo(again, team, round_, await uow.teams.projects(team.id), None)


def note_asked(team: Team, round_: Round, draft: Draft) -> Say:
    """Ask for the words of a note to a declared line."""
    project = draft.lines[draft.noted or 0].project
    single = len(draft.lines) == 1
    asked = text("ask-note") if single else text("ask-note-for", project=_named(project))
    cancel = Option(text("button-guide-cancel"), GuideCancel(team=team.id))
    return Say(asked, options=(cancel,), round_id=round_.id)


async def speaker_of(
    command: Command, origin: Origin, uow: UnitOfWork
) -> tuple[Team, Member, Round]:
    """Find who speaks of their declaration, in private, and the round that is open."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command, open_round=True)
    if not member.declares:
        raise Refusal("not-declaring")
    return team, member, await the_open_round(uow, team, origin.now)


def _line_named(current: Declaration, named: dict[int, str], words: str) -> tuple[int | None, str]:
    """Read `café : livraison`: a note for the line of that project, if exactly one is."""
    project, colon, rest = words.partition(":")
    wanted = names.fold(project)
    found = [
        number
        for number, line in enumerate(current.lines)
        if line.project_id and names.fold(named[line.project_id]) == wanted
    ]
    return (found[0], rest.strip()) if colon and len(found) == 1 else (None, words)


def _which(
    current: Declaration, team: Team, round_: Round, named: dict[int, str], words: str
) -> Say:
    projects = [named[line.project_id] if line.project_id else "" for line in current.lines]
    options = tuple(
        Option(
            _line_label(projects, number, Amount(line.amount, team.settings.unit)),
            AddNote(team=team.id, revision=current.revision, line=number, words=words),
        )
        for number, line in enumerate(current.lines)
    )
    example = next((project for project in projects if projects.count(project) == 1), "")
    typed = text("ask-note-example", project=example) if example else None
    asked = text("ask-note-which", lines=details(current, team, named), example=lines(typed))
    return Say(asked, options=options, round_id=round_.id)


def _line_label(projects: Sequence[str], number: int, amount: Amount) -> Text:
    project = _named(projects[number])
    if projects.count(projects[number]) == 1:
        return text("button-note-line", project=project)
    return text("button-note-line-amount", project=project, amount=amount)


def _named(project: str) -> str | Text:
    return project or text("no-project")
