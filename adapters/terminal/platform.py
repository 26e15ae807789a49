"""A chat in a terminal, for demonstrations: what is typed goes in, what is said is shown."""

import asyncio
import itertools
import json
import string
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from rich.console import Console

from adapters.chat import (
    Attachment,
    File,
    Incoming,
    Key,
    Limits,
    Manner,
    Outgoing,
    Pulse,
    Receive,
    Sender,
    SendError,
)
from adapters.terminal.scroll import Scroll

NAME = "terminal"
GROUP = "group"
LIMITS = Limits(per_second=1e9, chat_gap=0, group_messages=10**9, group_window=1)


class Terminal:
    """Implements `adapters.chat.Platform` on one screen.

    Every person's id is their name. `shown` limits the private chats that are printed; what is
    said in others is counted in `unseen`. Buttons are lettered, so that they are never an amount.
    """

    name = NAME
    limits = LIMITS
    manner = Manner()
    renewed = False

    def __init__(self, console: Console, group_title: str, admins: Sequence[str]) -> None:
        """Print on a console. `admins` may speak for the group."""
        self.caught_up = asyncio.Event()
        self.caught_up.set()
        self.pulse = Pulse()
        self.scroll = Scroll(console, group_title)
        self.posts: list[str] = []
        self.shown: set[str] | None = None
        self.unseen: list[str] = []
        self.brief = False
        self._admins = frozenset(admins)
        self._keys: dict[str, tuple[Key, ...]] = {}
        self._numbers = itertools.count(1)
        self._last: dict[str, str] = {}

    async def open(self) -> str:
        """See `Platform.open`."""
        return NAME

    async def probe(self) -> str:
        """See `Platform.probe`."""
        return NAME

    async def listen(self, receive: Receive, position: str | None) -> None:
        """See `Platform.listen`: here what is typed is received as it is typed."""
        del receive, position
        await asyncio.Event().wait()

    def typed(
        self,
        who: str,
        said: str,
        at: datetime,
        *,
        group: bool = False,
        edit: bool = False,
        shown: bool = True,
    ) -> tuple[str, str]:
        """Show what somebody types (unless the screen has it already); give the event it makes."""
        if shown:
            self.scroll.typed(who, said, group=group, edit=edit)
        number = self._last[who] if edit and who in self._last else str(next(self._numbers))
        self._last[who] = number
        return self._event(
            Incoming(
                platform=NAME,
                chat_id=GROUP if group else who,
                private=not group,
                sender=Sender(who, who),
                at=at,
                message_id=number,
                text=said,
                edit=edit,
            )
        )

    def pressed(self, who: str, key: Key, at: datetime, *, shown: bool = True) -> tuple[str, str]:
        """Show a press; give the event it makes. An invitation leads to `/start`."""
        if shown:
            self.scroll.pressed(who, key.label)
        number = str(next(self._numbers))
        text = f"/start {key.invite}" if key.invite else None
        return self._event(
            Incoming(
                platform=NAME,
                chat_id=who,
                private=True,
                sender=Sender(who, who),
                at=at,
                message_id=number,
                text=text,
                pressed=key.token if text is None else None,
                press_id=number if text is None else None,
            )
        )

    def key(self, chat: str, label: str) -> Key:
        """Find the button a chat was last shown by (part of) its label. Raises `KeyError`."""
        for key in self._keys.get(chat, ()):
            if label in key.label.replace("\u00a0", " "):
                return key
        raise KeyError(label)

    def lettered(self, chat: str, letter: str) -> Key | None:
        """Find the button a chat was last shown by its letter."""
        keys = dict(zip(string.ascii_lowercase, self._keys.get(chat, ()), strict=False))
        return keys.get(letter.strip().lower())

    def read(self, payload: str) -> Incoming | None:
        """See `Platform.read`."""
        said = json.loads(payload)
        sender = Sender(**said.pop("sender"))
        return Incoming(sender=sender, at=datetime.fromisoformat(said.pop("at")), **said)

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        """See `Platform.send`."""
        del part, number, last
        if outgoing.edits is not None:
            self._say(outgoing, outgoing.plain, ())
            return outgoing.edits
        if outgoing.keys:
            self._keys[outgoing.chat_id] = outgoing.keys
        return self._say(outgoing, outgoing.plain, [key.label for key in outgoing.keys])

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        """See `Platform.send_file`: a screen of letters names it."""
        del number
        kind = "image" if file.is_image else "file"
        return self._say(outgoing, f"[{kind}: {file.name}]", ())

    async def typing(self, chat_id: str) -> None:
        """See `Platform.typing`: here nobody waits."""
        del chat_id

    def parts(self, outgoing: Outgoing) -> Sequence[str]:
        """See `Platform.parts`: a screen takes it whole."""
        return [outgoing.html]

    def held(self, outgoing: Outgoing) -> bool:
        """See `Platform.held`."""
        del outgoing
        return False

    def repeats_since(self, now: datetime) -> datetime | None:
        """See `Platform.repeats_since`."""
        del now
        return None

    async def open_private(self, user_id: str) -> str | None:
        """See `Platform.open_private`: everybody has one."""
        return user_id

    async def runs_chat(self, chat_id: str, user_id: str) -> bool:
        """See `Platform.runs_chat`."""
        return chat_id == GROUP and user_id in self._admins

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """See `Platform.fetch`: nobody sends files here."""
        raise SendError(f"no file {file.file_id} of {most} bytes", permanent=True)

    async def forget(self, chat_id: str) -> None:
        """See `Platform.forget`: nothing about anybody is kept here."""

    async def shut(self) -> None:
        """See `Platform.shut`."""

    def _say(self, outgoing: Outgoing, said: str, labels: Sequence[str]) -> str:
        if not outgoing.private:
            self.posts.append(said)
            self.scroll.posted(said, labels)
        elif self.shown is None or outgoing.chat_id in self.shown:
            self.scroll.answered(outgoing.chat_id, said, labels, brief=self.brief)
        else:
            self.unseen.append(outgoing.chat_id)
        return str(next(self._numbers))

    def _event(self, incoming: Incoming) -> tuple[str, str]:
        said = asdict(incoming)
        del said["file"]
        said["at"] = incoming.at.isoformat() if incoming.at else None
        return f"typed-{next(self._numbers)}", json.dumps(said)
