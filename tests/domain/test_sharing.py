"""The laws of sharing (DESIGN §4), for every rule there is, on whole cents."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.sharing import RATIONING, RULES, Claim, Reason, share

CENTS = st.one_of(st.integers(0, 30), st.integers(0, 10**8))
CLAIMS = st.dictionaries(st.integers(1, 60), CENTS, max_size=14)
AVAILABLE = st.integers(-(10**6), 10**9) | st.integers(-5, 200)
TURN = st.integers(1, 53)
RULE = st.sampled_from(RULES)
RATIONED = st.sampled_from(tuple(RATIONING))


def awards(
    rule: str, claims: Mapping[int, int], available: int, turn: int = 0, max_deficit: int = 0
) -> dict[int, int]:
    asked = tuple(Claim(who, amount) for who, amount in claims.items())
    shared = share(rule, asked, available, turn=turn, max_deficit=max_deficit)
    return {int(award.who): award.amount for award in shared.awards}


@given(RULE, CLAIMS, AVAILABLE, TURN)
def test_nobody_gets_less_than_nothing_or_more_than_they_claimed(
    rule: str, claims: dict[int, int], available: int, turn: int
) -> None:
    found = awards(rule, claims, available, turn)
    assert found.keys() == claims.keys()
    assert all(0 <= found[who] <= claim for who, claim in claims.items())


@given(RULE, CLAIMS, AVAILABLE, TURN)
def test_all_that_is_available_is_shared_to_the_cent_and_no_more(
    rule: str, claims: dict[int, int], available: int, turn: int
) -> None:
    shared = sum(awards(rule, claims, available, turn).values())
    assert shared == min(max(available, 0), sum(claims.values()))


@given(RULE, CLAIMS, AVAILABLE, TURN)
def test_who_claims_more_never_gets_less(
    rule: str, claims: dict[int, int], available: int, turn: int
) -> None:
    found = awards(rule, claims, available, turn)
    by_claim = sorted(claims, key=lambda who: claims[who])
    for smaller, larger in pairwise(by_claim):
        if claims[smaller] < claims[larger]:
            assert found[smaller] <= found[larger]


@given(RULE, CLAIMS, AVAILABLE, TURN, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(
    rule: str, claims: dict[int, int], available: int, turn: int, chance: object
) -> None:
    mixed = list(claims.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert awards(rule, dict(mixed), available, turn) == awards(rule, claims, available, turn)


@given(CLAIMS, AVAILABLE, TURN)
def test_proportional_is_the_exact_fraction_within_a_cent(
    claims: dict[int, int], available: int, turn: int
) -> None:
    total = sum(claims.values())
    found = awards("proportional", claims, available, turn)
    if total > max(available, 0):
        for who, claim in claims.items():
            assert abs(found[who] - Fraction(claim * max(available, 0), total)) < 1


@given(CLAIMS, st.integers(0, 10**6), AVAILABLE, TURN)
def test_as_declared_grants_all_down_to_the_floor_and_past_it_shares_what_there_is(
    claims: dict[int, int], floor: int, available: int, turn: int
) -> None:
    total = sum(claims.values())
    found = awards("as_declared", claims, available, turn, floor)
    if total <= available + floor:
        assert found == claims
    else:
        assert sum(found.values()) == min(max(available, 0), total)


@pytest.mark.parametrize(
    ("claims", "available", "turn", "found"),
    [
        ({1: 100, 2: 200}, 150, 0, {1: 50, 2: 100}),
        ({1: 100, 2: 100, 3: 100}, 100, 0, {1: 34, 2: 33, 3: 33}),
        ({1: 100, 2: 100, 3: 100}, 100, 1, {1: 33, 2: 34, 3: 33}),
        ({1: 100, 2: 100, 3: 100}, 100, 2, {1: 33, 2: 33, 3: 34}),
        ({1: 1, 2: 3}, 2, 0, {1: 0, 2: 2}),  # remainders 0.5 and 0.5: the larger claim
        ({1: 10, 2: 20}, 0, 0, {1: 0, 2: 0}),
        ({1: 10, 2: 20}, -50, 0, {1: 0, 2: 0}),
        ({}, 50, 0, {}),
    ],
)
def test_odd_cents_go_by_largest_remainder_then_larger_claim_then_in_turn(
    claims: dict[int, int], available: int, turn: int, found: dict[int, int]
) -> None:
    assert awards("proportional", claims, available, turn) == found


def test_every_award_says_why() -> None:
    claims = tuple(Claim(who, amount) for who, amount in {1: 100, 2: 100, 3: 0}.items())
    reasons = {a.who: a.reason for a in share("proportional", claims, 101, turn=0).awards}
    assert reasons == {1: Reason.ODD_CENT, 2: Reason.PROPORTION, 3: Reason.IN_FULL}
    nothing = share("proportional", claims, 0).awards
    assert [award.reason for award in nothing][:2] == [Reason.NOTHING_LEFT] * 2
