"""Two teams on one stage, at chosen moments of their week, to be put back as they were."""

import itertools
import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from sqlalchemy import event

from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.stage import GROUP, Stage
from tests.peers.threadless import careless

OTHER_GROUP = "-200"

MEMBERS = ("Nadia", "Aïcha", "Bob")
OTHER_MEMBERS = ("Omar", "Paul")
LEFT = "Chloé"
"""Was in the team, and left."""

MOMENTS = {
    "closed": ("", "2026-11-30T10:00+01:00"),
    "open": ("closed", "2026-12-04T17:00+01:00"),
    "busy": ("open", "2026-12-04T18:00+01:00"),
    "charter": ("open", "2026-12-04T18:00+01:00"),
    "agreeing": ("open", "2026-12-06T20:30+01:00"),
    "paid": ("open", "2026-12-04T18:00+01:00"),
    "funding": ("open", "2026-12-04T18:00+01:00"),
    "granting": ("open", "2026-12-04T18:00+01:00"),
}
"""After which moment each comes, and when it is: a week is closed, the next is open; then all are
away, amid a declaration and with somebody beside them who looks after the team; or have a charter
to accept; or have to agree; or were paid for the week that is closed; or have a bucket, a
campaign and money to put into it; or a request for money, and a commission of one."""

SAID = {
    "charter": ("/reglages charter On se parle gentiment.",),
    "agreeing": ("/reglages rule agree", "/depense 1110 loyer de l’année"),
    "paid": ("/versement 12 dons", "oui"),
    "granting": (
        "/reglages quorum 1",
        "/commission add {me}",
        "/recette 100 vide-grenier",
    ),
    "funding": (
        "/recette 100 dons",
        "/cagnotte add Four 10 20",
        "/cagnotte soumettre 1",
        "/campagne Noël 31/12",
        "/allouer 60 égal",
        "oui",
    ),
}
"""What those who look after the teams say for it to come."""

TRACES = {"inbox", "outbox", "prompts", "alembic_version"}
"""Tables that every message writes to."""

Rows = Mapping[str, list[tuple[object, ...]]]


