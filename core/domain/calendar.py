"""Weeks, slots of the week, and a team's timetable in its own time zone.

A week is an ISO week. A slot such as `fri 16:00` is a *local* time; it becomes an instant only
for a given week, so that daylight saving moves the instant and never the clock on the wall. A
time the clocks skip in spring is taken after the gap; one they repeat in autumn is taken the
first time. Each happens exactly once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import total_ordering
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.domain.refusal import Refusal

_WEEK = re.compile(r"(\d{4})-?[wWsS](\d{1,2})")
_SLOT = re.compile(r"\s*([a-zé]+)\.?\s+(\d{1,2})(?:[:h](\d{2})|h)?\s*", re.IGNORECASE | re.ASCII)
_DAYS = (
    ("mon", "lun"),
    ("tue", "mar"),
    ("wed", "mer"),
    ("thu", "jeu"),
    ("fri", "ven"),
    ("sat", "sam"),
    ("sun", "dim"),
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week, written `2026-W48`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        date.fromisocalendar(self.year, self.number, 1)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read `2026-W48` (also `2026W48`, `2026-S48`); anything else is a `Refusal`."""
        match = _WEEK.fullmatch(text.strip())
        if match is None:
            raise Refusal("week-form", said=text)
        try:
            return cls(int(match[1]), int(match[2]))
        except ValueError:
            raise Refusal("week-form", said=text) from None

    @classmethod
    def of(cls, day: date) -> "Week":
        """Name the week a calendar day belongs to."""
        iso = day.isocalendar()
        return cls(iso.year, iso.week)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def thursday(self) -> date:
        """The day that says which month (and which ISO year) a week belongs to."""
        return self.monday + timedelta(days=3)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def __add__(self, weeks: int) -> "Week":
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __sub__(self, other: "Week") -> int:
        return (self.monday - other.monday).days // 7

    def __lt__(self, other: "Week") -> bool:
        return (self.year, self.number) < (other.year, other.number)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Slot:
    """A weekly local time: `weekday` 0 is Monday."""

    weekday: int
    hour: int
    minute: int

    @classmethod
    def parse(cls, text: str) -> "Slot":
        """Read `fri 16:00`, `ven 16h`, `vendredi 16h30`; anything else is a `Refusal`."""
        match = _SLOT.fullmatch(text)
        if match is not None:
            day = match[1].lower()
            hour, minute = int(match[2]), int(match[3] or 0)
            for weekday, names in enumerate(_DAYS):
                if day.startswith(names) and hour < 24 and minute < 60:
                    return cls(weekday, hour, minute)
        raise Refusal("slot-form", said=text)

    def at(self, week: Week, zone: ZoneInfo) -> datetime:
        """Give the UTC instant of this slot in a week of a time zone."""
        local = datetime.combine(
            week.monday + timedelta(days=self.weekday), time(self.hour, self.minute), zone
        )
        return local.astimezone(UTC)

    def __lt__(self, other: "Slot") -> bool:
        return (self.weekday, self.hour, self.minute) < (other.weekday, other.hour, other.minute)

    def __str__(self) -> str:
        return f"{_DAYS[self.weekday][0]} {self.hour:02d}:{self.minute:02d}"


def zone(name: str) -> ZoneInfo:
    """Find a time zone by its IANA name; an unknown one is a `Refusal`."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal("timezone-unknown", said=name) from None


def week_at(now: datetime, timezone: str) -> Week:
    """Name the week it is at an instant, on the wall of a time zone."""
    return Week.of(now.astimezone(zone(timezone)).date())


class Cadence(StrEnum):
    """How often a team is asked. A round settles all weeks since the one before."""

    WEEKLY = "weekly"
    TWO_WEEKS = "two-weeks"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Timetable:
    """When a team's rounds open, remind and close.

    The close is the first closing slot after the opening: in the same week, or early in the next
    (`open: sun 18:00`, `close: mon 20:00`). Every two weeks is counted from `anchor`; a month is
    asked about in its last week, and a week belongs to the month of its Thursday, as ISO years
    have it.
    """

    open: Slot
    remind: tuple[Slot, ...]
    close: Slot
    timezone: str
    cadence: Cadence = Cadence.WEEKLY
    anchor: Week = Week(2024, 1)

    def due(self, week: Week) -> Week:
        """Find the first week, from this one on, that is asked about."""
        match self.cadence:
            case Cadence.WEEKLY:
                return week
            case Cadence.TWO_WEEKS:
                return week + (week - self.anchor) % 2
            case Cadence.MONTHLY:
                while week.thursday.month == (week + 1).thursday.month:
                    week = week + 1
                return week

    def opens(self, week: Week) -> datetime:
        """Give the instant a week's round opens."""
        return self.open.at(week, zone(self.timezone))

    def closes(self, week: Week) -> datetime:
        """Give the instant a week's round closes: at most a week after its opening."""
        return self._after_opening(self.close, week)

    def reminders(self, week: Week) -> tuple[datetime, ...]:
        """Give the instants of a week's reminders, in order, those before the close."""
        closes = self.closes(week)
        instants = sorted(self._after_opening(slot, week) for slot in self.remind)
        return tuple(instant for instant in instants if instant < closes)

    def next_opening(self, after: datetime) -> tuple[Week, datetime]:
        """Find the first opening strictly after an instant, and its week."""
        week = self.due(week_at(after, self.timezone) + -1)
        while (instant := self.opens(week)) <= after:
            week = self.due(week + 1)
        return week, instant

    def manual_close(self, week: Week, now: datetime) -> datetime:
        """Say when a round opened by hand closes.

        At the next closing slot, and never later than the opening of another week's round: one
        round is open at a time.
        """
        base = week_at(now, self.timezone)
        candidates = [self.close.at(base + shift, zone(self.timezone)) for shift in range(3)]
        closing = min(instant for instant in candidates if instant > now)
        following, opening = self.next_opening(now)
        if following == week:
            opening = self.opens(self.due(following + 1))
        return min(closing, opening)

    def _after_opening(self, slot: Slot, week: Week) -> datetime:
        shift = 0 if slot > self.open else 1
        return slot.at(week + shift, zone(self.timezone))
