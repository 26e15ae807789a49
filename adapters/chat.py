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
class File:
    """A file to send, whole: a picture, a table."""

    name: str
    mime: str
    content: bytes

    @property
    def is_image(self) -> bool:
        """Tell whether people can look at it where it is shown."""
        return self.mime.startswith("image/")


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something that happened in a chat.

    Exactly one of `text`, `pressed`, `chosen`, `moved_to`, `arrived`, `blocked`, `removed` and
    `crowd` is set (a `file` comes with its caption as `text`). `message_id` names the message, also
    when it was edited (`edit`) or taken back (`removed`). `pressed` is a button's token, `press_id`
    what the platform wants answered; `chosen` is the number of an option of the message `reply_to`,
    where buttons are numbered lines. `addressed` says the bot was called by name or replied to.
    `crowd` names those who entered a private chat that is not theirs. What is `forwarded` was said
    elsewhere, perhaps by somebody else: it says nothing here. `at` is when it was written,
    where the platform says: what was said in time counts even if it reached us late.
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
    chosen: int | None = None
    reply_to: str = ""
    file: Attachment | None = None
    edit: bool = False
    removed: bool = False
    addressed: bool = False
    forwarded: bool = False
    moved_to: str | None = None
    arrived: bool = False
    blocked: bool = False
    crowd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """A button on its way out: a label, and a token, or an invitation's code."""

    label: str
    token: str = ""
    invite: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to send, in the little HTML all platforms can show, and without it.

    `rich` is the same with real tables, for platforms that draw them. `key` is the same each time
    the same message is tried. `private` is for one person's eyes; otherwise whoever is in the chat
    may read it. `answers` is the press it answers; with `notice`, showing it over the button is
    enough. `edits` is the message it is written over: that fails for good where it is gone.
    """

    key: str
    chat_id: str
    private: bool
    html: str
    plain: str
    rich: str | None = None
    keys: tuple[Key, ...] = ()
    answers: str | None = None
    notice: bool = False
    edits: str | None = None


class UnreadableError(Exception):
    """A stored event cannot be read yet: the key to `session` has not come.

    The rest says whose it is, so that they can be asked to send it again if it never comes.
    """

    def __init__(self, session: str, chat_id: str, user_id: str, at: datetime) -> None:
        super().__init__(session)
        self.session = session
        self.chat_id = chat_id
        self.user_id = user_id
        self.at = at


class SendError(Exception):
    """A message was not sent, or nobody knows.

    `permanent`: trying again will never help, the reason is the chat's (`gone`) or the message's.
    `retry_after`: seconds the platform asked to wait. `moved_to`: the chat's new id. `unknown`:
    the request left and no answer came: it may have arrived. `held`: not now, and it is nobody's
    fault (the person has not come in yet, or is not alone there).
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        unknown: bool = False,
        held: bool = False,
        retry_after: float | None = None,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent or gone
        self.gone = gone
        self.unknown = unknown
        self.held = held
        self.retry_after = retry_after
        self.moved_to = moved_to


class NotStoredError(Exception):
    """What a platform delivered could not be stored for now: it must come again."""


class PlatformError(Exception):
    """A platform cannot be used at all; `key` and `args_by_name` name what to say about it."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.args_by_name = args


class Pulse:
    """The heartbeat of something that runs for ever: it beats whenever that gets on.

    Whoever watches it brings the clock.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.beats = 0

    def beat(self) -> None:
        """Get on."""
        self.beats += 1

    async def rest(self, seconds: float) -> None:
        """Wait on purpose, and show meanwhile that one is alive."""
        while seconds > 0:
            self.beat()
            await asyncio.sleep(min(seconds, REST))
            seconds -= REST
        self.beat()


REST = 10.0
"""Seconds between two beats of what waits on purpose."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast a platform lets a bot speak.

    `adaptive` where nobody knows: what it asks for when it says no is kept to for a while.
    """

    per_second: float
    chat_gap: float
    group_messages: int
    group_window: float
    adaptive: bool = False

    def scaled(self, times: float) -> "Limits":
        """The same limits on a clock that runs `times` as fast."""
        return Limits(
            self.per_second * times,
            self.chat_gap / times,
            self.group_messages,
            self.group_window / times,
            self.adaptive,
        )


@dataclass(frozen=True, slots=True)
class Manner:
    """How people speak on a platform: the `sign` before a command, and what it can show.

    `links`: a button can be a link, which is what an invitation is. `tables`: it draws tables.
    """

    sign: str = "/"
    links: bool = True
    tables: bool = False


Receive = Callable[[str, Sequence[tuple[str, str]], str | None], Awaitable[None]]
"""Commits (event id, payload) pairs of a platform, and with them how far it has been read, where
the platform leaves that to us; only then may they be acknowledged. Raises `NotStoredError`."""


class Platform(Protocol):
    """One chat platform, reached with one account."""

    @property
    def name(self) -> str:
        """Its name in the database: `telegram`, `matrix`, `terminal`."""

    @property
    def limits(self) -> Limits:
        """How fast it lets us speak."""

    @property
    def manner(self) -> Manner:
        """How people speak there."""

    @property
    def caught_up(self) -> asyncio.Event:
        """Set once everything that waited on the platform at the start was received."""

    @property
    def pulse(self) -> Pulse:
        """Beats whenever `listen` gets on, also where there is nothing new, or no answer."""

    @property
    def renewed(self) -> bool:
        """Whether `open` had to begin anew, so that what people sent before may be lost to us."""

    async def open(self) -> str:
        """Log in and say who we are there. Raises `PlatformError` with what to do."""

    async def probe(self) -> str:
        """Say who we would be there, changing nothing. Raises `PlatformError`."""

    async def listen(self, receive: Receive, position: str | None) -> None:
        """Deliver events until cancelled: committed by `receive` before they are acknowledged.

        `position` is how far it had been read, as `receive` was last told.
        """

    def read(self, payload: str) -> Incoming | None:
        """Make sense of a stored event; None if it does not concern us.

        Raises `UnreadableError` where that may be possible later.
        """

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        """Send one part of a message, keys under the last; return its id. Raises `SendError`."""

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        """Send a file that goes with a message, after its text; return its id.

        It is part `number` of the message. Raises `SendError`.
        """

    async def typing(self, chat_id: str) -> None:
        """Show that something is being prepared; never fails."""

    def parts(self, outgoing: Outgoing) -> Sequence[str]:
        """Cut a message into pieces of HTML the platform takes."""

    def held(self, outgoing: Outgoing) -> bool:
        """Tell whether a message cannot be sent now, by nobody's fault: see `SendError`."""

    def repeats_since(self, now: datetime) -> datetime | None:
        """Since when a message of the same key sent again is known there as the same one.

        None where that is never so: what may have arrived is then not sent again.
        """

    async def open_private(self, user_id: str) -> str | None:
        """Open a private chat with somebody; its id, or None where only they can begin it.

        Raises `SendError`.
        """

    async def runs_chat(self, chat_id: str, user_id: str) -> bool:
        """Ask whether somebody may speak for a group chat. Raises `SendError`."""

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """Get a file of at most `most` bytes. Raises `SendError`."""

    async def forget(self, chat_id: str) -> None:
        """Let go of a private chat, and of what is kept here about its owner. Raises `SendError`.

        Called again, it is as done once.
        """

    async def shut(self) -> None:
        """Let go of connections."""
