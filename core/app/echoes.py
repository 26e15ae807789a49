"""Saying back what was understood, with what can be done about it, and what stands."""

from collections.abc import Mapping, Sequence

from core.app.commands import AddNote, Change, Withdraw
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Names, Option, Say, Text, When, lines, text
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Project, Team


def standing(declaration: Declaration | None, team: Team) -> Text:
    """Say what is declared at the moment: the end of every refusal and question."""
    if declaration is None or declaration.answer is Answer.WITHDRAWN:
        return text("standing-nothing")
    if declaration.answer is Answer.SKIPPED:
        return text("standing-skipped")
    if not declaration.claim and team.settings.volunteer_word:
        return text("standing-volunteer", claim=claim_said(0, team))
    return text("standing-claim", claim=_amount(declaration.claim, team))


def claim_said(claim: int, team: Team) -> Amount | Text:
    """Say a claim; one of nothing by the word the team has for it, if it chose one."""
    word = team.settings.volunteer_word
    if claim or not word:
        return _amount(claim, team)
    return text("volunteered", word=word, amount=_amount(claim, team))


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
) -> Say:
    """Say back what was understood, line by line, and until when it can be changed: by buttons.

    They carry the revision they speak of, so that an old message cannot undo a new one.
    """
    named = {project.id: project.name for project in projects}
    ceiling = team.settings.limits.ceiling
    said = text(
        "echo" if changed_from is None else "echo-changed",
        claim=claim_said(declaration.claim, team),
        before=claim_said(changed_from or 0, team),
        week=round_.week,
        details=details(declaration, team, named),
        new=new_projects_said(new_projects),
        ceiling=lines(
            text("echo-ceiling", ceiling=_amount(ceiling, team))
            if ceiling is not None and declaration.claim > ceiling
            else None
        ),
        until=When(round_.ends_at, team.settings.timezone),
    )
    return Say(said, options=choices(team, declaration.revision), round_id=round_.id)


def choices(team: Team, revision: int) -> tuple[Option, ...]:
    """Offer what can be done about a declaration that counts."""
    return (
        Option(text("button-change"), Change(team=team.id, revision=revision)),
        Option(text("button-note"), AddNote(team=team.id, revision=revision)),
        Option(text("button-withdraw"), Withdraw(team=team.id, revision=revision)),
    )


def check_current(current: Declaration | None, revision: int | None, team: Team) -> None:
    """Refuse a button of an old echo, where something else counts by now."""
    if revision is not None and (current is None or current.revision != revision):
        raise Refusal("echo-old", standing=standing(current, team))


def new_projects_said(new_projects: tuple[str, ...]) -> Lines:
    """Say which projects were named for the first time."""
    return lines(
        text("new-projects", projects=Names(new_projects), count=len(new_projects))
        if new_projects
        else None
    )


def details(declaration: Declaration, team: Team, named: Mapping[int, str]) -> Lines:
    """Say a declaration line by line; nothing where the total says all."""
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
                time=time_said(line.minutes),
                note=text("note-said", note=line.note) if line.note else "",
            )
        )
    return Lines(tuple(said))


def time_said(minutes: int | None) -> Text | str:
    """Say the time beside an amount; nothing where none was said."""
    if not minutes:
        return ""
    return text("time-said", hours=minutes // 60, minutes=minutes % 60)


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
