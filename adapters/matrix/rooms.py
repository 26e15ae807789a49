"""Rooms: whose private room is which, who is in it, opening one, following an upgraded one."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from nio import MatrixRoom

from adapters.chat import SendError
from adapters.matrix.client import Client
from adapters.matrix.errors import MatrixError
from adapters.matrix.reading import Place

log = logging.getLogger("semainier.matrix")

ENCRYPTED = {"algorithm": "m.megolm.v1.aes-sha2"}
SPEAKS_FOR_ROOM = 50
"""Power level from which somebody may speak for a group room (CONTRACT: `/setup`)."""

CREATORS_STAND_ABOVE = 12
"""Room version from which creators have all power without being listed."""


class Rooms:
    """The rooms we are in; private ones are those of `m.direct`, as for every client."""

    def __init__(self, client: Client, allowed_homeservers: frozenset[str]) -> None:
        """Know nothing yet. An empty set of homeservers allows all."""
        self._client = client
        self._allowed = allowed_homeservers
        self._direct: dict[str, list[str]] = {}
        self._left: set[str] = set()
        self._fresh: set[str] = set()
        self._opening = asyncio.Lock()

    async def load(self) -> None:
        """Read which rooms are private, and with whom."""
        try:
            self._direct = await self._client.call("GET", self._account_data)
        except MatrixError as error:
            if error.status != 404:
                raise

    def owner_of(self, room_id: str) -> str | None:
        """Tell with whom a room is private; None for a group."""
        return next((user for user, rooms in self._direct.items() if room_id in rooms), None)

    def place(self, room_id: str) -> Place:
        """Describe a room to whoever reads an event of it."""
        room = self._known.get(room_id)
        if room is None:
            return Place(room_id, self.owner_of(room_id), "", {})
        names = {user_id: user.display_name or "" for user_id, user in room.users.items()}
        title = room.named_room_name() or ""
        return Place(room_id, self.owner_of(room_id), title, names)

    def was_left(self, room_id: str) -> bool:
        """Tell whether we were put out of a room (or left it) since we started."""
        return room_id in self._left

    def awaited(self, room_id: str) -> bool:
        """Tell whether a private room is no place to speak for now, as last heard.

        Its owner has not come in yet, or somebody else is there.
        """
        room, owner = self._known.get(room_id), self.owner_of(room_id)
        if room is None or owner is None or owner not in room.users:
            return False
        return set(room.users) != {owner, self._client.user_id} or room.users[owner].invited

    async def ask_who_is_in(self, room_id: str) -> None:
        """Make sure, just before something private is said, that we are alone with a room's owner.

        Raises `SendError`: held, or gone where its owner has left.
        """
        found = await self._client.call("GET", f"/rooms/{quote(room_id)}/members")
        members = {e["state_key"]: e["content"].get("membership") for e in found["chunk"]}
        me, owner = self._client.user_id, self.owner_of(room_id)
        if members.get(owner) in {"leave", "ban"}:
            raise SendError("its owner has left the room", gone=True)
        there = {user: now for user, now in members.items() if now in {"join", "invite"}}
        if there != {me: "join", owner: "join"}:
            raise SendError("not alone with its owner", held=True)

    async def open_private(self, user_id: str) -> str:
        """Open an encrypted room with somebody; one that already waits for them is used again."""
        async with self._opening:
            for room_id in self._direct.get(user_id, ()):
                room = self._known.get(room_id)
                if room is None and room_id in self._fresh:
                    return room_id
                if room is not None and room.encrypted and self._fits(room, user_id):
                    return room_id
            created = await self._client.call(
                "POST",
                "/createRoom",
                {
                    "preset": "trusted_private_chat",
                    "is_direct": True,
                    "invite": [user_id],
                    "initial_state": [
                        {"type": "m.room.encryption", "state_key": "", "content": ENCRYPTED},
                        {
                            "type": "m.room.history_visibility",
                            "state_key": "",
                            "content": {"history_visibility": "joined"},
                        },
                    ],
                },
            )
            room_id = str(created["room_id"])
            self._fresh.add(room_id)
            await self._remember(user_id, room_id)
            return room_id

    async def speaks_for(self, room_id: str, user_id: str) -> bool:
        """Ask whether somebody has the power to speak for a room."""
        events = await self._client.call("GET", f"/rooms/{quote(room_id)}/state")
        found = {event["type"]: event for event in events if event.get("state_key") == ""}
        create = found["m.room.create"]
        version = str(create["content"].get("room_version", "1"))
        creators = {create["sender"], *create["content"].get("additional_creators", ())}
        if version.isdecimal() and int(version) >= CREATORS_STAND_ABOVE and user_id in creators:
            return True
        levels = found.get("m.room.power_levels")
        if levels is None:
            return bool(user_id == create["sender"])
        power = (
            levels["content"]
            .get("users", {})
            .get(user_id, levels["content"].get("users_default", 0))
        )
        return bool(int(power) >= SPEAKS_FOR_ROOM)

    async def answer_invitations(self, batch: dict[str, Any]) -> None:
        """Accept (or decline) invitations. Raises what is worth another try."""
        for room_id, invited in batch.get("rooms", {}).get("invite", {}).items():
            mine = [
                event
                for event in invited["invite_state"]["events"]
                if event["type"] == "m.room.member"
                and event.get("state_key") == self._client.user_id
            ]
            if mine:
                await self._answer(room_id, mine[-1])

    async def forget(self, room_id: str) -> None:
        """Leave a private room for good, and note no longer with whom it was."""
        for action in ("leave", "forget"):
            try:
                await self._client.call("POST", f"/rooms/{quote(room_id)}/{action}", {})
            except MatrixError as error:
                if error.limited or error.revoked or error.status >= 500:
                    raise
                log.info("a room could not be left for good: %s", error)
        kept = {user: [r for r in rooms if r != room_id] for user, rooms in self._direct.items()}
        self._direct = {user: rooms for user, rooms in kept.items() if rooms}
        await self._client.call("PUT", self._account_data, self._direct)

    def note_departures(self, batch: dict[str, Any]) -> None:
        """Remember which rooms we are no longer in, and which we are in (again)."""
        rooms = batch.get("rooms", {})
        self._left |= rooms.get("leave", {}).keys()
        self._left -= rooms.get("join", {}).keys()

    async def follow(self, room_id: str, tombstone: dict[str, Any]) -> None:
        """Go where a room was moved to; where we are not let in, an invitation will come."""
        replacement = tombstone["content"].get("replacement_room")
        if not replacement:
            return
        owner = self.owner_of(room_id)
        via = tombstone["sender"].split(":", 1)[1]
        try:
            await self._join(replacement, via)
        except MatrixError as error:
            if error.limited or error.status >= 500:
                raise
            log.info("not let into %s yet, where %s was moved: %s", replacement, room_id, error)
        if owner is not None:
            await self._remember(owner, replacement)

    async def _answer(self, room_id: str, invitation: dict[str, Any]) -> None:
        inviter = str(invitation["sender"])
        server = inviter.split(":", 1)[1]
        if self._allowed and server not in self._allowed:
            log.info(
                "declined an invitation from %s: not one of matrix.allowed_homeservers", server
            )
            await self._client.call("POST", f"/rooms/{quote(room_id)}/leave", {})
            return
        direct = bool(invitation["content"].get("is_direct"))
        try:
            await self._join(room_id, server)
            if direct and not await self._encrypt(room_id):
                log.info("a private room in clear: opening an encrypted one instead")
                await self._client.call("POST", f"/rooms/{quote(room_id)}/leave", {})
                await self.open_private(inviter)
                return
        except MatrixError as error:
            if error.limited or error.revoked or error.status >= 500:
                raise
            log.warning("could not accept an invitation: %s", error)
            return
        if direct:
            await self._remember(inviter, room_id)

    async def _join(self, room_id: str, via: str) -> None:
        await self._client.call("POST", f"/join/{quote(room_id)}", {}, query={"via": via})

    async def _encrypt(self, room_id: str) -> bool:
        """Make sure a room is encrypted; False where we may not."""
        path = f"/rooms/{quote(room_id)}/state/m.room.encryption/"
        try:
            await self._client.call("GET", path)
        except MatrixError as error:
            if error.status != 404:
                raise
            try:
                await self._client.call("PUT", path, ENCRYPTED)
            except MatrixError as refused:
                if refused.code != "M_FORBIDDEN":
                    raise
                return False
        return True

    async def _remember(self, user_id: str, room_id: str) -> None:
        rooms = [*self._direct.get(user_id, ()), room_id]
        self._direct = {**self._direct, user_id: rooms}
        await self._client.call("PUT", self._account_data, self._direct)

    def _fits(self, room: MatrixRoom, user_id: str) -> bool:
        return set(room.users) == {user_id, self._client.user_id}

    @property
    def _known(self) -> Mapping[str, MatrixRoom]:
        known: Mapping[str, MatrixRoom] = self._client.nio.rooms
        return known

    @property
    def _account_data(self) -> str:
        return f"/user/{quote(self._client.user_id)}/account_data/m.direct"
