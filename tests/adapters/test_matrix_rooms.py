"""Rooms on Matrix: who may come in, who is heard, where private words go, rooms that move."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from tests.adapters.telegram_talk import ask, hears
from tests.peers.matrix.person import Room, room_path
from tests.peers.matrix.world import World, gathered
from tests.peers.process import Running

SECRET_NOTE = "réparation du vélo jaune"
SECRET_AMOUNT = "417,31"


async def test_private_words_never_stand_in_the_homeservers_database(
    own_matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, own_matrix) as bot:
        team = await gathered(own_matrix, "Aïcha", "Bob", encrypted=True)
        aicha, bob = team["Aïcha"], team["Bob"]
        await ask(team.nadia, "!ouvrir", "2 personnes")
        await hears(aicha, "Que valait")
        await ask(aicha, f"{SECRET_AMOUNT} vélo : {SECRET_NOTE}", SECRET_NOTE)
        await aicha.send_file("plan.csv", f"2026-W52,1,{SECRET_NOTE}".encode(), "/plan")
        await aicha.expect("animent")
        await ask(bob, "33", "33,00")
        await team.nadia.say("!fermer", chat=team.group)
        for person in (team.nadia, aicha, bob):
            post = await person.expect("Total demandé", chat=team.group, after=0)
            assert post.encrypted, "the room is encrypted, and everybody in it reads"
            assert "<table>" in post.html
            assert not person.undecryptable
        assert all(message.encrypted for message in [*aicha.inbox, *bob.inbox])
        assert await bot.stop() == 0
    stored = everything_in(own_matrix.homeserver.folder)
    for words in (SECRET_NOTE, SECRET_AMOUNT, "Total demandé", "C’est noté", "417.31"):
        for spelled in (words, words.encode("unicode-escape").decode()):
            assert spelled.encode() not in stored, words
    assert team.group.id.encode() in stored, "and this is where they would be"


def everything_in(folder: Path) -> bytes:
    """All a homeserver keeps: its database with what is not yet folded in, and its media."""
    with sqlite3.connect(folder / "homeserver.db") as connection:
        dump = "\n".join(connection.iterdump()).encode()
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "log"]
    return dump + b"".join(path.read_bytes() for path in files)


async def test_somebody_else_in_the_private_room_stops_private_messages(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, "Aïcha", "Zoé")
        aicha, zoe = team["Aïcha"], team["Zoé"]
        await ask(team.nadia, "!ouvrir", "2 personnes")
        prompt = await aicha.expect("Que valait", after=0)
        private = Room(prompt.room_id, aicha)
        await aicha.add(private, zoe)
        told = await aicha.expect("Zoé est aussi dans ce salon", after=prompt.seq)
        said = await aicha.say("45")
        await zoe.react(prompt, "3️⃣")
        await zoe.say("999", chat=private)
        await zoe.edit(said, "998")
        await ask(team.nadia, "!etat", "1 sur 2")
        assert [m.text for m in aicha.inbox if m.seq > told.seq] == []
        heard = {message.text for message in zoe.heard if message.room_id == private.id}
        assert heard <= {told.text}, "at most she reads why the bot is silent, if she had joined"
        await zoe.leave(private.id)
        await hears(aicha, "C’est noté : 45,00 K")
        assert "45,00" in await ask(aicha, "!moi", "Ton solde")


async def test_leaving_and_coming_back(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, "Aïcha")
        aicha, nadia = team["Aïcha"], team.nadia
        first = aicha.private
        await aicha.leave(str(first))
        await ask(nadia, "!ouvrir", "Je ne peux pas écrire à Aïcha")
        await aicha.say("!join", chat=team.group)
        await aicha.until(lambda: aicha.private != first, "another private room")
        await aicha.expect("Que valait", after=0)
        await ask(aicha, "12", "12,00")


@pytest.mark.parametrize("invited", [True, False])
async def test_a_room_that_moves_is_followed(
    matrix: World, tmp_path: Path, *, invited: bool
) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, "Aïcha")
        nadia = team.nadia
        if not invited:
            rules = room_path(team.group, "state/m.room.join_rules/")
            await nadia.raw("PUT", rules, {"join_rule": "public"})
        moved = await nadia.raw("POST", room_path(team.group, "upgrade"), {"new_version": "10"})
        room = Room(moved["replacement_room"], nadia)
        if invited:
            await nadia.raw("POST", room_path(room, "invite"), {"user_id": matrix.bot_id})
        await nadia.until(
            lambda: (
                matrix.bot_id in nadia.client.rooms[room.id].users
                and not nadia.client.rooms[room.id].users[matrix.bot_id].invited
            ),
            "the bot to follow",
        )
        await ask(nadia, "!ouvrir", "1 personne")
        await ask(nadia, "!fermer", "est fermée")
        await room.expect("N’a pas répondu : Aïcha", after=0)


async def test_put_out_of_the_group_it_tells_who_facilitates(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, "Aïcha")
        nadia = team.nadia
        await ask(nadia, "!ouvrir", "1 personne")
        await nadia.raw("POST", room_path(team.group, "kick"), {"user_id": matrix.bot_id})
        await ask(nadia, "!fermer", "est fermée")
        await nadia.expect("Je ne peux plus écrire dans le groupe de Kpa-Cité", after=0)
        await ask(nadia, "!bilan", "N’a pas répondu : Aïcha")


async def test_who_may_set_a_team_up(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix):
        nadia, aicha = await matrix.person("Nadia"), await matrix.person("Aïcha")
        group = await nadia.create_group("Kpa-Cité")
        await group.expect("Je suis Semainier")
        await nadia.add(group, aicha)
        await aicha.say("!setup", chat=group)
        await aicha.expect("Seul un admin de ce groupe", chat=group)
        levels = await nadia.raw("GET", room_path(group, "state/m.room.power_levels/"))
        levels["users"][aicha.id] = 50
        await nadia.raw("PUT", room_path(group, "state/m.room.power_levels/"), levels)
        await aicha.say("!installer Les Tisserands", chat=group)
        await aicha.expect("Les Tisserands est prête", chat=group)


async def test_a_private_room_in_clear_is_answered_in_an_encrypted_one(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix):
        aicha = await matrix.person("Aïcha")
        clear = await aicha.open_private(encrypted=False)
        hello = await aicha.expect("Je ne te connais pas encore", after=0)
        assert hello.encrypted, "the bot had the power to encrypt it"
        meek = await matrix.person("Bob")
        made = await meek.create_group("", is_direct=True, preset="private_chat")
        await meek.until(lambda: meek.private, "an encrypted room of its own")
        assert meek.private not in (made.id, clear.id)
        await meek.until(lambda: meek.client.rooms.get(meek.private), "to be in it")
        assert meek.client.rooms[meek.private].encrypted


async def test_only_allowed_homeservers_may_invite(matrix: World, tmp_path: Path) -> None:
    bot = Running(tmp_path, matrix)
    bot.configure("matrix", allowed_homeservers=["elsewhere.test"])
    async with bot:
        nadia = await matrix.person("Nadia")
        group = await nadia.create_group("Kpa-Cité")
        state = room_path(group, f"state/m.room.member/{matrix.bot_id}")
        while (answer := (await nadia.raw("GET", state))["membership"]) == "invite":  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        assert answer == "leave"


async def test_what_is_read_is_marked_and_what_is_drawn_is_announced(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix):
        team = await gathered(matrix, "Aïcha")
        nadia, aicha = team.nadia, team["Aïcha"]
        for week in ("2026-W40", "2026-W41"):
            await ask(nadia, f"!ouvrir {week}", "est ouverte")
            await hears(aicha, "Que valait")
            said = await aicha.say("45")
            await hears(aicha, "45,00")
            await ask(nadia, "!fermer", "est fermée")
        await aicha.until(lambda: aicha.read_up_to.get(str(aicha.private)) == said.id, "a receipt")
        await aicha.say("!historique")
        picture = await aicha.expect(lambda m: m.source["content"]["msgtype"] == "m.image")
        assert picture.encrypted
        assert "url" not in picture.source["content"], "the picture itself is encrypted too"
        assert (await aicha.fetch(picture)).startswith(b"\x89PNG")
        assert str(aicha.private) in aicha.typed_to
