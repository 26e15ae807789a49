"""From a team's records to files, in each format there is."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from adapters.chat import File
from bot.publish import beancount, fec, journal, rows, shape, tables
from bot.publish.calendar import calendar
from core.app.payday.exporting import FORMATS, Records, must_export, payout_years, records_of
from core.app.says import Document
from core.db.store import Work

_WRITERS: Mapping[str, tuple[str, str, Callable[[Records], bytes]]] = {
    "declarations": ("declarations.csv", "text/csv", tables.declarations),
    "postings": ("postings.csv", "text/csv", tables.postings),
    "json": ("semainier.json", "application/json", shape.written),
    "hledger": ("book.journal", "text/plain", journal.journal),
    "beancount": ("book.beancount", "text/plain", beancount.ledger),
}


def files_of(records: Records, kind: str, *, at: datetime, bom: bool = False) -> list[File]:
    """Write all files of a format. Raises `Refusal` for one that has nothing to say yet."""
    must_export(records.team, records.payouts, kind)
    if kind == "fec":
        return [fec.fec(records, year) for year in payout_years(records.team, records.payouts)]
    return [file_of(records, one, at=at, bom=bom) for one in FORMATS[kind]]


def file_of(records: Records, what: str, *, at: datetime, bom: bool = False) -> File:
    """Write one file; `bom` is for tables alone."""
    if what == "ical":
        return File("plan.ics", "text/calendar", calendar(records, at))
    name, mime, write = _WRITERS[what]
    content = write(records)
    if bom and mime == "text/csv":
        content = rows.BOM + content
    return File(name, mime, content)


async def printed(work: Work, document: Document, _language: str) -> File:
    """Make a file that `/export` promised: for those who look after a team, so it has names.

    Tables begin as old spreadsheets want them, and all is in the team's language.
    """
    records = await records_of(work, await work.teams.get(document.team))
    what = document.kind.removeprefix("export-")
    if what == "fec":
        return fec.fec(records, document.about[0])
    return file_of(records, what, at=datetime.now(UTC), bom=True)
