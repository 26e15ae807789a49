"""What is kept about one person, as files for them: everything, and their weeks as a table."""

import json
from collections.abc import Iterator

from adapters.chat import File
from bot.i18n import Words, words
from bot.publish import rows
from core.app.history import granted_in
from core.app.says import Document
from core.db.store import Work
from core.domain.correction import Granted
from core.domain.declaration import Declaration
from core.domain.portions import over_lines
from core.domain.round import Round
from core.domain.team import Team

_COLUMNS = ("week", "team", "answer", "project", "amount", "hours", "note", "granted")


async def everything(work: Work, document: Document, language: str) -> File:
    """Write all rows about somebody as JSON; names of columns are those of the database."""
    found = await work.rights.belongings(document.about[0])
    content = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    name = words(language).say("data-file", {})
    return File(f"{name}.json", "application/json", content.encode())


async def weeks(work: Work, document: Document, language: str) -> File:
    """Write somebody's weeks in all their teams, one row a line of what they declared."""
    said = words(language)
    table: list[tuple[object, ...]] = []
    for team_id, member_id in await work.rights.parts(document.about[0]):
        table += await _of_team(work, await work.teams.get(team_id), member_id, said)
    columns = [said.say(f"data-{column}", {}) for column in _COLUMNS]
    content = rows.BOM + rows.table(columns, table)
    return File(f"{said.say('data-weeks-file', {})}.csv", "text/csv", content)


async def _of_team(work: Work, team: Team, member_id: int, said: Words) -> list[tuple[object, ...]]:
    projects = {project.id: project.name for project in await work.teams.projects(team.id)}
    found: list[tuple[object, ...]] = []
    for round_, declaration in await work.rounds.of_member(member_id):
        granted = (await granted_in(work, team, round_)).get(member_id, Granted())
        found += _rows(team, round_, declaration, granted, projects, said)
    return found


def _rows(
    team: Team,
    round_: Round,
    declaration: Declaration,
    granted: Granted,
    projects: dict[int, str],
    said: Words,
) -> Iterator[tuple[object, ...]]:
    """Write a week: one row a line, and one where there is none."""
    decimal = team.settings.unit.decimal
    answer = said.say(f"data-answer-{declaration.answer.value}", {})
    begins = (round_.week, team.name, answer)
    if not declaration.lines:
        yield (*begins, "", decimal(0), "", "", decimal(granted.award))
        return
    asked = [(line.project_id, line.amount) for line in declaration.lines]
    shares = over_lines(asked, granted)
    for line, share in zip(declaration.lines, shares, strict=True):
        project = projects[line.project_id] if line.project_id else ""
        hours = f"{line.minutes // 60}:{line.minutes % 60:02}" if line.minutes else ""
        yield (*begins, project, decimal(line.amount), hours, line.note, decimal(share))
