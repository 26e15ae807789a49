"""From a Telegram update to an `Incoming`."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from adapters.chat import Attachment, Incoming, Sender

GROUP_ANONYMOUS_BOT = 1087968824
"""The account Telegram shows for an admin who hides behind the group."""

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]

NAME = "telegram"


def read(payload: str, me: int, username: str) -> Incoming | None:
    """Make sense of an update as Telegram sent it; None if it does not concern us.

    `me` and `username` are the bot's own.
    """
    update = json.loads(payload)
    if query := update.get("callback_query"):
        return _press(query)
    if change := update.get("my_chat_member"):
        return _membership(change, me)
    message = update.get("message") or update.get("edited_message")
    if not message or message["chat"]["type"] == "channel":
        return None
    return _message(message, me, username, edit="edited_message" in update)


def _message(message: dict[str, Any], me: int, username: str, *, edit: bool) -> Incoming | None:
    chat = message["chat"]
    common = {
        "platform": NAME,
        "chat_id": str(chat["id"]),
        "private": chat["type"] == "private",
        "sender": _sender(message),
        "at": datetime.fromtimestamp(message.get("edit_date", message["date"]), UTC),
        "message_id": str(message["message_id"]),
        "chat_title": chat.get("title", ""),
    }
    if "migrate_to_chat_id" in message:
        return Incoming(**common, moved_to=str(message["migrate_to_chat_id"]))
    attachment = None
    if document := message.get("document"):
        attachment = Attachment(
            document["file_id"], document.get("file_name", ""), document.get("file_size", 0)
        )
    text = message.get("text") or message.get("caption")
    if text is None and attachment is None:
        if common["private"] and not _is_service(message):
            text = ""
        else:
            return None
    replied = message.get("reply_to_message", {}).get("from", {}).get("id") == me
    called = re.search(rf"@{username}(?!\w)", text or "", re.IGNORECASE) is not None
    return Incoming(
        **common,
        text=text or "",
        file=attachment,
        edit=edit,
        addressed=replied or called,
        forwarded=not _FORWARDED.isdisjoint(message),
    )


def _press(query: dict[str, Any]) -> Incoming | None:
    message = query.get("message")
    if message is None or "data" not in query:
        return None
    return Incoming(
        platform=NAME,
        chat_id=str(message["chat"]["id"]),
        private=message["chat"]["type"] == "private",
        sender=_person(query["from"]),
        message_id=f"press-{query['id']}",
        pressed=query["data"],
        press_id=query["id"],
    )


def _membership(change: dict[str, Any], me: int) -> Incoming | None:
    if change["new_chat_member"]["user"]["id"] != me:
        return None
    chat = change["chat"]
    status = change["new_chat_member"]["status"]
    was_in = change["old_chat_member"]["status"] in {"member", "administrator"}
    private = chat["type"] == "private"
    arrived = not private and status in {"member", "administrator"} and not was_in
    blocked = private and status == "kicked"
    if chat["type"] == "channel" or not (arrived or blocked):
        return None
    return Incoming(
        platform=NAME,
        chat_id=str(chat["id"]),
        private=private,
        sender=_person(change["from"]),
        at=datetime.fromtimestamp(change["date"], UTC),
        chat_title=chat.get("title", ""),
        arrived=arrived,
        blocked=blocked,
    )


def _sender(message: dict[str, Any]) -> Sender:
    person = message.get("from")
    behind_chat = "sender_chat" in message and message["chat"]["type"] != "private"
    if person is None or behind_chat or person["id"] == GROUP_ANONYMOUS_BOT:
        return Sender(str(GROUP_ANONYMOUS_BOT), "", anonymous=True)
    return _person(person)


def _person(person: dict[str, Any]) -> Sender:
    name = " ".join(filter(None, (person.get("first_name"), person.get("last_name"))))
    return Sender(str(person["id"]), name, person.get("language_code", ""))


_FORWARDED = frozenset({"forward_origin", "forward_date"})
"""Fields of a message that was said elsewhere: today's, and that of older Bot API servers."""

_SERVICE = frozenset(
    [
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "pinned_message",
        "message_auto_delete_timer_changed",
    ]
)


def _is_service(message: dict[str, Any]) -> bool:
    return not _SERVICE.isdisjoint(message)
