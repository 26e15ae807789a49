"""From a Matrix event, as the homeserver sent it, to an `Incoming`."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.chat import Attachment, Incoming, Sender

NAME = "matrix"

CONCERNING = frozenset(
    {
        "m.room.message",
        "m.room.encrypted",
        "m.reaction",
        "m.room.redaction",
        "m.room.tombstone",
        "m.room.member",
    }
)
"""Types of events that can concern us; the rest is not even stored."""

_TEXTS = frozenset({"m.text", "m.emote"})
_FORWARDED = ("m.forwarded", "org.matrix.msc2723.forwarded")
"""What clients that say so put into a message they forward (MSC2723)."""

_FILES = frozenset({"m.file", "m.image", "m.audio", "m.video"})
_FALLBACK = re.compile(r"\A(?:>[^\n]*\n)+\n?")
"""The quotation that older clients put before a reply."""

_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3")


@dataclass(frozen=True, slots=True)
class Place:
    """The room an event happened in. `owner` is whose private room with us it is, if anybody's.

    `names` are the display names of those in it.
    """

    room_id: str
    owner: str | None
    title: str
    names: Mapping[str, str]

    def name_of(self, user_id: str) -> str:
        """Name somebody: as they do, or by the first part of their id."""
        return self.names.get(user_id) or user_id.removeprefix("@").split(":", 1)[0]


def read(event: dict[str, Any], place: Place, me: str) -> Incoming | None:
    """Make sense of an event in clear (or decrypted); None if it does not concern us.

    In a private room only its owner is heard: whoever else is there changes nothing.
    """
    kind, sender = event["type"], event["sender"]
    if kind == "m.room.member":
        return _membership(event, place, me)
    if kind == "m.room.tombstone":
        replacement = event["content"].get("replacement_room")
        return Incoming(**_common(event, place), moved_to=replacement) if replacement else None
    if sender == me or (place.owner is not None and sender != place.owner):
        return None
    if kind == "m.reaction":
        return _reaction(event, place)
    if kind == "m.room.redaction":
        removed = event.get("redacts") or event["content"].get("redacts")
        if place.owner is None or not removed:
            return None
        return Incoming(**{**_common(event, place), "message_id": removed}, removed=True)
    if kind == "m.room.message":
        return _message(event, place, me)
    return None


def _message(event: dict[str, Any], place: Place, me: str) -> Incoming | None:
    content = event["content"]
    relation = content.get("m.relates_to") or {}
    common = _common(event, place)
    edit = relation.get("rel_type") == "m.replace"
    if edit:
        content = content.get("m.new_content") or {}
        common["message_id"] = str(relation.get("event_id", ""))
    if content.get("msgtype") not in _TEXTS | _FILES:
        return None
    reply_to = (relation.get("m.in_reply_to") or {}).get("event_id", "")
    if relation.get("is_falling_back"):
        reply_to = ""
    file, text = None, str(content.get("body", ""))
    if content["msgtype"] in _FILES:
        file = _file(content)
        text = text if content.get("filename") not in {None, text} else ""
    if reply_to:
        text = _FALLBACK.sub("", text)
    return Incoming(
        **common,
        text=text,
        file=file,
        edit=edit,
        reply_to=reply_to,
        addressed=_addressed(content, text, me),
        forwarded=any(field in content for field in _FORWARDED),
    )


def _reaction(event: dict[str, Any], place: Place) -> Incoming | None:
    relation = event["content"].get("m.relates_to") or {}
    number = keycap_number(str(relation.get("key", "")))
    if number is None or "event_id" not in relation:
        return None
    return Incoming(**_common(event, place), chosen=number, reply_to=str(relation["event_id"]))


def _membership(event: dict[str, Any], place: Place, me: str) -> Incoming | None:
    who, now = event["state_key"], event["content"].get("membership")
    before = (event.get("unsigned", {}).get("prev_content") or {}).get("membership", "leave")
    entered = now in {"join", "invite"} and before not in {"join", "invite"}
    if who == me:
        if now == "join" and before == "invite":
            return Incoming(**_common(event, place, place.owner), arrived=True)
        kicked = now in {"leave", "ban"} and place.owner is not None and event["sender"] != me
        return Incoming(**_common(event, place, place.owner), blocked=True) if kicked else None
    if place.owner is None:
        return None
    if who == place.owner:
        gone = now in {"leave", "ban"}
        return Incoming(**_common(event, place, who), blocked=True) if gone else None
    if entered:
        name = str(event["content"].get("displayname") or place.name_of(who))
        return Incoming(**_common(event, place, place.owner), crowd=(name,))
    return None


def _common(event: dict[str, Any], place: Place, who: str | None = None) -> dict[str, Any]:
    who = who or event["sender"]
    return {
        "platform": NAME,
        "chat_id": place.room_id,
        "private": place.owner is not None,
        "sender": Sender(who, place.name_of(who)),
        "at": said_at(event),
        "message_id": event["event_id"],
        "chat_title": place.title,
    }


def said_at(event: dict[str, Any]) -> datetime:
    """When an event was made, as its homeserver says."""
    return datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC)


def keycap(number: int) -> str:
    """Write a number from 1 to 9 as the emoji people press."""
    return f"{number}\ufe0f\u20e3"


def keycap_number(key: str) -> int | None:
    """Read it back; None for any other reaction."""
    match = _KEYCAP.fullmatch(key)
    return int(match[1]) if match else None


def _file(content: dict[str, Any]) -> Attachment:
    """Keep what it takes to fetch (and decrypt) a file in its id."""
    where = content.get("file") or {"url": content.get("url", "")}
    name = str(content.get("filename") or content.get("body") or "")
    size = (content.get("info") or {}).get("size", 0)
    return Attachment(json.dumps(where), name, size if isinstance(size, int) else 0)


def _addressed(content: dict[str, Any], text: str, me: str) -> bool:
    if me in (content.get("m.mentions") or {}).get("user_ids", ()):
        return True
    localpart = me.removeprefix("@").split(":", 1)[0]
    return re.search(rf"@{re.escape(localpart)}(?![\w-])", text, re.IGNORECASE) is not None
