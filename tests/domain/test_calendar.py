"""Weeks and the timetable, where clocks jump and years end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.calendar import Slot, Timetable, Week, week_at
from core.domain.refusal import Refusal

ZONES = ("Europe/Paris", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia")
SLOTS = st.builds(Slot, st.integers(0, 6), st.integers(0, 23), st.sampled_from([0, 30]))


@pytest.mark.parametrize(
    ("week", "slot", "zone", "utc"),
    [
        ("2026-W43", "sun 20:00", "Europe/Paris", "2026-10-25T19:00"),  # the day clocks go back
        ("2026-W43", "sat 20:00", "Europe/Paris", "2026-10-24T18:00"),
        ("2026-W13", "sun 20:00", "Europe/Paris", "2026-03-29T18:00"),  # the day they go forward
        ("2026-W13", "sat 20:00", "Europe/Paris", "2026-03-28T19:00"),
        ("2026-W43", "sun 02:30", "Europe/Paris", "2026-10-25T00:30"),  # comes twice: the first
        ("2026-W13", "sun 02:30", "Europe/Paris", "2026-03-29T01:30"),  # never comes: just after
        ("2026-W10", "sun 00:00", "America/Havana", "2026-03-08T05:00"),
        ("2026-W13", "sun 00:00", "Asia/Beirut", "2026-03-28T22:00"),
        ("2026-W53", "sun 20:00", "Europe/Paris", "2027-01-03T19:00"),
    ],
)
def test_a_slot_of_a_week_is_one_instant(week: str, slot: str, zone: str, utc: str) -> None:
    from core.domain.calendar import zone as zone_of

    at = Slot.parse(slot).at(Week.parse(week), zone_of(zone))
    assert at == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "week"),
    [
        ("2026-12-31T12:00+01:00", "2026-W53"),
        ("2027-01-03T23:59+01:00", "2026-W53"),
        ("2027-01-04T00:00+01:00", "2027-W01"),
        ("2027-01-03T23:30+00:00", "2027-W01"),  # it is Monday already in Paris
    ],
)
def test_the_week_is_the_teams_own(at: str, week: str) -> None:
    assert str(week_at(datetime.fromisoformat(at), "Europe/Paris")) == week


@given(st.integers(1, 4000))
def test_weeks_follow_one_another(shift: int) -> None:
    first = Week.parse("2020-W01")
    later = first + shift
    assert later.monday - first.monday == timedelta(weeks=shift)
    assert Week.parse(str(later)) == later
    assert later > first


@given(st.sampled_from(ZONES), SLOTS, SLOTS, st.integers(0, 120))
def test_a_round_closes_after_it_opens_and_before_the_next_closes(
    zone: str, opening: Slot, closing: Slot, shift: int
) -> None:
    if opening == closing:
        return
    timetable = Timetable(opening, (), closing, zone)
    week = Week.parse("2026-W01") + shift
    assert timetable.opens(week) < timetable.opens(week + 1)
    assert timetable.opens(week) <= timetable.closes(week) < timetable.closes(week + 1)
    following, instant = timetable.next_opening(timetable.opens(week))
    assert (following, instant) == (week + 1, timetable.opens(week + 1))


@pytest.mark.parametrize("said", ["2026-W54", "2025-W53", "2026-48", "W48", "2026-W00", "demain"])
def test_what_is_no_week_is_refused(said: str) -> None:
    with pytest.raises(Refusal, match="week-form"):
        Week.parse(said)
