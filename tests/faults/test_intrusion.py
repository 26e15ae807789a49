"""Who is not meant to gets nothing: forged, replayed, forwarded, imitated, guessed, oversized."""

import json
import secrets
import sqlite3
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import telegram
from aiohttp import web

from adapters.chat import Key, SendError
from adapters.matrix import reading as matrix
from adapters.telegram import reading
from adapters.telegram.files import fetched
from bot.plan_file import LARGEST
from bot.slash import _READERS
from core.db import schema
from core.db.store import Store
from core.domain import link as codes
from core.domain.names import LONGEST
from tests.peers.stage import GROUP, Stage
from tests.peers.two_teams import MEMBERS, OTHER_MEMBERS, TwoTeams


@pytest.fixture
async def stage(store: Store) -> Stage:
    """A team with an open round, in which Bob has declared."""
    stage = Stage(store, "2026-11-27T17:00+01:00")
    await stage.joins(await stage.sets_up(), "Nadia", "Aïcha", "Bob")
    await stage.says("Nadia", "/ouvrir")
    await stage.says("Bob", "30")
    return stage


# Buttons


async def _pressed(stage: Stage, who: str, data: str) -> list[str]:
    return await stage.presses_key(who, Key("", token=data))


@pytest.mark.parametrize(
    "data",
    [
        "",
        "0" * 22,
        "'; DROP TABLE prompts; --",
        "\x00\ud800\u202e",
        "../../etc/passwd",
        '{"is":"CloseRound","team":1}',
        "x" * 10_000,
    ],
    ids=["empty", "zeros", "sql", "broken", "path", "command", "10 kB"],
)
async def test_data_no_button_carries_does_nothing(stage: Stage, data: str) -> None:
    for who in ("Bob", "Zoé"):
        (said,) = await _pressed(stage, who, data)
        assert said == "Ce choix ne marche plus. Écris ta réponse."
    assert "30,00" in (await stage.says("Bob", "/moi"))[0]
    assert await stage.audit() == []


async def test_a_thousand_guesses_press_nothing(stage: Stage) -> None:
    before = await _declared(stage)
    for _ in range(50):
        await _pressed(stage, "Zoé", secrets.token_urlsafe(16))
    async with stage.store.work() as work:
        rows = (await work._connection.execute(schema.prompts.select())).all()
    assert all(len(row.token) >= 16 and row.pressed_at is None for row in rows if row.token)
    assert await _declared(stage) == before


async def test_nobody_presses_what_was_offered_to_another(tmp_path: Path, threadless: None) -> None:
    teams = TwoTeams(tmp_path)
    await teams.play()
    stage = await teams.at("agreeing")
    async with stage.store.work() as work:
        offered = (await work._connection.execute(schema.prompts.select())).all()
        owners = {
            who: account.person_id
            for who in (*MEMBERS, *OTHER_MEMBERS)
            if (account := await work.people.account("telegram", stage.user(who)))
        }
    for who, person_id in owners.items():
        for option in offered:
            if option.person_id != person_id:
                (said,) = await _pressed(stage, who, option.token)
                assert "pas pour toi" in said or "pas à toi" in said, said
    assert teams.stored() == teams.before[0]
    await teams.put_back()


async def test_a_press_that_comes_again_counts_once(stage: Stage) -> None:
    key = next(k for said in stage.heard("Aïcha") for k in said.keys if "0,00" in k.label)
    (first,) = await stage.presses_key("Aïcha", key)
    assert "0,00" in first
    declared = await _declared(stage)
    (again,) = await stage.presses_key("Aïcha", key)
    assert "déjà" in again
    assert await _declared(stage) == declared


# Messages


