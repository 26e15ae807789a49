"""What the rules of sharing speak of, claims and awards, and the arithmetic they have in common."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an award is what it is.

    `IN_FULL` is every award that equals its claim; `NOTHING_LEFT` every other one where there was
    nothing to share; `ODD_CENT` whoever else got a cent that could not be divided. The rest say
    what the rule gave: the common part of the claim, the common ceiling, the claim less the common
    cut, nothing because the claim is no larger than that cut, or half of the claim.
    """

    IN_FULL = "in_full"
    PROPORTION = "proportion"
    CEILING = "ceiling"
    SAME_CUT = "same_cut"
    CUT_WHOLE = "cut_whole"
    HALF = "half"
    ODD_CENT = "odd_cent"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimant asks, in minor units. `who` also orders equal claims."""

    who: int | str
    amount: int


@dataclass(frozen=True, slots=True)
class Award:
    """What one claimant is granted of a claim, and why.

    `drawn` is the part of `amount` that came from the envelopes of projects, not from the pool.
    """

    who: int | str
    claim: int
    amount: int
    reason: Reason
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class Sharing:
    """The outcome: awards in the order of the claims, and the rule that rationed, if one did."""

    awards: tuple[Award, ...]
    available: int
    rationed_by: str | None

    @property
    def claimed(self) -> int:
        """Sum of the claims."""
        return sum(award.claim for award in self.awards)

    @property
    def granted(self) -> int:
        """Sum of the awards."""
        return sum(award.amount for award in self.awards)

    @property
    def left(self) -> int:
        """What remains of the available amount; negative is a deficit."""
        return self.available - self.granted


Rule = Callable[[tuple[Claim, ...], int, int], tuple[Award, ...]]
"""claims, available, turn -> awards in the order of the claims; less than nothing is nothing."""


def in_turn(equals: Iterable[Claim], turn: int) -> list[int | str]:
    """Put equal claimants in the order in which what cannot be divided reaches them.

    The first place rotates with `turn`, so that the same person does not get the odd cent every
    week.
    """
    order = sorted((claim.who for claim in equals), key=lambda who: (isinstance(who, str), who))
    first = turn % len(order)
    return order[first:] + order[:first]


def to_share(claims: tuple[Claim, ...], available: int) -> int:
    """Say what can be granted: never less than nothing, nor more than is claimed."""
    return min(max(available, 0), sum(claim.amount for claim in claims))


def level(amounts: Iterable[int], pool: int) -> tuple[int, int]:
    """Find the level up to which a pool fills all amounts alike, as an exact fraction.

    Every amount takes the smaller of itself and the level, and together they take the whole pool,
    which is at most their sum; without any amount the level is 0. Of awards it is the ceiling, of
    losses the cut.
    """
    ordered = sorted(amounts)
    for place, amount in enumerate(ordered):
        those = len(ordered) - place
        if amount * those >= pool:
            return pool, those
        pool -= amount
    return 0, 1


def in_cents(
    claims: tuple[Claim, ...], exact: Sequence[int], over: int, why: Sequence[Reason], turn: int
) -> tuple[Award, ...]:
    """Round exact awards, numerators `over` one denominator, to whole cents that keep their sum.

    Each award is the whole part of the exact one; the cents that remain go to the largest
    remainders (Hamilton's method), ties to the larger claim, then `in_turn`. `why` is, for each
    claim, what the rule did with it.
    """
    if not any(exact):
        why = [Reason.NOTHING_LEFT] * len(claims)
    rest = [one % over for one in exact]
    lucky = _lucky(claims, rest, sum(rest) // over, turn)
    awards = []
    for claim, one, given in zip(claims, exact, why, strict=True):
        odd = claim.who in lucky
        amount = one // over + odd
        reason = Reason.ODD_CENT if odd else given
        full = amount == claim.amount
        awards.append(Award(claim.who, claim.amount, amount, Reason.IN_FULL if full else reason))
    return tuple(awards)


def _lucky(claims: tuple[Claim, ...], rest: list[int], odd: int, turn: int) -> frozenset[int | str]:
    """Name who gets one of the odd cents: only among the equals at the edge is it a turn."""
    if odd == 0:
        return frozenset()
    order = sorted(range(len(claims)), key=lambda i: claims[i].amount, reverse=True)
    order.sort(key=rest.__getitem__, reverse=True)
    edge = claims[order[odd - 1]].amount
    sure = [claims[i].who for i in order[:odd] if claims[i].amount != edge]
    equals = in_turn((claim for claim in claims if claim.amount == edge), turn)
    return frozenset([*sure, *equals[: odd - len(sure)]])
