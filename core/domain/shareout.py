"""Sharing a sum out by what people did: their hours, what these are worth, what they declared.

Each part is in proportion to a weight, to the cent; odd cents go by largest remainder, as in
`core.domain.sharing`. Weights are exact whole numbers: minutes, minutes times the rate an hour,
minor units declared, or 1 for each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.domain.declaration import Line
from core.domain.refusal import Refusal
from core.domain.sharing import Claim, Reason
from core.domain.sharing.claims import in_cents


class How(StrEnum):
    """What a sum is shared out by."""

    HOURS = "hours"
    RATES = "rates"
    DECLARED = "declared"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody declared between two weeks.

    `minutes` maps rates (minor units an hour, None where there is none) to the time at each;
    `declared` is the sum of the claims, in minor units.
    """

    minutes: Mapping[int | None, int]
    declared: int

    @classmethod
    def of(cls, lines: Iterable[Line], rates: Mapping[int, int], base: int | None) -> "Work":
        """Add up lines; `rates` maps projects to theirs, `base` is that of all other time."""
        minutes: dict[int | None, int] = {}
        declared = 0
        for line in lines:
            declared += line.amount
            if line.minutes:
                rate = base if line.project_id is None else rates.get(line.project_id, base)
                minutes[rate] = minutes.get(rate, 0) + line.minutes
        return cls(minutes, declared)

    @property
    def time(self) -> int:
        """All the time there is, in minutes."""
        return sum(self.minutes.values())

    def weight(self, how: How) -> int:
        """Say how much of it counts for a share; time without a rate is worth nothing."""
        match how:
            case How.HOURS:
                return self.time
            case How.RATES:
                return sum((rate or 0) * minutes for rate, minutes in self.minutes.items())
            case How.DECLARED:
                return self.declared
            case How.EQUAL:
                return 1


def shared_out(amount: int, weights: Mapping[int, int], turn: int) -> dict[int, int]:
    """Divide an amount of minor units in proportion to weights; `turn` is the week's number.

    The parts sum to the amount. Raises `Refusal` where nobody weighs anything.
    """
    total = sum(weights.values())
    if total <= 0:
        raise Refusal("share-nobody")
    claims = tuple(Claim(who, weight) for who, weight in weights.items())
    exact = [weight * amount for weight in weights.values()]
    parts = in_cents(claims, exact, total, [Reason.PROPORTION] * len(claims), turn)
    return {int(one.who): one.amount for one in parts}
