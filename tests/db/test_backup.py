"""A copy made while the bot works, and going back to it: nothing twice, nothing of it lost.

On SQLite and on PostgreSQL, with the Matrix store beside.
"""

import asyncio
import json
import os
import sqlite3
import stat
import tarfile
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.backup import back_up
from bot.catching_up import catch_up
from bot.config import Config
from bot.housekeeper import Housekeeper, Keeping
from bot.main import run
from bot.register import Register
from bot.restore import restore
from core.db import schema
from core.db.alone import InUseError, alone
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from tests.peers.stage import Stage
from tests.peers.traces import rows_of, traces

PEOPLE = ("Aïcha", "Bob", "Chloé", "Dany")


class Delivering(Stage):
    """A stage whose platform delivers again, as Matrix does, what came since a position."""

    def __init__(self, store: Store, at: str) -> None:
        super().__init__(store, at)
        self.delivered: list[tuple[str, str, str]] = []

    async def _arrive(self, event: dict[str, object], on: Any = None) -> None:
        name = (on or self.platform).name
        number = f"e{next(self._event)}"
        self.delivered.append((name, number, json.dumps(event)))
        await self.desk.receive(name, [(number, json.dumps(event))], None)
        while await self.desk.handle_waiting():
            pass
        await self.courier.drain()

    async def starts_again(self) -> list[str]:
        """The bot starts: what came is delivered again, then the rest; returns what it says."""
        await self.restarts()
        before = len(self.platform.sent)
        for name, number, event in self.delivered:
            await self.desk.receive(name, [(number, event)], None)
        while await self.desk.handle_waiting():
            pass
        await catch_up(self.store, self.clock, self.ticker.tick)
        await self.ticker.tick()
        await self.courier.begin()
        await self.courier.drain()
        return [said.plain for said in self.platform.sent[before:]]

    async def going(self) -> int:
        """Count what is still to be sent."""
        return int(
            await self.asks(
                select(func.count())
                .select_from(schema.outbox)
                .where(schema.outbox.c.state.in_(("waiting", "in_flight")))
            )
        )

    async def asks(self, rows: Any) -> Any:
        async with self.store.reading() as connection:
            return await connection.scalar(rows)

    async def claims(self, week: str) -> dict[str, int]:
        """Who claimed how much in a week, by name."""
        members, revisions, heads = schema.members, schema.revisions, schema.declarations
        rows = (
            select(members.c.name, revisions.c.claim)
            .join(revisions, revisions.c.member_id == members.c.id)
            .join(schema.rounds, schema.rounds.c.id == revisions.c.round_id)
            .join(
                heads,
                (heads.c.round_id == revisions.c.round_id)
                & (heads.c.member_id == revisions.c.member_id)
                & (heads.c.revision == revisions.c.revision),
            )
        )
        async with self.store.reading() as connection:
            found = (await connection.execute(rows)).all()
        return {row.name: row.claim for row in found}


@dataclass
class Place:
    """A bot's folder: its config, its database, its Matrix store, and where copies go."""

    folder: Path
    config: Config
    stage: Delivering
    copy: Path = field(init=False)

    def __post_init__(self) -> None:
        self.copy = self.folder / "copy.tar"
        keeping = Keeping(timedelta(days=7), timedelta(days=60))
        self.housekeeper = Housekeeper(
            self.stage.store,
            self.stage.platforms,
            self.stage.clock,
            keeping,
            Register(self.config.erasures_file),
        )

    async def backs_up(self, **how: Any) -> int:
        return await asyncio.to_thread(
            back_up, self.config, self.copy, clock=self.stage.clock, **how
        )

    async def restores(self) -> int:
        await self.stage.store.database.dispose()
        return await asyncio.to_thread(restore, self.config, self.copy, clock=self.stage.clock)


