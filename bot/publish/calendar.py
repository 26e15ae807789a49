"""The plan as a calendar: each week's amount over its seven days, with its note."""

import hashlib
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from bot.i18n import words
from core.app.payday.exporting import Records
from core.domain.money import Amount
from core.domain.plan import PlannedWeek


def calendar(records: Records, at: datetime) -> bytes:
    """Write the plan as iCalendar; `at` is when, which tells readers which copy is newer.

    An event's UID is the same each time, so that importing again replaces and never doubles.
    """
    to = words(records.team.settings.language)
    name = to.say("calendar-name", {"team": records.team.name})
    book = Calendar()
    book.add("prodid", "-//Semainier//plan//")
    book.add("version", "2.0")
    book.add("name", name)
    book.add("x-wr-calname", name)
    for planned in records.plan:
        book.add_component(_event(records, planned, at))
    return bytes(book.to_ical())


def _event(records: Records, planned: PlannedWeek, at: datetime) -> Event:
    team = records.team
    to, unit = words(team.settings.language), team.settings.unit
    about: dict[str, str | int] = {
        "week": str(planned.week),
        "amount": to.amount(Amount(planned.amount, unit)),
        "note": planned.note,
    }
    title = to.say("calendar-week-noted" if planned.note else "calendar-week", about)
    event = Event()
    event.add("uid", f"{planned.week}.{_place(records)}@semainier")
    event.add("dtstamp", at)
    event.add("dtstart", planned.week.monday)
    event.add("dtend", planned.week.monday + timedelta(days=7))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    if planned.deficit:
        deficit = to.amount(Amount(planned.deficit, unit))
        event.add("description", to.say("calendar-deficit", {"deficit": deficit}))
    return event


def _place(records: Records) -> str:
    """Tell this team's plan from any other team's, on any server, for as long as it lives."""
    born = f"{records.team.id}:{records.team.created_at.isoformat()}"
    return hashlib.sha256(born.encode()).hexdigest()[:16]
