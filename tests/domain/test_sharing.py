"""The laws of sharing (DESIGN §4), for every rule there is, on whole cents."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, lcm
from random import Random

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from core.domain.sharing import RATIONING, RULES, Claim, Reason, share

RATIONED = pytest.mark.parametrize("rule", RATIONING)
CENTS = st.one_of(st.integers(0, 30), st.integers(0, 10**8))
CHANCE = st.builds(Random, st.integers(0, 2**32))


@dataclass(frozen=True)
class Problem:
    """What is claimed, by whom; what is available; whose turn it is."""

    claims: dict[int, int]
    available: int
    turn: int

    @property
    def total(self) -> int:
        return sum(self.claims.values())

    @property
    def shared(self) -> int:
        return min(max(self.available, 0), self.total)


def crowd(size: int, most: int, seed: int) -> list[int]:
    """Many claims at once: drawn one by one they would take Hypothesis seconds."""
    chance = Random(seed)
    return [chance.randint(0, most) for _ in range(size)]


FEW = st.lists(CENTS, max_size=14)
MANY = st.builds(
    crowd, st.integers(15, 500), st.sampled_from((3, 30, 10**4, 10**8)), st.integers(0, 2**32)
)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """0 to 500 claims, against less than nothing up to more than all."""
    amounts = draw(FEW | MANY)
    total = sum(amounts)
    edges = st.sampled_from((-1, 0, 1, total // 2, -(-total // 2), total - 1, total, total + 1))
    available = draw(st.integers(-total // 8 - 2, total + total // 8 + 2) | edges)
    return Problem(dict(enumerate(amounts, start=1)), available, draw(st.integers(1, 53)))


PROBLEM = problems()


def awards(
    rule: str,
    claims: Mapping[int, int],
    available: int,
    turn: int = 0,
    max_deficit: int = 0,
    fallback: str = "proportional",
) -> dict[int, int]:
    asked = tuple(Claim(who, amount) for who, amount in claims.items())
    shared = share(rule, asked, available, fallback=fallback, max_deficit=max_deficit, turn=turn)
    return {int(award.who): award.amount for award in shared.awards}


def settled(rule: str, problem: Problem) -> dict[int, int]:
    return awards(rule, problem.claims, problem.available, problem.turn)


def level(amounts: list[int], pool: Fraction) -> Fraction:
    """Where a pool stands that fills vessels of these sizes alike, by trying every edge."""

    def taken(edge: int) -> Fraction:
        return Fraction(sum(min(size, edge) for size in sizes))

    sizes = sorted(amounts)
    full = bisect_right(sizes, pool, key=taken)
    if full == len(sizes):
        return Fraction(max(sizes, default=0))
    return (pool - sum(sizes[:full])) / (len(sizes) - full)


def exact(rule: str, problem: Problem) -> dict[int, Fraction]:
    """What a rule grants where a cent can be divided, by the definitions of the literature."""
    claims, shared = problem.claims, Fraction(problem.shared)
    missing = problem.total - shared
    match rule:
        case "proportional":
            return {who: claim * shared / (problem.total or 1) for who, claim in claims.items()}
        case "equal_awards":
            ceiling = level([*claims.values()], shared)
            return {who: min(Fraction(claim), ceiling) for who, claim in claims.items()}
        case "equal_losses":
            cut = level([*claims.values()], missing)
            return {who: max(claim - cut, Fraction(0)) for who, claim in claims.items()}
        case _:
            edge = level([*claims.values()], 2 * min(shared, missing))
            halves = {who: min(Fraction(claim), edge) / 2 for who, claim in claims.items()}
            if shared <= missing:
                return halves
            return {who: claim - halves[who] for who, claim in claims.items()}


def without_odd_cents(rule: str, problem: Problem) -> Problem:
    """The same problem in a unit so small that nothing is left to round."""
    finer = lcm(*(part.denominator for part in exact(rule, problem).values()))
    claims = {who: claim * finer for who, claim in problem.claims.items()}
    return Problem(claims, problem.available * finer, problem.turn)


def furthest(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    """By how much two sharings differ for whom they differ most."""
    assert one.keys() == other.keys()
    return max((abs(one[who] - other[who]) for who in one), default=0)


@pytest.mark.parametrize(("fewest", "most"), [(0, 0), (1, 3), (15, 200), (400, 500)])
def test_the_laws_meet_small_teams_and_large_ones(fewest: int, most: int) -> None:
    drawn = settings(phases=(Phase.generate,), max_examples=1000)
    find(PROBLEM, lambda found: fewest <= len(found.claims) <= most, settings=drawn)


@RATIONED
@given(PROBLEM)
def test_nobody_gets_less_than_nothing_or_more_than_they_claimed(
    rule: str, problem: Problem
) -> None:
    found = settled(rule, problem)
    assert found.keys() == problem.claims.keys()
    assert all(0 <= found[who] <= claim for who, claim in problem.claims.items())


@RATIONED
@given(PROBLEM)
def test_all_that_is_available_is_shared_to_the_cent_and_no_more(
    rule: str, problem: Problem
) -> None:
    assert sum(settled(rule, problem).values()) == problem.shared


@RATIONED
@given(PROBLEM)
def test_who_claims_more_never_gets_less_and_equals_differ_by_at_most_a_cent(
    rule: str, problem: Problem
) -> None:
    found, claims = settled(rule, problem), problem.claims
    for smaller, larger in pairwise(sorted(claims, key=lambda who: (claims[who], found[who]))):
        assert found[smaller] <= found[larger]
        if claims[smaller] == claims[larger]:
            assert found[larger] - found[smaller] <= 1


@RATIONED
@given(PROBLEM, CHANCE)
def test_the_order_of_the_claims_does_not_matter(
    rule: str, problem: Problem, chance: Random
) -> None:
    mixed = list(problem.claims.items())
    chance.shuffle(mixed)
    assert awards(rule, dict(mixed), problem.available, problem.turn) == settled(rule, problem)


@RATIONED
@given(PROBLEM)
def test_awards_are_the_exact_ones_odd_cents_going_by_largest_remainder_then_larger_claim(
    rule: str, problem: Problem
) -> None:
    found, parts = settled(rule, problem), exact(rule, problem)
    assert all(found[who] in {floor(part), ceil(part)} for who, part in parts.items())
    up = {who for who, part in parts.items() if found[who] > part}
    down = {who for who, part in parts.items() if found[who] < part}
    rank = {who: (part - floor(part), problem.claims[who]) for who, part in parts.items()}
    if up and down:
        assert min(rank[who] for who in up) >= max(rank[who] for who in down)


@RATIONED
@given(st.integers(1, 12), st.integers(0, 40), st.integers(0, 400), st.integers(0, 40))
def test_among_equal_claims_odd_cents_rotate(
    rule: str, equals: int, claim: int, available: int, first: int
) -> None:
    claims = dict.fromkeys(range(equals), claim) | {99: 41}
    turns = [awards(rule, claims, available, first + turn) for turn in range(equals)]
    assert len({sum(found[who] for found in turns) for who in range(equals)}) == 1


@given(PROBLEM)
def test_equal_losses_is_the_dual_of_equal_awards(problem: Problem) -> None:
    """What one grants is what the other leaves uncovered when it shares what is missing.

    Where no cent is odd this is exact. Odd cents go to the larger claim, then in turn, both when
    what is there is shared and when what is missing is: so that somebody may differ by one cent.
    """

    def gap(it: Problem) -> int:
        lost = awards("equal_awards", it.claims, it.total - it.shared, it.turn)
        return furthest(settled("equal_losses", it), left_of(it, lost))

    assert gap(problem) <= 1
    assert gap(without_odd_cents("equal_losses", problem)) == 0


@given(PROBLEM)
def test_talmud_is_its_own_dual(problem: Problem) -> None:
    """It shares what is missing as what is there: within a cent, exactly where none is odd."""

    def gap(it: Problem) -> int:
        lost = awards("talmud", it.claims, it.total - it.shared, it.turn)
        return furthest(settled("talmud", it), left_of(it, lost))

    assert gap(problem) <= 1
    assert gap(without_odd_cents("talmud", problem)) == 0


def left_of(problem: Problem, lost: Mapping[int, int]) -> dict[int, int]:
    return {who: claim - lost[who] for who, claim in problem.claims.items()}


@RATIONED
@given(PROBLEM, CHANCE, st.integers(1, 4) | st.integers(1, 500))
def test_a_subgroup_alone_shares_what_it_got_in_the_same_way(
    rule: str, problem: Problem, chance: Random, size: int
) -> None:
    """Consistency: exact where no cent is odd.

    What a subgroup got was rounded, by less than a cent for each; the rounding of all may fall on
    the one of them with the largest claim, and so change that award by a cent for each of the
    others: by one cent for two claimants. Where the ceiling or the cut is the same for all, by one
    cent in a subgroup of any size.
    """
    group = chance.sample([*problem.claims], min(size, len(problem.claims)))

    def change(it: Problem) -> int:
        found = settled(rule, it)
        got = {who: found[who] for who in group}
        own = {who: it.claims[who] for who in group}
        return furthest(awards(rule, own, sum(got.values()), it.turn), got)

    others = max(len(group) - 1, 0)
    assert change(problem) <= (others if rule in {"proportional", "talmud"} else min(others, 1))
    assert change(without_odd_cents(rule, problem)) == 0


@given(CENTS, CENTS, st.integers(0, 100), st.integers(0, 1))
def test_two_claimants_share_the_contested_garment(
    one: int, other: int, percent: int, turn: int
) -> None:
    """Each concedes what they do not claim; what both claim is halved."""
    garment = (one + other) * percent // 100
    found = awards("talmud", {0: one, 1: other}, garment, turn)
    mine, yours = max(garment - other, 0), max(garment - one, 0)
    contested = garment - mine - yours
    odd_to_the_first = one > other or (one == other and turn == 0)
    assert found[0] == mine + (contested + odd_to_the_first) // 2
    assert found[1] == yours + (contested + (not odd_to_the_first)) // 2


@given(st.sampled_from([*RATIONING]), PROBLEM)
def test_agree_is_settled_by_its_fallback(rule: str, problem: Problem) -> None:
    claims = tuple(Claim(who, amount) for who, amount in problem.claims.items())
    agreed = share("agree", claims, problem.available, fallback=rule, turn=problem.turn)
    assert agreed == share(rule, claims, problem.available, turn=problem.turn)


@given(st.sampled_from([*RATIONING]), PROBLEM, st.integers(0, 10**6))
def test_as_declared_grants_all_down_to_the_floor_and_past_it_the_fallback_shares_what_there_is(
    rule: str, problem: Problem, deficit: int
) -> None:
    claims, available, turn = problem.claims, problem.available, problem.turn
    found = awards("as_declared", claims, available, turn, deficit, rule)
    within = problem.total <= available + deficit
    assert found == (claims if within else settled(rule, problem))


def test_a_rule_that_rations_is_named_as_the_one_that_did() -> None:
    claims = (Claim(1, 10), Claim(2, 20))
    for rule in RULES:
        fallback = rule if rule in RATIONING else "talmud"
        assert share(rule, claims, 29, fallback="talmud").rationed_by == fallback
        assert share(rule, claims, 30, fallback="talmud").rationed_by is None


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


DEBTS = (100_00, 200_00, 300_00)
"""The three wives' marriage contracts of Ketubot 93a."""

