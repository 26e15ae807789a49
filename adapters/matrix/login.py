"""Becoming our device: the stored one, or a new one that its owner vouches for."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from adapters.chat import PlatformError
from adapters.matrix.client import Client
from adapters.matrix.errors import MatrixError
from adapters.matrix.signing import CrossSigning, signed_by, vouches
from adapters.matrix.vault import StoredAccount, Vault

log = logging.getLogger("semainier.matrix")

DEVICE_NAME = "Semainier"


class Login:
    """Logs in once with the password; afterwards the stored device is enough."""

    def __init__(
        self,
        client: Client,
        vault: Vault,
        user_id: str,
        *,
        password: str | None,
        access_token: str | None,
    ) -> None:
        """Use a vault. Without a password or a token, only a device stored before can be used."""
        self._client = client
        self._vault = vault
        self.user_id = user_id
        self._password = password
        self._access_token = access_token
        self.replaced = False

    async def stored(self) -> StoredAccount | None:
        """Be the stored device, if there is one. Raises `PlatformError` for another's."""
        account = self._vault.account()
        if account is None:
            return None
        if account.user_id != self.user_id:
            raise PlatformError(
                "matrix-other-account", store=str(self._vault.folder), user=account.user_id
            )
        self._be(account)
        try:
            found = await self._client.call("GET", "/account/whoami")
        except MatrixError as error:
            if error.revoked:
                raise PlatformError("matrix-token", store=str(self._vault.folder)) from None
            raise
        if found["user_id"] != account.user_id or found.get("device_id") != account.device_id:
            raise PlatformError("matrix-token", store=str(self._vault.folder))
        return account

    async def fresh(self) -> StoredAccount:
        """Log in as a new device and store it; those it replaces are logged out."""
        lost = self._vault.exists
        self._vault.prepare()
        found = await self._with_token() if self._access_token else await self.with_password()
        account = StoredAccount(
            homeserver=self._client.homeserver,
            user_id=found["user_id"],
            device_id=found["device_id"],
            access_token=found["access_token"],
            since=datetime.now(UTC).isoformat(),
        )
        self._be(account)
        self._vault.store(account)
        dropped = await self._drop_others()
        self.replaced = lost or dropped > 0
        if self.replaced:
            log.warning(
                "the encryption keys of the device before were lost: going on as a new device, %s; "
                "what was sent to the old one and not read yet cannot be read any more",
                account.device_id,
            )
        return account

    async def with_password(self) -> dict[str, Any]:
        """Log in with the password. Raises `PlatformError` where it is missing or wrong."""
        if self._password is None:
            raise PlatformError("matrix-no-password", store=str(self._vault.folder))
        try:
            found: dict[str, Any] = await self._client.call(
                "POST",
                "/login",
                {
                    "type": "m.login.password",
                    "identifier": {"type": "m.id.user", "user": self.user_id},
                    "password": self._password,
                    "initial_device_display_name": DEVICE_NAME,
                },
            )
        except MatrixError as error:
            if error.status == 403:
                raise PlatformError("matrix-password", user=self.user_id) from None
            raise
        return found

    async def try_out(self) -> None:
        """Make sure a device could be made, and leave none. Raises `PlatformError`."""
        if self._access_token:
            await self._with_token()
        else:
            await self._client.log_out((await self.with_password())["access_token"])

    async def _with_token(self) -> dict[str, Any]:
        """Use the device of an access token. Raises `PlatformError` where it is worth nothing."""
        found = await self._client.whoami(self._access_token or "")
        if found.get("user_id") != self.user_id or "device_id" not in found:
            raise PlatformError("matrix-access-token", user=self.user_id)
        return {**found, "access_token": self._access_token}

    async def vouch(self, account: StoredAccount) -> None:
        """Let the account's own keys sign our device, so that nobody is warned about it.

        Clients that write to signed devices only could not write to us without it.
        """
        user_id, device_id = account.user_id, account.device_id
        mine: dict[str, list[str]] = {user_id: []}
        found = await self._client.call("POST", "/keys/query", {"device_keys": mine})
        signing = CrossSigning.stored(account.signing) if account.signing else CrossSigning.new()
        master = found.get("master_keys", {}).get(user_id, {}).get("keys", {})
        if signing.master.public not in master.values():
            if not await self._publish(signing, user_id):
                return
            self._vault.store(replace(account, signing=signing.seeds))
        device = found["device_keys"][user_id][device_id]
        if vouches(device, user_id, signing.self_signing):
            return
        device = {key: value for key, value in device.items() if key != "unsigned"}
        signed = signed_by(device, user_id, signing.self_signing)
        upload = {user_id: {device_id: signed}}
        answer = await self._client.call("POST", "/keys/signatures/upload", upload)
        if answer.get("failures"):
            log.warning("our device could not be signed: %s", answer["failures"])

    async def _publish(self, signing: CrossSigning, user_id: str) -> bool:
        try:
            await self._confirmed("/keys/device_signing/upload", signing.published(user_id))
        except MatrixError as error:
            if error.limited or error.status >= 500:
                raise
            log.warning(
                "our device is not signed, and some clients will warn about it: "
                "give matrix.password once more (%s)",
                error,
            )
            return False
        return True

    async def _drop_others(self) -> int:
        """Log out the devices we were before; return how many."""
        devices = (await self._client.call("GET", "/devices"))["devices"]
        mine = self._client.device_id
        old = [
            device["device_id"]
            for device in devices
            if device.get("display_name") == DEVICE_NAME and device["device_id"] != mine
        ]
        if old:
            try:
                await self._confirmed("/delete_devices", {"devices": old})
            except MatrixError as error:
                log.warning("our devices of before could not be logged out: %s", error)
        return len(old)

    async def _confirmed(self, path: str, body: dict[str, Any]) -> None:
        """Make a request that the server wants confirmed by the password."""
        try:
            await self._client.call("POST", path, body)
        except MatrixError as error:
            if error.status != 401 or "session" not in error.body or self._password is None:
                raise
            confirmation = {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": self.user_id},
                "password": self._password,
                "session": error.body["session"],
            }
            await self._client.call("POST", path, {**body, "auth": confirmation})

    def _be(self, account: StoredAccount) -> None:
        name = self._vault.keys_name(account.device_id)
        self._client.be(account.user_id, account.device_id, account.access_token, name)
