"""Why awards differ from claims, in the words of the rule that settled."""

from collections.abc import Sequence

from core.app.records import Closing
from core.app.says import Percent, Text, text
from core.domain.money import Amount
from core.domain.sharing import Award
from core.domain.team import Team


def why(team: Team, closing: Closing, awards: Sequence[Award]) -> Text | None:
    """Say why a week granted less than was claimed, or more than there was; None if neither.

    Speaks of the pool: what envelopes gave is apart.
    """
    claimed = closing.claimed - closing.drawn
    if closing.rationed_by is None:
        if closing.left < 0 and claimed:
            return text("why-deficit", left=_amount(closing.left, team))
        return None
    limit = closing.limit
    if limit <= 0:
        return text("why-nothing")
    rationed = [a for a in awards if a.amount < a.claim]
    return text(
        f"why-{closing.rationed_by.replace('_', '-')}",
        claimed=_amount(claimed, team),
        available=_amount(limit, team),
        part=Percent(limit, claimed),
        ceiling=_amount(max((a.amount - a.drawn for a in rationed), default=0), team),
        cut=_amount(max((a.claim - a.amount for a in rationed), default=0), team),
    )


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
