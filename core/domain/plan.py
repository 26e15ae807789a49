"""The plan: an amount for each week of a period, with notes such as holidays.

All amounts are minor units of the team's virtual unit.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.domain.calendar import Week
from core.domain.refusal import Refusal
from core.domain.sharing import Claim, proportional

LONGEST = 520
"""A plan may hold ten years of weeks; more is a slip of the keyboard."""


LONGEST_MONTHS = LONGEST // 52 * 12
"""The same in months."""


class SourceState(StrEnum):
    """Whether the money behind a plan is there: a grant asked for is only hoped for."""

    HOPED = "hoped"
    ACQUIRED = "acquired"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan's money comes from, shown wherever the plan is."""

    state: SourceState
    label: str


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """What the plan gives one week, in minor units, and why it differs (`note`).

    `deficit` is how far below zero the plan lets the team's balance go that week: holidays in
    which the shop is open and little comes in, made up for by the weeks around them.
    """

    week: Week
    amount: int
    note: str = ""
    deficit: int = 0


def even(start: Week, weeks: int, amount: int) -> tuple[PlannedWeek, ...]:
    """Plan the same amount for `weeks` weeks from `start`."""
    return tuple(PlannedWeek(start + shift, amount) for shift in range(weeks))


def over(start: Week, weeks: int, total: int) -> tuple[PlannedWeek, ...]:
    """Spread a total over a period to the cent: what cannot be divided goes to the first weeks."""
    whole, odd = divmod(total, weeks)
    return tuple(PlannedWeek(start + n, whole + (n < odd)) for n in range(weeks))


def weeks_of_months(start: Week, months: int) -> int:
    """Count the weeks that begin within so many months of a week's Monday: 16 months are 70.

    A month later is the same day of the next month, or its last one.
    """
    first = start.monday
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    end = _day(year, month + 1, first.day)
    return -(-(end - first).days // 7)


def _day(year: int, month: int, day: int) -> date:
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError(day)


def released(plan: Iterable[PlannedWeek], since: Week, week: Week) -> PlannedWeek:
    """Add up what the plan gives the weeks of one round, from `since` to `week`.

    Their notes are joined; the largest deficit planned for one of them holds for all.
    """
    rows = [row for row in plan if since <= row.week <= week]
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return PlannedWeek(
        week,
        sum(row.amount for row in rows),
        ", ".join(notes),
        max((row.deficit for row in rows), default=0),
    )


def set_aside(plan: tuple[PlannedWeek, ...], after: Week, amount: int) -> tuple[PlannedWeek, ...]:
    """Take an amount out of the weeks left (`after` on), in proportion to what each has.

    A negative amount gives it back: in equal parts where the weeks have nothing. Raises `Refusal`
    where the weeks left do not hold that much.
    """
    coming = [row for row in plan if row.week >= after]
    held = sum(row.amount for row in coming)
    if not coming:
        raise Refusal("plan-over")
    if amount > held:
        raise Refusal("envelope-too-large")
    weights = tuple(Claim(n, row.amount if held else 1) for n, row in enumerate(coming))
    total = sum(weight.amount for weight in weights)
    left = _scaled(weights, total, held - amount)
    changed = {row.week: part for row, part in zip(coming, left, strict=True)}
    return tuple(replace(p, amount=changed[p.week]) if p.week in changed else p for p in plan)


def _scaled(weights: tuple[Claim, ...], total: int, amount: int) -> list[int]:
    """Share any amount in proportion to weights, also more than their sum, to the cent."""
    times, rest = divmod(amount, total)
    parts = proportional(weights, rest, 0)
    return [times * w.amount + p.amount for w, p in zip(weights, parts, strict=True)]


def marked(
    plan: tuple[PlannedWeek, ...],
    days: Mapping[Week, str],
    after: Week,
    amount: int | None,
    deficit: int | None,
) -> tuple[PlannedWeek, ...]:
    """Note holidays in the weeks left, and give these another amount or deficit if one is named.

    A note that is there already is kept before the new one, and none is written twice.
    """
    return tuple(
        replace(
            row,
            note=_noted(row.note, days[row.week]),
            amount=row.amount if amount is None else amount,
            deficit=row.deficit if deficit is None else deficit,
        )
        if row.week in days and row.week >= after
        else row
        for row in plan
    )


def _noted(note: str, more: str) -> str:
    if not note or more.startswith(note):
        return more
    return note if more in note else f"{note}, {more}"


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


def checked(
    rows: Iterable[PlannedWeek], closed: Mapping[Week, PlannedWeek]
) -> tuple[PlannedWeek, ...]:
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
    for week, was in closed.items():
        given[week] = replace(was, note=given[week].note if week in given else was.note)
    if len(given) > LONGEST:
        raise Refusal("plan-too-long", most=LONGEST)
    return tuple(given[week] for week in sorted(given))
