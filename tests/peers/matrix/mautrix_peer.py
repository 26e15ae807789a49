"""Drives the member whose client is not ours (`mautrix_member.py`)."""

import asyncio
import json
from pathlib import Path
from typing import Any, Self

from .admin import Account
from .homeserver import PEERS
from .person import plain

_SCRIPT = Path(__file__).with_name("mautrix_member.py")


class MautrixPeer:
    """A member in a process of their own, on another cryptographic library."""

    def __init__(self, url: str, account: Account, bot: str) -> None:
        self._arguments = (url, account.user_id, account.device_id, account.access_token, bot)
        self.user_id = account.user_id
        self.told: list[dict[str, Any]] = []
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            PEERS / "mautrix" / "bin" / "python",
            "-I",
            _SCRIPT,
            *self._arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        await self.until(lambda told: "ready" in told)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()

    async def do(self, what: str, **order: object) -> None:
        """Give an order."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **order}).encode() + b"\n")
        await self._process.stdin.drain()

    async def hears(self, piece: str) -> dict[str, Any]:
        """Wait for a text from the bot, decrypted, with this piece in it."""
        return await self.until(lambda told: piece in plain(told.get("text", "")))

    async def until(self, wanted: Any) -> dict[str, Any]:
        """Wait until it tells something that is wanted; what it told before counts."""
        for earlier in self.told:
            if wanted(earlier):
                return earlier
        assert self._process is not None
        assert self._process.stdout is not None
        try:
            async with asyncio.timeout(30):
                while line := await self._process.stdout.readline():
                    told: dict[str, Any] = json.loads(line)
                    self.told.append(told)
                    if wanted(told):
                        return told
        except TimeoutError:
            self._process.kill()
        assert self._process.stderr is not None
        why = (await self._process.stderr.read()).decode()[-2000:]
        raise AssertionError(f"waiting in {self.told}\n{why}")
