"""The people of the tests are trusted to tell of the bot: here they tell of one another."""

import secrets
import sqlite3
from pathlib import Path

import pytest
from nio import MatrixRoom, ReactionEvent

from .conftest import Pair, paired
from .person import room_path
from .world import World

PIECE = f"rien que pour toi {secrets.token_hex(4)}"


async def test_what_is_said_is_read_and_the_server_knows_no_word_of_it(
    pair: Pair, matrix: World
) -> None:
    aicha, bob, _ = pair
    await aicha.say(PIECE)
    heard = await bob.expect(PIECE, after=0)
    assert heard.encrypted
    await bob.say("Pas grand-chose", reply_to=heard)
    answer = await aicha.expect("Pas grand-chose")
    relation = answer.source["content"]["m.relates_to"]
    assert relation["m.in_reply_to"]["event_id"] == heard.id
    assert not aicha.undecryptable + bob.undecryptable
    with sqlite3.connect(matrix.homeserver.database) as server:
        stored = "".join(row[0] for row in server.execute("SELECT json FROM event_json"))
    server.close()
    assert '"m.room.encrypted"' in stored
    assert PIECE not in stored
    assert "Pas grand-chose" not in stored


async def test_a_room_in_clear_is_told_from_an_encrypted_one(matrix: World, tmp_path: Path) -> None:
    aicha, bob, _ = await paired(matrix, tmp_path, encrypted=False)
    await aicha.say(PIECE)
    assert not (await bob.expect(PIECE, after=0)).encrypted


async def test_edits_reactions_redactions(pair: Pair) -> None:
    aicha, bob, _ = pair
    said = await aicha.say("45")
    heard = await bob.expect("45", after=0)
    await aicha.edit(said, "46")
    edit = await bob.expect("* 46", after=0)
    assert edit.source["content"]["m.new_content"]["body"] == "46"
    assert edit.source["content"]["m.relates_to"]["event_id"] == heard.id
    await aicha.react(said, "👍")
    await bob.until(lambda: heard.reactions == ["👍"], "a reaction")
    await aicha.redact(said)
    await bob.until(lambda: said.id in bob.redacted, "a redaction")


async def test_a_numbered_line_is_pressed_by_its_words(pair: Pair) -> None:
    aicha, bob, _ = pair
    await aicha.say("Combien ?\n\n1\ufe0f\u20e3 Pareil : 42,00\u00a0K\n2\ufe0f\u20e3 Rien")
    asked = await bob.expect("Combien", after=0)
    assert asked.buttons == ["Pareil : 42,00\u00a0K", "Rien"]
    with pytest.raises(AssertionError, match="no option 'Tout'"):
        await bob.press(asked, "Tout")

    async def answer(_: MatrixRoom, press: ReactionEvent) -> None:
        if press.sender == bob.id:
            await aicha.say(f"C’est noté : {press.key}")

    aicha.client.add_event_callback(answer, ReactionEvent)
    answered = await bob.press(None, "Pareil : 42,00 K")
    assert answered.text == "C’est noté : 1\ufe0f\u20e3"


async def test_a_file_is_encrypted_and_comes_back_whole(pair: Pair) -> None:
    aicha, bob, _ = pair
    await aicha.send_file("plan.csv", b"week,amount\n", "/plan")
    heard = await bob.expect("/plan", after=0)
    assert heard.source["content"]["filename"] == "plan.csv"
    assert await bob.fetch(heard) == b"week,amount\n"
    hidden = heard.source["content"]["file"]["url"].removeprefix("mxc://")
    assert await bob.raw("GET", f"/_matrix/client/v1/media/download/{hidden}") != b"week,amount\n"


async def test_what_came_before_its_key_is_read_when_the_key_comes(pair: Pair) -> None:
    aicha, bob, _ = pair
    aicha.withhold_keys()
    await aicha.say(PIECE)
    await bob.until(lambda: bob.undecryptable, "something unreadable")
    assert not bob.inbox
    await aicha.release_keys()
    await bob.expect(PIECE, after=0)
    assert not bob.undecryptable


async def test_typing_and_reading_are_seen(pair: Pair) -> None:
    aicha, bob, room = pair
    said = await aicha.say(PIECE)
    typing = {"typing": True, "timeout": 5000}
    await bob.raw("PUT", room_path(room, "typing", bob.id), typing)
    await aicha.until(lambda: room.id in aicha.typed_to, "typing")
    await bob.raw("POST", room_path(room, "receipt", "m.read", said.id), {})
    await aicha.until(lambda: aicha.read_up_to.get(room.id) == said.id, "a receipt")
