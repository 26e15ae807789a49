"""What the rules of sharing speak of: claims, awards and the reason of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why an award is what it is."""

    IN_FULL = "in_full"
    PROPORTION = "proportion"
    ODD_CENT = "odd_cent"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one claimant asks, in minor units. `who` also orders equal claims."""

    who: int | str
    amount: int


@dataclass(frozen=True, slots=True)
class Award:
    """What one claimant is granted of a claim, and why."""

    who: int | str
    claim: int
    amount: int
    reason: Reason


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
"""claims, available (>= 0), turn -> awards in the order of the claims."""


def in_turn(equals: Iterable[Claim], turn: int) -> list[int | str]:
    """Put equal claimants in the order in which what cannot be divided reaches them.

    The first place rotates with `turn`, so that the same person does not get the odd cent every
    week.
    """
    order = sorted((claim.who for claim in equals), key=lambda who: (isinstance(who, str), who))
    first = turn % len(order)
    return order[first:] + order[:first]
