"""Somebody on Matrix: a client of their own, what they do, and what they wait to see."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nio import AsyncClient, AsyncClientConfig
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.events import (
    InviteMemberEvent,
    MegolmEvent,
    ReactionEvent,
    ReceiptEvent,
    RedactionEvent,
    RoomEncryptedMedia,
    RoomMessage,
    RoomMessageMedia,
    TypingNoticeEvent,
)
from nio.exceptions import EncryptionError
from nio.responses import ErrorResponse, ShareGroupSessionResponse, SyncResponse

from .admin import Account

LOOK = 0.1
"""Seconds between two looks at what no event tells of."""

_NUMBERED = re.compile(r"^(?:(\d)\ufe0f\u20e3|(\d+)\.) (.+)$", re.MULTILINE)


@dataclass
class Message:
    """What the bot wrote, as somebody's client shows it."""

    seq: int
    id: str
    room_id: str
    text: str
    html: str
    encrypted: bool
    source: dict[str, Any]
    reactions: list[str] = field(default_factory=list)

    @property
    def buttons(self) -> list[str]:
        """The options written as numbered lines."""
        return [label for _, _, label in _NUMBERED.findall(self.text)]


@dataclass
class Room:
    """A group room, as the one who made it sees it."""

    id: str
    seen_by: "Person"

    @property
    def messages(self) -> list[Message]:
        return [message for message in self.seen_by.heard if message.room_id == self.id]

    async def expect(self, what: Any, *, after: int | None = None) -> Message:
        return await self.seen_by.expect(what, chat=self, after=after)


