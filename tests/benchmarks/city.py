"""A Bot API server in a process of its own, with many people, and bots that talk to it."""

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import yaml

CHUNK = 500


class City:
    """The server's people, moved over HTTP."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.token = token
        self._session = session

    async def do(self, verb: str, asked: Any) -> Any:
        async with self._session.post(f"{self.url}/control/{verb}", json=asked) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def people(self, count: int) -> list[int]:
        """Let people open a conversation with the bot; their ids."""
        asked = [{"first_name": f"P{n}", "language_code": "fr"} for n in range(count)]
        ids = [int(one["id"]) for one in await self.do("user", asked)]
        await self.all("start", [{"user": user} for user in ids])
        return ids

    async def all(self, verb: str, asked: Sequence[dict[str, Any]]) -> None:
        for begin in range(0, len(asked), CHUNK):
            await self.do(verb, list(asked[begin : begin + CHUNK]))

    async def stats(self) -> dict[str, Any]:
        found: dict[str, Any] = await self.do("stats", {})
        return found

    async def sent(self, count: int, *, within: float = 120) -> float:
        """Wait until the bots got so many messages through; when that was seen."""
        async with asyncio.timeout(within):
            while (await self.stats())["sent"] < count:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.01)
        return time.perf_counter()

    async def drained(self) -> None:
        """Wait until a bot has taken every update and has nothing more to say."""
        async with asyncio.timeout(120):
            before = -1
            while (now := await self.stats())["pending_updates"] or now["sent"] != before:
                before = now["sent"]
                await asyncio.sleep(0.4)


@asynccontextmanager
async def city(*options: str) -> AsyncIterator[City]:
    """Start a server, end it afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.peers.botapi", *options),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    where = json.loads(await process.stdout.readline())
    try:
        async with aiohttp.ClientSession() as session:
            yield City(where["url"], where["token"], session)
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def bot(module: str, *arguments: str) -> AsyncIterator[int]:
    """Run a bot as a process; its process id."""
    env = {**os.environ, "PTB_TIMEDELTA": "true"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", f"tests.benchmarks.{module}", *arguments, env=env
    )
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


def config(folder: Path, file: Path, city: City) -> Path:
    """Write the config of a bot in this city."""
    content = {
        "database": {"url": f"sqlite+aiosqlite:///{file}"},
        "telegram": {"token": city.token, "api_url": city.url},
        "logging": {"level": "warning"},
    }
    path = folder / f"{file.stem}.yaml"
    path.touch(mode=0o600)
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path
