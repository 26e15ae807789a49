"""A platform in memory: what people type goes in as updates, what the bot says is kept to read."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.chat import (
    Attachment,
    File,
    Incoming,
    Limits,
    Manner,
    Outgoing,
    Pulse,
    Receive,
    Sender,
    SendError,
)

FREE = Limits(per_second=1e9, chat_gap=0, group_messages=10**9, group_window=1)


@dataclass
class Recorder:
    """Implements `adapters.chat.Platform` without a network."""

    name: str = "telegram"
    limits: Limits = FREE
    renewed: bool = False
    manner: Manner = field(default_factory=Manner)
    sent: list[Outgoing] = field(default_factory=list)
    pictures: list[tuple[str, File]] = field(default_factory=list)
    """(chat, file) of each file that was sent."""
    admins: set[tuple[str, str]] = field(default_factory=set)
    files: dict[str, bytes] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    crowded: set[str] = field(default_factory=set)
    forgotten: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.caught_up = asyncio.Event()
        self.pulse = Pulse()
        self.caught_up.set()

    async def open(self) -> str:
        return "recorder"

    async def probe(self) -> str:
        return "recorder"

    async def listen(self, receive: Receive, position: str | None) -> None:
        await asyncio.Event().wait()

    def read(self, payload: str) -> Incoming | None:
        said = json.loads(payload)
        sender = Sender(**said.pop("sender"))
        file = said.pop("file", None)
        at = said.pop("at", None)
        return Incoming(
            platform=self.name,
            sender=sender,
            file=Attachment(**file) if file else None,
            at=datetime.fromisoformat(at) if at else None,
            **said,
        )

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        if outgoing.chat_id in self.gone:
            raise SendError("Forbidden: bot was blocked by the user", gone=True)
        self.sent.append(outgoing)
        return outgoing.edits or str(len(self.sent))

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        self.pictures.append((outgoing.chat_id, file))
        return f"file-{len(self.pictures)}"

    async def typing(self, chat_id: str) -> None:
        return

    def parts(self, outgoing: Outgoing) -> Sequence[str]:
        return [outgoing.html]

    def held(self, outgoing: Outgoing) -> bool:
        return outgoing.private and outgoing.chat_id in self.crowded

    def repeats_since(self, now: datetime) -> datetime | None:
        return None

    async def open_private(self, user_id: str) -> str | None:
        return user_id if self.manner.links is False else None

    async def runs_chat(self, chat_id: str, user_id: str) -> bool:
        return (chat_id, user_id) in self.admins

    async def fetch(self, file: Attachment, most: int) -> bytes:
        return self.files[file.file_id]

    async def forget(self, chat_id: str) -> None:
        self.forgotten.append(chat_id)

    async def shut(self) -> None:
        return
