"""Databases with many teams in them, written in bulk."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.teams import _settings_row
from core.db.upgrade import upgrade
from core.domain.calendar import Week, week_at
from core.domain.team import Settings

LATER = timedelta(days=365)


async def seeded(
    file: Path, teams: int, members: int, user_ids: Sequence[int] = (), *, due: bool = False
) -> Store:
    """Make a database of teams; the first member of each facilitates it.

    `user_ids` are the members' accounts on Telegram, in order; `due` lets the first tick look at
    every team.
    """
    database = Database(f"sqlite+aiosqlite:///{file}")
    await upgrade(database)
    now = datetime.now(UTC)
    week = week_at(now, "Europe/Paris")
    users = list(user_ids) or [10**9 + number for number in range(teams * members)]
    rows = _rows(teams, members, users, week, now, now if due else now + LATER)
    async with database.writing() as connection:
        for table, content in rows.items():
            await connection.execute(insert(schema.metadata.tables[table]), content)
    return Store(database)


def _rows(
    teams: int, members: int, users: Sequence[int], week: Week, now: datetime, due: datetime
) -> dict[str, list[dict[str, Any]]]:
    settings = _settings_row(Settings())
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("teams", "groups", "people", "accounts", "members", "plan_weeks")
    }
    for team in range(1, teams + 1):
        rows["teams"].append(
            settings
            | {"id": team, "name": f"Team {team}", "invite_code": f"code{team}"}
            | {"first_week": week, "created_at": now, "next_due_at": due}
        )
        rows["groups"].append(
            {"platform": "telegram", "chat_id": f"-{team}", "team_id": team, "title": "T"}
        )
        rows["plan_weeks"] += [
            {"team_id": team, "week": week + n, "amount": 1_000_000_00, "note": ""}
            for n in range(70)
        ]
        for number in range(members):
            person = (team - 1) * members + number + 1
            name = f"Member {person:06}"
            user = str(users[person - 1])
            rows["people"].append({"id": person, "name": name, "language": "fr"})
            rows["accounts"].append(
                {"platform": "telegram", "user_id": user, "person_id": person, "chat_id": user}
            )
            rows["members"].append(
                {"id": person, "team_id": team, "person_id": person, "name": name}
                | {"folded": name.lower(), "declares": True, "facilitator": number == 0}
                | {"joined_at": now - LATER}
            )
    return rows
