"""A team's book and weeks as files leave the house: what is in them, and who is named there.

All figures are read here, once, by the functions that chat, chart and audit use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.app.access import facilitator_of
from core.app.buckets.exporting import Together, together_of
from core.app.figures import ClosedWeek, closed_weeks
from core.app.history import granted_today
from core.app.payday.commands import Export
from core.app.payday.ports import Contract, PayoutRecord
from core.app.ports import Origin, UnitOfWork
from core.app.projects import seen_projects
from core.app.records import Closing, Correction, Movement
from core.app.says import Document, Option, Say, text
from core.domain import names
from core.domain.book import Transaction
from core.domain.calendar import zone
from core.domain.correction import Granted
from core.domain.declaration import Answer, Declaration, Line
from core.domain.plan import PlannedWeek
from core.domain.portions import over_lines
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Project, Team

FORMATS: Mapping[str, tuple[str, ...]] = {
    "csv": ("declarations", "postings"),
    "json": ("json",),
    "hledger": ("hledger",),
    "beancount": ("beancount",),
    "fec": ("fec",),
    "ical": ("ical",),
}
"""The formats there are, and the files of each."""

ALL, AGREED, NONE = NAMED = ("all", "agreed", "none")
"""Whose names stand in a file: everybody's, those of members who agreed, nobody's."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What one member said of a closed week, as it counts today.

    `awards` are what was granted of each of its lines; they sum to `award`.
    """

    declaration: Declaration
    claim: int
    award: int
    awards: tuple[int, ...]

    @property
    def lines(self) -> Sequence[tuple[Line, int]]:
        """Its lines, each with what was granted of it."""
        return list(zip(self.declaration.lines, self.awards, strict=True))


@dataclass(frozen=True, slots=True)
class WeekRecord:
    """A closed week: its figures as `/history` gives them, what its close was decided on."""

    round: Round
    figures: ClosedWeek
    closing: Closing
    declared: tuple[Declared, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """All that exports hold, read at one moment; weeks that are not closed are not in it.

    `names` maps members to what they are called in files, `balances` accounts to what the book
    says they hold (minor units, or euro cents for those that begin with `euro:`).
    """

    team: Team
    members: tuple[Member, ...]
    names: Mapping[int, str]
    projects: tuple[Project, ...]
    plan: tuple[PlannedWeek, ...]
    weeks: tuple[WeekRecord, ...]
    corrections: tuple[Correction, ...]
    book: tuple[Transaction, ...]
    balances: Mapping[str, int]
    head: str
    movements: tuple[Movement, ...]
    payouts: tuple[PayoutRecord, ...]
    contracts: tuple[Contract, ...]
    together: Together


async def records_of(uow: UnitOfWork, team: Team, named: str = ALL) -> Records:
    """Read everything; `named` says whose names may stand in it, one of `NAMED`."""
    members = tuple(sorted(await uow.teams.members(team.id), key=lambda member: member.id))
    corrections = tuple(await uow.settled.corrections(team.id))
    _, head = await uow.book.head(team.id)
    book = tuple(await uow.book.transactions(team.id))
    return Records(
        team,
        members,
        {member.id: called(member, named) for member in members},
        tuple(await seen_projects(uow, team, None)),
        await uow.plans.of(team.id),
        tuple(await _weeks(uow, team, corrections)),
        corrections,
        book,
        await uow.book.balances(team.id, ""),
        head,
        tuple(await uow.book.movements(team.id)),
        tuple(await uow.payday.payouts(team.id)),
        tuple(await uow.payday.contracts(team.id)),
        await together_of(uow, team, members, book),
    )


def called(member: Member, named: str) -> str:
    """Say what a member is called in a file: by name, or by a number that names nobody."""
    shown = named == ALL or (named == AGREED and member.public)
    return member.name if shown else f"№{member.id}"


async def _weeks(
    uow: UnitOfWork, team: Team, corrections: Sequence[Correction]
) -> list[WeekRecord]:
    closings = await uow.settled.closings(team.id)
    rounds = [one for one in await uow.rounds.all(team.id) if one.id in closings]
    figures = {one.week: one for one in await closed_weeks(uow, team)}
    found = []
    for round_ in rounds:
        awards = await uow.settled.awards(round_.id)
        draws = await uow.settled.draws(round_.id)
        today = granted_today(round_.id, awards, draws, corrections)
        declared = [
            _declared(one, today.get(one.member_id, Granted()))
            for one in await uow.rounds.declarations(round_.id)
            if one.answer is not Answer.WITHDRAWN
        ]
        declared.sort(key=lambda one: one.declaration.member_id)
        closing = closings[round_.id]
        found.append(WeekRecord(round_, figures[round_.week], closing, tuple(declared)))
    return found


def _declared(declaration: Declaration, granted: Granted) -> Declared:
    if not declaration.counts:
        return Declared(declaration, 0, 0, ())
    lines = [(line.project_id, line.amount) for line in declaration.lines]
    portions = over_lines(lines, granted)
    return Declared(declaration, declaration.claim, granted.award, portions)


def payout_years(team: Team, payouts: Sequence[PayoutRecord]) -> list[int]:
    """List the years with payouts, as calendars of the team's time zone had them."""
    wall = zone(team.settings.timezone)
    return sorted({payout.at.astimezone(wall).year for payout in payouts})


def must_export(team: Team, payouts: Sequence[PayoutRecord], kind: str) -> None:
    """Raise a `Refusal` for a format there is not, or one that has nothing to say yet."""
    if kind not in FORMATS:
        raise Refusal("export-unknown", said=kind, known=", ".join(FORMATS))
    if kind == "fec" and not team.settings.siren:
        raise Refusal("export-no-siren")
    if kind == "fec" and not payouts:
        raise Refusal("export-no-payout")


async def export(command: Export, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give those who look after a team its book and weeks as files, in private."""
    if not origin.private:
        raise Refusal("private-only")
    team, _ = await facilitator_of(uow, origin, command)
    if not command.format:
        options = tuple(
            Option(text("button-export", format=one), Export(team=team.id, format=one))
            for one in FORMATS
        )
        return [Say(text("export-which", team=team.name), options=options)]
    kind = names.fold(command.format)
    payouts = await uow.payday.payouts(team.id)
    must_export(team, payouts, kind)
    abouts = [(year,) for year in payout_years(team, payouts)] if kind == "fec" else [()]
    files = tuple(
        Document(f"export-{file}", team.id, about) for file in FORMATS[kind] for about in abouts
    )
    said = text("export-here", team=team.name, format=kind, count=len(files))
    return [Say(said, documents=files)]
