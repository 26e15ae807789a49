"""Buckets: which step follows which, how much one may put in, and what becomes of the money."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.bucket import (
    Bucket,
    BucketKind,
    BucketState,
    Limit,
    Standing,
    after,
    apportioned,
    came_from,
    given_back,
    goal_of,
    most_in,
)
from core.domain.refusal import Refusal

IDEA = Bucket(
    id=1,
    team_id=1,
    number=3,
    kind=BucketKind.BUCKET,
    title="Four à pain",
    description="",
    minimum=400_00,
    maximum=600_00,
    state=BucketState.IDEA,
    proposer_id=1,
    created_at=datetime(2026, 11, 24, tzinfo=UTC),
)
OPEN = replace(IDEA, state=BucketState.OPEN)

amounts = st.integers(0, 10**9)
weights = st.dictionaries(st.integers(1, 50), st.integers(0, 10**6), min_size=1, max_size=30)


STEPS = """
            submit   approve  refuse   start    complete   cancel
idea        waiting  -        -        -        -          cancelled
waiting     -        open     idea     -        -          cancelled
open        -        -        -        started  -          cancelled
started     -        -        -        -        completed  -
completed   -        -        -        -        -          -
cancelled   -        -        -        -        -          -
"""
"""What a step makes of a bucket that is funded, where a facilitator has to approve it."""


def test_which_step_follows_which() -> None:
    head, *rows = (line.split() for line in STEPS.strip().splitlines())
    for state, *wanted in rows:
        bucket = replace(IDEA, state=BucketState(state))
        assert [_after(bucket, step) for step in head] == wanted, state


def _after(bucket: Bucket, step: str, held: int = 400_00, *, approval: bool = True) -> str:
    try:
        return after(bucket, step, held, approval=approval).value
    except Refusal:
        return "-"


def test_without_approval_who_submits_opens_it() -> None:
    assert _after(IDEA, "submit", approval=False) == "open"


def test_what_lacks_a_cent_of_its_minimum_does_not_start_and_a_cost_never_does() -> None:
    assert _after(OPEN, "start", 399_99) == "-"
    assert _after(replace(OPEN, kind=BucketKind.COST), "start") == "-"


@pytest.mark.parametrize(
    ("held", "standing"),
    [
        (0, Standing.OPEN),
        (1, Standing.PARTLY),
        (399_99, Standing.PARTLY),
        (400_00, Standing.FUNDED),
        (599_99, Standing.FUNDED),
        (600_00, Standing.FULL),
    ],
)
def test_how_an_open_bucket_stands(held: int, standing: Standing) -> None:
    assert OPEN.standing(held) is standing
    assert IDEA.standing(held) is Standing.IDEA


@pytest.mark.parametrize(("least", "most"), [(0, None), (0, 5), (5, 4), (-1, 3)])
def test_goals_that_are_none(least: int, most: int | None) -> None:
    with pytest.raises(Refusal):
        goal_of(least, most)


@pytest.mark.parametrize(
    ("held", "mine", "left", "cap", "most", "limit"),
    [
        (0, 0, 250_00, None, 250_00, Limit.ALLOWANCE),
        (590_00, 0, 250_00, None, 10_00, Limit.MAXIMUM),
        (590_00, 100_00, 250_00, None, 110_00, Limit.MAXIMUM),
        (600_00, 0, 250_00, None, 0, Limit.MAXIMUM),
        (0, 0, 250_00, 100_00, 100_00, Limit.CAP),
        (50_00, 50_00, 20_00, 100_00, 70_00, Limit.ALLOWANCE),
        (150_00, 150_00, 20_00, 100_00, 150_00, Limit.CAP),
    ],
)
def test_how_much_one_may_have_in_a_bucket(
    held: int, mine: int, left: int, cap: int | None, most: int, limit: Limit
) -> None:
    assert most_in(OPEN, held, mine, left, cap) == (most, limit)


@given(amounts, amounts, amounts, st.none() | amounts)
def test_nobody_can_pass_the_maximum_their_allowance_or_the_cap(
    others: int, mine: int, left: int, cap: int | None
) -> None:
    held = others + mine
    bucket = replace(OPEN, maximum=max(held, OPEN.maximum))
    most, _ = most_in(bucket, held, mine, left, cap)
    assert mine <= most <= mine + left
    assert others + most <= bucket.maximum
    assert cap is None or most <= max(cap, mine)


@given(st.dictionaries(st.text("abc:19", min_size=1), amounts, max_size=20), amounts)
def test_what_is_left_goes_back_in_proportion_and_to_nobody_more_than_they_gave(
    gave: Mapping[str, int], left: int
) -> None:
    back = given_back(gave, left)
    assert sum(back.values()) == min(left, sum(gave.values()))
    assert all(0 < part <= gave[who] for who, part in back.items())
    total = sum(gave.values())
    for who, part in back.items():
        exact = gave[who] * min(left, total)
        assert abs(part * total - exact) < total, "within a cent of the exact part"


def test_seventy_left_of_a_hundred_and_a_hundred_and_fifty() -> None:
    assert given_back({"allocation:1": 100_00, "allocation:2": 150_00}, 70_00) == {
        "allocation:1": 28_00,
        "allocation:2": 42_00,
    }


@given(amounts, weights)
def test_an_amount_is_divided_to_the_cent(amount: int, weight: Mapping[int, int]) -> None:
    total = sum(weight.values())
    if not total:
        with pytest.raises(Refusal):
            apportioned(amount, weight)
        return
    parts = apportioned(amount, weight)
    assert parts.keys() == weight.keys()
    assert sum(parts.values()) == amount
    assert all(abs(parts[who] * total - amount * weight[who]) < total for who in parts)
    ordered = sorted(parts, key=lambda who: (weight[who], parts[who]))
    assert [parts[who] for who in ordered] == sorted(parts.values())


def test_five_thousand_among_twenty_and_four_thousand_two_hundred_among_nine() -> None:
    assert set(apportioned(5000_00, dict.fromkeys(range(20), 1)).values()) == {250_00}
    parts = apportioned(4200_00, dict.fromkeys(range(1, 10), 1))
    assert list(parts.values()) == [466_67] * 6 + [466_66] * 3


LOTS = [
    ("what was given first is spent first", [("pool", 100), ("commons", 50)], 50, {"commons": 50}),
    ("and then the next", [("pool", 100), ("commons", 50)], 70, {"commons": 50, "pool": 20}),
    (
        "what went back is gone",
        [("pool", 100), ("commons", 50), ("commons", -50)],
        30,
        {"pool": 30},
    ),
    ("also where it went elsewhere", [("commons", 80), ("pool", -30)], 50, {"commons": 50}),
    ("a later lot is newer", [("commons", 9), ("pool", -9), ("pool", 5)], 5, {"pool": 5}),
    ("nothing unspent", [("pool", 100)], 0, {}),
]


@pytest.mark.parametrize(("lots", "unspent", "wanted"), [one[1:] for one in LOTS])
def test_where_unspent_money_came_from(
    lots: list[tuple[str, int]], unspent: int, wanted: dict[str, int]
) -> None:
    assert came_from(lots, unspent) == wanted


@given(st.lists(st.tuples(st.sampled_from(("pool", "commons")), st.integers(-50, 100))), amounts)
def test_all_that_is_unspent_has_a_source(lots: list[tuple[str, int]], wanted: int) -> None:
    held = 0
    kept = []
    for source, amount in lots:
        moved = max(amount, -held)
        held += moved
        kept.append((source, moved))
    unspent = min(wanted, held)
    assert sum(came_from(kept, unspent).values()) == unspent
