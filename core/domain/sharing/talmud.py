"""The Talmud's rule, the one that is consistent with the contested garment.

It gives the three estates of *Ketubot* 93a; and any two claimants share what both got as the
garment of *Bava Metzia* 2a is shared, each conceding what they do not claim and halving the rest
(O'Neill 1982; Aumann & Maschler 1985; Thomson 2003).
"""

from core.domain.sharing.claims import Award, Claim, Reason, in_cents, level, to_share


def talmud(claims: tuple[Claim, ...], available: int, turn: int) -> tuple[Award, ...]:
    """Share `available` by equal awards on half-claims, or beyond these by equal losses.

    While at most half of all that is claimed is there, nobody gets more than half of their claim;
    past it, nobody loses more than half. All amounts in minor units; half-claims are exact, being
    counted in half-cents; odd cents as in `in_cents`.
    """
    shared = to_share(claims, available)
    missing = sum(claim.amount for claim in claims) - shared
    scarce = shared <= missing
    edge, over = level((claim.amount for claim in claims), 2 * min(shared, missing))
    parts = [min(claim.amount * over, edge) for claim in claims]
    if not scarce:
        parts = [2 * c.amount * over - part for c, part in zip(claims, parts, strict=True)]
    beyond = Reason.CEILING if scarce else Reason.SAME_CUT
    why = [Reason.HALF if claim.amount * over <= edge else beyond for claim in claims]
    return in_cents(claims, parts, 2 * over, why, turn)