async def test_an_update_that_comes_again_is_the_same_one(stage: Stage) -> None:
    event: dict[str, Any] = {
        "chat_id": stage.user("Aïcha"),
        "private": True,
        "sender": {"user_id": stage.user("Aïcha"), "name": "Aïcha"},
        "text": "12",
        "message_id": "77",
    }
    for at in ("", "2026-11-27T23:59:00+01:00"):
        await stage.desk.receive("telegram", [("replayed", json.dumps(event))], None)
        while await stage.desk.handle_waiting():
            pass
        event = {**event, "text": "900", "at": at or None}
    await stage.courier.drain()
    assert sorted(claim for _, claim in await _declared(stage)) == [1200, 3000]


FORWARDED = {
    "a member": {"type": "user", "sender_user": {"id": 5, "is_bot": False, "first_name": "Bob"}},
    "somebody hidden": {"type": "hidden_user", "sender_user_name": "Nadia"},
    "a channel": {"type": "channel", "chat": {"id": -5, "type": "channel"}, "message_id": 4},
}


def _telegram(**more: Any) -> str:
    person = {"id": 7, "is_bot": False, "first_name": "Aïcha"}
    chat = {"id": 7, "type": "private", "first_name": "Aïcha"}
    message = {"message_id": 3, "date": 1_795_000_000, "chat": chat, "from": person, "text": "45"}
    return json.dumps({"update_id": 1, "message": message | more})


def test_what_is_forwarded_is_known_as_such_on_each_platform() -> None:
    said = reading.read(_telegram(), 1, "bot")
    assert said is not None
    assert not said.forwarded
    for origin in FORWARDED.values():
        forwarded: list[dict[str, Any]] = [{"forward_origin": origin}, {"forward_date": 1}]
        for more in forwarded:
            found = reading.read(_telegram(**more), 1, "bot")
            assert found is not None
            assert found.forwarded
    content = {"msgtype": "m.text", "body": "45", "m.forwarded": {"sender": "@b:hs"}}
    event: dict[str, Any] = {
        "type": "m.room.message",
        "sender": "@a:hs",
        "event_id": "$1",
        "content": content,
    }
    place = matrix.Place("!r", "@a:hs", "", {})
    heard = matrix.read({**event, "origin_server_ts": 1_795_000_000_000}, place, "@bot:hs")
    assert heard is not None
    assert heard.forwarded


async def test_what_is_forwarded_says_nothing(stage: Stage) -> None:
    before = await _declared(stage)
    for who, said in (("Aïcha", "45"), ("Aïcha", "oui"), ("Nadia", "/fermer"), ("Zoé", "1")):
        (answer,) = await stage.says(who, said, forwarded=True)
        assert "message transféré" in answer
    assert await stage.says("Nadia", "/fermer", group=True, forwarded=True) == []
    stage.platform.files["plan"] = b"2026-W52,0,rien\n"
    file = {"file_id": "plan", "name": "plan.csv", "size": 15}
    (answer,) = await stage.says("Nadia", "/plan", file=file, forwarded=True)
    assert "message transféré" in answer
    assert await _declared(stage) == before


async def test_an_edit_changes_ones_own_declaration_and_nothing_else(stage: Stage) -> None:
    mine = stage.message_of("Bob")
    await stage.says("Aïcha", "12")
    (said,) = await stage.says("Aïcha", "99", edits=mine, chat_id=stage.user("Aïcha"))
    assert "12,00" in said, "the id of another's message corrects nothing"
    assert dict(await _declared(stage)) == {"Bob": 3000, "Aïcha": 1200}
    hello = stage.message_of("Aïcha")
    for who, typed in (("Aïcha", "/partir"), ("Nadia", "/fermer"), ("Nadia", "/exclure Bob")):
        (said,) = await stage.says(who, typed, edits=hello)
        assert "une commande ne compte pas" in said, "no message becomes a command"
    assert len(await _declared(stage)) == 2, "the round is open and all are still there"
    await stage.says("Nadia", "/fermer")
    await stage.says("Bob", "500", edits=mine)
    assert dict(await _declared(stage))["Bob"] == 3000