class TwoTeams:
    """Kpa-Cité, which Nadia looks after, and Zephyr, which Omar does.

    All have declared in both weeks, and each has a question to answer.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = ""
        """The invitation of the first team."""
        self._ids: dict[str, str] = {}
        self._numbers = itertools.count(1)
        self._now: tuple[str, Database, Stage] | None = None
        self.before: list[Rows] = []
        """What was stored at that moment: everything, of the first team, of the other."""

    async def play(self) -> None:
        """Let the weeks pass, keeping each moment."""
        database = Database(f"sqlite+aiosqlite:///{self._file('')}")
        await upgrade(database)
        await database.dispose()
        for moment, (before, at) in MOMENTS.items():
            shutil.copy(self._file(before), self._file(moment))
            database, stage = self._opened(moment, MOMENTS.get(before, ("", at))[1])
            match moment:
                case "closed":
                    await self._close(stage)
                case "open":
                    await self._open(stage)
                case "busy":
                    await self._get_busy(stage)
                case "granting":
                    for who in ("Aïcha", "Paul"):
                        await stage.says(who, "/demande 80 four à pain")
            for who in ("Nadia", "Omar"):
                for said in SAID.get(moment, ()):
                    await stage.says(who, said.format(me=who))
            await stage.at(at)
            await database.dispose()

    async def at(self, moment: str) -> Stage:
        """Give the stage as it was then; where nothing was changed since, as it stands."""
        if self._now is None or self._now[0] != moment:
            await self.put_back()
            shutil.copy(self._file(moment), self._file("now"))
            self._now = (moment, *self._opened("now", MOMENTS[moment][1]))
            self.before = [self.stored(team) for team in (None, 1, 2)]
        return self._now[2]

    async def put_back(self) -> None:
        """Forget what was changed."""
        if self._now is not None:
            await self._now[1].dispose()
            self._now = None

    def stored(self, team: int | None = None) -> Rows:
        """Read all that is stored; of one team, what says that it is the team's."""
        with closing(sqlite3.connect(self._file("now"))) as db:
            names = [
                row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {
                name: db.execute(f"SELECT * FROM {name} {_of_team(db, name, team)}").fetchall()
                for name in names
                if name not in TRACES
            }

    def last_said(self, count: int) -> list[str]:
        """List the keys of what was said last."""
        latest = f"SELECT text FROM outbox ORDER BY id DESC LIMIT {count}"
        with closing(sqlite3.connect(self._file("now"))) as db:
            rows = db.execute(latest).fetchall()
        return [json.loads(row[0])["t"] for row in reversed(rows)]

    def _file(self, name: str) -> Path:
        return self.folder / f"{name or 'new'}.db"

    def _opened(self, name: str, at: str) -> tuple[Database, Stage]:
        database = Database(f"sqlite+aiosqlite:///{self._file(name)}")
        event.listen(database.engine.sync_engine, "connect", careless)
        stage = Stage(Store(database), at)
        stage._ids = self._ids
        stage._event = stage._message = self._numbers
        for chat, who in ((GROUP, "Nadia"), (OTHER_GROUP, "Omar")):
            stage.platform.admins.add((chat, stage.user(who)))
        return database, stage

    async def _close(self, stage: Stage) -> None:
        stage.clock.at = stage.clock.at.replace(day=24)
        await in_group(stage, "Nadia", "/setup Kpa-Cité")
        self.code = _invitation(stage)
        await stage.joins(self.code, *MEMBERS, LEFT)
        await in_group(stage, "Omar", "/setup Zephyr", OTHER_GROUP)
        await stage.joins(_invitation(stage), *OTHER_MEMBERS)
        await stage.at("2026-11-27T16:00+01:00")
        for who in (*MEMBERS, LEFT, *OTHER_MEMBERS):
            await stage.says(who, "café 20")
        await stage.says(LEFT, "/partir")
        await stage.says(LEFT, "oui")

    async def _open(self, stage: Stage) -> None:
        await stage.at("2026-12-04T16:00+01:00")
        for who in (*MEMBERS, *OTHER_MEMBERS):
            await stage.says(who, "30")
        for who in ("Nadia", "Aïcha"):
            await stage.says("Bob", f"/question {who} pourquoi ?")
        await stage.says("Paul", "/question Omar pourquoi ?")

    async def _get_busy(self, stage: Stage) -> None:
        for who in (*MEMBERS, *OTHER_MEMBERS):
            await stage.says(who, "/absence 21/12 03/01")
            await stage.says(who, "/guider")
        await stage.says("Nadia", "/animateur add Bob")
        await stage.says("Omar", "/animateur add Paul")


async def in_group(
    stage: Stage, who: str, said: str, chat: str = GROUP, *, anonymous: bool = False
) -> list[str]:
    """Somebody says something in one of the groups, perhaps without showing who it is."""
    sender = {"user_id": stage.user(who), "name": who, "language": "fr", "anonymous": anonymous}
    title = "Kpa-Cité" if chat == GROUP else "Zephyr"
    return await stage.says(who, said, group=True, chat_id=chat, chat_title=title, sender=sender)


def _invitation(stage: Stage) -> str:
    return next(key.invite for key in stage.platform.sent[-1].keys if key.invite)


def _of_team(db: sqlite3.Connection, table: str, team: int | None) -> str:
    """Say which rows of a table are a team's, as far as its columns tell."""
    if team is None:
        return ""
    columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    if "team_id" in columns:
        return f"WHERE team_id = {team}"
    for column, of in (("round_id", "rounds"), ("member_id", "members")):
        if column in columns:
            return f"WHERE {column} IN (SELECT id FROM {of} WHERE team_id = {team})"
    return f"WHERE id = {team}" if table == "teams" else "WHERE 0"
