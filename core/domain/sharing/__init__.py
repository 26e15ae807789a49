"""Rules of sharing: from claims and what is available to awards (DESIGN §4).

These are *claims problems* (O'Neill 1982; Aumann & Maschler 1985; Thomson 2003). Every rule that
rations has the signature `Rule` and obeys the same laws, on whole minor units:
0 <= award <= claim; the awards sum to exactly min(available, claims); a larger claim never gets a
smaller award; the order of the input does not matter.
"""

from core.domain.sharing.claims import Award, Claim, Reason, Rule, Sharing
from core.domain.sharing.proportional import proportional

AS_DECLARED = "as_declared"

RATIONING: dict[str, Rule] = {"proportional": proportional}
"""The rules that ration, by name: the one place where a further rule is added."""

RULES = (AS_DECLARED, *RATIONING)
"""What a team may choose as its `rule`; its `fallback` is one of `RATIONING`."""


def share(
    rule: str,
    claims: tuple[Claim, ...],
    available: int,
    *,
    fallback: str = "proportional",
    max_deficit: int = 0,
    turn: int = 0,
) -> Sharing:
    """Settle one week's claims by a team's rule.

    `as_declared` grants every claim in full while the balance stays at or above `-max_deficit`;
    past that the fallback shares what is available, and no deficit is made. `turn` (the week's
    number) decides among equal claims who gets an odd cent. A negative `available` is a case: it
    is shared as zero. All amounts in minor units.
    """
    total = sum(claim.amount for claim in claims)
    if rule == AS_DECLARED:
        if total <= available + max_deficit:
            awards = tuple(Award(c.who, c.amount, c.amount, Reason.IN_FULL) for c in claims)
            return Sharing(awards, available, rationed_by=None)
        rule = fallback
    awards = RATIONING[rule](claims, max(available, 0), turn)
    return Sharing(awards, available, rationed_by=rule if total > max(available, 0) else None)


__all__ = [
    "AS_DECLARED",
    "RATIONING",
    "RULES",
    "Award",
    "Claim",
    "Reason",
    "Rule",
    "Sharing",
    "proportional",
    "share",
]
