"""Looking ahead: the plan to its end at a pace, and under each rule. Amounts are minor units."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.calendar import Week
from core.domain.plan import PlannedWeek
from core.domain.settlement import Ask, Means, Terms, commons_of, settle

PACE_WEEKS = 8
"""The pace is what the last so many weeks granted on average."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is left at the plan's end at a pace, and the first week that has too little for it."""

    pace: int
    at_end: int
    runs_out: Week | None


def at_pace(pool: int, coming: Sequence[PlannedWeek], fixed: int, pace: int) -> Forecast:
    """Follow the pool to the plan's end, each week granting `pace` and paying `fixed` costs."""
    runs_out = None
    for planned in coming:
        pool += planned.amount - fixed - pace
        if pool < -planned.deficit and runs_out is None:
            runs_out = planned.week
    return Forecast(pace, pool, runs_out)


@dataclass(frozen=True, slots=True)
class Course:
    """How the rest of a plan goes under one rule.

    `rationed` weeks granted less than was claimed, `worst` being the smallest part of the claims
    granted in one of them (granted, claimed); `lowest` is the lowest balance after a week, and
    `runs_out` the first week with nothing left to share.
    """

    terms: Terms
    claimed: int
    granted: int
    at_end: int
    lowest: int
    rationed: int
    worst: tuple[int, int]
    runs_out: Week | None


@dataclass(frozen=True, slots=True)
class Outset:
    """Where a simulation begins: the pool, the plan's weeks to come, and what comes off first.

    `history` is the claims of past rounds, each asked again in turn for the weeks to come; a round
    of several weeks (`weeks`) asks once for them all.
    """

    pool: int
    coming: tuple[PlannedWeek, ...]
    history: tuple[tuple[int, ...], ...]
    fixed: int = 0
    commons: int = 0
    carry_over: bool = True
    weeks: int = 1


def course(outset: Outset, terms: Terms) -> Course:
    """Play the rest of the plan under one rule, with claims as they were so far."""
    pool = lowest = outset.pool
    claimed = granted = rationed = 0
    worst, runs_out = (1, 1), None
    for turn, start in enumerate(range(0, len(outset.coming), outset.weeks)):
        weeks = outset.coming[start : start + outset.weeks]
        means = _means(outset, weeks, pool)
        claims = outset.history[turn % len(outset.history)] if outset.history else ()
        asks = [Ask(who, claim) for who, claim in enumerate(claims)]
        settled = settle(asks, {}, means, terms, weeks[-1].week.number)
        if settled.granted < settled.claimed:
            rationed += 1
            if settled.granted * worst[1] < worst[0] * settled.claimed:
                worst = (settled.granted, settled.claimed)
        if means.to_share <= 0 and runs_out is None:
            runs_out = weeks[-1].week
        claimed, granted = claimed + settled.claimed, granted + settled.granted
        pool = settled.left if outset.carry_over else min(settled.left, 0)
        lowest = min(lowest, pool)
    return Course(terms, claimed, granted, pool, lowest, rationed, worst, runs_out)


def _means(outset: Outset, weeks: Sequence[PlannedWeek], pool: int) -> Means:
    planned = sum(week.amount for week in weeks)
    fixed = outset.fixed * len(weeks)
    commons = commons_of(planned, outset.commons, planned + pool - fixed)
    deficit = max(week.deficit for week in weeks)
    return Means(planned, pool, fixed=fixed, commons=commons, deficit=deficit)
