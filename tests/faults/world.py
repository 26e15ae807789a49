"""Two chat platforms that outlive the bot: what people sent and what they got, in files.

A process that is killed takes nothing of it away: a line is there once it was written.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.chat import File, Manner, Outgoing, Receive, SendError
from tests.peers.recorder import Recorder

GROUP, MOVED_GROUP = "-100", "-100200"
TELEGRAM, MATRIX = "telegram", "matrix"

Line = dict[str, Any]


@dataclass
class World:
    """The files: `updates` that wait, `sent` messages, how far the story is, who is gone."""

    folder: Path

    def lines(self, name: str) -> list[Line]:
        file = self.folder / name
        if not file.exists():
            return []
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    def add(self, name: str, line: Line) -> None:
        with (self.folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def get(self, name: str) -> int:
        file = self.folder / name
        return int(file.read_text(encoding="utf-8")) if file.exists() else 0

    def put(self, name: str, value: int) -> None:
        draft = self.folder / f"{name}.new"
        draft.write_text(str(value), encoding="utf-8")
        draft.replace(self.folder / name)

    def shown(self, chat: str, label: str) -> Line | None:
        """The newest message in a chat with a button called so, and which of its buttons."""
        for line in reversed(self.lines("sent")):
            for number, (named, token, invite) in enumerate(line["keys"], start=1):
                if line["chat"] == chat and label in named.replace("\u00a0", " "):
                    return {**line, "number": number, "token": token, "invite": invite}
        return None


class Lasting(Recorder):
    """A platform whose memory is the world's.

    Telegram knows itself how far it was read and takes a message twice; Matrix is told how far,
    and knows a message that comes again.
    """

    def __init__(self, world: World, name: str) -> None:
        matrix = name == MATRIX
        super().__init__(name, manner=Manner(sign="!", links=False) if matrix else Manner())
        self.world = world
        self.admins.add((GROUP, "1000"))

    async def delivers(self, receive: Receive, position: str | None) -> None:
        """Deliver what waits; in the next request, confirm it."""
        known = f"confirmed-{self.name}"
        start = self.world.get(known) if self.name == TELEGRAM else int(position or 0)
        every = [line for line in self.world.lines("updates") if line["platform"] == self.name]
        if new := every[start:]:
            events = [(str(line["id"]), json.dumps(line["event"])) for line in new]
            told = None if self.name == TELEGRAM else str(len(every))
            await receive(self.name, events, told)
            self.world.put(known, len(every))

    def read(self, payload: str) -> Any:
        return super().read(payload)

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        return self._took(outgoing, number)

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        return self._took(outgoing, number)

    def repeats_since(self, now: Any) -> Any:
        return None if self.name == TELEGRAM else now.replace(year=2000)

    def _took(self, outgoing: Outgoing, number: int) -> str:
        chat = outgoing.chat_id
        if chat == str(self.world.get("gone-chat")):
            raise SendError("Forbidden: bot was blocked by the user", gone=True)
        if chat == GROUP and self.name == TELEGRAM and self.world.get("moved"):
            raise SendError("migrated", moved_to=MOVED_GROUP)
        name = f"{outgoing.key}/{number}"
        before = self.world.lines("sent")
        if self.name == MATRIX:
            for line in before:
                if line["name"] == name:
                    return str(line["id"])
        message_id = outgoing.edits or str(len(before) + 1)
        self.world.add(
            "sent",
            {
                "id": message_id,
                "platform": self.name,
                "chat": chat,
                "key": outgoing.key,
                "name": name,
                "edits": outgoing.edits,
                "plain": outgoing.plain,
                "keys": [(key.label, key.token, key.invite) for key in outgoing.keys],
            },
        )
        return message_id


def platforms(world: World) -> Sequence[Lasting]:
    return [Lasting(world, TELEGRAM), Lasting(world, MATRIX)]
