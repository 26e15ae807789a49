"""The payout: real money shared out against what members' accounts hold (DESIGN: versement).

Real money is shared out in units first. What is offered pays U units: all that counts, or as many
as it is worth, rounded down. U is shared over the balances by a rule of `core.domain.sharing`, or
goes to the oldest weeks first. The euros are U times the rate, rounded to the cent, split over the
members by largest remainder. So nobody is ever paid more than their balance, and not a cent more
leaves than was offered.

A balance is made of weeks, found by playing a member's moves in the book again. What was awarded
stands in its week; a correction, or what is put back of it, changes its week first, then the
oldest; anything else that is taken, a gift for one, comes from the newest week; a payout, however
it was shared, pays each member's oldest weeks.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.book import (
    PAYOUT,
    RECEIVED,
    Entry,
    Kind,
    Posting,
    Transaction,
    euro_account,
    member_account,
)
from core.domain.calendar import Week
from core.domain.money import Unit
from core.domain.sharing import RATIONING, Claim
from core.domain.sharing.claims import in_turn

EURO = Unit("€", 2)
"""What is paid. Its minor units are cents."""

OLDEST = "oldest"
MODES = (*RATIONING, OLDEST)
"""How a payout may be shared: by a rule of sharing, or the oldest weeks first."""

RATE_DECIMALS = 6
"""A rate is a whole number of millionths of a euro a unit."""

_MEMBER = member_account(0).removesuffix("0")


@dataclass(frozen=True, slots=True)
class Move:
    """What one transaction put into a member's account, or, negative, took out, in minor units."""

    seq: int
    kind: str
    week: Week
    at: datetime
    amount: int


@dataclass(frozen=True, slots=True)
class PaidWeek:
    """What was paid of one week, and what of it is left to pay, in minor units."""

    week: Week
    amount: int
    left: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a member's balance is made of.

    `unpaid` maps weeks to what is left of them, never less than 1, the oldest first. `owed` is what
    was taken beyond all of them. `payments` maps the payouts, by their number in the book, to the
    weeks they paid.
    """

    unpaid: Mapping[Week, int]
    owed: int
    payments: Mapping[int, tuple[PaidWeek, ...]]

    @property
    def balance(self) -> int:
        """What the account holds."""
        return sum(self.unpaid.values()) - self.owed

    def pays(self, units: int) -> tuple[PaidWeek, ...]:
        """Say which weeks so many units pay: the oldest."""
        return _taken(dict(self.unpaid), list(self.unpaid), units)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a payout is shared out.

    `offered` is in euro cents, `euro_rate` in millionths of a euro a unit of `decimals` decimals,
    `mode` one of `MODES`. `turn`, the payout's number, decides who of equals gets what cannot be
    divided. What was booked before `cutoff` counts; None for all of it.
    """

    offered: int
    euro_rate: int
    mode: str
    turn: int
    decimals: int = 2
    cutoff: datetime | None = None

    @property
    def worth(self) -> tuple[int, int]:
        """What a minor unit is worth in cents, as an exact fraction."""
        return self.euro_rate * 10**EURO.decimals, 10 ** (self.decimals + RATE_DECIMALS)


@dataclass(frozen=True, slots=True)
class Share:
    """What one member is paid: `units` of their `balance`, in minor units, and that in `cents`."""

    member_id: int
    balance: int
    units: int
    cents: int
    weeks: tuple[PaidWeek, ...]

    @property
    def left(self) -> int:
        """What stays on their account."""
        return self.balance - self.units


def moves_by_member(rows: Iterable[Transaction]) -> dict[int, list[Move]]:
    """Read what each member's account went through, in the order of the book."""
    found: dict[int, list[Move]] = {}
    for row in rows:
        amounts: dict[int, int] = {}
        for posting in row.postings:
            number = posting.account.removeprefix(_MEMBER)
            if posting.account.startswith(_MEMBER) and number.isdecimal():
                who = int(number)
                amounts[who] = amounts.get(who, 0) + posting.amount
        for who, amount in amounts.items():
            found.setdefault(who, []).append(Move(row.seq, row.kind, row.week, row.at, amount))
    return found


def standing_of(moves: Iterable[Move]) -> Standing:
    """Say of which weeks a balance is made, and which were paid: the rule of this module."""
    unpaid: dict[Week, int] = {}
    payments: dict[int, tuple[PaidWeek, ...]] = {}
    owed = 0
    for move in moves:
        if move.amount > 0:
            unpaid[move.week] = unpaid.get(move.week, 0) + max(move.amount - owed, 0)
            owed = max(owed - move.amount, 0)
            continue
        taken = _taken(unpaid, _order(unpaid, move), -move.amount)
        owed += -move.amount - sum(one.amount for one in taken)
        if move.kind == Kind.PAYOUT:
            payments[move.seq] = taken
    return Standing({week: unpaid[week] for week in sorted(unpaid) if unpaid[week]}, owed, payments)


