"""The plan: an amount for each week of a period, with notes such as holidays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.domain.calendar import Week
from core.domain.refusal import Refusal

LONGEST = 520
"""A plan may hold ten years of weeks; more is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """What the plan gives one week, in minor units, and why it differs (`note`)."""

    week: Week
    amount: int
    note: str = ""


def even(start: Week, weeks: int, amount: int) -> tuple[PlannedWeek, ...]:
    """Plan the same amount for `weeks` weeks from `start`."""
    return tuple(PlannedWeek(start + shift, amount) for shift in range(weeks))


def with_amount_left(
    plan: Iterable[PlannedWeek], after: Week, amount: int
) -> tuple[PlannedWeek, ...]:
    """Give every week left (from `after` on) the same amount; notes stay."""
    return tuple(replace(p, amount=amount) if p.week >= after else p for p in plan)


def starting(plan: tuple[PlannedWeek, ...], week: Week) -> tuple[PlannedWeek, ...]:
    """Begin the plan earlier: its last week's amount moves to `week`.

    For a team that opens its first round before the week the plan was to start with; the total
    and the number of weeks stay what they were.
    """
    if not plan or any(p.week <= week for p in plan):
        return plan
    return (PlannedWeek(week, plan[-1].amount), *plan[:-1])


def checked(rows: Iterable[PlannedWeek], closed: Mapping[Week, int]) -> tuple[PlannedWeek, ...]:
    """Return a new plan in order, keeping what closed weeks already had.

    `closed` maps each closed week to what it was given: history is the book's, not the plan's.
    A week named twice, an empty plan or one of more than `LONGEST` weeks is a `Refusal`.
    """
    given: dict[Week, PlannedWeek] = {}
    for row in rows:
        if row.week in given:
            raise Refusal("plan-week-twice", week=row.week)
        given[row.week] = row
    if not given:
        raise Refusal("plan-empty")
    for week, amount in closed.items():
        given[week] = PlannedWeek(week, amount, given[week].note if week in given else "")
    if len(given) > LONGEST:
        raise Refusal("plan-too-long", most=LONGEST)
    return tuple(given[week] for week in sorted(given))
