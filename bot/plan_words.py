"""What is typed after `/plan`."""

import re
from decimal import Decimal

from bot.amounts import amount, amount_first
from bot.holidays import bank, school
from core.app import commands as c
from core.domain import names
from core.domain.calendar import Week
from core.domain.refusal import Refusal

_WEEK = re.compile(r"\d{4}-?[wWsS]")
_SPAN = re.compile(
    r"(?P<count>\d{1,4})\s*(?:(?P<months>mois|months?)|semaines?|weeks?)", re.IGNORECASE
)
_DEFICIT = re.compile(r"\b(?:decouvert|découvert|deficit|déficit)\b", re.IGNORECASE)


def read_plan_words(rest: str) -> c.Command:
    """Read the arguments of `/plan`. Raises `Refusal`, with `usage` where nothing fits.

    Nothing; an amount; a week with an amount and a note; `total`, `source`, `deficit`, and the
    holidays of a school zone or a country, in French or English.
    """
    if not rest:
        return c.ShowPlan()
    first, _, others = rest.partition(" ")
    if _WEEK.match(first):
        value, note = amount_first(others)
        return c.PlanWeek(week=Week.parse(first), amount=value, note=note)
    match names.fold(first):
        case "total":
            return _total(others)
        case "source":
            if not others.strip():
                raise Refusal("usage")
            return c.ChangeSetting(key="source", value=others.strip())
        case "deficit" | "decouvert":
            week, _, depth = others.partition(" ")
            return c.PlanDeficit(week=Week.parse(week), amount=amount(depth))
        case "vacances" | "holidays":
            return _school(others)
        case "feries":
            return _bank(others, "fr")
        case "bank":
            return _bank(others, "en")
    if not first[0].isdigit():
        raise Refusal("usage")
    return c.PlanEveryWeekLeft(amount=amount(rest))


def _total(rest: str) -> c.Command:
    span = _SPAN.search(rest)
    total = amount(rest[: span.start()] if span else rest)
    if span is None:
        return c.PlanTotal(total=total)
    count = int(span["count"])
    if span["months"]:
        return c.PlanTotal(total=total, months=count)
    return c.PlanTotal(total=total, weeks=count)


def _school(rest: str) -> c.Command:
    zone, _, others = rest.removeprefix("zone ").strip().partition(" ")
    return _marked(school(zone.upper()), others)


def _bank(rest: str, language: str) -> c.Command:
    """Read a country, or none for France; its days are named in the language of the word typed."""
    country, _, others = rest.strip().partition(" ")
    if country and not country.isalpha():
        country, others = "", rest
    return _marked(bank(country.upper() or "FR", language), others)


def _marked(days: dict[Week, str], rest: str) -> c.Command:
    """Read the other amount, and the deficit, that holidays get: `300 découvert 200`."""
    said, *deficits = _DEFICIT.split(rest)
    value: Decimal | None = amount(said) if said.strip() else None
    deficit = amount(deficits[0]) if deficits else None
    weeks = tuple(c.MarkedWeek(week, note) for week, note in days.items())
    return c.MarkHolidays(days=weeks, amount=value, deficit=deficit)
