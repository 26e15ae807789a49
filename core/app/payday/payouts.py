"""Payouts: real money shared out, written into the book, and told to everybody it concerns.

Nothing here moves money: the list of payments is what comes out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.app.access import facilitator_of, member_of
from core.app.commands import Keep
from core.app.payday.announcing import end_of, standing_payday
from core.app.payday.cae import SHEET
from core.app.payday.commands import Payout, ShowPayouts
from core.app.payday.ports import Payday, PayoutRecord
from core.app.ports import Origin, UnitOfWork
from core.app.says import (
    Day,
    Document,
    Option,
    Private,
    Say,
    Table,
    Text,
    ToGroup,
    When,
    lines,
    text,
)
from core.app.summary import SHORT_HASH, listed
from core.domain import names
from core.domain.book import PAYOUT, RECEIVED, euro_account
from core.domain.calendar import week_at, zone
from core.domain.money import Amount, Unit
from core.domain.payout import (
    EURO,
    MODES,
    RATE_DECIMALS,
    PaidWeek,
    Share,
    Standing,
    Terms,
    digest_of,
    entries_of,
    moves_by_member,
    shares,
)
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

LABEL_LENGTH = 100


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A payout as it would be booked now: what for, by which terms, who gets what."""

    team: Team
    label: str
    payday: Payday | None
    terms: Terms
    shares: tuple[Share, ...]
    members: Mapping[int, Member]

    @property
    def paid(self) -> list[Share]:
        return [one for one in self.shares if one.cents]

    @property
    def units(self) -> Amount:
        return Amount(sum(one.units for one in self.paid), self.team.settings.unit)

    @property
    def euros(self) -> Amount:
        return euros(sum(one.cents for one in self.paid))


