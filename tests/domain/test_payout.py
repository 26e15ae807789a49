"""Payouts: figures by hand to the cent, and laws that hold for any book and any offer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.book import Kind, chained
from core.domain.calendar import Week
from core.domain.payout import (
    MODES,
    OLDEST,
    Move,
    PaidWeek,
    Share,
    Terms,
    digest_of,
    entries_of,
    moves_by_member,
    shares,
    standing_of,
)

W48, W49, W50, W51 = (Week(2026, number) for number in range(48, 52))
NOON = datetime(2026, 12, 15, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)

AWARDED = {
    "Aïcha": (120_00, 80_00, 100_00),
    "Bob": (60_00, 60_00, 60_00),
    "Chloé": (0, 145_50, 200_00),
    "Dina": (33_33, 33_33, 33_34),
    "Élias": (250_00, 0, 0),
    "Fatou": (75_25, 110_75, 90_00),
    "Gaël": (500_00, 400_00, 350_00),
    "Hana": (12_50, 0, 7_50),
    "Ines": (0, 0, 410_01),
    "Jo": (99_99, 99_99, 99_99),
    "Karim": (320_00, 180_00, 0),
    "Lou": (7, 0, 0),
}
"""What twelve members were awarded in three weeks: 1 471.14, 1 109.57 and 1 350.84, together
3 931.55."""

NAMES = list(AWARDED)

IN_PROPORTION = {
    "Aïcha": 228_92,  # 300.00 × 3 000 ÷ 3 931.55 = 228.9173…, and the second of five odd cents
    "Bob": 137_35,  # 137.3504…
    "Chloé": 263_64,  # 263.6364…, the third odd cent
    "Dina": 76_31,  # 76.3057…, the fourth
    "Élias": 190_77,  # 190.7644567…: the fifth, by a hair before Jo’s …44563
    "Fatou": 210_60,  # 210.6039…
    "Gaël": 953_82,  # 953.8222…
    "Hana": 15_26,  # 15.2611…
    "Ines": 312_86,  # 312.8613…
    "Jo": 228_89,  # 228.8944563…
    "Karim": 381_53,  # 381.5289…, the first odd cent
    "Lou": 5,  # 0.0534…
}

OLDEST_FIRST = {
    "Aïcha": 231_04,  # 120 + 80 + 31.0392…: a part of W50, for which 419.29 of 1 350.84 are left
    "Bob": 138_62,  # 60 + 60 + 18.6235…
    "Chloé": 207_58,  # 145.50 + 62.0784…
    "Dina": 77_01,  # 33.33 + 33.33 + 10.3484…
    "Élias": 250_00,  # all of W48
    "Fatou": 213_93,  # 75.25 + 110.75 + 27.9352…
    "Gaël": 1008_64,  # 500 + 400 + 108.6372…
    "Hana": 14_83,  # 12.50 + 2.3279…
    "Ines": 127_26,  # 127.2638…
    "Jo": 231_02,  # 99.99 + 99.99 + 31.0361…
    "Karim": 500_00,  # all of W48 and W49
    "Lou": 7,  # all of W48
}

AT_75_CENTS = {
    "Aïcha": (203_48, 152_61),
    "Bob": (122_09, 91_57),  # 91.5675, an odd cent
    "Chloé": (234_34, 175_75),  # 175.755
    "Dina": (67_83, 50_87),  # 50.8725
    "Élias": (169_57, 127_18),  # 127.1775, an odd cent
    "Fatou": (187_20, 140_40),
    "Gaël": (847_84, 635_88),
    "Hana": (13_56, 10_17),
    "Ines": (278_10, 208_58),  # 208.575: a half, after Karim’s, whose share is larger
    "Jo": (203_46, 152_59),  # 152.595: a half, too late
    "Karim": (339_14, 254_36),  # 254.355
    "Lou": (5, 4),  # 0.0375, an odd cent
}
"""2 000 euros at 0.75 euros a unit pay 2 666.66 units, in proportion; these are worth 1 999.995."""


def book_of(awarded: Mapping[str, Sequence[int]]) -> dict[int, list[Move]]:
    return {
        NAMES.index(name): [
            Move(seq, Kind.AWARD, Week(2026, 48 + seq), NOON, amount)
            for seq, amount in enumerate(amounts)
            if amount
        ]
        for name, amounts in awarded.items()
    }


def by_name(shared: Sequence[Share]) -> dict[str, Share]:
    return {NAMES[one.member_id]: one for one in shared}


@pytest.mark.parametrize(
    ("mode", "figures"), [("proportional", IN_PROPORTION), (OLDEST, OLDEST_FIRST)]
)
def test_three_thousand_euros_over_twelve_members(mode: str, figures: dict[str, int]) -> None:
    shared = by_name(shares(book_of(AWARDED), Terms(3000_00, 1_000_000, mode, turn=1)))
    assert {name: one.units for name, one in shared.items()} == figures
    assert {name: one.cents for name, one in shared.items()} == figures
    assert sum(figures.values()) == 3000_00
    assert shared["Bob"].left == 180_00 - figures["Bob"]


def test_each_is_told_which_weeks_are_paid() -> None:
    shared = by_name(shares(book_of(AWARDED), Terms(3000_00, 1_000_000, "proportional", turn=1)))
    assert shared["Bob"].weeks == (
        PaidWeek(W48, 60_00, 0),
        PaidWeek(W49, 60_00, 0),
        PaidWeek(W50, 17_35, 42_65),
    )
    assert shared["Chloé"].weeks == (PaidWeek(W49, 145_50, 0), PaidWeek(W50, 118_14, 81_86))
    assert shared["Lou"].weeks == (PaidWeek(W48, 5, 2),)


def test_a_unit_worth_seventy_five_cents() -> None:
    shared = by_name(shares(book_of(AWARDED), Terms(2000_00, 750_000, "proportional", turn=1)))
    assert {name: (one.units, one.cents) for name, one in shared.items()} == AT_75_CENTS
    assert sum(units for units, _ in AT_75_CENTS.values()) == 2666_66
    assert sum(cents for _, cents in AT_75_CENTS.values()) == 2000_00


def test_more_than_all_balances_pays_them_and_no_more() -> None:
    for mode in MODES:
        shared = shares(book_of(AWARDED), Terms(5000_00, 1_000_000, mode, turn=1))
        assert all(one.units == one.cents == one.balance for one in shared)


def test_less_than_a_cent_is_not_paid_and_takes_nothing() -> None:
    book = book_of({"Aïcha": (100_00,), "Lou": (4,)})
    shared = by_name(shares(book, Terms(10_00, 100_000, "proportional", turn=1)))
    assert (shared["Lou"].units, shared["Lou"].cents, shared["Lou"].left) == (0, 0, 4)
    assert (shared["Aïcha"].units, shared["Aïcha"].cents) == (99_96, 10_00)


def test_whoever_has_nothing_or_less_gets_nothing() -> None:
    book = book_of({"Aïcha": (50_00,), "Bob": (30_00,), "Chloé": (10_00,)})
    book[1].append(Move(8, Kind.CORRECTION, W48, NOON, -30_00))
    book[2].append(Move(9, Kind.CORRECTION, W48, NOON, -15_00))
    (only,) = shares(book, Terms(500_00, 1_000_000, "proportional", turn=1))
    assert (only.member_id, only.units) == (0, 50_00)


MOVED = [
    ("a correction takes from its week first", Kind.CORRECTION, W49, -25, {W48: 10, W50: 30}),
    ("then from the oldest", Kind.CORRECTION, W49, -30, {W48: 5, W50: 30}),
    ("what is put back is of its week first", Kind.PUT_BACK, W49, -25, {W48: 10, W50: 30}),
    ("a gift takes from the newest", Kind.GIFT, W51, -35, {W48: 10, W49: 20}),
    ("a payout takes from the oldest", Kind.PAYOUT, W51, -25, {W49: 10, W50: 30}),
    ("so does anything else", Kind.EXPENSE, W51, -35, {W48: 10, W49: 20}),
    ("a correction adds to its week", Kind.CORRECTION, W48, 7, {W48: 17, W49: 25, W50: 30}),
]


@pytest.mark.parametrize(("rule", "kind", "week", "amount", "left"), MOVED)
def test_which_weeks_a_move_touches(
    rule: str, kind: Kind, week: Week, amount: int, left: dict[Week, int]
) -> None:
    moves = [
        Move(1, Kind.AWARD, W48, NOON, 10),
        Move(2, Kind.AWARD, W49, NOON, 25),
        Move(3, Kind.AWARD, W50, NOON, 30),
        Move(4, kind, week, NOON, amount),
    ]
    assert dict(standing_of(moves).unpaid) == left, rule


def test_what_is_owed_is_taken_from_what_comes_next() -> None:
    moves = [
        Move(1, Kind.AWARD, W48, NOON, 100),
        Move(2, Kind.PAYOUT, W49, NOON, -100),
        Move(3, Kind.CORRECTION, W48, NOON, -40),
    ]
    assert (standing_of(moves).owed, standing_of(moves).balance) == (40, -40)
    after = standing_of([*moves, Move(4, Kind.AWARD, W50, NOON, 70)])
    assert (dict(after.unpaid), after.owed) == ({W50: 30}, 0)


def test_only_what_was_booked_by_the_day_announced_counts() -> None:
    moves = [
        Move(1, Kind.AWARD, W48, NOON - HOUR, 100),
        Move(2, Kind.AWARD, W49, NOON, 50),
    ]
    terms = Terms(1000_00, 1_000_000, "proportional", turn=1, cutoff=NOON)
    assert shares({1: moves}, terms)[0].units == 100, "the instant itself is after it"
    lost = [*moves, Move(3, Kind.CORRECTION, W48, NOON + HOUR, -80)]
    assert shares({1: lost}, terms)[0].units == 70, "never more than there is now"
    paid = [*moves, Move(3, Kind.PAYOUT, W49, NOON + HOUR, -60)]
    assert shares({1: paid}, terms)[0].units == 40, "what was paid since is not paid again"


# Laws

AMOUNTS = st.integers(-300, 4000)
KINDS = st.sampled_from([Kind.AWARD, Kind.CORRECTION, Kind.PAYOUT, Kind.EXPENSE])
RATES = st.sampled_from([1, 3333, 100_000, 500_000, 1_000_000, 1_234_567, 60_000_000])


@st.composite
def histories(draw: st.DrawFn) -> list[Move]:
    """Up to six moves of an account: of payouts, only what was there is taken."""
    moves: list[Move] = []
    for seq in range(draw(st.integers(0, 6))):
        kind = draw(KINDS)
        amount = draw(AMOUNTS)
        if kind is Kind.AWARD:
            amount = abs(amount)
        if kind in (Kind.PAYOUT, Kind.EXPENSE):
            amount = -min(abs(amount), max(sum(move.amount for move in moves), 0))
        if amount:
            week = Week(2026, draw(st.integers(40, 46)))
            moves.append(Move(seq + 1, kind, week, NOON + draw(st.integers(0, 4)) * HOUR, amount))
    return moves


BOOKS = st.dictionaries(st.integers(1, 9), histories(), max_size=7)
TERMS = st.builds(
    Terms,
    offered=st.integers(1, 20_000),
    euro_rate=RATES,
    mode=st.sampled_from(MODES),
    turn=st.integers(1, 9),
    decimals=st.sampled_from([0, 2, 4]),
    cutoff=st.none() | st.integers(0, 5).map(lambda hours: NOON + hours * HOUR),
)


def worth(units: int, terms: Terms) -> Fraction:
    return Fraction(units * terms.euro_rate * 100, 10 ** (terms.decimals + 6))


def counts(moves: Sequence[Move], terms: Terms) -> int:
    booked = [
        move.amount
        for move in moves
        if terms.cutoff is None or move.at < terms.cutoff or move.kind == Kind.PAYOUT
    ]
    return max(min(sum(booked), sum(move.amount for move in moves)), 0)


@given(BOOKS, TERMS)
def test_nobody_is_paid_more_than_counts_and_no_more_leaves_than_came(
    book: dict[int, list[Move]], terms: Terms
) -> None:
    shared = shares(book, terms)
    assert [one.member_id for one in shared] == sorted(
        who for who, moves in book.items() if sum(move.amount for move in moves) > 0
    )
    for one in shared:
        assert 0 <= one.units <= counts(book[one.member_id], terms) <= one.balance
        assert (one.units == 0) == (one.cents == 0)
        assert one.cents == 0 or abs(one.cents - worth(one.units, terms)) < 1
    assert sum(one.cents for one in shared) <= terms.offered


@given(BOOKS, TERMS)
def test_all_that_is_offered_is_paid_as_far_as_it_goes(
    book: dict[int, list[Move]], terms: Terms
) -> None:
    shared = shares(book, terms)
    counted = {one.member_id: counts(book[one.member_id], terms) for one in shared}
    paid = sum(one.cents for one in shared)
    if worth(sum(counted.values()), terms) <= terms.offered:
        assert paid == int(worth(sum(counted.values()), terms) + Fraction(1, 2))
        assert all(one.units == counted[one.member_id] for one in shared if one.cents)
    else:
        assert terms.offered - paid <= worth(1, terms) + Fraction(1, 2), "less than a unit stays"


@given(BOOKS, TERMS, st.integers(0, 99))
def test_the_order_of_members_does_not_matter(
    book: dict[int, list[Move]], terms: Terms, seed: int
) -> None:
    order = list(book)
    Random(seed).shuffle(order)
    again = shares({who: book[who] for who in order}, terms)
    assert again == shares(book, terms)
    assert digest_of(terms, again) == digest_of(terms, shares(book, terms))


@given(BOOKS, TERMS)
def test_with_the_oldest_weeks_first_no_later_week_is_paid_before(
    book: dict[int, list[Move]], terms: Terms
) -> None:
    shared = shares(book, replace(terms, mode=OLDEST, euro_rate=1_000_000, decimals=2))
    paid = {week.week for one in shared for week in one.weeks}
    for one in shared:
        due = standing_of(book[one.member_id]).pays(counts(book[one.member_id], terms))
        got = {week.week: week.amount for week in one.weeks}
        for week in due:
            if paid and week.week < max(paid):
                assert got.get(week.week) == week.amount, "older weeks are paid in full"


@given(BOOKS, TERMS)
def test_what_is_booked_is_what_was_shared(book: dict[int, list[Move]], terms: Terms) -> None:
    shared = shares(book, terms)
    entries = entries_of(W51, terms.turn, shared)
    assert bool(entries) == any(one.cents for one in shared)
    if not entries:
        return
    row = chained(entries[0], team_id=1, at=NOON, seq=77, previous="0" * 64)
    booked = moves_by_member([row])
    for one in shared:
        after = standing_of([*book[one.member_id], *booked.get(one.member_id, [])])
        assert after.balance == one.left >= 0
        assert after.payments.get(77, ()) == one.weeks
        assert sum(week.amount for week in one.weeks) == one.units
        assert sum(week.left > 0 for week in one.weeks[:-1]) == 0, "only the last one in part"


@given(histories())
def test_a_balance_is_its_weeks_less_what_is_owed(moves: list[Move]) -> None:
    found = standing_of(moves)
    assert found.balance == sum(move.amount for move in moves)
    assert list(found.unpaid) == sorted(found.unpaid)
    assert all(amount > 0 for amount in found.unpaid.values())
    assert found.owed == 0 or not found.unpaid
    taken = [week for payment in found.payments.values() for week in payment]
    paid = -sum(move.amount for move in moves if move.kind == Kind.PAYOUT)
    assert sum(week.amount for week in taken) == paid
