"""Constrained equal awards: the same ceiling for all, small claims in full.

Maimonides' rule (Mishneh Torah, *Laws of Lending* 20:4); the name is Thomson's (2003).
"""

from core.domain.sharing.claims import Award, Claim, Reason, in_cents, level, to_share


def equal_awards(claims: tuple[Claim, ...], available: int, turn: int) -> tuple[Award, ...]:
    """Share `available` as equally as can be, nobody getting more than they claimed.

    There is one ceiling: claims up to it are granted in full, and all others get the ceiling. All
    amounts in minor units, odd cents as in `in_cents`.
    """
    ceiling, over = level((claim.amount for claim in claims), to_share(claims, available))
    exact = [min(claim.amount * over, ceiling) for claim in claims]
    return in_cents(claims, exact, over, [Reason.CEILING] * len(claims), turn)
