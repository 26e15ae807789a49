"""Holidays as notes of weeks: the published dates, and which weeks they make holidays."""

import os
import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from vacances_scolaires_france import SchoolHolidayDates

from bot.holidays import LONGEST, bank, school
from core.domain.calendar import Week
from core.domain.refusal import Refusal

# The arrêté of 22 October 2025: zone B, first and last free Monday-to-Friday day of 2026–2027.
ZONE_B = [
    ("vacances de la Toussaint", date(2026, 10, 19), date(2026, 10, 30), "2026-W43", "2026-W44"),
    ("vacances de Noël", date(2026, 12, 21), date(2027, 1, 1), "2026-W52", "2026-W53"),
    ("vacances d'hiver", date(2027, 2, 22), date(2027, 3, 5), "2027-W08", "2027-W09"),
    ("vacances de printemps", date(2027, 4, 19), date(2027, 4, 30), "2027-W16", "2027-W17"),
    ("vacances d'été", date(2027, 7, 5), date(2027, 8, 27), "2027-W27", "2027-W34"),
]

ALONE = """
import sys

def refuse(event, args):
    if event.startswith("socket."):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from bot.holidays import bank, school
from core.domain.calendar import Week
assert school("B")[Week(2026, 52)] == "vacances de No\\u00ebl"
assert bank()[Week(2026, 52)].isascii() is False
"""


@pytest.mark.parametrize(("name", "first", "last", "begin", "end"), ZONE_B)
def test_school_holidays_are_those_published(
    name: str, first: date, last: date, begin: str, end: str
) -> None:
    weeks = school("B")
    assert (str(Week.of(first)), str(Week.of(last))) == (begin, end)
    week = Week.of(first)
    assert weeks.get(week + -1) != name
    while week <= Week.of(last):
        assert weeks[week] == name
        week = week + 1
    assert weeks.get(week) != name


def test_a_school_year_has_no_other_weeks_of_holidays() -> None:
    year = [week for week in school("B") if Week(2026, 36) <= week < Week(2027, 36)]
    assert len(year) == 2 + 2 + 2 + 2 + 8
    assert year == sorted(year)


def test_less_than_half_a_week_of_holidays_does_not_count() -> None:
    days = SchoolHolidayDates()
    ascension = Week(2027, 18)
    free = [day for day in workdays(ascension) if days.is_holiday_for_zone(day, "B")]
    assert free == [date(2027, 5, 6), date(2027, 5, 7)]
    assert ascension not in school("B")
    assert Week(2026, 36) not in school("B"), "31 August 2026, a Monday, was the last day of summer"
    assert Week(2028, 27) in school("B"), "summer 2028 begins on a Tuesday"


@pytest.mark.parametrize("zone", ["A", "B", "C"])
def test_every_week_of_holidays_has_three_working_days_of_them(zone: str) -> None:
    days = SchoolHolidayDates()
    first, last = Week(days.min_year + 1, 1), Week(days.max_year, 50)
    every = [first + shift for shift in range(last - first)]
    free = {w: sum(days.is_holiday_for_zone(d, zone) for d in workdays(w)) for w in every}
    assert [w for w in every if free[w] >= 3] == [w for w in school(zone) if w >= first]


def test_zones_have_their_winter_at_different_times() -> None:
    winters = {
        zone: [str(w) for w, name in school(zone).items() if w.year == 2027 and "hiver" in name]
        for zone in ("A", "b", " C ")
    }
    assert winters == {
        "A": ["2027-W07", "2027-W08"],
        "b": ["2027-W08", "2027-W09"],
        " C ": ["2027-W06", "2027-W07"],
    }


@pytest.mark.parametrize("zone", ["D", "", "AB", "Corse"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(Refusal) as refused:
        school(zone)
    assert refused.value.key == "zone-unknown"
    assert refused.value.args_by_name["said"] == zone


@pytest.mark.parametrize(
    ("week", "french", "english"),
    [
        ("2026-W52", "férié : Noël (ven. 25)", "bank holiday: Christmas Day (Fri 25)"),
        ("2026-W53", "férié : Jour de l'an (ven. 1)", "bank holiday: New Year's Day (Fri 1)"),
        ("2026-W46", "férié : Armistice (mer. 11)", "bank holiday: Armistice Day (Wed 11)"),
        ("2027-W44", "férié : Toussaint (lun. 1)", "bank holiday: All Saints' Day (Mon 1)"),
    ],
)
def test_bank_holidays_are_named_with_their_day(week: str, french: str, english: str) -> None:
    assert bank()[Week.parse(week)] == french
    assert bank("FR", "en")[Week.parse(week)] == english


def test_around_new_year_a_week_is_the_iso_one() -> None:
    weeks = bank()
    assert Week(2027, 1) not in weeks, "1 January 2027 is the Friday of 2026-W53"
    assert weeks[Week(2026, 1)] == "férié : Jour de l'an (jeu. 1)"
    assert Week(2027, 51) not in weeks, "Christmas 2027 is a Saturday"
    assert Week(2027, 52) not in weeks, "1 January 2028 is one too"


def test_two_bank_holidays_of_one_week_are_both_named() -> None:
    said = "férié : Fête de la Victoire (mar. 8) et Ascension (jeu. 10)"
    assert bank()[Week(2029, 19)] == said


def test_bank_holidays_are_known_from_2020_to_2040_in_order() -> None:
    weeks = list(bank())
    assert (weeks[0], weeks[-1]) == (Week(2020, 1), Week(2040, 52))
    assert weeks == sorted(weeks)


@pytest.mark.parametrize("country", ["XX", "", "France", "ECB", "date", "../FR"])
def test_an_unknown_country_is_refused(country: str) -> None:
    with pytest.raises(Refusal) as refused:
        bank(country)
    assert refused.value.key == "country-unknown"
    assert refused.value.args_by_name == {"said": country}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_country_has_short_notes(language: str) -> None:
    for country in holidays.list_supported_countries(include_aliases=False):
        assert all(0 < len(note) <= LONGEST for note in bank(country, language).values()), country


def test_the_language_of_the_machine_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert bank("at", "en")[Week(2026, 52)] == "bank holiday: Christmas Day (Fri 25)"
    assert bank("BE", "fr")[Week(2026, 52)] == "férié : Noël (ven. 25)"


def test_what_is_given_may_be_changed() -> None:
    school("B").clear()
    bank().clear()
    assert school("B")
    assert bank()


def test_it_needs_neither_a_network_nor_a_machine_that_speaks_utf_8() -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run(
        [sys.executable, "-W", "error", "-c", ALONE], env={**os.environ, **plain}, check=True
    )


def workdays(week: Week) -> list[date]:
    return [week.monday + timedelta(days=shift) for shift in range(5)]
