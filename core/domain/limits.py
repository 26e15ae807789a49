"""Limits a team may turn on. Each is explained where it bites; none takes back what was declared.

All amounts are minor units.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from core.domain.money import Unit

RAISES_IN_A_ROW = 3
"""So many small raises one after the other are shown as a fact."""

SMALL_RAISE = 4
"""A raise of at most a quarter of the claim before it is a small one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a team turned on; all off to begin with.

    `ceiling` is indicative: above it the echo says so, and nothing is blocked. `raise_cap` bounds
    how fast a claim may grow. `commons` is the percentage of each week's plan kept for what the
    team has in common. Whoever claims more than `announce` is asked to say so beforehand.
    """

    ceiling: int | None = None
    raise_cap: bool = False
    commons: int = 0
    announce: int | None = None


def largest_raise(last: int, left: int, claims: Sequence[int], unit: Unit) -> int:
    """Compute the most a member may claim where raises are capped.

    The largest of twice their `last` claim, that claim plus what the team had `left` over, the
    median of last week's `claims` (the lower middle one of an even number), and one unit: so that
    nobody who began low is held there, and nobody's raise is at others' expense.
    """
    median = median_low(claims) if claims else 0
    return max(2 * last, last + max(left, 0), median, unit.minor(Decimal(1)))


def small_raises(claims: Sequence[int]) -> int:
    """Count the small raises at the end of somebody's claims, one after the other."""
    count = 0
    for before, after in zip(claims[-2::-1], claims[:0:-1], strict=True):
        if not 0 < after - before <= before / SMALL_RAISE:
            break
        count += 1
    return count
