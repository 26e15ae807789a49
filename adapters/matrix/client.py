"""A nio client that says no when the server does: raw requests, and keys shared or an error.

nio keeps the encryption and the rooms; requests are made here, because nio waits inside a request
for as long as a server asks, swallows failures to share keys, and hides events as they were sent.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
from nio import AsyncClient, AsyncClientConfig, ErrorResponse, SyncResponse
from nio.store import SqliteStore

from adapters.matrix.errors import MatrixError
from core.crashpoints import crashpoint

REQUEST_TIMEOUT = 30.0
SYNC_LATE = 15.0
"""Seconds an answer to `/sync` may come after the wait that was asked for."""

API = "/_matrix/client/v3"


class Nio(AsyncClient):  # type: ignore[misc]
    """nio, which takes the empty body of a failed request for an empty answer."""

    async def send(self, method: str, path: str, *args: Any, **more: Any) -> Any:
        """Make one request, with a crash point on either side."""
        name = _named(method, path.partition("?")[0])
        crashpoint(f"matrix.{name}.before")
        answer = await super().send(method, path, *args, **more)
        crashpoint(f"matrix.{name}.after")
        return answer

    async def create_matrix_response(
        self,
        response_class: type,
        transport_response: aiohttp.ClientResponse,
        data: tuple[Any, ...] | None = None,
        save_to: Any = None,
    ) -> Any:
        """Raise where the server said no, whatever it said with it."""
        if transport_response.status >= 400:
            found = _json(await transport_response.read())
            raise MatrixError(transport_response.status, found if isinstance(found, dict) else {})
        return await super().create_matrix_response(
            response_class, transport_response, data, save_to
        )


class Client:
    """One device on a homeserver. Raises `MatrixError`, `aiohttp.ClientError`, `TimeoutError`."""

    def __init__(self, homeserver: str, store: Path) -> None:
        """Prepare; nothing is sent yet."""
        self.homeserver = homeserver.rstrip("/")
        self._store = store
        self._nio: Nio | None = None
        self._session: aiohttp.ClientSession | None = None
        self._sharing: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._token = ""
        self.user_id = ""
        self.device_id = ""
        self.server_date: float | None = None

    @property
    def nio(self) -> Nio:
        """The encryption and the rooms of the device, once there is one."""
        if self._nio is None:
            raise RuntimeError("not logged in")
        return self._nio

    def be(self, user_id: str, device_id: str, access_token: str, keys_name: str) -> None:
        """Speak as this device from now on, with the keys stored under a name."""
        config = AsyncClientConfig(
            max_limit_exceeded=0,
            max_timeouts=0,
            request_timeout=REQUEST_TIMEOUT,
            store=SqliteStore,
            store_name=keys_name,
            encryption_enabled=True,
            store_sync_tokens=False,
        )
        self.user_id, self.device_id, self._token = user_id, device_id, access_token
        self._nio = Nio(
            self.homeserver, user_id, device_id, store_path=str(self._store), config=config
        )
        self._nio.restore_login(user_id, device_id, access_token)
        if self._nio.olm is None:
            raise RuntimeError("encryption is off: nothing private could be said")

    async def close(self) -> None:
        """Let go of connections."""
        if self._nio is not None:
            await self._nio.close()
        if self._session is not None:
            await self._session.close()

    async def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str | int] | None = None,
        patience: float = REQUEST_TIMEOUT,
    ) -> Any:
        """Make one request below `API` (or a whole path) and read its JSON."""
        url = self.homeserver + (path if path.startswith("/_matrix") else API + path)
        if query:
            url = f"{url}?{urlencode(query)}"
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        name = _named(method, path)
        crashpoint(f"matrix.{name}.before")
        async with self._http().request(
            method,
            url,
            data=data,
            headers={**self._authorised(), "Content-Type": "application/json"},
            timeout=aiohttp.ClientTimeout(total=patience),
        ) as response:
            if date := response.headers.get("Date"):
                self.server_date = parsedate_to_datetime(date).timestamp()
            found = _json(await response.read())
            if response.status >= 400:
                raise MatrixError(response.status, found if isinstance(found, dict) else {})
            crashpoint(f"matrix.{name}.after")
            return found

    async def log_out(self, access_token: str) -> None:
        """Log a device out that was made in passing."""
        await self._as(access_token).call("POST", "/logout", {})

    async def whoami(self, access_token: str) -> dict[str, Any]:
        """Ask whose an access token is; nothing if it is nobody's."""
        try:
            found: dict[str, Any] = await self._as(access_token).call("GET", "/account/whoami")
        except MatrixError as error:
            if error.revoked:
                return {}
            raise
        return found

    async def upload(self, content: bytes, mime: str) -> str:
        """Store a file on the homeserver; return its `mxc:` address."""
        crashpoint("matrix.upload.before")
        async with self._http().post(
            f"{self.homeserver}/_matrix/media/v3/upload",
            data=content,
            headers={**self._authorised(), "Content-Type": mime},
        ) as response:
            found = _json(await response.read())
            if response.status >= 400:
                raise MatrixError(response.status, found)
            crashpoint("matrix.upload.after")
            return str(found["content_uri"])

    async def download(self, mxc: str, most: int) -> bytes | None:
        """Fetch a file of at most `most` bytes; None if it is larger."""
        path = "/".join(quote(part, safe="") for part in mxc.removeprefix("mxc://").split("/", 1))
        async with self._http().get(
            f"{self.homeserver}/_matrix/client/v1/media/download/{path}",
            headers=self._authorised(),
        ) as response:
            if response.status >= 400:
                raise MatrixError(response.status, _json(await response.read()))
            content = await response.content.read(most + 1)
            while len(content) <= most and (more := await response.content.read(most + 1)):
                content += more
            return content if len(content) <= most else None

    async def sync(
        self, since: str | None, *, wait: float, timeline: int, full_state: bool
    ) -> dict[str, Any]:
        """Ask what is new since a position, and let the encryption know; return it as it came."""
        wanted = {
            "room": {"timeline": {"limit": timeline}, "ephemeral": {"types": []}},
            "presence": {"types": []},
        }
        query: dict[str, str | int] = {"timeout": int(wait * 1000), "filter": json.dumps(wanted)}
        if since is not None:
            query["since"] = since
        if full_state:
            query["full_state"] = "true"
        batch: dict[str, Any] = await self.call(
            "GET", "/sync", query=query, patience=max(REQUEST_TIMEOUT, wait + SYNC_LATE)
        )
        response = SyncResponse.from_dict(json.loads(json.dumps(batch)))
        if not isinstance(response, SyncResponse):
            raise MatrixError(502, {"error": "an answer to /sync that is not one"})
        self.nio.next_batch = since or ""
        await self.nio.receive_response(response)
        counts = batch.get("device_one_time_keys_count")
        if counts is not None and self.nio.olm is not None:
            self.nio.olm.uploaded_key_count = counts.get("signed_curve25519", 0)
        return batch

    async def keep_keys(self) -> None:
        """Upload keys people need to write to us, learn theirs, send what encryption wants sent."""
        nio = self.nio
        if nio.should_upload_keys:
            _checked(await nio.keys_upload())
        if nio.should_query_keys:
            _checked(await nio.keys_query())
        if nio.should_claim_keys:
            _checked(await nio.keys_claim(nio.get_users_for_key_claiming()))
        for answer in await nio.send_to_device_messages():
            _checked(answer)

    async def send(self, room_id: str, kind: str, content: dict[str, Any], txn: str) -> str:
        """Send an event to a room, encrypted where the room is; return its id.

        The same `txn` sent again is the same event. Raises `KeyError` for a room we are not in: its
        encryption would be unknown.
        """
        if self.nio.rooms[room_id].encrypted and kind != "m.reaction":
            async with self._sharing[room_id]:
                await self._share_keys(room_id)
            kind, content = self.nio.encrypt(room_id, kind, content)
        path = f"/rooms/{quote(room_id)}/send/{kind}/{quote(txn, safe='')}"
        return str((await self.call("PUT", path, content))["event_id"])

    async def _share_keys(self, room_id: str) -> None:
        """Give everybody in a room what they need to read the next message, or raise."""
        nio, olm = self.nio, self.nio.olm
        if olm is None:
            raise RuntimeError("encryption is off")
        if not nio.rooms[room_id].members_synced:
            _checked(await nio.joined_members(room_id))
        if nio.should_query_keys:
            _checked(await nio.keys_query())
        if not olm.should_share_group_session(room_id):
            return
        missing = nio.get_missing_sessions(room_id)
        if missing:
            _checked(await nio.keys_claim(missing))
        with suppress(KeyError):  # somebody came or left meanwhile: nio has dropped the session
            await nio.share_group_session(room_id, ignore_unverified_devices=True)
        session = olm.outbound_group_sessions.get(room_id)
        if session is None:
            raise MatrixError(502, {"error": "the room changed while its keys were shared"})
        had = session.users_shared_with | session.users_ignored
        for user_id in nio.rooms[room_id].users:
            for device in nio.device_store.active_user_devices(user_id):
                ours = user_id == self.user_id and device.id == self.device_id
                reachable = olm.session_store.get(device.curve25519) is not None
                if reachable and not ours and (user_id, device.id) not in had:
                    nio.invalidate_outbound_session(room_id)
                    raise MatrixError(502, {"error": f"keys did not reach {user_id}"})

    def _as(self, access_token: str) -> "Client":
        """Speak with another token over the same connections."""
        other = Client(self.homeserver, self._store)
        other._session, other._token = self._http(), access_token
        return other

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    def _authorised(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}


def _named(method: str, path: str) -> str:
    """Name a request by what it does, for its crash points: `send`, `keys.query`, `sync`."""
    first, *rest = path.removeprefix(API).strip("/").split("/")
    if method == "GET" and first != "sync":
        return "look"
    if first in {"rooms", "user"}:
        return rest[1]
    return f"{first}.{'.'.join(rest)}" if first == "keys" else first


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        return {}


def _checked(answer: object) -> None:
    """Raise what nio returns where an answer is not what it should be."""
    if isinstance(answer, ErrorResponse):
        raise MatrixError(502, {"errcode": answer.status_code or "", "error": answer.message})
