"""HTTP in front of the small Telegram, with whatever was armed to go wrong in between."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from .limits import Faults
from .methods import METHODS
from .settings import get_updates
from .webhook import push
from .wire import ApiError, Params, Request, encode, read_params
from .world import World

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]

_UNAUTHORIZED = ApiError(401, "Unauthorized")
_NOT_FOUND = ApiError(404, "Not Found")


class _Unanswered(Exception):  # noqa: N818 - nothing is wrong: this is the peer being mean
    """The connection is to be closed without an answer."""


class Server:
    """Serves one world on 127.0.0.1, and keeps the log of all that was asked."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.faults = Faults()
        self.log: list[Request] = []
        self.control: Handler | None = None
        self._closing = asyncio.Event()
        self._stack = contextlib.AsyncExitStack()

    async def open(self, port: int) -> int:
        """Listen; returns the port."""
        self._closing.clear()
        server = web.Server(self._handle, access_log=None, handler_cancellation=True)
        runner = web.ServerRunner(server, shutdown_timeout=1.0)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", port, backlog=1024).start()
        pushing = asyncio.create_task(push(self.world))
        self._stack.push_async_callback(_cancelled, pushing)
        return int(runner.addresses[0][1])

    async def close(self) -> None:
        """Drop whatever still waits for an answer, and stop listening."""
        self._closing.set()
        self.world.updates.interrupt("the server is closing")
        await self._stack.aclose()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            return await self._answer(request, token, method)
        if path.startswith("/file/bot"):
            token, _, name = path[9:].partition("/")
            return self._file(token, name)
        if path.startswith("/control/") and self.control is not None:
            return await self.control(request)
        return _refusal(_NOT_FOUND)

    def _file(self, token: str, name: str) -> web.Response:
        if token != self.token:
            return _refusal(_UNAUTHORIZED)
        file_id = name.removeprefix("documents/").partition(".")[0]
        upload = self.world.files.get(file_id)
        if upload is None:
            return _refusal(_NOT_FOUND)
        return web.Response(body=upload.data, content_type="application/octet-stream")

    async def _answer(
        self, request: web.BaseRequest, token: str, method: str
    ) -> web.StreamResponse:
        if token != self.token:
            return _refusal(_UNAUTHORIZED)
        entry = Request(method, Params(), time.monotonic())
        self.log.append(entry)
        try:
            entry.params = await read_params(request)
            self.world.bell.ring()
            result = await self._served(method.lower(), entry.params)
        except ApiError as error:
            if self._closing.is_set():
                return _hung_up(request)
            entry.status, entry.description = error.status, error.description
            return _refusal(error)
        except _Unanswered:
            return _hung_up(request)
        finally:
            self.world.bell.ring()
        entry.status = 200
        body = f'{{"ok":true,"result":{result}}}'.encode()
        return web.Response(body=body, content_type="application/json")

    async def _served(self, method: str, params: Params) -> str:
        """Run a method, unless a fault comes first; returns JSON."""
        fault = self.faults.take(method, params)
        kind = fault.kind if fault else None
        if fault and (error := fault.error()):
            raise error
        if kind == "drop_before":
            raise _Unanswered
        if kind == "hang":
            await self._silence()
        if fault and kind == "late":
            await fault.released.wait()
        result = await self._run(method, params)
        if kind == "drop_after":
            raise _Unanswered
        if kind == "timeout_after":
            await self._silence()
        return result

    async def _run(self, method: str, params: Params) -> str:
        if method == "getupdates":
            return await get_updates(self.world, params)
        function = METHODS.get(method)
        if function is None:
            raise ApiError(404, "Not Found: method not found")
        return encode(function(self.world, params))

    async def _silence(self) -> None:
        """Say nothing until the caller gives up (which cancels this) or the server closes."""
        await self._closing.wait()
        raise _Unanswered


def _hung_up(request: web.BaseRequest) -> web.Response:
    """Close the connection; what is returned goes nowhere."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()


def _refusal(error: ApiError) -> web.Response:
    return web.Response(status=error.status, body=error.body(), content_type="application/json")


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