def shares(moves: Mapping[int, Sequence[Move]], terms: Terms) -> tuple[Share, ...]:
    """Share real money out: one share for each member with a balance above zero, by member.

    A balance counts as far as it stood at the cut-off, less what was paid since, and never more
    than it is now. Whoever would be paid less than a cent is paid nothing, and keeps their units.
    """
    standings = {who: standing_of(moves[who]) for who in sorted(moves)}
    holding = {who: one for who, one in standings.items() if one.balance > 0}
    counted = {
        who: max(min(one.balance, _booked_by(moves[who], terms.cutoff)), 0)
        for who, one in holding.items()
    }
    cents_each, over = terms.worth
    pool = min(sum(counted.values()), terms.offered * over // cents_each)
    if terms.mode == OLDEST:
        units = _oldest_first(holding, counted, pool, terms.turn)
    else:
        units = _by_rule(terms.mode, counted, pool, terms.turn)
    cents = _in_euros(units, terms)
    return tuple(
        Share(who, one.balance, paid := units[who] if cents[who] else 0, cents[who], one.pays(paid))
        for who, one in holding.items()
    )


def entries_of(week: Week, number: int, shared: Sequence[Share]) -> tuple[Entry, ...]:
    """Write what the `number`th payout of a team books: units in one transaction, euros in another.

    Nothing where nobody is paid.
    """
    paid = [one for one in shared if one.cents]
    if not paid:
        return ()
    units = [Posting(member_account(one.member_id), -one.units) for one in paid]
    euros = [Posting(euro_account(one.member_id), one.cents) for one in paid]
    total = sum(one.units for one in paid)
    received = Posting(RECEIVED, -sum(one.cents for one in paid))
    return (
        Entry(Kind.PAYOUT, week, (*units, Posting(PAYOUT, total)), number),
        Entry(Kind.PAID, week, (received, *euros), number),
    )


def digest_of(terms: Terms, shared: Sequence[Share]) -> str:
    """Give a short mark of what was proposed: other shares, or other terms, have another one."""
    return hashlib.sha256(repr((terms, shared)).encode()).hexdigest()[:16]


def _order(unpaid: Mapping[Week, int], move: Move) -> list[Week]:
    """Say from which weeks a move takes, one after the other."""
    oldest = sorted(unpaid)
    if move.kind == Kind.PAYOUT:
        return oldest
    if move.kind in (Kind.CORRECTION, Kind.PUT_BACK):
        return sorted(oldest, key=lambda week: week != move.week)
    return oldest[::-1]


def _taken(unpaid: dict[Week, int], order: Iterable[Week], units: int) -> tuple[PaidWeek, ...]:
    """Take so many units from weeks in an order; say from which. Changes `unpaid`."""
    taken = []
    for week in order:
        amount = min(unpaid[week], units)
        if amount:
            unpaid[week] -= amount
            units -= amount
            taken.append(PaidWeek(week, amount, unpaid[week]))
    return tuple(taken)


def _booked_by(moves: Iterable[Move], cutoff: datetime | None) -> int:
    """Sum up what was booked before an instant, and what was paid at any time."""
    return sum(
        move.amount
        for move in moves
        if cutoff is None or move.at < cutoff or move.kind == Kind.PAYOUT
    )


def _by_rule(rule: str, counted: Mapping[int, int], pool: int, turn: int) -> dict[int, int]:
    claims = tuple(Claim(who, amount) for who, amount in counted.items())
    return {int(award.who): award.amount for award in RATIONING[rule](claims, pool, turn)}


def _oldest_first(
    holding: Mapping[int, Standing], counted: Mapping[int, int], pool: int, turn: int
) -> dict[int, int]:
    """Pay week by week, each in full for everybody, and what the last one lacks in proportion."""
    by_week: dict[Week, dict[int, int]] = {}
    for who, one in holding.items():
        for paid in one.pays(counted[who]):
            by_week.setdefault(paid.week, {})[who] = paid.amount
    units = dict.fromkeys(holding, 0)
    for week in sorted(by_week):
        given = _by_rule("proportional", by_week[week], pool, turn)
        pool -= sum(given.values())
        for who, amount in given.items():
            units[who] += amount
    return units


def _in_euros(units: Mapping[int, int], terms: Terms) -> dict[int, int]:
    """Convert to cents: the rounded worth of all units, split by largest remainder.

    Ties go to the larger share, then in turn.
    """
    cents_each, over = terms.worth
    total = sum(units.values()) * cents_each
    cents = {who: amount * cents_each // over for who, amount in units.items()}
    odd = (2 * total + over) // (2 * over) - sum(cents.values())
    if not odd:
        return cents
    turn = in_turn((Claim(who, amount) for who, amount in units.items()), terms.turn)
    turn.sort(key=lambda who: (units[int(who)] * cents_each % over, units[int(who)]), reverse=True)
    for who in turn[:odd]:
        cents[int(who)] += 1
    return cents