BEQUESTS = (30_00, 40_00, 60_00, 120_00)
"""What the four sons of Jacob claim of his 120, in Ibn Ezra's problem (O'Neill 1982)."""


@pytest.mark.parametrize(
    ("rule", "available", "claims", "found"),
    [
        ("proportional", 100_00, (80_00, 60_00, 40_00), (44_45, 33_33, 22_22)),
        ("proportional", 5, (10, 1, 1), (4, 1, 0)),
        ("proportional", 120_00, BEQUESTS, (14_40, 19_20, 28_80, 57_60)),
        ("equal_awards", 100_00, DEBTS, (33_33, 33_33, 33_34)),
        ("equal_awards", 300_00, DEBTS, (100_00, 100_00, 100_00)),
        ("equal_awards", 400_00, DEBTS, (100_00, 150_00, 150_00)),
        ("equal_awards", 500_00, DEBTS, (100_00, 200_00, 200_00)),
        ("equal_awards", 120_00, BEQUESTS, (30_00, 30_00, 30_00, 30_00)),
        ("equal_losses", 100_00, DEBTS, (0, 0, 100_00)),
        ("equal_losses", 200_00, DEBTS, (0, 50_00, 150_00)),
        ("equal_losses", 300_00, DEBTS, (0, 100_00, 200_00)),
        ("equal_losses", 500_00, DEBTS, (66_66, 166_67, 266_67)),
        ("equal_losses", 120_00, BEQUESTS, (0, 6_66, 26_67, 86_67)),
        ("talmud", 100_00, DEBTS, (33_33, 33_33, 33_34)),
        ("talmud", 200_00, DEBTS, (50_00, 75_00, 75_00)),
        ("talmud", 300_00, DEBTS, (50_00, 100_00, 150_00)),
        ("talmud", 400_00, DEBTS, (50_00, 125_00, 225_00)),
        ("talmud", 500_00, DEBTS, (66_66, 166_67, 266_67)),
        ("talmud", 100_00, (50_00, 100_00), (25_00, 75_00)),
        ("talmud", 120_00, BEQUESTS, (15_00, 20_00, 30_00, 55_00)),
        ("talmud", 2, (1, 1, 1), (1, 1, 0)),  # 2/3 each
        ("talmud", 3, (1, 3, 3), (1, 1, 1)),  # 1/2, 5/4 and 5/4: the largest remainder
    ],
)
def test_published_figures(
    rule: str, available: int, claims: tuple[int, ...], found: tuple[int, ...]
) -> None:
    assert tuple(awards(rule, dict(enumerate(claims)), available).values()) == found


