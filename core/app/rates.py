"""Indicative rates: of projects, the base, supplements, units of time."""

from collections.abc import Sequence
from dataclasses import replace

from core.app.access import facilitator_of, member_of
from core.app.commands import SetRate, ShowRates
from core.app.ports import Origin, UnitOfWork
from core.app.projects import existing_project
from core.app.says import Say, Table, Text, lines, text
from core.domain import names
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Project, Rate, RateKind, Team

MOST_WORDS_OF_A_UNIT = 3

TAKEN = frozenset({"h", "hr", "heure", "hour", "min", "mn", "minute", "eur", "euro", "balle"})
"""Words that amounts and times are written with already."""


async def show_rates(command: ShowRates, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List them all, each kind apart."""
    team, _ = await member_of(uow, origin, command)
    rates = await uow.talk.rates(team.id)
    base = next((rate for rate in rates if rate.kind is RateKind.BASE), None)
    owned = [project for project in await uow.teams.projects(team.id) if not project.closed]
    kinds = (
        text("rates-base", rate=_amount(base.amount, team)) if base else None,
        _projects(owned, team),
        _supplements(rates, team),
        _units(rates, team),
    )
    shown = lines(*kinds) if any(kinds) else lines(text("rates-none"))
    return [Say(text("rates", team=team.name, rates=shown))]


async def set_rate(command: SetRate, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Name an indicative rate; an amount of 0 ends it."""
    team, author = await facilitator_of(uow, origin, command)
    amount = team.settings.unit.minor(command.amount)
    if command.kind == "project":
        project = await existing_project(uow, team, author, command.name)
        await uow.teams.change_project(replace(project, rate=amount or None))
        name = project.name
    else:
        name = await _set_beside(command, RateKind(command.kind), amount, team, uow)
    if not amount:
        return [Say(text("rate-ended", kind=command.kind, name=name))]
    return [Say(text("rate-set", kind=command.kind, name=name, rate=_amount(amount, team)))]


async def _set_beside(
    command: SetRate, kind: RateKind, amount: int, team: Team, uow: UnitOfWork
) -> str:
    """Set a rate beside those of projects; return its name, as the team first wrote it."""
    label = "" if kind is RateKind.BASE else names.clean(command.name)
    known = [rate for rate in await uow.talk.rates(team.id) if rate.kind is kind]
    same = _same_unit if kind is RateKind.UNIT else _same_name
    found = next((rate for rate in known if same(rate.label, label)), None)
    if found is None and kind is not RateKind.BASE:
        _check(label, kind, team)
    if found is None and not amount:
        raise Refusal("rate-unknown", said=label or text("rate-base-name"))
    label = found.label if found else label
    await uow.talk.set_rate(team.id, Rate(kind, label, amount))
    return label


def _check(label: str, kind: RateKind, team: Team) -> None:
    """Refuse a name that could not be said beside a number and mean this alone."""
    if not any(char.isalpha() for char in label) or any(char.isdigit() for char in label):
        raise Refusal("rate-name", said=label)
    if kind is not RateKind.UNIT:
        return
    word = names.singular(label)
    taken = word in TAKEN or names.fold(label) == names.fold(team.settings.unit.name)
    if taken or len(word.split()) > MOST_WORDS_OF_A_UNIT:
        raise Refusal("rate-unit-name", said=label)


def _same_unit(label: str, other: str) -> bool:
    return names.singular(label) == names.singular(other)


def _same_name(label: str, other: str) -> bool:
    return names.fold(label) == names.fold(other)


def _projects(projects: Sequence[Project], team: Team) -> Text | None:
    rows = tuple((one.name, _amount(one.rate, team)) for one in projects if one.rate)
    listed = Table("rates-project-row", ("name", "rate"), rows)
    return text("rates-projects", rates=listed) if rows else None


def _supplements(rates: Sequence[Rate], team: Team) -> Text | None:
    rows = _rows(rates, RateKind.SUPPLEMENT, team)
    listed = Table("rates-supplement-row", ("name", "rate"), rows)
    return text("rates-supplements", rates=listed) if rows else None


def _units(rates: Sequence[Rate], team: Team) -> Text | None:
    rows = _rows(rates, RateKind.UNIT, team)
    listed = Table("rates-unit-row", ("name", "rate"), rows)
    return text("rates-units", rates=listed, name=rows[0][0]) if rows else None


def _rows(rates: Sequence[Rate], kind: RateKind, team: Team) -> tuple[tuple[object, ...], ...]:
    return tuple((rate.label, _amount(rate.amount, team)) for rate in rates if rate.kind is kind)


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
