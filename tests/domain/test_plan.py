"""The plan: totals spread to the cent, holidays noted, envelopes set aside, periods in months."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import Week
from core.domain.plan import (
    PlannedWeek,
    even,
    marked,
    over,
    released,
    set_aside,
    starting,
    weeks_of_months,
)
from core.domain.refusal import Refusal

START = Week.parse("2026-W48")


@given(st.integers(1, 520), st.integers(0, 10**9))
def test_a_total_is_spread_to_the_cent(weeks: int, total: int) -> None:
    plan = over(START, weeks, total)
    amounts = [row.amount for row in plan]
    assert sum(amounts) == total
    assert max(amounts) - min(amounts) <= 1
    assert [row.week for row in plan] == [START + n for n in range(weeks)]


@pytest.mark.parametrize(
    ("start", "months", "weeks"),
    [
        ("2026-W48", 16, 70),
        ("2026-W48", 1, 5),
        ("2026-W48", 12, 53),
        ("2027-W05", 1, 4),  # 1 February to 1 March
        ("2027-W05", 12, 53),
        ("2024-W05", 1, 5),  # 29 January to 29 February, a leap year
        ("2026-W05", 1, 5),  # 26 January to 26 February
    ],
)
def test_months_are_counted_in_weeks_that_begin_within_them(
    start: str, months: int, weeks: int
) -> None:
    assert weeks_of_months(Week.parse(start), months) == weeks


def test_a_month_after_the_31st_is_the_last_day_of_the_next() -> None:
    week = Week.of(date(2028, 1, 31))
    assert week.monday == date(2028, 1, 31)
    assert weeks_of_months(week, 1) == 5  # to 29 February 2028


PLAN = st.lists(st.integers(0, 10**6), min_size=1, max_size=30)


@given(PLAN, st.integers(0, 29), st.integers(-(10**6), 10**7))
def test_what_is_set_aside_is_taken_from_the_weeks_left_and_from_no_other(
    amounts: list[int], after: int, amount: int
) -> None:
    plan = tuple(PlannedWeek(START + n, one) for n, one in enumerate(amounts))
    left = sum(amounts[after:])
    if after >= len(amounts) or amount > left:
        with pytest.raises(Refusal):
            set_aside(plan, START + after, amount)
        return
    changed = [row.amount for row in set_aside(plan, START + after, amount)]
    assert changed[:after] == amounts[:after]
    assert sum(changed[after:]) == left - amount
    assert min(changed) >= 0
    if amount > 0:
        pairs = zip(changed[after:], amounts[after:], strict=True)
        assert all(abs(new - old * (left - amount) / left) < 1 for new, old in pairs)


def test_holidays_are_noted_once_with_another_amount_where_one_is_named() -> None:
    plan = even(START, 3, 600)
    days = {START: "vacances de Noël", START + 2: "férié : Noël (ven. 25)"}
    once = marked(plan, days, START, None, None)
    assert [(row.amount, row.note) for row in once] == [
        (600, "vacances de Noël"),
        (600, ""),
        (600, "férié : Noël (ven. 25)"),
    ]
    again = marked(once, days, START + 1, 300, 200)
    assert [(row.amount, row.deficit, row.note) for row in again] == [
        (600, 0, "vacances de Noël"),
        (600, 0, ""),
        (300, 200, "férié : Noël (ven. 25)"),
    ]
    both = marked(once, {START: "férié : Noël (ven. 25)"}, START, None, None)
    assert both[0].note == "vacances de Noël, férié : Noël (ven. 25)"
    assert marked(both, {START: "férié : Noël (ven. 25)"}, START, None, None) == both


def test_several_weeks_are_released_together() -> None:
    plan = (
        PlannedWeek(START, 600),
        PlannedWeek(START + 1, 300, "vacances", 200),
        PlannedWeek(START + 2, 300, "vacances", 100),
        PlannedWeek(START + 3, 999),
    )
    assert released(plan, START, START + 2) == PlannedWeek(START + 2, 1200, "vacances", 200)
    assert released(plan, START + 9, START + 9) == PlannedWeek(START + 9, 0)


def test_a_plan_that_begins_earlier_keeps_its_total() -> None:
    plan = even(START, 3, 600)
    moved = starting(plan, START + -1)
    assert [row.week for row in moved] == [START + -1, START, START + 1]
    assert starting(plan, START + 1) == plan
