"""What happened in the rooms since a position: nothing left out, nothing from before our time."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from adapters.matrix.client import Client
from adapters.matrix.reading import CONCERNING
from adapters.matrix.rooms import Rooms

LIMIT = 20
"""Events of a room that come with a sync; where there were more, the rest is fetched."""

PAGE = 100


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """An event as the homeserver sent it, and its room."""

    room_id: str
    event: dict[str, Any]

    def stored(self) -> tuple[str, str]:
        """Write it for the inbox, encrypted if it was."""
        kept = {key: self.event[key] for key in _KEPT if key in self.event}
        payload = json.dumps({"room": self.room_id, "event": kept}, ensure_ascii=False)
        return str(self.event["event_id"]), payload


_KEPT = (
    "type",
    "content",
    "sender",
    "event_id",
    "state_key",
    "origin_server_ts",
    "redacts",
    "unsigned",
)


class Timeline:
    """Reads syncs. `limit` is how many events of a room come with one."""

    def __init__(self, client: Client, rooms: Rooms, limit: int = LIMIT) -> None:
        """Read for one account."""
        self.limit = limit
        self._client = client
        self._rooms = rooms

    async def events(self, batch: dict[str, Any], since: str | None) -> list[RoomEvent]:
        """List what concerns us, in order in each room; nothing on the very first sync."""
        if since is None:
            return []
        found: list[RoomEvent] = []
        rooms = batch.get("rooms", {})
        for room_id, joined in rooms.get("join", {}).items():
            happened = await self._complete(room_id, joined.get("timeline", {}), since)
            for event in self._ours(happened):
                if event["type"] == "m.room.tombstone":
                    await self._rooms.follow(room_id, event)
                found.append(RoomEvent(room_id, event))
        for room_id, left in rooms.get("leave", {}).items():
            last = [
                event
                for event in left.get("timeline", {}).get("events", [])
                if event["type"] == "m.room.member"
                and event.get("state_key") == self._client.user_id
            ]
            found += [RoomEvent(room_id, event) for event in last]
        return found

    async def _complete(
        self, room_id: str, timeline: dict[str, Any], since: str
    ) -> list[dict[str, Any]]:
        """Fill the gap before a timeline that was cut, back to where we were or came in."""
        events = list(timeline.get("events", []))
        start = timeline.get("prev_batch")
        if not timeline.get("limited"):
            return events
        while start is not None and not any(map(self._came_in, events)):
            path = f"/rooms/{quote(room_id)}/messages"
            query: dict[str, str | int] = {"dir": "b", "from": start, "to": since, "limit": PAGE}
            page = await self._client.call("GET", path, query=query)
            events = [*reversed(page["chunk"]), *events]
            start = page.get("end") if page["chunk"] else None
        return events

    def _ours(self, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Keep what was said since we came in, by others, and concerns us."""
        came = max((n for n, event in enumerate(events) if self._came_in(event)), default=0)
        return [
            event
            for event in events[came:]
            if event["type"] in CONCERNING
            and (event["sender"] != self._client.user_id or event["type"] == "m.room.member")
        ]

    def _came_in(self, event: dict[str, Any]) -> bool:
        before = event.get("unsigned", {}).get("prev_content") or {}
        return (
            event["type"] == "m.room.member"
            and event.get("state_key") == self._client.user_id
            and event["content"].get("membership") == "join"
            and before.get("membership") != "join"
        )
