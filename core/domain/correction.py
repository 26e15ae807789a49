"""The correction of a closed week: what is granted of a claim that came, or changed, afterwards.

What was granted to others stands. The pool gives a late claim no more than the week had left, so
that no correction takes a week past what it had; what is corrected downwards goes back. All
amounts are minor units.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.domain.settlement import Ask, Draw, on_project


@dataclass(frozen=True, slots=True)
class Granted:
    """What counts for one member in one closed week: the award, and what envelopes gave of it."""

    claim: int = 0
    award: int = 0
    draws: tuple[Draw, ...] = ()

    @property
    def drawn(self) -> int:
        """The part that came from envelopes."""
        return sum(draw.amount for draw in self.draws)

    @property
    def pooled(self) -> int:
        """The part that came from the pool."""
        return self.award - self.drawn


def regranted(ask: Ask, before: Granted, room: int, envelopes: Mapping[int, int]) -> Granted:
    """Say what is granted of a corrected claim.

    `room` is what the week's pool has not granted; `envelopes` maps projects to what theirs hold
    today. Envelopes are drawn on first, as at the close.
    """
    had = {draw.project: draw.amount for draw in before.draws}
    draws = []
    for project in sorted(had.keys() | envelopes.keys()):
        holds = had.get(project, 0) + max(envelopes.get(project, 0), 0)
        if amount := min(on_project(ask, project), holds):
            draws.append(Draw(ask.who, project, amount))
    drawn = sum(draw.amount for draw in draws)
    pooled = min(ask.claim - drawn, before.pooled + max(room, 0))
    return Granted(ask.claim, drawn + pooled, tuple(draws))


def moved_between(before: Granted, after: Granted) -> tuple[int, dict[int, int]]:
    """Say what a correction moves: how much more the pool gives, and each envelope."""
    envelopes: dict[int, int] = {}
    for sign, granted in ((-1, before), (1, after)):
        for draw in granted.draws:
            envelopes[draw.project] = envelopes.get(draw.project, 0) + sign * draw.amount
    return after.pooled - before.pooled, {p: a for p, a in envelopes.items() if a}
