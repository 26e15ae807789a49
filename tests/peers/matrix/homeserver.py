"""A Synapse of one's own: started, killed, started again on the same port and data."""

import asyncio
import fcntl
import json
import os
import secrets
import socket
import subprocess
import time
from pathlib import Path
from typing import Self

import aiohttp

from .admin import Admin
from .settings import SERVER_NAME, Limits, write_settings

PEERS = Path(__file__).resolve().parents[3] / ".venv" / "peers"
"""Where the Makefile puts environments that are not the bot's."""

_LEASH = Path(__file__).with_name("leash.py")
_PATIENCE = 60.0


class Homeserver:
    """Synapse on 127.0.0.1, in a process that ends with the one that holds its lock."""

    def __init__(self, folder: Path, *, lock: Path | None = None) -> None:
        self.folder = folder
        self.server_name = SERVER_NAME
        self.log = folder / "log"
        self.database = folder / "homeserver.db"
        self._address = folder / "address.json"
        self._lock = lock or folder / "lock"
        self._held: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        if self._address.exists():
            self.port, shared_secret = json.loads(self._address.read_text())
        else:
            self.port, shared_secret = _free_port(), secrets.token_hex(16)
        self.shared_secret: str = shared_secret
        self.admin = Admin(self.url, shared_secret)
        self.register = self.admin.register
        self.override_ratelimit = self.admin.override_ratelimit

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            await self.kill()
        if self._held is not None:
            os.close(self._held)

    @property
    def url(self) -> str:
        """Its address for clients."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def started_before(self) -> bool:
        """Tell whether it has been started, perhaps by another process."""
        return self._address.exists()

    @property
    def pid(self) -> int:
        """Its process."""
        assert self._process is not None
        return self._process.pid

    def user_id(self, name: str) -> str:
        """The full id of a local part."""
        return f"@{name}:{self.server_name}"

    async def start(self, limits: Limits = "raised") -> None:
        """Start it and wait until it answers."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._lock.parent == self.folder and self._held is None:
            self._held = hold(self._lock)
        config = write_settings(self.folder, self.port, self.shared_secret, limits)
        python = PEERS / "synapse" / "bin" / "python"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: ASYNC220 - it outlives this event loop
                [python, "-I", _LEASH, self._lock, config],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        await self._answers()
        self._address.write_text(json.dumps([self.port, self.shared_secret]))

    async def stop(self) -> None:
        """End it as an operator does."""
        assert self._process is not None
        self._process.terminate()
        await asyncio.to_thread(self._process.wait, _PATIENCE)

    async def kill(self) -> None:
        """End it as a power cut does."""
        assert self._process is not None
        self._process.kill()
        await asyncio.to_thread(self._process.wait, _PATIENCE)

    async def restart(self, limits: Limits = "raised") -> None:
        """Start it again, on the same port and data, perhaps with other limits."""
        if self._process is not None and self._process.poll() is None:
            await self.stop()
        await self.start(limits)

    async def _answers(self) -> None:
        assert self._process is not None
        until = time.monotonic() + _PATIENCE
        async with aiohttp.ClientSession() as session:
            while time.monotonic() < until and self._process.poll() is None:
                try:
                    async with session.get(f"{self.url}/health") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.02)
        raise AssertionError(f"Synapse does not start\n{self.log.read_text()[-4000:]}")


def hold(lock: Path) -> int:
    """Take a lock for as long as the returned descriptor is open, or this process lives."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
