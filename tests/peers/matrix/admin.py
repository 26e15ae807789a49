"""What the administrator of a homeserver does, over HTTP."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import aiohttp

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Account:
    """An account just made, with the device that comes with it."""

    user_id: str
    password: str
    access_token: str
    device_id: str


class Admin:
    """Synapse's admin API; its own account is made when it is first needed."""

    def __init__(self, url: str, shared_secret: str) -> None:
        self.url = url
        self._shared_secret = shared_secret
        self._token = ""

    async def register(
        self,
        name: str,
        password: str = "",
        *,
        display_name: str = "",
        admin: bool = False,
    ) -> Account:
        """Make an account by the shared secret."""
        password = password or secrets.token_urlsafe(12)
        nonce = (await self._call("GET", "v1/register"))["nonce"]
        said = "\0".join((nonce, name, password, "admin" if admin else "notadmin"))
        mac = hmac.new(self._shared_secret.encode(), said.encode(), hashlib.sha1).hexdigest()
        asked = {"nonce": nonce, "username": name, "password": password, "admin": admin, "mac": mac}
        made = await self._call(
            "POST", "v1/register", asked | {"displayname": display_name or name}
        )
        return Account(made["user_id"], password, made["access_token"], made["device_id"])

    async def override_ratelimit(self, user_id: str, per_second: int, burst: int) -> None:
        """Give somebody limits of their own; 0 and 0 is no limit."""
        limit = {"messages_per_second": per_second, "burst_count": burst}
        await self.call("POST", f"v1/users/{quote(user_id)}/override_ratelimit", limit)

    async def devices(self, user_id: str) -> list[str]:
        """Somebody's devices."""
        answer = await self.call("GET", f"v2/users/{quote(user_id)}/devices")
        return [str(device["device_id"]) for device in answer["devices"]]

    async def revoke(self, user_id: str, *device_ids: str) -> None:
        """Log somebody out everywhere, or on some devices: their access tokens end."""
        gone = {"devices": list(device_ids) or await self.devices(user_id)}
        await self.call("POST", f"v2/users/{quote(user_id)}/delete_devices", gone)

    async def call(self, method: str, path: str, json: Json | None = None) -> Json:
        """Ask the admin API anything, as an administrator."""
        if not self._token:
            account = await self.register(f"admin-{secrets.token_hex(4)}", admin=True)
            self._token = account.access_token
        return await self._call(method, path, json)

    async def _call(self, method: str, path: str, json: Json | None = None) -> Json:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        async with (
            aiohttp.ClientSession(f"{self.url}/_synapse/admin/", headers=headers) as session,
            session.request(method, path, json=json) as answer,
        ):
            content: Json = await answer.json()
            if answer.status != 200:
                raise AssertionError(f"{method} {path}: {answer.status} {content}")
            return content