@pytest.fixture
async def place(
    url: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """A team in an open week, on each database."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    if not url.startswith("sqlite"):
        programs = request.getfixturevalue("postgres").bin_path
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    matrix = {"homeserver": "https://hs.test", "user_id": "@bot:hs.test"}
    config = Config(
        database={"url": url},
        matrix={**matrix, "store": tmp_path / "matrix-store"},
        retention={"erasures": tmp_path / "erasures.txt"},
    )
    _store_keys(tmp_path / "matrix-store", "before")
    database = Database(url)
    await upgrade(database)
    stage = Delivering(Store(database), "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), *PEOPLE)
    await stage.says("Nadia", "/aide")
    await stage.at("2026-11-27T16:00+01:00")
    yield Place(tmp_path, config, stage)
    await database.dispose()


async def test_a_copy_made_under_load_and_going_back_to_it(place: Place) -> None:
    stage = place.stage
    copying = asyncio.create_task(place.backs_up())
    amount = 0
    while not copying.done() and amount < 400:
        amount += 1
        stage.clock.at += timedelta(seconds=1)
        await stage.says(PEOPLE[amount % 4], str(amount))
    assert await copying == 0
    for number, who in enumerate(PEOPLE, start=1):
        await stage.says(who, str(10 * number))
    await stage.at("2026-11-29T12:00+01:00")
    await stage.at("2026-11-29T20:00+01:00")
    await stage.at("2026-12-01T10:00+01:00")
    before = await stage.claims("2026-W48")
    posts = len(stage.group())
    keys = {said.key for said in stage.platform.sent}

    assert await place.restores() == 0
    stage.clock.at += timedelta(minutes=5)
    said = await stage.starts_again()
    assert len(said) == 1, f"told once, and nothing sent again: {said}"
    assert "remise depuis la copie du" in said[0]
    assert "27 novembre" in said[0]
    assert await stage.claims("2026-W48") == before
    assert await stage.audit() == []
    assert len(stage.group()) == posts
    (post,) = await stage.says("Bob", "/bilan", group=True)
    assert "Total demandé : 100,00 K" in post.replace("\u00a0", " ")

    asked = await stage.at("2026-12-04T16:00+01:00")
    assert len(asked) == len(PEOPLE), "the next week is asked for as ever"
    assert keys.isdisjoint(said.key for said in stage.platform.sent[-len(PEOPLE) :])
    assert await stage.starts_again() == [], "once"
    assert await stage.audit() == []


async def test_what_waited_in_the_copy_is_unknown(place: Place) -> None:
    stage = place.stage
    stage.clock.at += timedelta(hours=1)
    await stage.desk.receive("telegram", [("late", _event(stage, "Bob", "12"))], None)
    while await stage.desk.handle_waiting():
        pass
    assert await stage.going() == 1
    assert await place.backs_up() == 0
    await stage.courier.drain()
    assert await place.restores() == 0
    error = select(schema.outbox.c.error).where(schema.outbox.c.state == "unknown")
    assert await stage.asks(error) == "restored"
    assert await stage.going() == 0


async def test_no_message_has_the_name_of_another_one_after_a_restore(place: Place) -> None:
    stage = place.stage
    assert await place.backs_up() == 0
    await stage.says("Bob", "10")
    used = {said.key for said in stage.platform.sent}
    assert await place.restores() == 0
    stage.delivered.clear()
    await stage.starts_again()
    heard = len(stage.platform.sent)
    await stage.desk.receive("telegram", [("e-other", _event(stage, "Bob", "99"))], None)
    while await stage.desk.handle_waiting():
        pass
    await stage.courier.drain()
    (answer,) = stage.platform.sent[heard:]
    assert answer.key not in used
    assert answer.key.endswith("#1")


async def test_who_was_forgotten_since_stays_so(place: Place) -> None:
    stage = place.stage
    await stage.says("Aïcha", "café 20 : un ouistiti")
    assert await place.backs_up() == 0
    stage.clock.at += timedelta(hours=1)
    await stage.joins(_code(stage), "Zoé")
    for who in ("Aïcha", "Zoé"):
        await stage.says(who, "/oublier")
        await stage.says(who, "oui")
    await place.housekeeper.tidy()
    stage.clock.at += timedelta(hours=1)
    if stage.store.database.file is not None:
        stage.store.database.file.unlink()  # the register alone remembers
    assert await place.restores() == 0
    left = await rows_of(stage.store)
    assert traces(left, ["Aïcha", "un ouistiti", "Zoé", "Bob"]) == ["Bob"]
    stage.delivered.clear()
    await stage.starts_again()
    assert await stage.audit() == []
    await stage.joins(_code(stage), "Max")
    newest = await stage.asks(select(func.max(schema.people.c.id)))
    assert newest == 7, "Zoé was the sixth: nobody else ever is"
    Register(place.config.erasures_file).add({newest: stage.clock.at})  # somebody before Max
    stage.clock.at += timedelta(hours=1)
    assert await place.backs_up(force=True) == 0
    assert await place.restores() == 0
    assert traces(await rows_of(stage.store), ["Max"]) == ["Max"]


async def test_the_matrix_store_goes_with_it(place: Place) -> None:
    folder = place.folder / "matrix-store"
    assert await place.backs_up() == 0
    _store_keys(folder, "after")
    assert await place.restores() == 0
    assert _keys(folder) == ("before", 0), "sessions others have gone on with are begun anew"
    assert _keys(place.folder / "matrix-store.before-restore") == ("after", 1)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (folder / "account.json").read_text() == "before"


async def test_a_copy_is_for_its_owner_and_replaces_nothing_unasked(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await place.backs_up() == 0
    assert stat.S_IMODE(place.copy.stat().st_mode) == 0o600
    content = place.copy.read_bytes()
    capsys.readouterr()
    assert await place.backs_up() == 2
    assert "--force" in _complaint(capsys)
    assert place.copy.read_bytes() == content
    assert await place.backs_up(force=True) == 0
    with tarfile.open(place.copy) as tar:
        opened = tar.extractfile("manifest.json")
        assert opened is not None
        manifest = json.load(opened)
    assert manifest["taken_at"] == place.stage.clock.at.isoformat()
    assert manifest["dialect"] == ("sqlite" if place.stage.store.database.sqlite else "postgresql")
    assert not list(place.folder.glob(".backup-*"))


async def test_a_copy_that_is_not_whole_is_refused(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await place.backs_up() == 0
    whole = place.copy.read_bytes()
    with tarfile.open(place.copy) as tar:
        entries = tar.getmembers()
    places = [0, 150, *(e.offset_data + at for e in entries for at in (0, e.size // 2, e.size - 1))]
    spoiled = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in places]
    spoiled += [b"", whole[: len(whole) // 2], whole[: entries[-1].offset], b"a letter"]
    before = await rows_of(place.stage.store)
    capsys.readouterr()
    for content in spoiled:
        place.copy.write_bytes(content)
        assert await place.restores() == 1
        assert "cut short or altered" in _complaint(capsys)
    place.copy.unlink()
    assert await place.restores() == 1
    assert "no such file" in _complaint(capsys)
    assert await rows_of(place.stage.store) == before
    assert not list(place.folder.glob("*.before-restore*"))
    assert not list(place.folder.glob(".restore-*"))


async def test_nothing_is_put_back_under_a_running_bot_and_no_two_bots_run(
    place: Place, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await place.backs_up() == 0
    other = Database(url)
    async with alone(other):
        capsys.readouterr()
        assert await place.restores() == 1
        assert "stop it first" in _complaint(capsys)
        with pytest.raises(InUseError):
            await run(place.config, [])
        assert await place.backs_up(force=True) == 0, "a copy is made all the same"
    await other.dispose()
    assert await place.restores() == 0


async def test_where_the_programs_of_postgresql_are_missing(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = await place.backs_up()
    if place.stage.store.database.sqlite:
        assert done == 0
        return
    assert done == 1
    assert "pg_dump was not found" in _complaint(capsys)
    assert not place.copy.exists()


def _complaint(capsys: pytest.CaptureFixture[str]) -> str:
    (line,) = capsys.readouterr().err.splitlines()
    return line


def _code(stage: Stage) -> str:
    return next(key.invite for said in stage.group() for key in said.keys if key.invite)


def _event(stage: Stage, who: str, said: str) -> str:
    return json.dumps(
        {
            "chat_id": stage.user(who),
            "private": True,
            "sender": stage._sender(who),
            "text": said,
            "message_id": f"m-{said}",
            "at": stage.clock.at.isoformat(),
        }
    )


def _store_keys(folder: Path, word: str) -> None:
    """Fill a folder as the Matrix adapter does, with a store that is open while it is copied."""
    folder.mkdir(exist_ok=True)
    (folder / "account.json").write_text(word)
    with closing(sqlite3.connect(folder / "DEVICE.keys")) as keys:
        keys.execute("CREATE TABLE IF NOT EXISTS accounts (account)")
        keys.execute("CREATE TABLE IF NOT EXISTS olmsessions (session)")
        keys.execute("DELETE FROM accounts")
        keys.execute("DELETE FROM olmsessions")
        keys.execute("INSERT INTO accounts VALUES (?)", (word,))
        keys.execute("INSERT INTO olmsessions VALUES ('a session')")
        keys.commit()


def _keys(folder: Path) -> tuple[str, int]:
    with closing(sqlite3.connect(folder / "DEVICE.keys")) as keys:
        (word,) = keys.execute("SELECT account FROM accounts").fetchone()
        (count,) = keys.execute("SELECT count(*) FROM olmsessions").fetchone()
    return word, count
