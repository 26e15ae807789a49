"""What ledgers in plain text need alike: days in order, and a line of words for each entry."""

from dataclasses import dataclass
from datetime import date

from bot.i18n import words
from bot.publish.tables import labels_of
from core.app.payday.exporting import Records
from core.domain.book import Transaction
from core.domain.calendar import zone


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the book on its day, as the team's time zone has it, and what it was."""

    day: date
    row: Transaction
    words: str


def told(records: Records) -> list[Told]:
    """Tell the book day by day, in the team's language.

    A clock that was set back may have written a later entry on an earlier day: days are in order
    here, numbers then are not.
    """
    settings = records.team.settings
    wall, say = zone(settings.timezone), words(settings.language).say
    labels = labels_of(records)
    entries = []
    for row in records.book:
        what = say(f"ledger-{row.kind}", {"week": str(row.week)})
        label = labels.get(row.seq)
        line = " ".join(f"{what} — {label}".split()) if label else what
        entries.append(Told(row.at.astimezone(wall).date(), row, line))
    return sorted(entries, key=lambda one: (one.day, one.row.seq))
