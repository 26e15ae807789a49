"""The papers of a payout: what the CAE has to know, and what each member asks to be paid.

Who got what for which weeks is read from the book; what of a week was for which project, from the
declaration that counts for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.app.access import facilitator_of, member_of
from core.app.history import granted_today
from core.app.payday.commands import PayoutFiles, ShowSheet
from core.app.payday.levies import bands_of
from core.app.payday.ports import Levy, PayoutRecord
from core.app.ports import Origin, UnitOfWork
from core.app.records import Correction
from core.app.says import Document, Say, Weeks, text
from core.domain import names
from core.domain.book import Transaction, euro_account
from core.domain.cae import Estimate, estimate, split
from core.domain.calendar import zone
from core.domain.correction import Granted
from core.domain.declaration import Line
from core.domain.payout import PaidWeek, moves_by_member, standing_of
from core.domain.portions import over_lines
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

CAE, SHEET = "cae", "sheet"
"""Kinds of documents: one file for the CAE; one sheet for a member. About the payout's number, and
for a sheet the member's id."""

_PAID = euro_account(0).removesuffix("0")


@dataclass(frozen=True, slots=True)
class PaidLine:
    """What was paid of one declared line: minor units, and the same in cents."""

    project: str
    minutes: int | None
    note: str
    units: int
    cents: int


