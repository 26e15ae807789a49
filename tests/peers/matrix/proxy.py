"""A homeserver seen through a bad line: errors, broken connections, a clock that is wrong."""

import asyncio
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Literal, Self

import aiohttp
from aiohttp import web

AFTER = ("drop_after", "hang_after")
Kind = Literal["drop_before", "drop_after", "hang", "hang_after"] | int
"""Cut the line before or after the request was carried out; stay silent; or answer this status."""

_BODIES = {
    429: {"errcode": "M_LIMIT_EXCEEDED", "error": "too fast", "retry_after_ms": 1500},
    401: {"errcode": "M_UNKNOWN_TOKEN", "error": "who are you?", "soft_logout": False},
    403: {"errcode": "M_FORBIDDEN", "error": "no"},
}
_HOP_BY_HOP = {"transfer-encoding", "content-encoding", "content-length", "connection", "date"}


@dataclass
class Fault:
    """What goes wrong with the next `times` requests whose path has `path` in it."""

    kind: Kind
    path: str
    times: int
    method: str | None

    def meets(self, method: str, path: str) -> bool:
        return self.path in path and self.method in {None, method}


@dataclass
class Proxy:
    """Implements a homeserver's address; `skew` seconds are added to its clock."""

    target: str
    skew: float = 0.0
    faults: list[Fault] = field(default_factory=list)
    requests: list[tuple[float, str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fault(self, kind: Kind, path: str, times: int = 1, *, method: str | None = None) -> None:
        """Let something go wrong."""
        self.faults.append(Fault(kind, path, times, method))

    def calls(self, path: str) -> list[tuple[float, str, str]]:
        """List requests (when, method, path) whose path has this in it."""
        return [request for request in self.requests if path in request[2]]

    async def __aenter__(self) -> Self:
        self._closing = asyncio.Event()
        self._session = aiohttp.ClientSession(auto_decompress=False)
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing.set()
        await self._session.close()
        await self._runner.cleanup()

    async def _pass(self, request: web.Request) -> web.StreamResponse:
        path = request.raw_path
        self.requests.append((time.monotonic(), request.method, path))
        fault = self._fault(request.method, path)
        if fault is not None and fault.kind not in AFTER:
            return await self._broken(request, fault.kind)
        headers = {name: request.headers[name] for name in _KEPT if name in request.headers}
        async with self._session.request(
            request.method, self.target + path, headers=headers, data=await request.read()
        ) as answer:
            content = await answer.read()
            if fault is not None:
                return await self._broken(request, fault.kind)
            kept = {k: v for k, v in answer.headers.items() if k.lower() not in _HOP_BY_HOP}
            kept["Date"] = formatdate(time.time() + self.skew, usegmt=True)
            return web.Response(status=answer.status, body=content, headers=kept)

    def _fault(self, method: str, path: str) -> Fault | None:
        fault = next((fault for fault in self.faults if fault.meets(method, path)), None)
        if fault is not None:
            fault.times -= 1
            if fault.times == 0:
                self.faults.remove(fault)
        return fault

    async def _broken(self, request: web.Request, kind: Kind) -> web.Response:
        if kind in {"hang", "hang_after"}:
            await self._closing.wait()
        if not isinstance(kind, int):
            return self._cut(request)
        if body := _BODIES.get(kind):
            return web.json_response(body, status=kind)
        return web.Response(status=kind, text="<html>Bad Gateway</html>", content_type="text/html")

    def _cut(self, request: web.Request) -> web.Response:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=499)


_KEPT = ("Authorization", "Content-Type")
