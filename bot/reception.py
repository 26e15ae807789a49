"""The reception: makes sense of what arrived, and asks its platform what a command needs to know.

This happens before the transaction that handles it. What cannot be read yet is set aside, with
whatever the same chat said after it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.chat import Incoming, Platform, SendError, UnreadableError
from bot.choices import chosen
from bot.plan_file import LARGEST
from bot.slash import file_reader, slash
from core.app import commands as c
from core.app.ports import Clock
from core.db.mail import Arrived
from core.db.store import Store
from core.domain.refusal import Refusal

log = logging.getLogger("semainier.desk")

PATIENCE = timedelta(seconds=20)
"""How long the key of a message, or the record of what it answers, is waited for. What the same
chat said after it waits too: an older amount never replaces a newer one."""


@dataclass(frozen=True, slots=True)
class Task:
    """One inbox row made sense of, with what had to be asked of the platform beforehand."""

    arrived: Arrived
    incoming: Incoming | None
    command: c.Command | None = None
    refusal: Refusal | None = None
    runs_chat: bool = False
    private_chat: str | None = None
    unreadable: UnreadableError | None = None


class Reception:
    """Prepares what arrived; `aside` are the inbox rows that wait for a key or a record."""

    def __init__(self, store: Store, platforms: Mapping[str, Platform], clock: Clock) -> None:
        """Serve these platforms."""
        self._store = store
        self._platforms = platforms
        self._clock = clock
        self.aside: set[int] = set()
        self._chats_aside: set[tuple[str, str]] = set()

    def look_again(self) -> None:
        """Take what was set aside back in hand."""
        self.aside.clear()
        self._chats_aside.clear()

    async def prepared(self, arrived: Arrived) -> Task | None:
        """Ask the platform what a command needs to know, before the transaction.

        None for what is set aside: it, or something its chat said before, cannot be read yet.
        """
        platform = self._platforms.get(arrived.platform)
        late = self._clock.now() - arrived.received_at >= PATIENCE
        try:
            incoming = platform.read(arrived.payload) if platform else None
        except UnreadableError as error:
            if late:
                return Task(arrived, None, unreadable=error)
            self._set_aside(arrived, error.chat_id)
            return None
        except Exception:
            log.exception("event %s of %s cannot be read", arrived.id, arrived.platform)
            incoming = None
        if platform is None or incoming is None:
            return Task(arrived, None)
        behind = (incoming.platform, incoming.chat_id) in self._chats_aside
        if not behind and incoming.reply_to and not incoming.edit and not incoming.forwarded:
            chosen_now = await self._choice(incoming)
            behind = chosen_now is None and not late
            incoming = chosen_now or incoming
        if behind:
            self._set_aside(arrived, incoming.chat_id)
            return None
        return await self._asked(arrived, incoming, platform)

    async def _asked(self, arrived: Arrived, incoming: Incoming, platform: Platform) -> Task:
        """Ask the platform what the command needs to know."""
        if incoming.forwarded:
            return Task(arrived, incoming)
        if incoming.file is not None:
            try:
                return Task(arrived, incoming, await self._file(platform, incoming))
            except Refusal as refusal:
                return Task(arrived, incoming, refusal=refusal)
        typed = slash(incoming.text or "", title=incoming.chat_title)
        if typed is None or incoming.private or incoming.edit:
            return Task(arrived, incoming)
        if isinstance(typed.command, c.SetUp):
            try:
                runs = await platform.runs_chat(incoming.chat_id, incoming.sender.user_id)
            except SendError as error:
                log.warning("cannot ask who runs a chat: %s", error.reason)
                runs = False
            return Task(arrived, incoming, typed.command, runs_chat=runs)
        if isinstance(typed.command, c.JoinHere) and await self._has_team(incoming):
            try:
                opened = await platform.open_private(incoming.sender.user_id)
            except SendError as error:
                log.warning("cannot open a private chat: %s", error.reason)
                return Task(arrived, incoming, refusal=Refusal("cannot-open-private"))
            return Task(arrived, incoming, typed.command, private_chat=opened)
        return Task(arrived, incoming)

    def _set_aside(self, arrived: Arrived, chat_id: str) -> None:
        self.aside.add(arrived.id)
        self._chats_aside.add((arrived.platform, chat_id))

    async def _choice(self, incoming: Incoming) -> Incoming | None:
        """Turn a reaction or a reply into a press, where it names an option of what it is about.

        None while the message it is about may still be on its way into our records.
        """
        async with self._store.work("desk.choice") as work:
            offer = await work.outbox.offered(
                incoming.platform, incoming.chat_id, incoming.reply_to
            )
            if offer is None and await work.outbox.under_way(incoming.platform, incoming.chat_id):
                return None
        said = incoming.text if incoming.chosen is None else incoming.chosen
        token = chosen(offer, said) if offer is not None and said else None
        if token is None:
            return incoming
        press = f"press-{incoming.message_id}"
        return replace(incoming, text=None, chosen=None, pressed=token, message_id=press)

    async def _has_team(self, incoming: Incoming) -> bool:
        async with self._store.work("desk.group") as work:
            return await work.teams.by_group(incoming.platform, incoming.chat_id) is not None

    async def _file(self, platform: Platform, incoming: Incoming) -> c.Command | None:
        """Fetch a file meant for a command; None where the bot had better say nothing."""
        read = file_reader(incoming.text or "")
        if read is None:
            return c.NotUnderstood(why="file-without-command") if incoming.private else None
        if incoming.file is None or incoming.file.size > LARGEST:
            raise Refusal("plan-file-large", most=LARGEST // 1024)
        try:
            data = await platform.fetch(incoming.file, LARGEST)
        except SendError:
            raise Refusal("file-unreachable") from None
        return read(data)
