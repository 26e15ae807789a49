"""Money that came from outside: donations, with who gave them, and all other incomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.app.access import facilitator_of, member_of
from core.app.buckets.commands import AddDonation, ShowDonations
from core.app.buckets.grant_ports import Donation
from core.app.buckets.pots import amount
from core.app.ports import Origin, UnitOfWork
from core.app.records import Movement
from core.app.says import Day, Document, Say, Table, Text, text
from core.domain import names
from core.domain.book import INCOME, POOL, Kind, moved
from core.domain.calendar import week_at, zone
from core.domain.refusal import Refusal
from core.domain.team import Team

DONOR_LENGTH = 80
SHOWN = 20

DONATIONS = "donations"
"""The kind of document that lists them all."""


@dataclass(frozen=True, slots=True)
class Income:
    """Money that came in: what was noted of it, and who gave it where it is a donation."""

    seq: int
    at: datetime
    amount: int
    label: str
    donation: Donation | None


async def add_donation(command: AddDonation, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Write a donation into the pool.

    Who does not want to be named is in no label of the book, so in no export of it either.
    """
    team, author = await facilitator_of(uow, origin, command)
    given = team.settings.unit.minor(command.amount)
    donor = names.clean(command.donor, DONOR_LENGTH)
    if not given or not donor:
        raise Refusal("usage-donation")
    week = week_at(origin.now, team.settings.timezone)
    number = await uow.book.next_number(team.id, Kind.INCOME, week)
    entry = moved(Kind.INCOME, week, INCOME, POOL, given, number)
    await uow.book.append(team.id, [entry], origin.now)
    seq, _ = await uow.book.head(team.id)
    label = donor if command.public else ""
    await uow.book.note(team.id, Movement(seq, label, author.id))
    await uow.grants.add_donation(team.id, Donation(seq, donor, command.public))
    said = text(
        "donation-booked",
        amount=amount(given, team),
        donor=donor,
        public="yes" if command.public else "no",
        pool=amount(await uow.book.balance(team.id, POOL), team),
    )
    return [Say(said)]


async def show_donations(command: ShowDonations, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List what came in, the latest last, with a file of all of it.

    Who looks after the team sees in private also who gave without wanting to be named; the file,
    which may go further, names nobody who did not agree.
    """
    team, member = await member_of(uow, origin, command)
    incomes = await incomes_of(uow, team)
    if not incomes:
        raise Refusal("no-income")
    discreet = not (member.facilitator and origin.private)
    wall = zone(team.settings.timezone)
    rows = tuple(
        (
            Day.of(one.at.astimezone(wall).date()),
            amount(one.amount, team),
            _from(one, discreet=discreet),
        )
        for one in incomes[-SHOWN:]
    )
    said = text(
        "donations",
        team=team.name,
        rows=Table("donation-row", ("day", "amount", "source"), rows),
        total=amount(sum(one.amount for one in incomes), team),
        given=amount(sum(one.amount for one in incomes if one.donation), team),
        count=len(incomes),
    )
    return [Say(said, documents=(Document(DONATIONS, team.id),))]


async def incomes_of(uow: UnitOfWork, team: Team) -> Sequence[Income]:
    """List all that came into the pool from outside, in the order of the book."""
    labels = {one.seq: one.label for one in await uow.book.movements(team.id)}
    donations = {one.seq: one for one in await uow.grants.donations(team.id)}
    return [
        Income(move.seq, move.at, move.amount, labels.get(move.seq, ""), donations.get(move.seq))
        for move in await uow.book.moves(team.id, POOL)
        if move.kind == Kind.INCOME
    ]


def _from(income: Income, *, discreet: bool) -> Text | str:
    """Say where an income came from, naming who gave it as far as they want that."""
    if income.donation is None:
        return income.label
    if income.donation.public:
        return text("donation-from", donor=income.donation.donor)
    if discreet:
        return text("donation-anonymous")
    return text("donation-discreet", donor=income.donation.donor)
