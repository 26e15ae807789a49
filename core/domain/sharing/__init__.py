"""Rules of sharing: from claims and what is available to awards (DESIGN §4).

These are *claims problems* (O'Neill 1982; Aumann & Maschler 1985; Thomson 2003). Every rule that
rations has the signature `Rule` and obeys the same laws, on whole minor units:
0 <= award <= claim; the awards sum to exactly min(available, claims); a larger claim never gets a
smaller award; the order of the input does not matter.
"""

from core.domain.sharing.claims import Award, Claim, Reason, Rule, Sharing
from core.domain.sharing.equal_awards import equal_awards
from core.domain.sharing.equal_losses import equal_losses
from core.domain.sharing.proportional import proportional
from core.domain.sharing.talmud import talmud

AS_DECLARED = "as_declared"
AGREE = "agree"

RATIONING: dict[str, Rule] = {
    "proportional": proportional,
    "equal_awards": equal_awards,
    "equal_losses": equal_losses,
    "talmud": talmud,
}
"""The rules that ration, by name: the one place where a further rule is added."""

RULES = (AS_DECLARED, *RATIONING, AGREE)
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
    past that the fallback shares what is available, and no deficit is made. `agree` is settled by
    the fallback: its revising stage comes before. `turn` (the week's number) decides among equal
    claims who gets an odd cent. A negative `available` is a case: it is shared as zero. All amounts
    in minor units.
    """
    total = sum(claim.amount for claim in claims)
    if rule == AS_DECLARED and total <= available + max_deficit:
        awards = tuple(Award(c.who, c.amount, c.amount, Reason.IN_FULL) for c in claims)
        return Sharing(awards, available, rationed_by=None)
    settles = fallback if rule in (AS_DECLARED, AGREE) else rule
    awards = RATIONING[settles](claims, available, turn)
    return Sharing(awards, available, rationed_by=settles if total > max(available, 0) else None)


__all__ = [
    "AGREE",
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
