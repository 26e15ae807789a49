"""The proportional rule: awards in proportion to claims (Aristotle; O'Neill 1982)."""

from core.domain.sharing.claims import Award, Claim, Reason, in_cents, to_share


def proportional(claims: tuple[Claim, ...], available: int, turn: int) -> tuple[Award, ...]:
    """Share `available` in proportion to the claims, in minor units, odd cents as in `in_cents`."""
    total = sum(claim.amount for claim in claims)
    shared = to_share(claims, available)
    exact = [claim.amount * shared for claim in claims]
    return in_cents(claims, exact, total or 1, [Reason.PROPORTION] * len(claims), turn)
