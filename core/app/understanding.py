"""Understanding what was said with the team's projects and rates."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from core.app.commands import SaidLine
from core.app.ports import UnitOfWork
from core.app.projects import seen_projects
from core.domain import names
from core.domain.declaration import Line
from core.domain.money import LARGEST, Amount, Unit
from core.domain.refusal import Refusal
from core.domain.team import Member, Project, Rate, RateKind, Team

NOTE_LENGTH = 300


async def understood(
    said: tuple[SaidLine, ...], team: Team, member: Member, uow: UnitOfWork
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Turn what was said into lines; also name the projects that are new, as far as they may know.

    Raises `Refusal` for what the unit, the rates or the projects do not allow.
    """
    unit = team.settings.unit
    known = {names.fold(project.name): project for project in await uow.teams.projects(team.id)}
    seen = {project.id for project in await seen_projects(uow, team, member)}
    rates = await uow.talk.rates(team.id)
    new: dict[str, str] = {}
    understood = []
    for line in said:
        name = names.clean(line.project)
        project = known.get(names.fold(name)) if name else None
        if project is not None and project.closed:
            raise Refusal("project-closed", project=project.name)
        if name and (project is None or project.id not in seen):
            new.setdefault(names.fold(name), name)
        amount = _worth(line, project, name, rates, unit)
        note = names.clean(line.note, NOTE_LENGTH)
        understood.append(Line(amount, project.id if project else None, line.minutes, note))
    if sum(line.amount for line in understood) > (most := unit.minor(Decimal(LARGEST))):
        raise Refusal("amount-too-large", most=Amount(most, unit))
    return tuple(understood), tuple(new.values())


def _worth(
    line: SaidLine, project: Project | None, name: str, rates: Sequence[Rate], unit: Unit
) -> int:
    """Value a line: its amount, its hours at their rate, or units of time at theirs."""
    if line.amount is not None:
        return unit.minor(line.amount)
    if line.count is not None:
        return _counted(line.count, line.of, rates, unit)
    if line.minutes is None:
        return 0
    if line.rate is not None:
        return _hours(line.minutes, unit.minor(line.rate))
    own = project.rate if project else None
    base = next((rate.amount for rate in rates if rate.kind is RateKind.BASE), None)
    rate = own if own is not None else base
    if rate is None:
        raise Refusal("hours-without-rate", project=name or "…", named=int(bool(name)))
    return _hours(line.minutes, rate)


def _counted(count: Decimal, of: str, rates: Sequence[Rate], unit: Unit) -> int:
    """Value a number of units of time, exactly: what does not come out even is refused."""
    labels = {names.singular(rate.label): rate for rate in rates if rate.kind is RateKind.UNIT}
    rate = labels.get(names.singular(of))
    if rate is None:
        raise Refusal("time-unit-unknown", label=of)
    worth = Fraction(count) * rate.amount
    if worth.denominator != 1:
        raise Refusal("time-unit-uneven", label=rate.label, value=Amount(rate.amount, unit))
    return unit.minor(unit.decimal(int(worth)))


def _hours(minutes: int, rate: int) -> int:
    """Value time at a rate an hour, to the nearest minor unit, a half upwards."""
    return (minutes * rate * 2 + 60) // 120


async def with_new_projects(
    said: tuple[SaidLine, ...], team: Team, member: Member, uow: UnitOfWork
) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Do the same, and add the projects that did not exist."""
    lines, new = await understood(said, team, member, uow)
    known = {names.fold(project.name) for project in await uow.teams.projects(team.id)}
    missing = [project for project in new if names.fold(project) not in known]
    for project in missing:
        await uow.teams.add_project(team.id, project)
    if missing:
        lines, _ = await understood(said, team, member, uow)
    return lines, new


def said_again(
    lines: Sequence[Line], projects: Sequence[Project], unit: Unit
) -> tuple[SaidLine, ...]:
    """Write lines as somebody could have said them."""
    named = {project.id: project.name for project in projects}
    return tuple(
        SaidLine(
            amount=unit.decimal(line.amount),
            minutes=line.minutes,
            project=named[line.project_id] if line.project_id else "",
            note=line.note,
        )
        for line in lines
    )


def countable(readings: Sequence[tuple[SaidLine, ...]], unit: Unit) -> list[tuple[SaidLine, ...]]:
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


def differ_in_project(readings: Sequence[tuple[SaidLine, ...]]) -> int | None:
    """Find the line whose project is in doubt; None where only an amount is."""
    for number, lines in enumerate(zip(*readings, strict=True)):
        if len({line.project for line in lines}) > 1:
            return number
    return None
