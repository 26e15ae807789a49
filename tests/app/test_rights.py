"""People's rights: everything is given to whom it is about, and erased where they ask for it."""

import asyncio
import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import String, func, select, text
from sqlalchemy.exc import IntegrityError

from bot.backup import back_up
from bot.config import Config, DatabaseConfig
from bot.housekeeper import Housekeeper, Keeping
from bot.publish import exports
from bot.register import Register
from core.app.payday.exporting import FORMATS, records_of
from core.db import schema
from core.db.store import Store
from core.db.triggers import ERASABLE
from tests.peers.stage import Stage
from tests.peers.traces import beside, rows_of, spelled, traces

AICHA = "Aïcha Özdemir-Benali"
SECRETS = (
    AICHA,
    "Aïcha Özdemir",
    "Zébulette",
    "7700421990",
    "@zebulette:hs.test",
    "!chambre-de-zebulette",
    "service chez Quetzalcoatl",
    "un ouistiti bleu",
    "quatre tatous",
    "parce que le dugong",
    "mon axolotl est malade",
)
"""What must not be left of her: names, ids, chats, and every word that she wrote."""

ERASED = {
    *("inbox.payload", "inbox.error", "people.name", "people.timezone"),
    *("accounts.platform", "accounts.user_id", "accounts.chat_id", "links.code_hash"),
    *("link_tries.platform", "link_tries.user_id", "members.look"),
    *("members.name", "members.folded", "outbox.chat_id", "outbox.text", "outbox.buttons"),
    *("outbox.picture", "outbox.documents", "outbox.answers", "outbox.message_ids"),
    *("outbox.error", "acts.text", "contracts.kind", "drafts.content", "prompts.token"),
    *("prompts.prompt", "prompts.command", "questions.words", "questions.answer"),
    *("revisions.source", "revision_lines.note", "bucket_comments.words", "buckets.description"),
    *("grant_comments.words", "grant_votes.reason", "grants.purpose"),
}
"""Columns with words that `/forget` empties, rewrites or drops."""

KEPT = {
    "teams": "the team's own: its name, settings and charter",
    "groups": "the team's chats",
    "rounds": "states",
    "transactions": "the book, which is pseudonymous",
    "postings": "the book, which is pseudonymous",
    "closes": "figures",
    "awards": "reasons of the program's",
    "stances": "figures",
    "movements": "what the team's money was for: part of its accounts",
    "payouts": "what the team's money was for: part of its accounts",
    "donations": "who gave the team money: part of its accounts",
    "fixed_costs": "what the team's money is for",
    "levies": "what the CAE told the team",
    "rates": "the team's",
    "plan_weeks": "the team's plan",
    "projects": "the team's projects",
    "campaigns": "the team's",
    "bucket_lines": "the team's projects",
    "share_outs": "how the team's money was shared out",
    "positions": "how far platforms were read",
}
"""Tables in which nobody's own words are, and why what they have stays."""

OTHERS = {
    *("inbox.platform", "inbox.event_id", "inbox.state", "people.language", "outbox.key"),
    *("outbox.platform", "outbox.audience", "outbox.language", "outbox.board", "outbox.state"),
    *("revisions.answer", "grants.state", "buckets.kind", "buckets.title", "buckets.folded"),
    "buckets.state",
}
"""Columns of the other tables with words of the program's."""


def test_every_column_with_words_was_thought_of() -> None:
    columns = {
        f"{table.name}.{column.name}"
        for table in schema.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String) and table.name not in KEPT
    }
    assert columns == ERASED | OTHERS, "say here whether /forget erases it; then let it"


def test_words_alone_may_be_erased_from_what_never_changes() -> None:
    for table, (words, others) in ERASABLE.items():
        columns = {column.name for column in schema.metadata.tables[table].columns}
        assert columns == {words, *others}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision_lines SET note = 'autre'",
        "UPDATE revision_lines SET note = '', amount = amount + 1",
        "UPDATE revision_lines SET note = '', minutes = 5",
        "UPDATE revision_lines SET note = '', project_id = NULL",
        "UPDATE revision_lines SET note = note",
        "UPDATE revisions SET source = 'autre'",
        "UPDATE revisions SET source = '', claim = claim + 1",
        "UPDATE revisions SET source = '', answer = 'skipped', claim = 0",
        "DELETE FROM revision_lines",
    ],
)
async def test_nothing_else_changes_with_them(any_store: Store, statement: str) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Bob")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Bob", "café 20 : samedi")
    with pytest.raises(IntegrityError, match="never changed"):
        async with any_store.database.writing() as connection:
            await connection.execute(text(statement))
    async with any_store.database.writing() as connection:
        await connection.execute(text("UPDATE revision_lines SET note = ''"))


