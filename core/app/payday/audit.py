"""The audit of payouts: each one shared out again from the book as it stood before it."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from core.app.payday.ports import Payday, PayoutRecord
from core.app.ports import UnitOfWork
from core.app.says import Text, text
from core.domain.book import PAYOUT, RECEIVED, Kind, Posting, Transaction, euro_account
from core.domain.book import member_account as account_of
from core.domain.money import Amount
from core.domain.payout import EURO, MODES, Terms, entries_of, moves_by_member, shares
from core.domain.team import Team

FARTHEST_ZONE = timedelta(hours=14)
"""How far a day's end may be from its end in UTC: the team may have changed its time zone since."""

QUARTER = 15 * 60
"""Seconds: every time zone is whole quarters of an hour from UTC."""


async def payout_breaches(uow: UnitOfWork, team: Team, rows: Sequence[Transaction]) -> list[Text]:
    """Check every payout against the book; return one text for each breach, none if all is well."""
    try:
        payouts = await uow.payday.payouts(team.id)
        days = [await uow.payday.payday_at(team.id, one.at) for one in payouts]
    except (ValueError, TypeError, LookupError):
        return [text("breach-unread", team=team.name, table="payouts")]
    breaches: list[Text] = []
    for place, (one, day) in enumerate(zip(payouts, days, strict=True)):
        before = payouts[:place]
        what = [
            "place" if not _in_place(one, place + 1, rows) else None,
            "cutoff" if not _announced(one, day, before) else None,
            "terms" if min(one.offered, one.euro_rate) < 1 or one.mode not in MODES else None,
        ]
        found = [
            text("breach-payout", team=team.name, number=one.number, what=each)
            for each in what
            if each
        ]
        breaches += found or _shared(team, one, rows)
    known = {seq for one in payouts for seq in (one.seq, one.paid_seq)}
    return breaches + [
        text("breach-payout-stranger", team=team.name, row=row.seq)
        for row in rows
        if row.kind in (Kind.PAYOUT, Kind.PAID) and row.seq not in known
    ]


def _in_place(one: PayoutRecord, number: int, rows: Sequence[Transaction]) -> bool:
    """Whether a payout is the next one, and its two rows of the book are those it wrote."""
    wrote = rows[one.seq - 1 : one.seq + 1] if one.seq > 0 else ()
    kinds = (Kind.PAYOUT, Kind.PAID)
    return (
        one.number == number
        and one.paid_seq == one.seq + 1
        and len(wrote) == len(kinds)
        and all(
            row.kind == kind and row.at == one.at and row.key == f"{kind}:{row.week}:{number}"
            for row, kind in zip(wrote, kinds, strict=True)
        )
    )


def _announced(one: PayoutRecord, day: Payday | None, before: Sequence[PayoutRecord]) -> bool:
    """Whether what counted is what was announced: the day that stood then, if it was not used."""
    if day is None or any(each.at > day.announced_at for each in before):
        return one.cutoff is None
    if one.cutoff is None:
        return False
    ends = datetime.combine(day.day + timedelta(days=1), time(), UTC)
    whole = one.cutoff.timestamp() % QUARTER == 0
    return whole and abs(one.cutoff - ends) <= FARTHEST_ZONE and one.cutoff <= one.at


def _shared(team: Team, one: PayoutRecord, rows: Sequence[Transaction]) -> list[Text]:
    """Check who was paid what: one breach a member, or one where only the form is not right."""
    terms = Terms(
        one.offered,
        one.euro_rate,
        one.mode,
        turn=one.number,
        decimals=team.settings.unit.decimals,
        cutoff=one.cutoff,
    )
    units, euros = rows[one.seq - 1], rows[one.paid_seq - 1]
    right = shares(moves_by_member(rows[: one.seq - 1]), terms)
    entries = entries_of(units.week, one.number, right)
    if [entry.postings for entry in entries] == [units.postings, euros.postings]:
        return []
    booked = _by_account((*units.postings, *euros.postings))
    wanted = _by_account(tuple(leg for entry in entries for leg in entry.postings))
    members = {share.member_id for share in right}
    members |= {
        int(account.rsplit(":", 1)[-1])
        for account in booked
        if account not in (PAYOUT, RECEIVED) and account.rsplit(":", 1)[-1].isdigit()
    }
    return [
        text(
            "breach-payout-share",
            team=team.name,
            number=one.number,
            member=who,
            units=Amount(-booked.get(account_of(who), 0), team.settings.unit),
            total=Amount(booked.get(euro_account(who), 0), EURO),
        )
        for who in sorted(members)
        if any(booked.get(a) != wanted.get(a) for a in (account_of(who), euro_account(who)))
    ] or [text("breach-payout", team=team.name, number=one.number, what="shares")]


def _by_account(legs: Sequence[Posting]) -> dict[str, int]:
    return {leg.account: leg.amount for leg in legs}
