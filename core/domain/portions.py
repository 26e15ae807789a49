"""What of an award is for which line of the declaration it answers. All amounts in minor units."""

from collections.abc import Sequence

from core.domain.correction import Granted
from core.domain.settlement import Ask, by_project, lowered
from core.domain.sharing import Award, Reason


def over_lines(lines: Sequence[tuple[int | None, int]], granted: Granted) -> tuple[int, ...]:
    """Spread what was granted over the lines (project, amount) it was asked in, to the cent.

    Each project gets what `core.domain.settlement.by_project` says, so that lines add up to the
    totals people see; its lines share that in proportion, odd cents by largest remainder.
    """
    ask = Ask.of(0, lines)
    award = Award(0, granted.claim, granted.award, Reason.IN_FULL, granted.drawn)
    draws = [type(draw)(0, draw.project, draw.amount) for draw in granted.draws]
    totals = by_project([ask], {0: award}, draws)
    portions = [0] * len(lines)
    for project, (_, amount) in totals.items():
        places = [n for n, (its, _) in enumerate(lines) if its == project]
        shares = lowered([lines[n][1] for n in places], amount)
        for place, share in zip(places, shares, strict=True):
            portions[place] = share
    return tuple(portions)
