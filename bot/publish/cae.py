"""The CAE's file of a payout: who is paid what, for which weeks and projects, ready to be booked.

In the team's language, as spreadsheets of that language read numbers: a file for accountants, not
for scripts.
"""

import csv
import io
from collections.abc import Iterator

from adapters.chat import File
from bot.i18n import Words, words
from bot.publish.rows import BOM, cell
from core.app.payday.cae import Papers, SheetWeek, papers_of
from core.app.says import Document
from core.db.store import Work
from core.domain.calendar import zone
from core.domain.money import Unit
from core.domain.payout import EURO

_COLUMNS = (
    "payout",
    "day",
    "label",
    "member",
    "week",
    "first",
    "last",
    "project",
    "units",
    "euros",
)


async def made(work: Work, document: Document, _language: str) -> File:
    """Make the CAE's file of the payout a document is about."""
    team = await work.teams.get(document.team)
    papers = await papers_of(work, team, document.about[0])
    to = words(team.settings.language)
    name = to.say("cae-file-name", {"number": papers.payout.number, "day": day_of(papers)})
    return File(f"{name}.csv", "text/csv", written(papers, to))


def written(papers: Papers, to: Words) -> bytes:
    """Write one row for each member, week and project."""
    french = to.language == "fr"
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";" if french else ",", lineterminator="\r\n")
    unit = papers.team.settings.unit
    args: dict[str, str | int] = {"unit": unit.name, "value": to.say("cae-label", {})}
    rows.writerow([cell(to.say(f"cae-column-{name}", args)) for name in _COLUMNS])
    payout = papers.payout
    for sheet in papers.sheets:
        who = (payout.number, day_of(papers), payout.label, sheet.member.name)
        for week in sheet.weeks:
            first, last = week.weeks.first.monday, week.weeks.last.sunday
            for project, units, cents in _by_project(week):
                when = (week.weeks.last, first.isoformat(), last.isoformat())
                amounts = (_number(units, unit, to), _number(cents, EURO, to))
                rows.writerow([*map(cell, (*who, *when, project)), *amounts])
    return BOM + file.getvalue().encode()


def day_of(papers: Papers) -> str:
    """Give the day of a payout on the wall of its team."""
    wall = zone(papers.team.settings.timezone)
    return papers.payout.at.astimezone(wall).date().isoformat()


def _by_project(week: SheetWeek) -> Iterator[tuple[str, int, int]]:
    """Add a week's lines up by project, in the order they were declared."""
    for project in dict.fromkeys(line.project for line in week.lines):
        its = [line for line in week.lines if line.project == project]
        yield project, sum(line.units for line in its), sum(line.cents for line in its)


def _number(minor: int, unit: Unit, to: Words) -> str:
    plain = unit.plain(minor)
    return plain.replace(".", ",") if to.language == "fr" else plain
