"""Days as people say them, with or without a year."""

from datetime import date

from core.app.commands import SaidDay
from core.domain.refusal import Refusal


def day_of(said: SaidDay, earliest: date) -> date:
    """Find a day: of the year it names, or the first from a day on. Raises `Refusal`."""
    years = (said.year,) if said.year is not None else range(earliest.year, earliest.year + 9)
    for year in years:
        try:
            day = date(year, said.month, said.day)
        except ValueError:
            continue
        if said.year is not None or day >= earliest:
            return day
    raise Refusal("day-form", said=f"{said.day:02}/{said.month:02}")
