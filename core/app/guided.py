"""The guided way: which project, how much or how long, a note; then another project, or done.

Where it stands is a draft of the member, in the database: it goes on tomorrow, from another
account, after a restart. It ends with whatever answer is stored.
"""

from dataclasses import replace

from core.app.commands import (
    AskWhich,
    Command,
    Declare,
    Guide,
    GuideBack,
    GuideCancel,
    GuideDone,
    GuideMore,
    GuideProject,
    GuideSays,
    GuideSkip,
    NotUnderstood,
    Reply,
    SaidLine,
)
from core.app.declaring import ask_which, declare
from core.app.echoes import choices, standing
from core.app.noting import noted, speaker_of
from core.app.ports import Origin, UnitOfWork
from core.app.projects import seen_projects
from core.app.records import Draft
from core.app.says import Say, Text, text
from core.app.steps import Guided, asked, same_project, which_was_meant, without_closed
from core.app.understanding import countable, understood
from core.domain import names
from core.domain.refusal import Refusal

MOST_LINES = 30
MOST_WORDS = 5
"""Words a new project's name may have; more are hardly a name."""

Step = GuideProject | GuideSkip | GuideMore | GuideBack | GuideCancel | GuideDone


async def guide(command: Guide | GuideSays | Step, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Begin, go on or end a declaration made step by step.

    A draft of a round that is closed by now is dropped, with a word, where a new one begins. One
    with a project that is closed by now goes back to choosing a project, whatever was said.
    """
    team, member, round_ = await speaker_of(command, origin, uow)
    draft = await uow.talk.draft(member.id)
    late = draft is not None and draft.round_id != round_.id
    going_on = draft is not None and not late and draft.noted is None
    if isinstance(command, Guide) and not going_on:
        guided = Guided(team, member, round_, Draft(member.id, round_.id, "project"))
        return await _goes_on(guided, origin, uow, text("guide-closed") if late else None)
    if draft is None or late:
        raise Refusal("guide-none")
    guided = Guided(team, member, round_, draft)
    said = command.reading if isinstance(command, GuideSays) else command
    if not isinstance(said, GuideCancel) and not origin.edit:
        without = await without_closed(uow, guided)
        if without is not None:
            draft, why = without
            return await _goes_on(replace(guided, draft=draft), origin, uow, why)
    if isinstance(command, Guide):
        return await asked(uow, guided, text("guide-resumed"))
    if isinstance(command, GuideSays):
        return await _said(command, guided, origin, uow)
    return await _step(command, guided, origin, uow)


async def _step(command: Step, guided: Guided, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take one step; one that is not of where it stands (an old button) asks again."""
    draft = guided.draft
    match command:
        case GuideCancel():
            return await _cancelled(guided, uow)
        case GuideBack() | GuideSkip() if draft.noted is not None:
            return await _cancelled(guided, uow)
        case GuideDone() if draft.lines and draft.noted is None:
            whole = Declare(team=guided.team.id, lines=draft.lines)
            return await declare(whole, replace(origin, edit=False), uow)
        case GuideBack():
            draft = _back(draft)
        case GuideMore() if draft.step == "more":
            draft = replace(draft, step="project")
        case GuideSkip() if draft.step == "note":
            draft = replace(draft, step="more")
        case GuideSkip() if draft.step == "project":
            draft = replace(draft, step="quantity", project="")
        case GuideProject(project=project) if draft.step in ("project", "quantity"):
            draft = replace(draft, step="quantity", project=project)
    return await _goes_on(replace(guided, draft=draft), origin, uow)


def _back(draft: Draft) -> Draft:
    match draft.step:
        case "project" if draft.lines:
            return replace(draft, step="more")
        case "quantity":
            return replace(draft, step="project")
        case "note":
            *before, last = draft.lines
            return replace(draft, step="quantity", lines=tuple(before), project=last.project)
        case "more":
            *before, last = draft.lines
            return replace(draft, step="note", lines=(*before, replace(last, note="")))
    return draft


async def _cancelled(guided: Guided, uow: UnitOfWork) -> list[Say]:
    await uow.talk.drop_draft(guided.member.id)
    current = await uow.rounds.current(guided.round_.id, guided.member.id)
    said = text("guide-cancelled", standing=standing(current, guided.team))
    if current is None or not current.counts:
        return [Say(said)]
    return [Say(said, options=choices(guided.team, current.revision), round_id=guided.round_.id)]


async def _said(command: GuideSays, guided: Guided, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Understand what was typed as an answer to what was asked."""
    if origin.edit:
        return await _edited(command, guided, origin, uow)
    if isinstance(command.reading, Step):
        return await _step(command.reading, guided, origin, uow)
    if not command.said and isinstance(command.reading, Declare):
        return await _amount_meant(command.reading, guided, origin, uow)
    match guided.draft.step:
        case "note":
            return await _at_note(command, guided, origin, uow)
        case "quantity":
            return await _at_quantity(command, guided, origin, uow)
    return await _at_project(command, guided, origin, uow)


async def _edited(command: GuideSays, guided: Guided, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Let an edit correct what is declared; what was said step by step is corrected by steps."""
    current = await uow.rounds.current(guided.round_.id, guided.member.id)
    if current is None or current.source != origin.source:
        raise Refusal("guide-edit")
    return await _whole(command.reading, guided, origin, uow)


async def _whole(
    reading: Command | None, guided: Guided, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Take a full declaration typed in the middle for what it is."""
    match reading:
        case Declare():
            return await declare(replace(reading, team=guided.team.id), origin, uow)
        case AskWhich():
            return await ask_which(replace(reading, team=guided.team.id), origin, uow)
        case NotUnderstood():
            raise Refusal(reading.why, said=reading.said)
    return await asked(uow, guided)


async def _at_project(
    command: GuideSays, guided: Guided, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Take a project's name, old or new; another line; or *yes* and *no* to another project."""
    draft, reading = guided.draft, command.reading
    if draft.step == "more" and isinstance(reading, Reply):
        answer = GuideMore() if reading.yes else GuideDone()
        return await _step(answer, guided, origin, uow)
    projects = await seen_projects(uow, guided.team, guided.member)
    known = next((p for p in projects if same_project(p.name, command.said)), None)
    if known is not None and known.closed:
        raise Refusal("project-closed", project=known.name)
    if known is not None or _is_a_name(command):
        name = known.name if known else names.clean(command.said)
        draft = replace(draft, step="quantity", project=name)
        return await _goes_on(replace(guided, draft=draft), origin, uow)
    if not draft.lines:
        return await _whole(reading, guided, origin, uow)
    if isinstance(reading, AskWhich):
        raise Refusal("amount-ambiguous")
    if not isinstance(reading, Declare):
        return await _whole(reading, guided, origin, uow)
    if draft.step == "more" and not all(line.project for line in reading.lines):
        raise Refusal("guide-amount-of-what", said=command.said)
    return await _with_lines(reading.lines, guided, origin, uow)


def _is_a_name(command: GuideSays) -> bool:
    if not isinstance(command.reading, NotUnderstood) or command.reading.why != "not-understood":
        return False
    said = names.clean(command.said, names.LONGEST + 1)
    short = len(said) <= names.LONGEST and len(said.split()) <= MOST_WORDS
    return short and any(char.isalpha() for char in said)


async def _at_quantity(
    command: GuideSays, guided: Guided, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Take an amount or a time for the project spoken of; a line that names another is its own."""
    reading, spoken_of = command.reading, guided.draft.project
    if isinstance(reading, NotUnderstood) and reading.why != "not-understood":
        raise Refusal(reading.why, said=reading.said)
    if isinstance(reading, AskWhich):
        bare = countable(_bare(reading), guided.team.settings.unit)
        if not bare:
            raise Refusal("amount-ambiguous")
        return [await which_was_meant(uow, guided, command.said, bare)]
    if not isinstance(reading, Declare):
        raise Refusal("guide-quantity", project=spoken_of or text("no-project"))
    lines = tuple(replace(line, project=line.project or spoken_of) for line in reading.lines)
    return await _with_lines(lines, guided, origin, uow)


async def _at_note(
    command: GuideSays, guided: Guided, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Take any words for the note; for a plain number, ask whether the amount was meant."""
    draft, reading = guided.draft, command.reading
    if isinstance(reading, Reply):
        if reading.yes:
            return await asked(uow, guided)
        return await _step(GuideSkip(), guided, origin, uow)
    if bare := _bare(reading):
        readings = countable(bare, guided.team.settings.unit)
        return [await which_was_meant(uow, guided, command.said, readings)]
    if draft.noted is None:
        *before, last = draft.lines
        annotated = (*before, replace(last, note=command.said))
        draft = replace(draft, step="more", lines=annotated)
        return await _goes_on(replace(guided, draft=draft), origin, uow)
    current = await uow.rounds.current(guided.round_.id, guided.member.id)
    if current is None or draft.noted >= len(current.lines):
        raise Refusal("guide-none")
    where = (guided.team, guided.member, guided.round_, current)
    return [await noted(origin, uow, *where, draft.noted, command.said)]


async def _amount_meant(
    reading: Declare, guided: Guided, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Take the amount of a button for the line spoken of; an old button asks again."""
    (line,), draft = reading.lines, guided.draft
    if draft.step == "note" and draft.noted is None:
        draft = _back(draft)
    fits = not line.project or same_project(line.project, draft.project)
    if draft.step != "quantity" or not fits:
        return await asked(uow, guided)
    said = (replace(line, project=draft.project),)
    return await _with_lines(said, replace(guided, draft=draft), origin, uow)


def _bare(reading: Command | None) -> tuple[tuple[SaidLine, ...], ...]:
    """Give the readings of a number (or a time) and nothing else; none of anything else."""
    match reading:
        case Declare(lines=lines):
            readings: tuple[tuple[SaidLine, ...], ...] = (lines,)
        case AskWhich(readings=readings):
            pass
        case _:
            return ()
    plain = all(len(one) == 1 and not one[0].project and not one[0].note for one in readings)
    return readings if plain else ()


async def _with_lines(
    said: tuple[SaidLine, ...], guided: Guided, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    """Add lines the team's unit, rates and projects allow; ask for the note of a single one."""
    draft = guided.draft
    every = (*draft.lines, *said)
    if len(every) > MOST_LINES:
        raise Refusal("guide-full", most=MOST_LINES)
    await understood(every, guided.team, guided.member, uow)
    step = "note" if len(said) == 1 and not said[0].note else "more"
    draft = replace(draft, step=step, lines=every, project=said[-1].project)
    return await _goes_on(replace(guided, draft=draft), origin, uow)


async def _goes_on(
    guided: Guided, origin: Origin, uow: UnitOfWork, before: Text | None = None
) -> list[Say]:
    """Keep where it stands, and ask what comes next."""
    await uow.talk.keep_draft(guided.draft, origin.now)
    return await asked(uow, guided, before)
