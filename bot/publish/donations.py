"""What came in from outside, as a table: who gave it is named only where they agreed."""

from adapters.chat import File
from bot.i18n import Words, words
from bot.publish import rows
from core.app.buckets.donations import Income, incomes_of
from core.app.says import Document
from core.db.store import Work
from core.domain.calendar import zone
from core.domain.team import Team

_COLUMNS = ("day", "amount", "unit", "kind", "source")


async def made(work: Work, document: Document, language: str) -> File:
    """Write the file of a team's donations and incomes."""
    team, said = await work.teams.get(document.team), words(language)
    table = [_row(income, team, said) for income in await incomes_of(work, team)]
    columns = [said.say(f"donations-{column}", {}) for column in _COLUMNS]
    name = said.say("donations-file-name", {})
    return File(f"{name}.csv", "text/csv", rows.BOM + rows.table(columns, table))


def _row(income: Income, team: Team, said: Words) -> tuple[object, ...]:
    unit = team.settings.unit
    day = income.at.astimezone(zone(team.settings.timezone)).date()
    given = income.donation
    kind = said.say(f"donations-kind-{'income' if given is None else 'donation'}", {})
    source = income.label
    if given is not None:
        source = given.donor if given.public else said.say("donation-anonymous", {})
    return (day.isoformat(), unit.decimal(income.amount), unit.name, kind, source)
