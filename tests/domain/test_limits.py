"""Limits and facts: the largest raise, small raises in a row, the pace to the plan's end."""

import pytest

from core.domain.calendar import Week
from core.domain.forecast import Forecast, Outset, at_pace, course
from core.domain.limits import largest_raise, small_raises
from core.domain.money import Unit
from core.domain.plan import PlannedWeek, even
from core.domain.settlement import Terms, commons_of

START = Week.parse("2026-W48")
UNIT = Unit("K", 2)


@pytest.mark.parametrize(
    ("last", "left", "claims", "most"),
    [
        (40_00, 0, [40_00, 60_00, 120_00], 80_00),  # twice the last
        (40_00, 380_00, [40_00, 60_00, 120_00], 420_00),  # the last and what was left
        (10_00, 0, [40_00, 60_00, 120_00], 60_00),  # the median
        (10_00, 0, [40_00, 60_00], 40_00),  # the lower middle one of an even number
        (0, 0, [], 1_00),  # one unit
        (10_00, -500_00, [0], 20_00),  # a deficit takes nothing away
    ],
)
def test_the_largest_raise(last: int, left: int, claims: list[int], most: int) -> None:
    assert largest_raise(last, left, claims, UNIT) == most


@pytest.mark.parametrize(
    ("claims", "count"),
    [
        ([], 0),
        ([20], 0),
        ([20, 22, 24, 26], 3),
        ([50, 20, 22, 24], 2),
        ([20, 22, 22, 24], 1),
        ([20, 26], 0),  # more than a quarter is not small
        ([20, 25], 1),
        ([20, 25, 24], 0),
    ],
)
def test_small_raises_that_follow_one_another(claims: list[int], count: int) -> None:
    assert small_raises(claims) == count


@pytest.mark.parametrize(
    ("planned", "percent", "rest", "kept"),
    [(100, 10, 500, 10), (99, 10, 500, 9), (100, 10, 5, 5), (100, 10, -5, 0), (0, 10, 50, 0)],
)
def test_the_commons_never_take_what_is_not_there(
    planned: int, percent: int, rest: int, kept: int
) -> None:
    assert commons_of(planned, percent, rest) == kept


def test_the_pace_says_when_the_money_runs_out() -> None:
    coming = even(START, 4, 100)
    assert at_pace(50, coming, 0, 110) == Forecast(110, 10, None)
    assert at_pace(20, coming, 10, 100) == Forecast(100, -20, START + 2)
    holiday = (PlannedWeek(START, 0, "", 100), *even(START + 1, 3, 200))
    assert at_pace(0, holiday, 0, 100) == Forecast(100, 200, None), "foreseen"


def test_a_plan_is_played_under_each_rule() -> None:
    outset = Outset(0, even(START, 4, 100), ((80, 60), (20,)))
    full = course(outset, Terms("as_declared", max_deficit=1000))
    assert (full.claimed, full.granted, full.at_end, full.lowest) == (320, 320, 80, -40)
    assert (full.rationed, full.runs_out) == (0, None)
    shared = course(outset, Terms("proportional"))
    assert (shared.granted, shared.at_end, shared.rationed, shared.worst) == (
        280,
        120,
        1,
        (100, 140),
    )
    lapsing = Outset(0, even(START, 4, 100), ((80, 60), (20,)), carry_over=False)
    assert course(lapsing, Terms("talmud")).granted == 240
    dear = Outset(0, even(START, 4, 100), ((80,),), fixed=100, weeks=2)
    assert course(dear, Terms("proportional")).runs_out == START + 1
