"""`semainier db restore` on PostgreSQL that does not come to its end.

Everything is as it was, or nothing works on what is left until the restore is done again.
"""

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml
from sqlalchemy import func, select, text

from bot import hiding
from bot.cli import main
from core.crashpoints import VARIABLE
from core.db import schema
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.conftest import new_url
from tests.faults.points import ROOT
from tests.peers.stage import Stage
from tests.peers.traces import rows_of

TEAM = "Kpa-Cité"
PASSWORD = "canary-password"
COMMANDS = (
    ("run",),
    ("check",),
    ("audit",),
    ("db", "upgrade"),
    ("db", "backup", "other.tar"),
    ("export", "--team", TEAM, "--format", "csv", "--out", "out"),
    ("plan", "simulate", "--team", TEAM),
)
T = TypeVar("T")

NEWCOMER = text("SELECT nextval(pg_get_serial_sequence('people', 'id'))")

RECORDING = '#!/bin/sh\necho "{name} $@" >> {folder}/told\nexec {programs}/{name} "$@"\n'


@dataclass
class Place:
    """A bot's folder, whose database is on a server."""

    folder: Path
    url: str
    programs: Path

    def does(self, *command: str) -> int:
        return main(["--config", "config.yaml", *command])

    def restores(self) -> int:
        return self.does("db", "restore", "copy.tar")

    def is_killed_restoring(self, at: str) -> None:
        killed = subprocess.run(
            [sys.executable, "-m", "bot", "db", "restore", "copy.tar"],
            env={**os.environ, "PYTHONPATH": str(ROOT), VARIABLE: f"{at}:1"},
            cwd=self.folder,
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()

    def looks(self, use: Callable[[Store], Awaitable[T]]) -> T:
        async def looking() -> T:
            database = Database(self.url)
            try:
                return await use(Store(database))
            finally:
                await database.dispose()

        return asyncio.run(looking())

    def holds(self) -> list[bytes]:
        return sorted(self.looks(rows_of).splitlines())

    def asks(self, rows: Any) -> Any:
        async def asking(store: Store) -> Any:
            async with store.reading() as connection:
                return await connection.scalar(rows)

        return self.looks(asking)

    def told(self, *programs: str) -> Path:
        """Let what PostgreSQL's programs are told be written down; only these are there."""
        folder = self.folder / "bin"
        folder.mkdir()
        for name in programs:
            file = folder / name
            file.write_text(RECORDING.format(name=name, folder=self.folder, programs=self.programs))
            file.chmod(0o700)
        os.environ["PATH"] = str(folder)
        return self.folder / "told"


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A team that was copied while an answer waited to be sent, and that went on."""
    monkeypatch.setattr(hiding, "_secrets", set())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(logging.getLogger(), "handlers", logging.getLogger().handlers[:])
    programs = Path(request.getfixturevalue("postgres").bin_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    driver = getattr(request, "param", "postgresql+asyncpg")
    url = new_url(driver, tmp_path, request).replace("postgres@", f"postgres:{PASSWORD}@")
    config = tmp_path / "config.yaml"
    config.touch(mode=0o600)
    telegram = {"token": "1:x", "api_url": "http://127.0.0.1:9"}
    config.write_text(yaml.safe_dump({"database": {"url": url}, "telegram": telegram}))
    place = Place(tmp_path, url, programs)
    stage = place.looks(_answers_late)
    assert place.does("db", "backup", "copy.tar") == 0
    place.looks(lambda store: _goes_on(stage, store))
    return place


async def _answers_late(store: Store) -> Stage:
    await upgrade(store.database)
    stage = Stage(store, "2025-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.at("2025-11-28T16:00+01:00")
    event = {
        "chat_id": stage.user("Bob"),
        "private": True,
        "sender": stage._sender("Bob"),
        "text": "12",
        "message_id": "m-12",
        "at": stage.clock.at.isoformat(),
    }
    await stage.desk.receive("telegram", [("late", json.dumps(event))], None)
    while await stage.desk.handle_waiting():
        pass
    return stage


async def _goes_on(stage: Stage, store: Store) -> None:
    """The answer is sent after all, and Zoé, the fourth person, joins."""
    stage.store = store
    await stage.restarts()
    await stage.courier.drain()
    await stage.joins(_code(stage), "Zoé")


def _code(stage: Stage) -> str:
    return next(key.invite for said in stage.group() for key in said.keys if key.invite)


def _one_line(capfd: pytest.CaptureFixture[str]) -> str:
    said = capfd.readouterr().err
    (line,) = said.splitlines()
    assert PASSWORD not in line
    return line


def test_killed_before_all_is_loaded_everything_is_as_it_was(place: Place) -> None:
    before = place.holds()
    place.is_killed_restoring("restore.load.before")
    assert place.holds() == before
    assert place.does("audit") == 0


def test_killed_before_it_is_finished_nothing_works_on_it(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    place.is_killed_restoring("restore.load.after")
    raw = place.holds()
    for command in COMMANDS:
        capfd.readouterr()
        assert place.does(*command) == 1, command
        said = capfd.readouterr()
        lines = (said.out if command == ("check",) else said.err).splitlines()
        (line,) = [one for one in lines if "run “semainier db restore FILE” again" in one]
        assert command == ("check",) or lines == [line], command
    assert place.holds() == raw
    assert not (place.folder / "other.tar").exists()
    assert not (place.folder / "out").exists()


@pytest.mark.parametrize("at", ["restore.load.after", "restore.finish.before"])
@pytest.mark.parametrize("place", ["postgresql+asyncpg", "postgresql+psycopg"], indirect=True)
def test_and_doing_it_again_finishes_it(place: Place, at: str) -> None:
    place.is_killed_restoring(at)
    assert place.restores() == 0
    assert place.does("audit") == 0
    outbox, people = schema.outbox.c, schema.people
    assert place.asks(select(outbox.error).where(outbox.state != "sent")) == "restored"
    assert place.asks(select(func.max(people.c.id))) == 3, "Zoé came after the copy"
    assert place.asks(NEWCOMER) == 5, "her number stays hers"


def test_nor_is_a_number_given_again_after_the_same_copy_is_put_back_twice(place: Place) -> None:
    assert place.restores() == 0
    assert place.restores() == 0
    assert place.asks(NEWCOMER) == 5, "Zoé came after the copy, and was gone at the second time"


def test_what_cannot_be_loaded_changes_nothing(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    async def is_in_the_way(store: Store) -> None:
        async with store.database.writing() as connection:
            await connection.execute(text("ALTER INDEX pk_outbox RENAME TO another"))
            await connection.execute(text("CREATE SEQUENCE pk_outbox"))

    place.looks(is_in_the_way)
    before = place.holds()
    told = place.told("pg_dump", "pg_restore", "psql")
    capfd.readouterr()
    assert place.restores() == 1
    complaint = _one_line(capfd)
    assert "psql failed: " in complaint
    assert "pk_outbox" in complaint
    assert place.holds() == before
    assert {line.split()[0] for line in told.read_text().splitlines()} == {
        "pg_dump",
        "pg_restore",
        "psql",
    }
    assert PASSWORD not in told.read_text(), "others on the machine see what programs are told"


def test_what_cannot_be_finished_is_taken_back(
    place: Place, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = place.holds()
    monkeypatch.setattr("bot.restore._finish", fails)
    capfd.readouterr()
    assert place.restores() == 1
    assert "No space left" in _one_line(capfd)
    assert place.holds() == before
    assert place.does("audit") == 0


def test_without_psql_nothing_begins(place: Place, capfd: pytest.CaptureFixture[str]) -> None:
    before = place.holds()
    place.told("pg_dump", "pg_restore")
    capfd.readouterr()
    assert place.restores() == 1
    assert "psql was not found: install" in _one_line(capfd)
    assert place.holds() == before
    assert not list(place.folder.glob("*.before-restore*"))