@pytest.mark.parametrize(
    ("rule", "available", "claims", "reasons"),
    [
        ("proportional", 101, (100, 100, 0), ("odd_cent", "proportion", "in_full")),
        ("proportional", 1, (1, 1), ("in_full", "proportion")),  # an odd cent that is all of it
        ("equal_awards", 51, (10, 50, 61), ("in_full", "ceiling", "odd_cent")),
        ("equal_losses", 62, (10, 50, 61), ("cut_whole", "same_cut", "odd_cent")),
        ("talmud", 40, (10, 50, 61), ("half", "ceiling", "odd_cent")),
        ("talmud", 81, (10, 50, 61), ("half", "same_cut", "odd_cent")),
        ("talmud", 60, (10, 50, 60), ("half", "half", "half")),
        ("as_declared", 40, (10, 50, 61), ("proportion", "odd_cent", "proportion")),
        *((rule, 121, (10, 50, 61), ("in_full",) * 3) for rule in RULES),
        *((rule, 0, (10, 0), ("nothing_left", "in_full")) for rule in RULES),
        *((rule, -9, (10, 0), ("nothing_left", "in_full")) for rule in RULES),
    ],
)
def test_every_award_says_why(
    rule: str, available: int, claims: tuple[int, ...], reasons: tuple[str, ...]
) -> None:
    asked = tuple(Claim(who, amount) for who, amount in enumerate(claims))
    found = share(rule, asked, available).awards
    assert tuple(award.reason for award in found) == tuple(Reason(one) for one in reasons)