async def payout(command: Payout, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Propose how real money is shared out; after a *yes* to these very shares, book it."""
    team, author = await facilitator_of(uow, origin, command)
    proposal = await _proposed(command, origin.now, uow, team)
    if not proposal.paid:
        raise Refusal("payout-nothing", team=team.name)
    shown = digest_of(proposal.terms, proposal.shares)
    if not command.confirmed or command.shown != shown:
        again = replace(command, team=team.id, mode=proposal.terms.mode, shown=shown)
        return [_asked(proposal, again)]
    record, head = await _booked(uow, proposal, author, origin.now)
    post = text(
        "payout-done",
        **_said(proposal),
        number=record.number,
        left=_amount(sum(one.left for one in proposal.shares), team),
        head=head[:SHORT_HASH],
    )
    key = f"payout:{team.id}:{record.number}"
    says = [Say(post, ToGroup(team.id), key=key)]
    if origin.team is None:
        count = len(proposal.paid)
        noted = text("payout-noted", number=record.number, total=proposal.euros, count=count)
        says.insert(0, Say(noted))
    return says + [_told(proposal, record, one, key) for one in proposal.paid]


async def show_payouts(command: ShowPayouts, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the payouts so far, with what the book says of each."""
    team, _ = await member_of(uow, origin, command)
    payouts = await uow.payday.payouts(team.id)
    if not payouts:
        return [Say(text("payouts-none", team=team.name))]
    units = {move.seq: move.amount for move in await uow.book.moves(team.id, PAYOUT)}
    cents = {move.seq: -move.amount for move in await uow.book.moves(team.id, RECEIVED)}
    rows = tuple(
        (
            one.number,
            _day(one.at, team),
            one.label,
            euros(cents.get(one.paid_seq, 0)),
            _amount(units.get(one.seq, 0), team),
            euros(one.offered),
            text(f"payout-mode-{_spelled(one.mode)}"),
        )
        for one in payouts
    )
    columns = ("number", "day", "label", "total", "units", "offered", "mode")
    total = euros(sum(cents.values()))
    return [
        Say(text("payouts", team=team.name, rows=Table("payouts-row", columns, rows), total=total))
    ]


async def paid_to(uow: UnitOfWork, team: Team, member: Member, standing: Standing) -> Text:
    """List what a member was paid so far, for which weeks: from the book, the first one first."""
    cents = {
        move.seq: move.amount for move in await uow.book.moves(team.id, euro_account(member.id))
    }
    said = [
        text(
            "me-payout",
            number=one.number,
            day=_day(one.at, team),
            total=euros(cents.get(one.paid_seq, 0)),
            units=_amount(sum(week.amount for week in weeks), team),
            weeks=weeks_said(weeks),
        )
        for one in await uow.payday.payouts(team.id)
        if (weeks := standing.payments.get(one.seq))
    ]
    return text("me-paid", rows=lines(*said)) if said else text("me-unpaid")


def weeks_said(weeks: Sequence[PaidWeek]) -> Text:
    """Name the weeks a payment is for; at most the last one is paid in part."""
    part = "yes" if weeks[-1].left else "no"
    first, last = weeks[0].week, weeks[-1].week
    return text("payout-weeks", first=first, last=last, count=len(weeks), part=part)


def euros(cents: int) -> Amount:
    """Give an amount of euros."""
    return Amount(cents, EURO)


def rate_said(euro_rate: int) -> Amount:
    """Give what a unit is worth, with no more decimals than it takes, and at least two."""
    decimals = RATE_DECIMALS
    while decimals > EURO.decimals and euro_rate % 10 == 0:
        euro_rate, decimals = euro_rate // 10, decimals - 1
    return Amount(euro_rate, Unit(EURO.name, decimals))


async def _proposed(command: Payout, now: datetime, uow: UnitOfWork, team: Team) -> _Proposal:
    offered = EURO.minor(command.amount)
    label = names.clean(command.label, LABEL_LENGTH)
    if not offered or not label:
        raise Refusal("usage-payout")
    mode = command.mode or team.settings.payout_mode
    if mode not in MODES:
        raise Refusal("rule-unknown", said=mode, known=", ".join(MODES))
    payday = await standing_payday(uow, team)
    cutoff = end_of(payday.day, team.settings.timezone) if payday else None
    if payday and cutoff and cutoff > now:
        until = When(cutoff, team.settings.timezone)
        raise Refusal("payout-wait", day=Day.of(payday.day), until=until)
    terms = Terms(
        offered,
        team.settings.euro_rate,
        mode,
        turn=len(await uow.payday.payouts(team.id)) + 1,
        decimals=team.settings.unit.decimals,
        cutoff=cutoff,
    )
    moves = moves_by_member(await uow.book.transactions(team.id))
    members = {one.id: one for one in await uow.teams.members(team.id)}
    return _Proposal(team, label, payday, terms, shares(moves, terms), members)


def _asked(proposal: _Proposal, command: Payout) -> Say:
    """Show all of it and ask; `command` is what a *yes* will mean."""
    changed = text("payout-changed") if command.confirmed else None
    return Say(
        text("payout-proposed", **_said(proposal), changed=lines(changed)),
        options=(
            Option(text("button-yes"), replace(command, confirmed=True)),
            Option(text("button-no"), Keep(team=proposal.team.id)),
        ),
        question=True,
    )


async def _booked(
    uow: UnitOfWork, proposal: _Proposal, author: Member, now: datetime
) -> tuple[PayoutRecord, str]:
    """Write both transactions and what was decided; give that, and the new head."""
    team, terms = proposal.team, proposal.terms
    week = week_at(now, team.settings.timezone)
    head = await uow.book.append(team.id, entries_of(week, terms.turn, proposal.shares), now)
    paid_seq, _ = await uow.book.head(team.id)
    record = PayoutRecord(
        number=terms.turn,
        seq=paid_seq - 1,
        paid_seq=paid_seq,
        offered=terms.offered,
        euro_rate=terms.euro_rate,
        mode=terms.mode,
        label=proposal.label,
        cutoff=terms.cutoff,
        author_id=author.id,
        at=now,
    )
    await uow.payday.add_payout(team.id, record)
    return record, head


def _said(proposal: _Proposal) -> dict[str, object]:
    """Give what the proposal and the post after it have in common."""
    team, terms = proposal.team, proposal.terms
    unneeded = terms.offered - proposal.euros.minor
    holding = {one.member_id for one in proposal.shares}
    empty = [one.name for one in proposal.members.values() if one.asked and one.id not in holding]
    day = Day.of(proposal.payday.day) if proposal.payday else None
    return {
        "team": team.name,
        "offered": euros(terms.offered),
        "label": proposal.label,
        "mode": text(f"payout-mode-{_spelled(terms.mode)}"),
        "unit": team.settings.unit.name,
        "rate": rate_said(terms.euro_rate),
        "counted": text("payout-counted-by", day=day) if day else text("payout-counted-all"),
        "rows": _table(proposal),
        "nothing": lines(listed("payout-empty", empty)),
        "units": proposal.units,
        "total": proposal.euros,
        "unneeded": lines(text("payout-unneeded", amount=euros(unneeded)) if unneeded else None),
    }


def _table(proposal: _Proposal) -> Table:
    """List every member with a balance, by name: what they have, are paid, and keep."""
    team = proposal.team
    rows = [
        (
            proposal.members[one.member_id].name,
            _amount(one.balance, team),
            _amount(one.units, team),
            euros(one.cents),
            weeks_said(one.weeks) if one.weeks else "",
            _amount(one.left, team),
            "yes" if one.cents else "no",
        )
        for one in proposal.shares
    ]
    rows.sort(key=lambda row: str(row[0]).casefold())
    columns = ("name", "balance", "units", "total", "weeks", "left", "paid")
    return Table("payout-row", columns, tuple(rows))


def _told(proposal: _Proposal, record: PayoutRecord, share: Share, key: str) -> Say:
    """Tell one member what they are paid for, and what is left, wherever they are now."""
    team = proposal.team
    said = text(
        "payout-yours",
        team=team.name,
        number=record.number,
        label=record.label,
        total=euros(share.cents),
        units=_amount(share.units, team),
        weeks=weeks_said(share.weeks),
        left=_amount(share.left, team),
    )
    member = proposal.members[share.member_id]
    return Say(
        said,
        Private(member.person_id),
        key=f"{key}:{member.id}",
        documents=(Document(SHEET, team.id, (record.number, member.id)),),
        team_id=team.id,
    )


def _spelled(mode: str) -> str:
    return mode.replace("_", "-")


def _day(at: datetime, team: Team) -> Day:
    return Day.of(at.astimezone(zone(team.settings.timezone)).date())


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
