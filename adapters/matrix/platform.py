"""Matrix: our own sync, every event stored before it is acknowledged, nothing private in clear."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Coroutine, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import aiohttp
from nio import EncryptionError, LocalProtocolError, MegolmEvent, RoomKeyRequestError
from nio.exceptions import MembersSyncError

from adapters.chat import (
    Attachment,
    File,
    Incoming,
    Limits,
    Manner,
    NotStoredError,
    Outgoing,
    PlatformError,
    Pulse,
    Receive,
    SendError,
    UnreadableError,
)
from adapters.matrix import files
from adapters.matrix.client import Client
from adapters.matrix.errors import MatrixError, send_error
from adapters.matrix.forgetting import forget_keys
from adapters.matrix.login import Login
from adapters.matrix.reading import NAME, read, said_at
from adapters.matrix.rooms import Rooms
from adapters.matrix.seeds import Seeds
from adapters.matrix.timeline import Timeline
from adapters.matrix.vault import StoredAccount, Vault
from adapters.matrix.writing import content_of, parts, transaction, written_over

T = TypeVar("T")

log = logging.getLogger("semainier.matrix")

LIMITS = Limits(per_second=50, chat_gap=0, group_messages=10**6, group_window=60, adaptive=True)
"""Homeservers do not say how fast one may speak until it was too fast."""

LONG_POLL = 25.0
"""Seconds a request for what is new waits for some."""

MOST_BACKOFF = 60.0
MOST_SKEW = 60.0
"""Seconds our clock may differ from the homeserver's: beyond, what was said in time would not
be known as such."""

REPEATS = timedelta(hours=20)
"""How long a homeserver surely knows a transaction id: Synapse says 24 hours."""

STUMBLES = (KeyError, EncryptionError, LocalProtocolError, MembersSyncError)
"""What nio raises when a room changes under its hands: trying again is enough."""

LOST = (aiohttp.ClientError, TimeoutError)
"""Requests that were cut off."""


class Matrix:
    """Implements `adapters.chat.Platform` for one account on a homeserver."""

    name = NAME
    manner = Manner(sign="!", links=False, tables=True)

    def __init__(
        self,
        homeserver: str,
        user_id: str,
        store: Path,
        *,
        password: str | None = None,
        access_token: str | None = None,
        allowed_homeservers: Sequence[str] = (),
        limits: Limits = LIMITS,
    ) -> None:
        """Prepare an account; nothing is sent yet. The password is used once."""
        self.limits = limits
        self.caught_up = asyncio.Event()
        self.pulse = Pulse()
        self._client = Client(homeserver, store)
        self._vault = Vault(store)
        self._login = Login(
            self._client, self._vault, user_id, password=password, access_token=access_token
        )
        self._rooms = Rooms(self._client, frozenset(allowed_homeservers))
        self._timeline = Timeline(self._client, self._rooms)
        self._seeds = Seeds(self._client)
        self._account: StoredAccount | None = None
        self.renewed = False
        self._synced = asyncio.Event()
        self._asked: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> str:
        """See `Platform.open`: the stored device if there is one, else a new one."""
        try:
            self._account = await self._login.stored() or await self._login.fresh()
            self.renewed = self._login.replaced
            await self._client.keep_keys()
            await self._login.vouch(self._account)
            await self._rooms.load()
        except OSError as error:
            if isinstance(error, LOST):
                raise PlatformError("matrix-reach", homeserver=self._client.homeserver) from error
            raise PlatformError("matrix-store", store=str(self._vault.folder)) from error
        except (MatrixError, *LOST) as error:
            raise PlatformError("matrix-reach", homeserver=self._client.homeserver) from error
        if (skew := self._skew()) > MOST_SKEW:
            log.warning("our clock and the homeserver's differ by %.0f seconds", skew)
        return self._account.user_id

    async def probe(self) -> str:
        """See `Platform.probe`: a device made only to try the password is logged out at once."""
        homeserver = self._client.homeserver
        try:
            versions = await self._client.call("GET", "/_matrix/client/versions")
            if "versions" not in versions:
                raise PlatformError("matrix-reach", homeserver=homeserver)
            self._check_clock()
            if await self._login.stored() is None:
                await self._login.try_out()
                if self._vault.exists:
                    raise PlatformError("matrix-keys-lost", store=str(self._vault.folder))
        except (MatrixError, ValueError, *LOST) as error:
            raise PlatformError("matrix-reach", homeserver=homeserver) from error
        return self._login.user_id

    @property
    def stored(self) -> bool:
        """Whether a device was stored before, with its keys."""
        return self._vault.account() is not None

    async def listen(self, receive: Receive, position: str | None) -> None:
        """See `Platform.listen`: how far we are is stored with what came, in one transaction."""
        backoff, full = 1.0, True
        seeding = asyncio.create_task(self._seeds.sow())
        try:
            while True:
                self.pulse.beat()
                try:
                    position = await self._step(receive, position, full=full)
                    backoff, full = 1.0, False
                    continue
                except (MatrixError, *LOST) as error:
                    if isinstance(error, MatrixError) and error.revoked:
                        store = str(self._vault.folder)
                        raise PlatformError("matrix-token", store=store) from None
                    wait = getattr(error, "retry_after", None) or backoff
                    log.warning("sync: %r; trying again in %.0f s", error, wait)
                except NotStoredError:
                    log.debug("events could not be stored, so they were not confirmed")
                    wait = backoff
                self.caught_up.set()
                await self.pulse.rest(wait)
                backoff = min(backoff * 2, MOST_BACKOFF)
        finally:
            seeding.cancel()

    async def _step(self, receive: Receive, position: str | None, *, full: bool) -> str:
        """Ask what is new, commit it with how far that is, and keep house; return how far."""
        wait = LONG_POLL if self._synced.is_set() and not full else 0.0
        batch = await self._client.sync(
            position, wait=wait, timeline=self._timeline.limit, full_state=full
        )
        self.pulse.beat()
        await self._rooms.answer_invitations(batch)
        self.pulse.beat()
        events = await self._timeline.events(batch, position)
        self.pulse.beat()
        reached = str(batch["next_batch"])
        if events or reached != position:
            await receive(NAME, [event.stored() for event in events], reached)
        self._rooms.note_departures(batch)
        await self._keep_keys()
        self._synced.set()
        self.caught_up.set()
        self._mark_read({event.room_id: event.event["event_id"] for event in events})
        return reached

    def read(self, payload: str) -> Incoming | None:
        """See `Platform.read`: what is stored is as it was sent, and decrypted only here."""
        stored = json.loads(payload)
        event, room_id = stored["event"], stored["room"]
        if event["type"] == "m.room.encrypted":
            clear = self._decrypted(event, room_id)
            if clear is None:
                return None
            event = clear
        return read(event, self._rooms.place(room_id), self._client.user_id)

    def _decrypted(self, event: dict[str, Any], room_id: str) -> dict[str, Any] | None:
        olm = self._client.nio.olm
        parsed = MegolmEvent.from_dict({**event, "room_id": room_id})
        if olm is None or not isinstance(parsed, MegolmEvent):
            return None
        try:
            return {**olm.decrypt_megolm_event(parsed).source, "unsigned": {}}
        except EncryptionError as error:
            if "Duplicate message index" in str(error):
                log.warning("a message that was sent before, again: %s", parsed.event_id)
                return None
            self._ask_for_key(parsed)
            session = parsed.session_id or ""
            raise UnreadableError(session, room_id, parsed.sender, said_at(event)) from None

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        """See `Platform.send`: keyed by the message, so that twice is once."""
        content = content_of(outgoing, part, last=last)
        if outgoing.edits is not None:
            await self._send(outgoing, written_over(outgoing.edits, content), str(number))
            return outgoing.edits
        event_id = await self._send(outgoing, content, str(number))
        if last and outgoing.keys:
            self._seeds.plant(outgoing.chat_id, event_id, len(outgoing.keys), outgoing.key)
        return event_id

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        """See `Platform.send_file`: encrypted where the room is."""
        await self._may_speak(outgoing)
        encrypted = self._client.nio.rooms[outgoing.chat_id].encrypted
        try:
            content = await files.uploaded(self._client, file, encrypted=encrypted)
        except MatrixError as error:
            raise send_error(error) from error
        except LOST as error:
            raise SendError(repr(error)) from error
        return await self._send(outgoing, content, str(number))

    async def typing(self, chat_id: str) -> None:
        """See `Platform.typing`."""
        path = f"/rooms/{quote(chat_id)}/typing/{quote(self._client.user_id)}"
        try:
            await self._client.call("PUT", path, {"typing": True, "timeout": 15_000})
        except (MatrixError, *LOST) as error:
            log.debug("typing: %r", error)

    def parts(self, outgoing: Outgoing) -> Sequence[str]:
        """See `Platform.parts`."""
        return parts(outgoing)

    def held(self, outgoing: Outgoing) -> bool:
        """See `Platform.held`: not while its owner is not there, or not alone."""
        if not self._synced.is_set() or not outgoing.private:
            return False
        return self._rooms.awaited(outgoing.chat_id)

    def repeats_since(self, now: datetime) -> datetime | None:
        """See `Platform.repeats_since`: a transaction id is known for a day, to one device."""
        if self._account is None:
            return None
        return max(now - REPEATS, self._account.logged_in_at)

    async def runs_chat(self, chat_id: str, user_id: str) -> bool:
        """See `Platform.runs_chat`."""
        return await _answered(self._rooms.speaks_for(chat_id, user_id))

    async def open_private(self, user_id: str) -> str | None:
        """See `Platform.open_private`."""
        return await _answered(self._rooms.open_private(user_id))

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """See `Platform.fetch`."""
        return await _answered(files.fetched(self._client, file, most))

    async def forget(self, chat_id: str) -> None:
        """See `Platform.forget`: the room is left, the keys to it and to its owner are deleted."""
        owner = self._rooms.owner_of(chat_id)
        forget_keys(self._client.nio.store.database, owner, chat_id)
        await _answered(self._rooms.forget(chat_id))

    async def shut(self) -> None:
        """See `Platform.shut`."""
        await self._client.close()

    async def _send(self, outgoing: Outgoing, content: dict[str, Any], part: str) -> str:
        await self._may_speak(outgoing)
        txn = transaction(outgoing.key, part)
        try:
            return await self._client.send(outgoing.chat_id, "m.room.message", content, txn)
        except MatrixError as error:
            if error.limited:
                self._seeds.rest()
            raise send_error(error) from error
        except (*LOST, *STUMBLES) as error:
            raise SendError(repr(error)) from error

    async def _may_speak(self, outgoing: Outgoing) -> None:
        """Make sure nobody but its owner could read what is private. Raises `SendError`."""
        if not self._synced.is_set():
            raise SendError("not synced yet", retry_after=1.0)
        room_id = outgoing.chat_id
        if self._rooms.was_left(room_id):
            raise SendError("we are not in the room any more", gone=True)
        room = self._client.nio.rooms.get(room_id)
        if room is None:
            raise SendError("not in the room yet", held=True)
        if not outgoing.private:
            return
        if not room.encrypted:
            raise SendError("the room is not encrypted", held=True)
        await _answered(self._rooms.ask_who_is_in(room_id))

    async def _keep_keys(self) -> None:
        try:
            await self._client.keep_keys()
        except (MatrixError, *LOST) as error:
            if isinstance(error, MatrixError) and error.revoked:
                raise
            log.warning("keys: %r; trying again at the next sync", error)

    def _ask_for_key(self, event: MegolmEvent) -> None:
        """Ask whoever sent a message for its key, once."""
        if event.session_id in self._asked or event.session_id is None:
            return
        self._asked.add(event.session_id)
        self._later(self._request_key(event))

    async def _request_key(self, event: MegolmEvent) -> None:
        answer = await self._client.nio.request_room_key(event)
        if isinstance(answer, RoomKeyRequestError):
            log.info("a key could not be asked for: %s", answer)

    def _mark_read(self, latest: dict[str, str]) -> None:
        for room_id, event_id in latest.items():
            self._later(self._read_until(room_id, event_id))

    async def _read_until(self, room_id: str, event_id: str) -> None:
        path = f"/rooms/{quote(room_id)}/read_markers"
        await self._client.call("POST", path, {"m.fully_read": event_id, "m.read": event_id})

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something nobody waits for; that it failed is only worth a line."""

        async def do() -> None:
            try:
                await work
            except Exception as error:
                log.debug("in passing: %r", error)

        task = asyncio.create_task(do())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _skew(self) -> float:
        date = self._client.server_date
        return abs(time.time() - date) if date is not None else 0.0

    def _check_clock(self) -> None:
        if (skew := self._skew()) > MOST_SKEW:
            raise PlatformError("matrix-skew", seconds=round(skew))


async def _answered(work: Awaitable[T]) -> T:
    """Wait for an answer; a refusal or a cut line becomes a `SendError`."""
    try:
        return await work
    except MatrixError as error:
        raise send_error(error) from error
    except LOST as error:
        raise SendError(repr(error)) from error
