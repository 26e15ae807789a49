"""What a Matrix event means for us: who is heard, what counts as a press, an edit, a departure."""

from typing import Any

import pytest

from adapters.chat import Incoming
from adapters.matrix.reading import Place, keycap, keycap_number, read

ME, AICHA, BOB = "@semainier:hs.test", "@aicha:hs.test", "@bob:hs.test"
NAMES = {AICHA: "Aïcha", BOB: "", ME: "Semainier"}
PRIVATE = Place("!dm", AICHA, "", NAMES)
GROUP = Place("!group", None, "Kpa-Cité", NAMES)
Event = dict[str, Any]


def event(kind: str, content: Event, sender: str = AICHA, **more: object) -> Event:
    fixed = {"type": kind, "content": content, "sender": sender, "event_id": "$1"}
    return {**fixed, "origin_server_ts": 1_795_000_000_000, **more}


def text(body: str, sender: str = AICHA, **content: Any) -> Event:
    return event("m.room.message", {"msgtype": "m.text", "body": body, **content}, sender)


def edit(body: str, of: str, sender: str = AICHA) -> Event:
    return text(
        f"* {body}",
        sender,
        **{
            "m.new_content": {"msgtype": "m.text", "body": body},
            "m.relates_to": {"rel_type": "m.replace", "event_id": of},
        },
    )


def reply(body: str, to: str, **relation: object) -> Event:
    return text(body, AICHA, **{"m.relates_to": {"m.in_reply_to": {"event_id": to}, **relation}})


def reaction(key: str, sender: str = AICHA) -> Event:
    relation = {"rel_type": "m.annotation", "event_id": "$prompt", "key": key}
    return event("m.reaction", {"m.relates_to": relation}, sender)


def membership(who: str, now: str, before: str | None = None, by: str | None = None) -> Event:
    previous = {"unsigned": {"prev_content": {"membership": before}}} if before else {}
    return event("m.room.member", {"membership": now}, by or who, state_key=who, **previous)


def heard(said: Event, place: Place = PRIVATE) -> Incoming:
    incoming = read(said, place, ME)
    assert incoming is not None
    return incoming


def test_a_private_text_comes_with_who_where_and_when() -> None:
    said = heard(text("45"))
    assert (said.platform, said.chat_id, said.private) == ("matrix", "!dm", True)
    assert (said.text, said.message_id, said.sender.name) == ("45", "$1", "Aïcha")
    assert said.at is not None
    assert said.at.isoformat() == "2026-11-18T11:06:40+00:00"
    assert heard(text("!budget", BOB), GROUP).sender.name == "bob"
    assert heard(text("!budget", BOB), GROUP).chat_title == "Kpa-Cité"


@pytest.mark.parametrize(
    "said",
    [
        text("45", BOB),
        edit("46", "$1", BOB),
        reaction("1️⃣", BOB),
        event("m.room.redaction", {"redacts": "$1"}, BOB),
        text("45", ME),
        event("m.room.message", {"msgtype": "m.notice", "body": "45"}),
        event("m.room.message", {"msgtype": "m.location", "body": "ici"}),
        event("m.room.topic", {"topic": "45"}),
        reaction("👍"),
        reaction("12️⃣"),
        membership(AICHA, "join", "join"),
        membership(ME, "join", "join"),
        membership(BOB, "join", "invite"),
    ],
)
def test_in_a_private_room_only_its_owner_is_heard_and_only_what_means_something(
    said: Event,
) -> None:
    assert read(said, PRIVATE, ME) is None


def test_an_edit_is_of_the_first_message_and_holds_the_new_words() -> None:
    said = heard(edit("46", "$0"))
    assert (said.edit, said.text, said.message_id) == (True, "46", "$0")


def test_a_reply_names_what_it_answers_without_quoting_it() -> None:
    said = heard(reply("> <@semainier:hs.test> Que valait…\n> 1️⃣ rien\n\n1", "$prompt"))
    assert (said.reply_to, said.text, said.chosen) == ("$prompt", "1", None)
    in_thread = reply("45", "$prompt", rel_type="m.thread", is_falling_back=True)
    assert heard(in_thread).reply_to == ""


def test_a_keycap_chooses_by_number() -> None:
    said = heard(reaction("3️⃣"))
    assert (said.chosen, said.reply_to, said.text) == (3, "$prompt", None)
    assert heard(reaction("3\u20e3")).chosen == 3
    assert [keycap_number(keycap(number)) for number in range(1, 10)] == list(range(1, 10))


@pytest.mark.parametrize("where", ["redacts", "content"])
def test_a_redaction_names_what_was_removed(where: str) -> None:
    """Room version 11 moved it into the content."""
    outside = {"redacts": "$said"} if where == "redacts" else {}
    inside = {"redacts": "$said"} if where == "content" else {}
    said = heard(event("m.room.redaction", inside, **outside))
    assert (said.removed, said.message_id) == (True, "$said")


def test_being_let_in_put_out_and_followed() -> None:
    assert heard(membership(ME, "join", "invite"), GROUP).arrived
    gone = heard(membership(AICHA, "leave", "join"))
    assert (gone.blocked, gone.sender.user_id) == (True, AICHA)
    kicked = heard(membership(ME, "ban", "join", by=AICHA))
    assert (kicked.blocked, kicked.sender.user_id) == (True, AICHA)
    crowd = heard(membership(BOB, "invite", by=AICHA))
    assert (crowd.crowd, crowd.sender.user_id) == (("bob",), AICHA)
    moved = heard(event("m.room.tombstone", {"replacement_room": "!new"}), GROUP)
    assert moved.moved_to == "!new"


def test_a_file_comes_with_its_caption_and_its_keys() -> None:
    hidden = {"url": "mxc://hs/1", "key": {"k": "…"}, "iv": "…", "hashes": {"sha256": "…"}}
    content = {"msgtype": "m.file", "body": "/plan", "filename": "plan.csv", "file": hidden}
    said = heard(event("m.room.message", {**content, "info": {"size": 12}}))
    assert said.file is not None
    assert (said.text, said.file.name, said.file.size) == ("/plan", "plan.csv", 12)
    assert "mxc://hs/1" in said.file.file_id
    bare = {"msgtype": "m.file", "body": "plan.csv", "url": "mxc://hs/1"}
    assert heard(event("m.room.message", bare)).text == ""


def test_in_a_group_it_is_addressed_by_name_or_mention() -> None:
    assert heard(text("@semainier: aide"), GROUP).addressed
    assert heard(text("aide", AICHA, **{"m.mentions": {"user_ids": [ME]}}), GROUP).addressed
    assert not heard(text("@semainier-bis: aide"), GROUP).addressed
    assert not heard(text("le semainier de la cuisine"), GROUP).addressed
