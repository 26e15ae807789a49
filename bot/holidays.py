"""School and bank holidays as notes for the weeks of a plan; whatever they know is on this disk."""

import csv
import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from statistics import mode

import vacances_scolaires_france
from babel.dates import format_date

from bot.i18n import words
from core.domain.calendar import Week
from core.domain.refusal import Refusal

ZONES = ("A", "B", "C")
"""The zones of French school holidays; Lille is in B."""

YEARS = range(2020, 2041)
"""The years whose bank holidays are noted."""

HALF = 3
"""Working days off that make a week a week of holidays."""

LONGEST = 99
"""Characters of a note; a longer one is cut."""

_SATURDAY = 5


def school(zone: str) -> dict[Week, str]:
    """Name the weeks that are mostly school holidays in a zone, in order, as far as published.

    Raises `Refusal` for an unknown zone.
    """
    letter = zone.strip().upper()
    if letter not in ZONES:
        raise Refusal("zone-unknown", said=zone)
    weeks = _by_week(_school_days(letter))
    return {week: _phrase(mode(days.values())) for week, days in weeks.items() if len(days) >= HALF}


def bank(country: str = "FR", language: str = "fr") -> dict[Week, str]:
    """Name the bank holidays of each week that has one on a working day, in order.

    `country` is its ISO code. Raises `Refusal` for an unknown one.
    """
    import holidays

    code = country.strip().upper()
    if code not in holidays.list_supported_countries():
        raise Refusal("country-unknown", said=country)
    weeks = _by_week(_bank_days(code, language))
    return {week: _note(days, language) for week, days in weeks.items()}


@cache
def _school_days(zone: str) -> Mapping[date, str]:
    """Read the package's table; its own reader takes it to be in the machine's encoding."""
    table = resources.files(vacances_scolaires_france) / "data" / "data.csv"
    column = f"vacances_zone_{zone.lower()}"
    return {
        date.fromisoformat(row["date"]): row["nom_vacances"]
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
        if row[column] == "True"
    }


@cache
def _bank_days(country: str, language: str) -> Mapping[date, str]:
    import holidays

    spoken = _spoken(country, language)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of some countries fewer years are known
        return dict(holidays.country_holidays(country, years=YEARS, language=spoken))


def _spoken(country: str, language: str) -> str:
    """Find the package's name of a language, else English: never the machine's."""
    import holidays

    offered = holidays.country_holidays(country).supported_languages
    return min((name for name in offered if name.startswith(language)), default="en_US")


def _by_week(days: Mapping[date, str]) -> dict[Week, dict[date, str]]:
    weeks: dict[Week, dict[date, str]] = {}
    for day, name in sorted(days.items()):
        if day.weekday() < _SATURDAY:
            weeks.setdefault(Week.of(day), {})[day] = name
    return weeks


def _phrase(name: str) -> str:
    return name[:1].lower() + name[1:]


def _note(days: Mapping[date, str], language: str) -> str:
    named = tuple(
        f"{name} ({format_date(day, 'EEE d', locale=language)})" for day, name in days.items()
    )
    own = words(language)
    note = own.say("bank-holiday-note", {"days": own.row(named)})
    return note if len(note) <= LONGEST else f"{note[: LONGEST - 1]}…"
