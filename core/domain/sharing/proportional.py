"""The proportional rule: awards in proportion to claims (Aristotle; O'Neill 1982)."""

from core.domain.sharing.claims import Award, Claim, Reason, in_turn


def proportional(claims: tuple[Claim, ...], available: int, turn: int) -> tuple[Award, ...]:
    """Share `available` in proportion to the claims, exactly.

    Each award is the whole part of its proportion; the cents that remain go to the largest
    remainders (Hamilton's method), ties to the larger claim, then `in_turn`.
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
    lucky = _lucky(claims, rest, available - sum(whole), turn)
    return tuple(
        [
            Award(claim.who, claim.amount, share + (claim.who in lucky), _reason(claim, lucky))
            for claim, share in zip(claims, whole, strict=True)
        ]
    )


def _lucky(claims: tuple[Claim, ...], rest: list[int], odd: int, turn: int) -> frozenset[int | str]:
    """Name who gets one of the odd cents: only among the equals at the edge is it a turn."""
    if odd == 0:
        return frozenset()
    order = sorted(range(len(claims)), key=lambda i: (-rest[i], -claims[i].amount))
    edge = claims[order[odd - 1]].amount
    sure = [claims[i].who for i in order[:odd] if claims[i].amount != edge]
    equals = in_turn((claim for claim in claims if claim.amount == edge), turn)
    return frozenset([*sure, *equals[: odd - len(sure)]])


def _reason(claim: Claim, lucky: frozenset[int | str]) -> Reason:
    if claim.amount == 0:
        return Reason.IN_FULL
    return Reason.ODD_CENT if claim.who in lucky else Reason.PROPORTION
