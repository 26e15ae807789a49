"""Sharing a sum out by what people did: to the cent, in proportion, whatever the order."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.declaration import Line
from core.domain.refusal import Refusal
from core.domain.shareout import How, Work, shared_out

CAFE, SITE, TALK = 1, 2, 3

WORK = Work.of(
    [
        Line(36_00, CAFE, 180),
        Line(20_00, SITE),
        Line(15_00, TALK, 90),
        Line(10_00, None, 60),
    ],
    rates={CAFE: 12_00},
    base=10_00,
)


@pytest.mark.parametrize(
    ("how", "weight"),
    [
        (How.HOURS, 330),
        (How.RATES, 180 * 12_00 + 150 * 10_00),
        (How.DECLARED, 81_00),
        (How.EQUAL, 1),
    ],
)
def test_what_somebody_did_weighs(how: How, weight: int) -> None:
    assert WORK.weight(how) == weight


def test_time_without_any_rate_is_worth_nothing_and_is_still_time() -> None:
    work = Work.of([Line(0, SITE, 60), Line(12_00, CAFE, 60)], {CAFE: 12_00}, None)
    assert (work.weight(How.RATES), work.weight(How.HOURS)) == (60 * 12_00, 120)
    assert work.minutes == {None: 60, 12_00: 60}


def test_figures_by_hand() -> None:
    assert shared_out(100_00, {1: 1, 2: 1, 3: 1}, turn=0) == {1: 33_34, 2: 33_33, 3: 33_33}
    assert shared_out(100_00, {1: 1, 2: 1, 3: 1}, turn=1) == {1: 33_33, 2: 33_34, 3: 33_33}
    assert shared_out(1200_00, {1: 600, 2: 300, 3: 60}, turn=48) == {1: 750_00, 2: 375_00, 3: 75_00}
    with pytest.raises(Refusal, match="share-nobody"):
        shared_out(1, {1: 0}, turn=0)


WEIGHTS = st.dictionaries(
    st.integers(1, 50), st.integers(0, 10**9), min_size=1, max_size=12
).filter(lambda weights: sum(weights.values()) > 0)


@given(st.integers(0, 10**9), WEIGHTS, st.integers(1, 53))
def test_all_of_it_is_shared_in_proportion_and_no_cent_too_many(
    amount: int, weights: dict[int, int], turn: int
) -> None:
    parts = shared_out(amount, weights, turn)
    assert sum(parts.values()) == amount
    total = sum(weights.values())
    for who, weight in weights.items():
        exact = Fraction(weight * amount, total)
        assert abs(parts[who] - exact) < 1
        assert all(parts[who] >= parts[other] for other in weights if weights[other] < weight)


@given(st.integers(0, 10**9), WEIGHTS, st.integers(1, 53), st.randoms())
def test_the_order_does_not_matter(amount: int, weights: dict[int, int], turn: int, random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(weights.items())
    random.shuffle(mixed)
    assert shared_out(amount, dict(mixed), turn) == shared_out(amount, weights, turn)
