"""What befalls the machine: power cuts, clocks that are set, suspension, five weeks of nothing."""

import random
from dataclasses import dataclass

DAY, WEEK = 86_400.0, 7 * 86_400.0
HOUR = 3600.0
YEAR = 365 * DAY
OPENING, CLOSE = 4 * DAY + 16 * HOUR, 6 * DAY + 20 * HOUR

CALM_WEEKS = 2
"""At the beginning and at the end: nothing goes wrong, so that everything must go well."""

CUTS = (0, 0, 1, 1, 2, 3)
"""Power cuts in a week."""

SOON = (12, 40)
"""Moments after which the power is off at the latest: soon, in what begins then."""


@dataclass(frozen=True)
class Fault:
    """Something that befalls the machine at an instant (seconds from the start)."""

    at: float
    kind: str
    much: float = 0.0


def planned(chance: random.Random, weeks: int) -> list[Fault]:
    """Draw what befalls a machine in so many weeks."""
    found = []
    free = range(CALM_WEEKS, weeks - CALM_WEEKS)
    down = chance.randrange(free.start, max(free.stop - 6, free.start + 1))
    if chance.random() < 0.3:
        found.append(Fault((down + chance.random()) * WEEK, "down", 5 * WEEK))
    if chance.random() < 0.2:
        at = _busy(chance, chance.choice(free))
        found.append(Fault(at, "clock", YEAR))
        if chance.random() < 0.7:
            found.append(Fault(at + chance.choice([60, HOUR, DAY]), "clock", -YEAR))
    if chance.random() < 0.3:
        found.append(Fault(_busy(chance, chance.choice(free)), "moved"))
    for week in free:
        found += [
            Fault(_busy(chance, week), "cut", chance.randint(1, chance.choice(SOON)))
            for _ in range(chance.choice(CUTS))
        ]
        if chance.random() < 0.25:
            at = week * WEEK + chance.choice([OPENING, CLOSE]) + chance.random() * HOUR / 2
            found += [Fault(at, "clock", -HOUR), Fault(at + 3 * DAY, "clock", HOUR)]
        if chance.random() < 0.05:
            found.append(Fault((week + chance.random()) * WEEK, "suspended", 3 * DAY))
        if chance.random() < 0.05:
            found.append(Fault(_busy(chance, week), "down", chance.random() * 2 * DAY))
        if chance.random() < 0.1:
            found.append(Fault(_busy(chance, week), "twice"))
    return sorted(found, key=lambda fault: fault.at)


def _busy(chance: random.Random, week: int) -> float:
    """A moment of a week at which much happens: the opening, answers, midnight, the close."""
    answers = (5 * DAY + 19 * HOUR, 6 * DAY + 19 * HOUR)
    day = chance.choice([OPENING, *answers, 5 * DAY, 6 * DAY, CLOSE])
    return week * WEEK + day + chance.choice([-30, 0, 1, 5, HOUR]) + chance.random()
