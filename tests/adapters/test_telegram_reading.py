"""What an update of Telegram means to us: one row an update."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.chat import Attachment, Incoming, Sender
from adapters.telegram.reading import read

ME, USERNAME = 42, "semainier_bot"
BOT = {"id": ME, "is_bot": True, "first_name": "Semainier", "username": USERNAME}
AICHA = {"id": 7, "is_bot": False, "first_name": "Aïcha", "last_name": "B", "language_code": "fr"}
HIDDEN = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Aïcha"}
GROUP = {"id": -5, "type": "group", "title": "Équipe"}
SUPERGROUP = {"id": -1005, "type": "supergroup", "title": "Équipe"}
SENDER = Sender("7", "Aïcha B", "fr")
NOBODY = Sender("1087968824", "", anonymous=True)
AT = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
DATE = int(AT.timestamp())


def said(text: str | None = "45", *, chat: Any = None, by: Any = AICHA, **more: Any) -> Any:
    message = {"message_id": 9, "date": DATE, "chat": chat or PRIVATE, "from": by, **more}
    return {"message": message if text is None else {**message, "text": text}}


def edited(text: str, **more: Any) -> Any:
    return {"edited_message": said(text, **more)["message"] | {"edit_date": DATE + 60}}


def pressed(**more: Any) -> Any:
    query = {"id": "q1", "from": AICHA, "chat_instance": "1", "data": "token"}
    return {"callback_query": query | {"message": said("?", by=BOT)["message"]} | more}


def became(status: str, before: str, *, chat: Any = GROUP, who: Any = BOT) -> Any:
    change = {"chat": chat, "from": AICHA, "date": DATE}
    change["old_chat_member"] = {"user": who, "status": before}
    change["new_chat_member"] = {"user": who, "status": status}
    return {"my_chat_member": change}


def heard(text: str | None = "45", **more: Any) -> Incoming:
    known: dict[str, Any] = {
        "chat_id": "7",
        "private": True,
        "sender": SENDER,
        "at": AT,
        "message_id": "9",
    }
    return Incoming("telegram", **{**known, "text": text, **more})


IN_GROUP: dict[str, Any] = {"chat_id": "-5", "private": False, "chat_title": "Équipe"}
DOCUMENT = {"file_id": "f1", "file_unique_id": "u", "file_name": "plan.csv", "file_size": 12}
PLAN = Attachment("f1", "plan.csv", 12)

TABLE: dict[str, tuple[Any, Incoming | None]] = {
    "a text": (said(), heard()),
    "an edit, of the same message": (
        edited("50"),
        heard("50", edit=True, at=datetime(2026, 11, 27, 15, 1, tzinfo=UTC)),
    ),
    "a picture with a caption": (said(None, caption="45", photo=[]), heard()),
    "a sticker, which is answered too": (said(None, sticker={}), heard("")),
    "a pinned message, which nobody said": (said(None, pinned_message={}), None),
    "a file with a caption": (
        said(None, caption="/plan", document=DOCUMENT),
        heard("/plan", file=PLAN),
    ),
    "a file without name, size or caption": (
        said(None, document={"file_id": "f1", "file_unique_id": "u"}),
        heard("", file=Attachment("f1", "", 0)),
    ),
    "a text in a group": (said(chat=GROUP), heard(**IN_GROUP)),
    "a sticker in a group": (said(None, sticker={}, chat=GROUP), None),
    "the bot by name, in any case": (
        said("@Semainier_BOT ?", chat=GROUP),
        heard("@Semainier_BOT ?", addressed=True, **IN_GROUP),
    ),
    "a command for the bot": (
        said("/budget@semainier_bot", chat=GROUP),
        heard("/budget@semainier_bot", addressed=True, **IN_GROUP),
    ),
    "a command for a bot whose name only begins alike": (
        said("/budget@semainier_bottle", chat=GROUP),
        heard("/budget@semainier_bottle", **IN_GROUP),
    ),
    "a reply to the bot": (
        said(chat=GROUP, reply_to_message=said("?", by=BOT)["message"]),
        heard(addressed=True, **IN_GROUP),
    ),
    "a reply to somebody": (
        said(chat=GROUP, reply_to_message=said("?")["message"]),
        heard(**IN_GROUP),
    ),
    "an anonymous admin": (
        said("/close", chat=SUPERGROUP, by=HIDDEN, sender_chat=SUPERGROUP),
        heard("/close", sender=NOBODY, **IN_GROUP | {"chat_id": "-1005"}),
    ),
    "somebody in the name of a channel": (
        said("/close", chat=GROUP, sender_chat={"id": -9, "type": "channel", "title": "C"}),
        heard("/close", sender=NOBODY, **IN_GROUP),
    ),
    "a post in a channel": (said(chat={"id": -9, "type": "channel", "title": "C"}), None),
    "a group that becomes a supergroup": (
        said(None, chat=GROUP, migrate_to_chat_id=-1005),
        heard(None, moved_to="-1005", **IN_GROUP),
    ),
    "the supergroup it became": (
        said(None, chat=SUPERGROUP, by=HIDDEN, migrate_from_chat_id=-5),
        None,
    ),
    "a press": (
        pressed(),
        heard(None, at=None, message_id="press-q1", pressed="token", press_id="q1"),
    ),
    "a press on a message too old to be shown": (
        pressed(message={"chat": PRIVATE, "message_id": 9, "date": 0}),
        heard(None, at=None, message_id="press-q1", pressed="token", press_id="q1"),
    ),
    "a press without a message": ({"callback_query": {"id": "q1", "from": AICHA}}, None),
    "the press of a game": (
        {"callback_query": {"id": "q1", "from": AICHA, "message": said("?")["message"]}},
        None,
    ),
    "the bot comes into a group": (
        became("member", "left"),
        heard(None, message_id="", arrived=True, **IN_GROUP),
    ),
    "the bot becomes an administrator of a group it is in": (
        became("administrator", "member"),
        None,
    ),
    "the bot is put out": (became("kicked", "member"), None),
    "somebody blocks the bot": (
        became("kicked", "member", chat=PRIVATE),
        heard(None, message_id="", blocked=True),
    ),
    "somebody unblocks the bot": (became("member", "kicked", chat=PRIVATE), None),
    "a change that concerns somebody else": (became("kicked", "member", who=AICHA), None),
    "a kind of update that does not exist yet": ({"telepathy": {}}, None),
}


@pytest.mark.parametrize(("update", "means"), TABLE.values(), ids=TABLE)
def test_an_update_means(update: Any, means: Incoming | None) -> None:
    assert read(json.dumps({"update_id": 1, **update}), ME, USERNAME) == means