class Person:
    """Somebody with a client that encrypts."""

    def __init__(self, url: str, account: Account, name: str, bot: str, folder: Path) -> None:
        config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=False)
        folder.mkdir(parents=True)
        self.name, self.bot, self.id = name, bot, account.user_id
        self.client = AsyncClient(
            url, account.user_id, account.device_id, store_path=str(folder), config=config
        )
        self.client.restore_login(account.user_id, account.device_id, account.access_token)
        self.heard: list[Message] = []
        self.undecryptable: list[MegolmEvent] = []
        self.redacted: list[str] = []
        self.typed_to: set[str] = set()
        self.read_up_to: dict[str, str] = {}
        self.private: str | None = None
        self.accepts = True
        self.last_act = 0
        self._seq = 0
        self._entered: dict[str, float] = {}
        self._withheld: list[tuple[Any, ...]] | None = None
        self._news = asyncio.Condition()
        self._syncing: asyncio.Task[None] | None = None
        for heard, kinds in (
            (self._message, (RoomMessage, RoomMessageMedia, RoomEncryptedMedia)),
            (self._reaction, (ReactionEvent,)),
            (self._redaction, (RedactionEvent,)),
            (self._invited, (InviteMemberEvent,)),
            (self._locked, (MegolmEvent,)),
        ):
            self.client.add_event_callback(heard, kinds)
        self.client.add_ephemeral_callback(self._typing, TypingNoticeEvent)
        self.client.add_ephemeral_callback(self._read, ReceiptEvent)
        self.client.add_response_callback(self._late_keys, SyncResponse)

    async def begin(self) -> None:
        """Sync once, publish keys, and go on in the background."""
        await self.client.sync(timeout=0, full_state=True)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        self._syncing = asyncio.create_task(self._follow())

    async def end(self) -> None:
        if self._syncing is not None:
            self._syncing.cancel()
            await asyncio.gather(self._syncing, return_exceptions=True)
        await self.client.close()

    @property
    def inbox(self) -> list[Message]:
        """What the bot wrote to this person in private."""
        return [message for message in self.heard if message.room_id == self.private]

    async def say(
        self, text: str, *, chat: Room | None = None, reply_to: Message | None = None
    ) -> Message:
        """Write in a group, or to the bot."""
        content: dict[str, Any] = {"msgtype": "m.text", "body": text}
        if reply_to is not None:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to.id}}
        return await self._say(content, chat)

    async def edit(self, message: Message, text: str) -> Message:
        """Change what one wrote."""
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": message.id},
        }
        return await self._say(content, Room(message.room_id, self))

    async def react(self, message: Message, key: str) -> None:
        """Put a reaction under a message."""
        relation = {"rel_type": "m.annotation", "event_id": message.id, "key": key}
        await self.send(message.room_id, "m.reaction", {"m.relates_to": relation})

    async def redact(self, message: Message) -> None:
        """Remove a message."""
        self.last_act = self._seq
        await self.client.room_redact(message.room_id, message.id)

    async def press(self, message: Message | None, label: str) -> Message:
        """Choose a numbered option by its reaction, and wait for what the bot says to that.

        Without a message: the newest one in private that has such an option.
        """
        for candidate in [message] if message else reversed(self.inbox):
            for short, long, said in _NUMBERED.findall(candidate.text):
                if label in plain(said):
                    self.last_act = self._seq
                    await self.react(candidate, f"{short or long}\ufe0f\u20e3")
                    return await self.expect(lambda _: True)
        raise AssertionError(f"no option {label!r} in\n{self.transcript()}")

    async def send_file(self, name: str, data: bytes, caption: str = "") -> Message:
        """Send a file, encrypted as the private room is."""
        hidden, keys = encrypt_attachment(data)
        mxc = await self._upload(hidden)
        content = {
            "msgtype": "m.file",
            "body": caption or name,
            "filename": name,
            "file": {**keys, "url": mxc},
            "info": {"size": len(data)},
        }
        return await self._say(content, None)

    async def fetch(self, message: Message) -> bytes:
        """Download what the bot sent; decrypt it if it came encrypted."""
        content = message.source["content"]
        where = content.get("file") or {"url": content["url"]}
        path = where["url"].removeprefix("mxc://")
        data = await self.raw("GET", f"/_matrix/client/v1/media/download/{path}")
        if "key" not in where:
            return bytes(data)
        clear = decrypt_attachment(data, where["key"]["k"], where["hashes"]["sha256"], where["iv"])
        return bytes(clear)

    async def create_group(self, name: str, *, encrypted: bool = False, **more: Any) -> Room:
        """Make a room for a team, and invite the bot."""
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}]
        made = await self.raw(
            "POST",
            "/_matrix/client/v3/createRoom",
            {"name": name, "preset": "private_chat", "invite": [self.bot],
             "initial_state": state if encrypted else [], **more},
        )  # fmt: skip
        return Room(made["room_id"], self)

    async def open_private(self, *, encrypted: bool = True) -> Room:
        """Begin a private conversation with the bot, as clients do."""
        state = [{"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}]
        made = await self.raw(
            "POST",
            "/_matrix/client/v3/createRoom",
            {"preset": "trusted_private_chat", "is_direct": True, "invite": [self.bot],
             "initial_state": state if encrypted else []},
        )  # fmt: skip
        self.private = made["room_id"]
        return Room(made["room_id"], self)

    async def add(self, room: Room, who: "Person") -> None:
        """Let somebody into a room, and wait until they are in."""
        await self.raw("POST", f"/_matrix/client/v3/rooms/{room.id}/invite", {"user_id": who.id})
        await who.enter(room)

    async def enter(self, room: Room) -> None:
        """Accept an invitation, and wait until one's client knows the room."""
        await self.client.join(room.id)
        self._entered[room.id] = time.time() * 1000
        await self.until(lambda: room.id in self.client.rooms, "to be in the room")

    async def leave(self, room_id: str) -> None:
        await self.client.room_leave(room_id)

    async def expect(
        self,
        what: Any,
        *,
        chat: Room | None = None,
        after: int | None = None,
        timeout: float = 90.0,  # noqa: ASYNC109 - how long a story waits
    ) -> Message:
        """Wait until the bot writes something; by default after one's last act."""
        since = self.last_act if after is None else after

        def found() -> Message | None:
            where = self.private if chat is None else chat.id
            for message in self.heard:
                here = message.room_id == where and message.seq > since
                if here and (what in message.text if isinstance(what, str) else what(message)):
                    return message
            return None

        return await self.until(found, repr(what), timeout)  # type: ignore[no-any-return]

    async def until(self, found: Callable[[], Any], what: str, seconds: float = 90.0) -> Any:
        """Wait for a condition of one's own client."""
        deadline = time.monotonic() + seconds
        while not (result := found()):
            if time.monotonic() > deadline:
                raise AssertionError(f"{self.name} waits for {what} in\n{self.transcript()}")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK), self._news:
                    await self._news.wait()
        return result

    def transcript(self) -> str:
        """All the bot wrote, by room."""
        lines = [f"{m.seq:3} {m.room_id[:8]} {m.text!r}" for m in self.heard]
        return "\n".join([*lines, f"unreadable: {len(self.undecryptable)}"])

    def withhold_keys(self) -> None:
        """Encrypt from now on without giving anybody the key, until `release_keys`."""
        self._withheld = []
        real = self.client._send

        async def holding(kind: Any, *args: Any, **more: Any) -> Any:
            if kind is not ShareGroupSessionResponse or self._withheld is None:
                return await real(kind, *args, **more)
            self._withheld.append((kind, args, more))
            return ShareGroupSessionResponse(*more["response_data"])

        self.client._send = holding
        assert self.private is not None
        self.client.invalidate_outbound_session(self.private)

    async def release_keys(self) -> None:
        """Give the keys that were withheld."""
        withheld, self._withheld = self._withheld or [], None
        for kind, args, more in withheld:
            await self.client._send(kind, *args, **more)

    async def send(self, room_id: str, kind: str, content: dict[str, Any]) -> str:
        """Send any event, encrypted where the room is; everybody there can read it."""
        room = await self.until(lambda: self.client.rooms.get(room_id), "to be in the room")
        if room.encrypted:
            await self.client.joined_members(room_id)
            if self.client.should_query_keys:
                await self.client.keys_query()
        sent = None
        while sent is None:
            with suppress(KeyError):  # nio, when somebody comes while it shares its keys
                sent = await self.client.room_send(
                    room_id, kind, content, ignore_unverified_devices=True
                )
        assert not isinstance(sent, ErrorResponse), sent
        return str(sent.event_id)

    async def raw(self, method: str, path: str, body: Any = None) -> Any:
        """Ask the homeserver anything, as this person."""
        headers = {"Authorization": f"Bearer {self.client.access_token}"}
        data = None if body is None else json.dumps(body)
        answer = await self.client.send(method, path, data, headers)
        assert answer.status < 300, (method, path, answer.status, await answer.text())
        is_json = answer.content_type == "application/json"
        return await answer.json() if is_json else await answer.read()

    async def _say(self, content: dict[str, Any], chat: Room | None) -> Message:
        if chat is None:
            await self.until(lambda: self.private in self.client.rooms, "a private room")
        room_id = chat.id if chat else str(self.private)
        self.last_act = self._seq
        event_id = await self.send(room_id, "m.room.message", content)
        return Message(self._seq, event_id, room_id, content["body"], "", True, {})

    async def _upload(self, data: bytes) -> str:
        headers = {
            "Authorization": f"Bearer {self.client.access_token}",
            "Content-Type": "application/octet-stream",
        }
        answer = await self.client.send("POST", "/_matrix/media/v3/upload", data, headers)
        return str((await answer.json())["content_uri"])

    async def _follow(self) -> None:
        """Sync for ever, also across restarts of the homeserver."""
        while True:
            with suppress(Exception):  # a homeserver that is down is down
                await self.client.sync_forever(timeout=20_000, full_state=False)
            await asyncio.sleep(0.1)

    async def _message(self, room: Any, event: Any) -> None:
        if event.sender == self.bot:
            content = event.source["content"]
            self._seq += 1
            text, html = str(content.get("body", "")), str(content.get("formatted_body", ""))
            encrypted = bool(event.decrypted)
            self.heard.append(
                Message(
                    self._seq, event.event_id, room.room_id, text, html, encrypted, event.source
                )
            )
        await self._noticed()

    async def _reaction(self, _room: Any, event: Any) -> None:
        for message in self.heard:
            if event.sender == self.bot and message.id == event.reacts_to:
                message.reactions.append(event.key)
        await self._noticed()

    async def _redaction(self, _room: Any, event: Any) -> None:
        self.redacted.append(event.redacts)
        await self._noticed()

    async def _locked(self, room: Any, event: Any) -> None:
        if event.server_timestamp >= self._entered.get(room.room_id, 0):
            self.undecryptable.append(event)  # what was said before one came is not for one to read
        await self._noticed()

    async def _late_keys(self, answer: SyncResponse) -> None:
        """Read what could not be read until its key came."""
        for event in tuple(self.undecryptable) if answer.to_device_events else ():
            with suppress(EncryptionError):
                clear = self.client.decrypt_event(event)
                self.undecryptable.remove(event)
                await self._message(self.client.rooms[event.room_id], clear)

    async def _typing(self, room: Any, event: Any) -> None:
        if self.bot in event.users:
            self.typed_to.add(room.room_id)
        await self._noticed()

    async def _read(self, room: Any, event: Any) -> None:
        for receipt in event.receipts:
            if receipt.user_id == self.bot:
                self.read_up_to[room.room_id] = receipt.event_id
        await self._noticed()

    async def _invited(self, room: Any, event: Any) -> None:
        if event.membership != "invite" or event.state_key != self.id or not self.accepts:
            return
        if event.sender == self.bot and event.content.get("is_direct"):
            self.private = room.room_id
            await self.client.join(room.room_id)
        await self._noticed()

    async def _noticed(self) -> None:
        async with self._news:
            self._news.notify_all()


def plain(text: str) -> str:
    """Write the spaces that do not break as spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def room_path(room: Room, *rest: str) -> str:
    """The client API's path of a room."""
    return "/".join((f"/_matrix/client/v3/rooms/{quote(room.id)}", *rest))
