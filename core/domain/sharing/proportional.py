"""The proportional rule: awards in proportion to claims (Aristotle; O'Neill 1982)."""

from core.domain.sharing.claims import Award, Claim, Reason, precedence


def proportional(claims: tuple[Claim, ...], available: int, turn: int) -> tuple[Award, ...]:
    """Share `available` in proportion to the claims, exactly.

    Each award is the whole part of its proportion; the cents that remain go to the largest
    remainders (Hamilton's method), ties to the larger claim, then by `precedence`.
    """
    total = sum(claim.amount for claim in claims)
    if total <= available:
        return tuple(Award(c.who, c.amount, c.amount, Reason.IN_FULL) for c in claims)
    if available <= 0:
        return tuple(
            Award(c.who, c.amount, 0, Reason.NOTHING_LEFT if c.amount else Reason.IN_FULL)
            for c in claims
        )
    whole = [claim.amount * available // total for claim in claims]
    rest = [claim.amount * available % total for claim in claims]
    odd = available - sum(whole)
    ranks = precedence(claims, turn)
    order = sorted(range(len(claims)), key=lambda i: (-rest[i], ranks[claims[i].who]))
    lucky = set(order[:odd])
    return tuple(
        Award(claim.who, claim.amount, whole[i] + (i in lucky), _reason(claim, i in lucky))
        for i, claim in enumerate(claims)
    )


def _reason(claim: Claim, lucky: bool) -> Reason:
    if claim.amount == 0:
        return Reason.IN_FULL
    return Reason.ODD_CENT if lucky else Reason.PROPORTION
