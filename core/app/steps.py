"""What is asked at each step of the guided way, with a button for every answer that has one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.app.commands import (
    Declare,
    GuideBack,
    GuideCancel,
    GuideDone,
    GuideMore,
    GuideProject,
    GuideSays,
    GuideSkip,
    SaidLine,
)
from core.app.echoes import time_said
from core.app.noting import note_asked
from core.app.ports import UnitOfWork
from core.app.projects import seen_projects
from core.app.records import Draft
from core.app.says import Lines, Names, Option, Say, Text, lines, text
from core.app.understanding import understood
from core.domain import names
from core.domain.declaration import Line
from core.domain.money import Amount
from core.domain.round import Round
from core.domain.team import Member, Team

MOST_PROJECTS = 8
"""Projects offered as buttons: what a phone shows without scrolling. The others are typed."""


@dataclass(frozen=True, slots=True)
class Guided:
    """Whose declaration is being made step by step, and where it stands."""

    team: Team
    member: Member
    round_: Round
    draft: Draft


async def asked(uow: UnitOfWork, guided: Guided, before: Text | None = None) -> list[Say]:
    """Ask what is to be asked next, after what was to be said `before`."""
    draft, team = guided.draft, guided.team
    if draft.noted is not None:
        return [note_asked(team, guided.round_, draft)]
    so_far = await _so_far(uow, guided)
    match draft.step:
        case "project":
            said, options = text("guide-project"), await _projects(uow, guided)
        case "quantity":
            said, options = await _quantity(uow, guided)
        case "note":
            said = text("guide-note")
            options = [Option(text("button-guide-skip"), GuideSkip(team=team.id))]
        case _:
            said = text("guide-more")
            options = [
                Option(text("button-guide-done"), GuideDone(team=team.id)),
                Option(text("button-guide-more"), GuideMore(team=team.id)),
            ]
    if draft.step != "project" or draft.lines:
        options.append(Option(text("button-guide-back"), GuideBack(team=team.id)))
    options.append(Option(text("button-guide-cancel"), GuideCancel(team=team.id)))
    step = text("guide-step", before=lines(before), so_far=lines(so_far), asked=said)
    return [Say(step, options=tuple(options), round_id=guided.round_.id)]


async def which_was_meant(
    uow: UnitOfWork, guided: Guided, said: str, readings: Sequence[tuple[SaidLine, ...]]
) -> Say:
    """Ask whether a number is an amount (and which), or the words of a note if it may be one."""
    team, draft = guided.team, guided.draft
    options = []
    for reading in readings:
        label = text("button-guide-amount")
        if len(readings) > 1:
            valued, _ = await understood(reading, team, guided.member, uow)
            amount = Amount(sum(line.amount for line in valued), team.settings.unit)
            label = text("button-amount", amount=amount)
        meant = Declare(team=team.id, lines=reading)
        does = meant if draft.noted is not None else GuideSays(team=team.id, reading=meant)
        options.append(Option(label, does))
    may_be_note = draft.step == "note"
    if may_be_note:
        words = GuideSays(team=team.id, said=said)
        options.append(Option(text("button-guide-words"), words))
    else:
        options.append(Option(text("button-guide-back"), GuideBack(team=team.id)))
    asked = text("guide-amount-or-note", said=said) if may_be_note else text("guide-which-amount")
    return Say(asked, options=tuple(options), round_id=guided.round_.id)


async def without_closed(uow: UnitOfWork, guided: Guided) -> tuple[Draft, Text] | None:
    """Take what was closed meanwhile out of a draft, back at choosing a project; say so.

    None where every project it names is open, or it is of a note to what is declared already.
    """
    draft = guided.draft
    known = await uow.teams.projects(guided.team.id)
    closed = {names.fold(project.name): project.name for project in known if project.closed}
    spoken_of = [line.project for line in draft.lines]
    if draft.step == "quantity":
        spoken_of.append(draft.project)
    found = {key: closed[key] for one in spoken_of if (key := names.fold(one)) in closed}
    if not found or draft.noted is not None:
        return None
    kept = tuple(line for line in draft.lines if names.fold(line.project) not in found)
    said = text(
        "guide-project-closed",
        projects=Names(tuple(found.values())),
        count=len(found),
        kept="yes" if kept else "no",
    )
    return replace(draft, step="project", lines=kept, project=""), said


def same_project(one: str, other: str) -> bool:
    """Tell whether two names are one project's."""
    return names.fold(one) == names.fold(other)


async def _so_far(uow: UnitOfWork, guided: Guided) -> Text | None:
    """Say what was said so far, line by line, with the total where there are several."""
    draft, unit = guided.draft, guided.team.settings.unit
    if not draft.lines:
        return None
    valued, _ = await understood(draft.lines, guided.team, guided.member, uow)
    rows = [
        text(
            "echo-line",
            project=said.project or text("no-project"),
            amount=Amount(line.amount, unit),
            time=time_said(line.minutes),
            note=text("note-said", note=line.note) if line.note else "",
        )
        for said, line in zip(draft.lines, valued, strict=True)
    ]
    total = Amount(sum(line.amount for line in valued), unit)
    return text("guide-so-far", lines=Lines(tuple(rows)), total=total, count=len(rows))


async def _projects(uow: UnitOfWork, guided: Guided) -> list[Option]:
    """Offer open projects, first those the member declared for last, and none at all."""
    team = guided.team
    seen = await seen_projects(uow, team, guided.member)
    known = [project for project in seen if not project.closed]
    last = list(await _last_lines(uow, guided))
    known.sort(key=lambda project: last.index(project.id) if project.id in last else len(last))
    buttons = [
        Option(
            text("button-guide-project", project=project.name),
            GuideProject(team=team.id, project=project.name),
        )
        for project in known[:MOST_PROJECTS]
    ]
    return [*buttons, Option(text("button-guide-no-project"), GuideProject(team=team.id))]


async def _quantity(uow: UnitOfWork, guided: Guided) -> tuple[Text, list[Option]]:
    """Ask how much or how long; offer what the member declared for this project last time."""
    team, wanted = guided.team, guided.draft.project
    said = text("guide-quantity", project=wanted or text("no-project"))
    found = next(
        (p for p in await uow.teams.projects(team.id) if same_project(p.name, wanted)), None
    )
    line = (await _last_lines(uow, guided)).get(found.id if found else None)
    if line is None or (wanted and found is None):
        return said, []
    again = SaidLine(team.settings.unit.decimal(line.amount), line.minutes, project=wanted)
    label = text(
        "button-guide-last",
        amount=Amount(line.amount, team.settings.unit),
        time=time_said(line.minutes),
    )
    does = GuideSays(team=team.id, reading=Declare(team=team.id, lines=(again,)))
    return said, [Option(label, does)]


async def _last_lines(uow: UnitOfWork, guided: Guided) -> dict[int | None, Line]:
    """Map projects to what the member last declared for each, the latest first."""
    found: dict[int | None, Line] = {}
    for _, declaration in reversed(await uow.rounds.of_member(guided.member.id)):
        for line in declaration.lines:
            found.setdefault(line.project_id, line)
    return found