@dataclass(frozen=True, slots=True)
class SheetWeek:
    """What was paid of one round: its lines add up to it."""

    weeks: Weeks
    units: int
    cents: int
    lines: tuple[PaidLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one member was paid in one payout, week by week.

    `contribution` is their part of what the CAE keeps of the payout, in cents; None where nobody
    entered what it keeps. `estimate` is None where figures for it are missing.
    """

    member: Member
    weeks: tuple[SheetWeek, ...]
    contribution: int | None
    estimate: Estimate | None

    @property
    def units(self) -> int:
        """What left their account, in minor units."""
        return sum(week.units for week in self.weeks)

    @property
    def cents(self) -> int:
        """The same in euro cents."""
        return sum(week.cents for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Papers:
    """All sheets of a payout, by member."""

    team: Team
    payout: PayoutRecord
    levies: tuple[Levy, ...]
    sheets: tuple[Sheet, ...]


async def payout_files(command: PayoutFiles, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give those who look after a team the CAE's file and all sheets of a payout, in private."""
    team, _ = await facilitator_of(uow, origin, command)
    if not origin.private:
        raise Refusal("private-only")
    payouts = await uow.payday.payouts(team.id)
    payout = _numbered(payouts, command.number)
    paid = _paid(await uow.book.transactions(team.id), payout)
    files = (
        Document(CAE, team.id, (payout.number,)),
        *(Document(SHEET, team.id, (payout.number, who)) for who in paid),
    )
    said = text("payout-files", number=payout.number, label=payout.label, count=len(paid))
    return [Say(said, documents=files)]


async def show_sheet(command: ShowSheet, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give somebody their own sheet of a payout, in private."""
    team, member = await member_of(uow, origin, command)
    if not origin.private:
        raise Refusal("private-only")
    payouts = await uow.payday.payouts(team.id)
    got = {move.seq for move in await uow.book.moves(team.id, euro_account(member.id))}
    mine = [one for one in payouts if one.paid_seq in got]
    if not mine:
        raise Refusal("sheet-none")
    payout = _numbered(payouts if command.number else mine, command.number)
    if payout not in mine:
        raise Refusal("sheet-not-paid", number=payout.number)
    said = text("sheet-here", number=payout.number, label=payout.label)
    return [Say(said, documents=(Document(SHEET, team.id, (payout.number, member.id)),))]


async def papers_of(
    uow: UnitOfWork, team: Team, number: int, member_id: int | None = None
) -> Papers:
    """Read the sheets of a payout: everybody's, or one member's. Raises `Refusal` for no such."""
    payouts = await uow.payday.payouts(team.id)
    payout = _numbered(payouts, number)
    book = await uow.book.transactions(team.id)
    cents = _paid(book, payout)
    kept = _contributions(team, book, payouts, payout)
    levies = tuple(await uow.payday.levies(team.id))
    members = [one for one in await uow.teams.members(team.id) if one.id in cents]
    reading = await _reading(uow, team, book, payout)
    sheets = [
        Sheet(
            member,
            await reading.weeks_of(member.id, cents[member.id]),
            kept.get(member.id),
            _estimated(cents[member.id], kept.get(member.id), levies),
        )
        for member in sorted(members, key=lambda one: names.fold(one.name))
        if member_id in (None, member.id)
    ]
    return Papers(team, payout, levies, tuple(sheets))


def _numbered(payouts: Sequence[PayoutRecord], number: int | None) -> PayoutRecord:
    """Find a payout, or the last one. Raises `Refusal`."""
    if not payouts:
        raise Refusal("payout-none")
    found = [one for one in payouts if number in (None, one.number)]
    if not found:
        raise Refusal("payout-unknown", number=number, count=len(payouts))
    return found[-1]


def _paid(book: Sequence[Transaction], payout: PayoutRecord) -> dict[int, int]:
    """Map members to the cents a payout paid them, as the book has it."""
    return {
        int(one.account.removeprefix(_PAID)): one.amount
        for row in book
        if row.seq == payout.paid_seq
        for one in row.postings
        if one.account.startswith(_PAID)
    }


def _contributions(
    team: Team,
    book: Sequence[Transaction],
    payouts: Sequence[PayoutRecord],
    payout: PayoutRecord,
) -> dict[int, int]:
    """Map members to their part of what the CAE keeps of a payout; empty if nobody entered it.

    The bands are those of the calendar year in which it was paid, on the wall of the team.
    """
    bands = bands_of(team)
    if bands is None:
        return {}
    wall = zone(team.settings.timezone)
    before = sum(
        sum(_paid(book, one).values())
        for one in payouts
        if one.number < payout.number
        and one.at.astimezone(wall).year == payout.at.astimezone(wall).year
    )
    cents = _paid(book, payout)
    kept = bands.contribution(before, sum(cents.values()))
    return dict(zip(cents, split(kept, list(cents.values())), strict=True))


def _estimated(cents: int, kept: int | None, levies: Sequence[Levy]) -> Estimate | None:
    if kept is None:
        return None
    employer, employee = (
        [one.rate for one in levies if one.side == side] for side in ("employer", "employee")
    )
    return estimate(cents - kept, employer, employee)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the weeks of a payout are read from."""

    uow: UnitOfWork
    team: Team
    payments: Mapping[int, tuple[PaidWeek, ...]]
    corrections: tuple[Correction, ...]
    projects: Mapping[int | None, str]

    async def weeks_of(self, member_id: int, cents: int) -> tuple[SheetWeek, ...]:
        """Split what a member was paid over the weeks it is for, and each over its lines."""
        paid = self.payments[member_id]
        shares = split(cents, [one.amount for one in paid])
        weeks = [
            await self._week(member_id, one, share) for one, share in zip(paid, shares, strict=True)
        ]
        return tuple(weeks)

    async def _week(self, member_id: int, paid: PaidWeek, cents: int) -> SheetWeek:
        round_ = await self.uow.rounds.of_week(self.team.id, paid.week)
        first = round_.first_week if round_ else paid.week
        lines, weights = await self._lines(round_, member_id) if round_ else ((), ())
        if not any(weights):
            lines, weights = (Line(0),), (1,)
        units = split(paid.amount, weights)
        euros = split(cents, units)
        said = tuple(
            PaidLine(self.projects.get(line.project_id, ""), line.minutes, line.note, *shares)
            for line, *shares in zip(lines, units, euros, strict=True)
            if any(shares)
        )
        return SheetWeek(Weeks(first, paid.week), paid.amount, cents, said)

    async def _lines(
        self, round_: Round, member_id: int
    ) -> tuple[tuple[Line, ...], tuple[int, ...]]:
        """Give what a member declared of a round, and what is granted of each line today."""
        declared = await self.uow.rounds.current(round_.id, member_id)
        if declared is None:
            return (), ()
        awards = await self.uow.settled.awards(round_.id)
        draws = await self.uow.settled.draws(round_.id)
        today = granted_today(round_.id, awards, draws, self.corrections)
        asked = [(line.project_id, line.amount) for line in declared.lines]
        return declared.lines, over_lines(asked, today.get(member_id, Granted()))


async def _reading(
    uow: UnitOfWork, team: Team, book: Sequence[Transaction], payout: PayoutRecord
) -> _Reading:
    standings = {who: standing_of(moves) for who, moves in moves_by_member(book).items()}
    return _Reading(
        uow,
        team,
        {who: one.payments.get(payout.seq, ()) for who, one in standings.items()},
        tuple(await uow.settled.corrections(team.id)),
        {project.id: project.name for project in await uow.teams.projects(team.id)},
    )
