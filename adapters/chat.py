"""What every chat platform has in common: what arrives, what leaves, what can go wrong."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote, as the platform says. `user_id` is what is trusted; names are only shown.

    `anonymous` is somebody who hides behind the group: nobody, for us.
    """

    user_id: str
    name: str
    language: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file somebody sent, not fetched yet. `size` in bytes, as the platform says."""

    file_id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that happened in a chat.

    Exactly one of `text`, `pressed`, `moved_to`, `arrived` and `blocked` is set (a `file` comes
    with its caption as `text`). `message_id` names the message, also when it was edited (`edit`).
    `pressed` is a button's token, `press_id` what the platform wants answered. `addressed` says
    the bot was called by name or replied to. `at` is when it was written, where the platform says:
    what was said in time counts even if it reached us late.
    """

    platform: str
    chat_id: str
    private: bool
    sender: Sender
    at: datetime | None = None
    message_id: str = ""
    chat_title: str = ""
    text: str | None = None
    pressed: str | None = None
    press_id: str | None = None
    file: Attachment | None = None
    edit: bool = False
    addressed: bool = False
    moved_to: str | None = None
    arrived: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A button on its way out: a label, and a token, or an invitation's code."""

    label: str
    token: str = ""
    invite: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send, in the little HTML all platforms can show, and without it.

    `key` is the same each time the same message is tried. `answers` is the press it answers;
    with `notice`, showing it over the button is enough.
    """

    key: str
    chat_id: str
    private: bool
    html: str
    plain: str
    keys: tuple[Key, ...] = ()
    answers: str | None = None
    notice: bool = False


class SendError(Exception):
    """A message was not sent, or nobody knows.

    `permanent`: trying again will never help, the reason is the chat's (`gone`) or the message's.
    `retry_after`: seconds the platform asked to wait. `moved_to`: the chat's new id. `unknown`:
    the request left and no answer came: it may have arrived.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        unknown: bool = False,
        retry_after: float | None = None,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent or gone
        self.gone = gone
        self.unknown = unknown
        self.retry_after = retry_after
        self.moved_to = moved_to


class PlatformError(Exception):
    """A platform cannot be used at all; the message says what to do about it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a platform lets a bot speak."""

    per_second: float
    chat_gap: float
    group_messages: int
    group_window: float

    def scaled(self, times: float) -> "Limits":
        """The same limits on a clock that runs `times` as fast."""
        return Limits(
            self.per_second * times,
            self.chat_gap / times,
            self.group_messages,
            self.group_window / times,
        )


Receive = Callable[[str, Sequence[tuple[str, str]]], Awaitable[None]]
"""Commits (event id, payload) pairs of a platform; only then may they be acknowledged."""


class Platform(Protocol):
    """One chat platform, reached with one account."""

    @property
    def name(self) -> str:
        """Its name in the database: `telegram`, `matrix`, `terminal`."""

    @property
    def limits(self) -> Limits:
        """How fast it lets us speak."""

    @property
    def caught_up(self) -> asyncio.Event:
        """Set once everything that waited on the platform at the start was received."""

    async def open(self) -> str:
        """Log in and say who we are there. Raises `PlatformError` with what to do."""

    async def listen(self, receive: Receive) -> None:
        """Deliver events until cancelled: committed by `receive` before they are acknowledged."""

    def read(self, payload: str) -> Incoming | None:
        """Make sense of a stored event; None if it does not concern us."""

    async def send(self, outgoing: Outgoing, part: str, *, last: bool) -> str:
        """Send one part of a message, keys under the last; return its id. Raises `SendError`."""

    def parts(self, html: str) -> Sequence[str]:
        """Cut a text into pieces the platform takes."""

    async def runs_chat(self, chat_id: str, user_id: str) -> bool:
        """Ask whether somebody may speak for a group chat. Raises `SendError`."""

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Get a file of at most `most` bytes. Raises `SendError`."""

    async def shut(self) -> None:
        """Let go of connections."""