class Lived:
    """A team in which Aïcha did all that one can do, and a housekeeper."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.stage = Stage(store, "2026-11-24T10:00+01:00")
        self.register = Register(folder / "erasures.txt")
        keeping = Keeping(timedelta(days=7), timedelta(days=60))
        self.housekeeper = Housekeeper(
            store, self.stage.platforms, self.stage.clock, keeping, self.register
        )

    async def live(self) -> None:
        stage = self.stage
        stage._ids[AICHA] = "7700421990"
        await stage.joins(await stage.sets_up(), "Bob")
        code = next(key.invite for said in stage.group() for key in said.keys if key.invite)
        await stage.says(AICHA, f"/start {code}")
        await stage.joins(code, "Chloé")
        await stage.says(AICHA, "/nom Zébulette")
        await stage.says("Nadia", "/animateur add Zébulette")
        await stage.says(AICHA, "/nom Aïcha Özdemir")
        await stage.says(AICHA, "/inviter", group=True)
        await stage.at("2026-11-27T16:00+01:00")
        await stage.says(AICHA, "café 20 : service chez Quetzalcoatl")
        await stage.says(AICHA, "café 25 : un ouistiti bleu")
        await stage.says("Bob", "30 : avec les autres")
        await stage.says("Chloé", "5")
        await stage.says("Bob", "/question Aïcha Özdemir c’est quoi, Aïcha Özdemir ?")
        await stage.says(AICHA, "/repondre quatre tatous")
        await stage.says(AICHA, "/question Bob parce que le dugong ?")
        await stage.says("Bob", "/repondre demande à Aïcha Özdemir")
        await stage.says("Bob", "/question Chloé était-ce avec AÏCHA ÖZDEMIR ?")
        await stage.at("2026-11-29T20:00+01:00")
        await stage.says("Nadia", "/semaine 2026-W48 @Aïcha Özdemir : café 22")
        await stage.says("Nadia", "/exclure Aïcha Özdemir")
        await stage.says(AICHA, "/absence 21/12 03/01")
        await self._links()
        await stage.says(AICHA, "/retour")
        await stage.at("2026-12-04T16:00+01:00")
        await stage.says(AICHA, "/guider")
        await stage.says(AICHA, "mon axolotl est malade")
        await stage.says(AICHA, "mon axolotl est malade", group=True, addressed=True)
        await stage.says("Bob", "10")

    async def _links(self) -> None:
        """She also writes from Matrix, where she has a room of her own."""
        await self.stage.says(AICHA, "/lier")
        shown = self.stage.heard(AICHA)[-1].plain
        code = next(word for word in shown.replace("\n", " ").split() if word.count("-") == 1)
        await self.stage.says(
            AICHA,
            f"/lier {code}",
            on=self.stage.matrix,
            chat_id="!chambre-de-zebulette",
            sender={"user_id": "@zebulette:hs.test", "name": "Zébulette", "language": "fr"},
        )

    async def forgets(self) -> None:
        await self.stage.says(AICHA, "/oublier")
        await self.stage.says(AICHA, "oui")
        await self.housekeeper.tidy()

    async def figures(self) -> list[Any]:
        """Sums of everything, and the chain."""
        async with self.store.reading() as connection:
            found = []
            for table, column in (
                (schema.postings, "amount"),
                (schema.awards, "award"),
                (schema.revision_lines, "amount"),
                (schema.corrections, "award"),
            ):
                row = select(func.count(), func.sum(table.c[column]))
                found.append((table.name, *(await connection.execute(row)).one()))
            hashes = await connection.scalars(select(schema.transactions.c.hash))
            return [*found, *hashes.all()]


@pytest.fixture
async def lived(any_store: Store, tmp_path: Path) -> Lived:
    there = Lived(any_store, tmp_path)
    await there.live()
    return there


async def test_nothing_is_left_of_who_is_forgotten(
    lived: Lived, url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store, stage = lived.store, lived.stage
    before = await lived.figures()
    there = await _everywhere(store, url, tmp_path, request)
    assert traces(there, SECRETS) == list(SECRETS), "it would not be found"
    await lived.forgets()
    assert traces(await _everywhere(store, url, tmp_path, request), SECRETS) == []
    assert await lived.figures() == before
    assert await stage.audit() == []
    (last, *_) = [said.plain for said in stage.platform.sent if "oublié·e" in said.plain]
    assert "le dernier" in last
    assert set(stage.platform.forgotten + stage.matrix.forgotten) == {
        "7700421990",
        "!chambre-de-zebulette",
    }
    assert [who for who, _ in lived.register.read()] == [3]


async def test_a_team_goes_on_without_who_is_forgotten(lived: Lived) -> None:
    stage = lived.stage
    await lived.forgets()
    (post,) = await stage.says("Bob", "/bilan 2026-W48", group=True)
    assert "№3 : demandé 25,00 K" in post.replace("\u00a0", " ")
    assert "№3, demandé 22,00 K" in post.replace("\u00a0", " ")
    assert "№3" in (await stage.says("Bob", "/journal"))[0]
    assert await stage.at("2026-12-06T20:00+01:00")
    assert await stage.audit() == []
    assert await stage.says(AICHA, "20") == await stage.says("Zoé", "20")
    code = next(key.invite for said in stage.group() for key in said.keys if key.invite)
    await stage.says(AICHA, f"/start {code}")
    assert "Rien pour l’instant" in (await stage.says(AICHA, "/moi"))[0]


async def test_everything_about_oneself_is_given_and_nothing_of_others(lived: Lived) -> None:
    stage = lived.stage
    await stage.says("Bob", "/question Nadia un secret de Bob ?")
    stage.platform.pictures.clear()
    await stage.says(AICHA, "/donnees")
    everything, weeks = [file for _, file in stage.platform.pictures]
    assert {chat for chat, _ in stage.platform.pictures} == {stage.user(AICHA)}
    given = everything.content
    assert traces(given, SECRETS) == list(SECRETS)
    assert traces(given, ["Nadia", "avec les autres", "un secret de Bob"]) == []
    found = json.loads(given)
    arrived = found.pop("inbox")
    assert {event["payload"]["sender"]["user_id"] for event in arrived} == {
        "7700421990",
        "@zebulette:hs.test",
    }
    assert "Bob" not in json.dumps(found, ensure_ascii=False)
    (team,) = found["teams"]
    assert {account["user_id"] for account in found["accounts"]} == {
        "7700421990",
        "@zebulette:hs.test",
    }
    assert [line["amount"] for line in team["revision_lines"]] == [2000, 2500, 2200]
    assert [one["week"] for one in team["awards"]] == ["2026-W48"]
    assert sum(one["amount"] for one in team["postings"]) == 2200
    assert {one["member_id"] for one in team["revisions"] + team["awards"]} == {3}
    assert len(team["questions"]) == 2
    assert team["drafts"]
    rows = weeks.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "semaine,équipe,réponse,projet,montant,heures,note,accordé"
    assert rows[1] == "2026-W48,Kpa-Cité,déclaré,café,22.00,,,22.00"


async def test_what_arrived_is_kept_for_a_while_only(lived: Lived) -> None:
    stage = lived.stage
    told = select(func.count()).where(
        schema.outbox.c.text.contains('"-name":"Bob"'),
        schema.outbox.c.created_at < datetime(2026, 12, 20, tzinfo=UTC),
    )
    events = select(func.count()).select_from(schema.inbox)
    await stage.at("2026-12-05T10:00+01:00")
    await lived.housekeeper.tidy()
    kept = await rows_of(lived.store)
    assert traces(kept, ['"text": "10"', "/nom Zébulette"]) == ['"text": "10"']
    assert await _one(lived.store, told)
    before = await _one(lived.store, events)
    await stage.at("2027-02-20T10:00+01:00")
    await lived.housekeeper.tidy()
    assert traces(await rows_of(lived.store), ['"text": "10"']) == []
    assert await _one(lived.store, events) == before
    assert not await _one(lived.store, told)
    assert await stage.audit() == []


def test_words_are_found_however_they_are_written() -> None:
    for content in (
        b'"A\\u00efcha"',
        "AÏCHA".encode(),
        "Aïcha".encode("utf-16-le"),
        b"a\\u00EFcha",
    ):
        assert traces(b"..." + content, ["Aïcha"]), content
    assert len(spelled("Aïcha")) > 8


async def _everywhere(
    store: Store, url: str, folder: Path, request: pytest.FixtureRequest
) -> bytes:
    """All there is: rows, files, logs, dumps and every export."""
    found = [await rows_of(store)]
    async with store.work() as work:
        (team_id,) = await store.team_ids()
        records = await records_of(work, await work.teams.get(team_id))
    for kind in FORMATS.keys() - {"fec"}:
        files = exports.files_of(records, kind, at=records.team.created_at)
        found += [file.content for file in files]
    if store.database.file is not None:
        found.append(beside(store.database.file))
        config = Config(database=DatabaseConfig(url=url))
        copy = folder / "copy.tar"
        assert await asyncio.to_thread(back_up, config, copy) == 0
        found.append(copy.read_bytes())
        copy.unlink()
    else:
        server = request.getfixturevalue("postgres")
        host = parse_qs(urlsplit(url).query)["host"][0]
        dump = [f"{server.bin_path}/pg_dump", "-h", host, "-U", "postgres"]
        name = str(store.database.engine.url.database)
        found.append(await asyncio.to_thread(subprocess.check_output, [*dump, name]))
    return b"\n".join(found)


async def _one(store: Store, rows: Any) -> Any:
    async with store.reading() as connection:
        return await connection.scalar(rows)