async def _declared(stage: Stage) -> list[tuple[str, int]]:
    """List who has declared what, in the order of joining."""
    async with stage.store.work() as work:
        query = (
            schema.declarations.join(
                schema.revisions,
                (schema.revisions.c.round_id == schema.declarations.c.round_id)
                & (schema.revisions.c.member_id == schema.declarations.c.member_id)
                & (schema.revisions.c.revision == schema.declarations.c.revision),
            )
            .join(schema.members, schema.members.c.id == schema.declarations.c.member_id)
            .select()
            .with_only_columns(schema.members.c.name, schema.revisions.c.claim)
            .order_by(schema.revisions.c.at, schema.members.c.id)
        )
        return [(row.name, row.claim) for row in await work._connection.execute(query)]


# Link codes


async def _tries(stage: Stage, who: str, code: str) -> str:
    (said,) = await stage.says(who, f"!lier {code}", on=stage.matrix, chat_id=f"!{who}")
    return said


def _guess(number: int) -> str:
    letters = codes.ALPHABET
    return "AAAAAAAA" + letters[number // len(letters)] + letters[number % len(letters)]


async def test_codes_cannot_be_guessed_one_after_the_other(stage: Stage) -> None:
    (said,) = await stage.says("Aïcha", "/lier")
    code = said.split(" : ")[1].split("\n")[0]
    for number in range(codes.MOST_TRIES):
        assert "pas (ou plus) valable" in await _tries(stage, "Zoé", _guess(number))
    assert "attends dix minutes" in await _tries(stage, "Zoé", _guess(99))
    assert "attends dix minutes" in await _tries(stage, "Zoé", code), "also for the right one"
    assert "qu’une personne" in await _tries(stage, "Aïcha", code), "others need not wait"
    await stage.later(minutes=11)
    assert "pas (ou plus) valable" in await _tries(stage, "Zoé", _guess(99))


async def test_nor_by_many_at_once(stage: Stage) -> None:
    (said,) = await stage.says("Aïcha", "/lier")
    code = said.split(" : ")[1].split("\n")[0]
    for number in range(codes.MOST_TRIES_OF_ALL):
        who = f"Zoé{number // codes.MOST_TRIES}"
        assert "pas (ou plus) valable" in await _tries(stage, who, _guess(number))
    assert "attends dix minutes" in await _tries(stage, "Nouvelle", _guess(99))
    assert "attends dix minutes" in await _tries(stage, "Aïcha", code)


async def test_a_platform_that_lies_about_the_time_gains_nothing(stage: Stage) -> None:
    (said,) = await stage.says("Aïcha", "/lier")
    code = said.split(" : ")[1].split("\n")[0]
    await stage.later(minutes=11)
    past = {"on": stage.matrix, "chat_id": "!Zoé"}
    for hour in range(codes.MOST_TRIES):
        at = datetime(2026, 11, 1, hour, tzinfo=UTC).isoformat()
        await stage.says("Zoé", f"!lier {_guess(hour)}", at=at, **past)  # type: ignore[arg-type]
    at = datetime(2026, 11, 2, tzinfo=UTC).isoformat()
    (said,) = await stage.says("Zoé", f"!lier {code}", at=at, **past)  # type: ignore[arg-type]
    assert "attends dix minutes" in said
    (said,) = await stage.says("Yan", f"!lier {code}", at=at, on=stage.matrix, chat_id="!Yan")
    assert "plus de dix minutes" in said


# Files


def _zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.csv", b"2026-W52,0\n" * 100_000)
    return file.getvalue()


FILES = {
    "a zip": _zipped(),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "noise without zeros": bytes(range(1, 256)) * 40,
    "one endless cell": b"2026-W52," + b"9" * 200_000,
    "one endless quotation": b'"2026-W52' + b"," * 200_000,
    "a hundred thousand rows": b"2026-W52,1\n" * 20_000,
    "a formula": b'=cmd|"/c calc"!A1,=1+1\n',
    "nothing": b"",
}


@pytest.mark.parametrize("caption", ["/plan", "/allouer ajouter"])
@pytest.mark.parametrize("name", FILES)
async def test_what_is_no_table_is_refused_in_one_line(
    stage: Stage, caption: str, name: str
) -> None:
    before = await stage.says("Nadia", "/plan")
    stage.platform.files["f"] = FILES[name]
    file = {"file_id": "f", "name": "plan.csv", "size": len(FILES[name])}
    (said,) = await stage.says("Nadia", caption, file=file)
    assert "\n" not in said
    assert "s’est cassé" not in said
    assert len(said) < 400
    assert await stage.says("Nadia", "/plan") == before


async def test_a_hundred_megabytes_are_refused_before_they_are_fetched(stage: Stage) -> None:
    file = {"file_id": "never fetched", "name": "plan.csv", "size": 100_000_000}
    for caption in ("/plan", "/allouer ajouter"):
        (said,) = await stage.says("Nadia", caption, file=file)
        assert f"{LARGEST // 1024}" in said


@asynccontextmanager
async def _endless(sent: list[int]) -> AsyncIterator[str]:
    """Serve a file that never ends, whatever was said of it."""

    async def serve(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1600):
            await response.write(b"2026-W52,1\n" * 5_958)
            sent[0] += 65_538
        return response

    app = web.Application()
    app.router.add_get("/file", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server: Any = site._server
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/file"
    await runner.cleanup()


async def test_and_while_they_come_if_they_were_said_to_be_few() -> None:
    sent = [0]
    async with _endless(sent) as url:
        stored = telegram.File("id", "unique", file_size=12, file_path=url)
        with pytest.raises(SendError, match="larger than it was said") as refused:
            await fetched(stored, LARGEST)
    assert refused.value.permanent
    assert sent[0] < 50_000_000, "nobody waited for the end"


async def test_a_file_that_does_not_come_does_not_tell_the_token() -> None:
    stored = telegram.File("id", "unique", file_path="http://127.0.0.1:9/file/bot1:SECRET/a")
    with pytest.raises(SendError) as failed:
        await fetched(stored, LARGEST)
    assert "SECRET" not in failed.value.reason
    assert failed.value.__suppress_context__


# Words without end


async def test_very_long_names_and_words_are_cut_or_refused(stage: Stage) -> None:
    endless = "Ž" * 1_000_000
    sender = {"user_id": stage.user("Long"), "name": endless, "language": "fr"}
    code = next(key.invite for said in stage.group() for key in said.keys if key.invite)
    await stage.says("Long", f"/start {code}", sender=sender)
    async with stage.store.work() as work:
        (member,) = [one for one in await work.teams.members(1) if one.name.startswith("Ž")]
    assert len(member.name) <= LONGEST
    for typed in (endless, "9" * 1_000_000, f"/{endless}", f"20 : {endless}", f"/nom {endless}"):
        for said in await stage.says("Long", typed, sender=sender):
            assert len(said) < 4096
            assert "s’est cassé" not in said
    assert await stage.audit() == []


async def test_what_strangers_say_in_private_or_in_the_group_changes_nothing(
    stage: Stage, tmp_path: Path
) -> None:
    before = await _declared(stage)
    for said in ("45", "/fermer", "/moi", "/plan 9", "oui", "/start nope", "/exclure Bob"):
        await stage.says("Zoé", said)
        await stage.says("Zoé", said, group=True)
    assert await _declared(stage) == before
    with closing(sqlite3.connect(tmp_path / "semainier.db")) as db:
        assert db.execute("SELECT count(*) FROM members").fetchone() == (3,)
    assert GROUP not in {one.chat_id for one in stage.heard("Zoé")}


NUMBERS = ("9" * 5000, "9" * 25, f"#{'9' * 25}", f"1/{'9' * 5000}", f"non {'9' * 25} x", "٣" * 5000)


async def test_no_number_is_too_long_to_be_refused(stage: Stage) -> None:
    broken = []
    for command in ("", *(f"/{name} " for name in _READERS)):
        for number in NUMBERS:
            said = await stage.says("Nadia", command + number)
            broken += [command + number[:9] for one in said if "s’est cassé" in one]
    assert not broken
