"""Constrained equal losses: the same cut for all, none below zero.

It does with losses what equal awards does with awards: each is the other's dual (Aumann &
Maschler 1985; Thomson 2003).
"""

from core.domain.sharing.claims import Award, Claim, Reason, in_cents, level, to_share


def equal_losses(claims: tuple[Claim, ...], available: int, turn: int) -> tuple[Award, ...]:
    """Share `available` so that all lose the same, nobody more than they claimed.

    There is one cut: claims up to it get nothing, and all others their claim less the cut. All
    amounts in minor units, odd cents as in `in_cents`.
    """
    missing = sum(claim.amount for claim in claims) - to_share(claims, available)
    cut, over = level((claim.amount for claim in claims), missing)
    exact = [max(claim.amount * over - cut, 0) for claim in claims]
    why = [Reason.SAME_CUT if one else Reason.CUT_WHOLE for one in exact]
    return in_cents(claims, exact, over, why, turn)
