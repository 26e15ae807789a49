"""Who there is, what they say, and where: accounts, messages, chats, presses on buttons."""

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .bell import Bell
from .wire import Json, Upload

PRESENT = frozenset({"creator", "administrator", "member"})

Button = tuple[str, str]
"""A button as people see it: its label, and its callback data or URL."""


@dataclass(slots=True, eq=False)
class Account:
    """Someone with an id: a person, or the bot."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @property
    def card(self) -> Json:
        """The User object of the Bot API."""
        card: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                card[name] = value
        return card


@dataclass(slots=True, eq=False)
class Message:
    """A message as people see it; `api` is the same as the Bot API shows it."""

    api: Json
    seq: int
    """When it was sent, or last edited by its author if that is a person: a count of events."""
    changed: int
    """When it last changed, whoever changed it."""
    at: float
    """`time.monotonic()` of its sending."""
    by_bot: bool = False
    html: str = ""
    """What the bot wrote, before its HTML was read."""
    file: Upload | None = None
    versions: list[str] = field(default_factory=list)
    """The texts it had before it was edited."""
    deleted: bool = False

    @property
    def chat_id(self) -> int:
        """The chat it is in."""
        return int(self.api["chat"]["id"])

    @property
    def message_id(self) -> int:
        """Its number in that chat."""
        return int(self.api["message_id"])

    @property
    def sender_id(self) -> int:
        """Who sent it."""
        return int((self.api.get("from") or self.api["chat"])["id"])

    @property
    def text(self) -> str:
        """Its text or caption, after entities."""
        return str(self.api.get("text") or self.api.get("caption") or "")

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of its inline keyboard."""
        rows = self.api.get("reply_markup", {}).get("inline_keyboard", [])
        return [
            [(b["text"], b.get("callback_data") or b.get("url") or "") for b in row] for row in rows
        ]

    @property
    def reply_to(self) -> int | None:
        """The message it answers."""
        answered = self.api.get("reply_to_message")
        return None if answered is None else int(answered["message_id"])

    def button(self, what: str) -> Button | None:
        """Find the button whose data is `what`, or whose label contains it."""
        buttons = [button for row in self.buttons for button in row]
        exact = [button for button in buttons if what in button]
        return next(iter(exact or [button for button in buttons if what in button[0]]), None)

    def line(self) -> str:
        """Show it as one line of a transcript."""
        author: Json = self.api.get("from") or self.api["chat"]
        name = author.get("first_name") or author.get("title")
        shown = self.text or next((k for k in self.api if k in _SERVICE), "")
        extra = f" <{self.file.name}>" if self.file else ""
        for row in self.buttons:
            extra += " [" + " | ".join(label for label, _ in row) + "]"
        edited = " (edited)" if self.versions else ""
        return f"#{self.message_id} {name}: {shown}{extra}{edited}"


_SERVICE = frozenset({
    "new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id",
})  # fmt: skip


class Chat:
    """A conversation, private or not."""

    def __init__(self, chat_id: int, kind: str, ids: Iterator[int], **names: str | None) -> None:
        self.id = chat_id
        self.kind = kind
        self.ids = ids
        self.names = {name: value for name, value in names.items() if value}
        self.members: dict[int, str] = {}
        self.history: list[Message] = []
        self.sent: list[Message] = []
        self.by_id: dict[int, Message] = {}
        self.changes: list[tuple[int, Message]] = []
        self.last_act = 0
        self.bell = Bell()
        self.card: Json = {"id": chat_id, "type": kind, **self.names}

    @property
    def private(self) -> bool:
        """Tell whether it is between the bot and one person."""
        return self.kind == "private"

    @property
    def from_bot(self) -> list[Message]:
        """What the bot wrote here and did not delete."""
        return [message for message in self.sent if not message.deleted]

    def find(self, wanted: Callable[[Message], bool], after: int) -> Message | None:
        """Find the first thing the bot wrote or edited after that event and that is wanted."""
        start = bisect_right(self.changes, after, key=lambda change: change[0])
        for _, message in itertools.islice(self.changes, start, None):
            if not message.deleted and wanted(message):
                return message
        return None

    def transcript(self, last: int = 30) -> str:
        """Show the end of the conversation."""
        lines = [m.line() + (" (deleted)" if m.deleted else "") for m in self.history[-last:]]
        return "\n".join([f"--- {self.card}", *(lines or ["(nothing was said)"])])


@dataclass(slots=True, eq=False)
class Query:
    """A press on a button, until the bot answers it."""

    query_id: str
    at: float
    seq: int
    answer: "Answer | None" = None
    done: Bell = field(default_factory=Bell)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person sees when the bot answers a press; `seq` says when they pressed."""

    text: str
    show_alert: bool
    url: str
    seq: int
