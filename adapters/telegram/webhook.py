"""The webhook: Telegram brings updates to us, and hears that one arrived once it is stored."""

import hmac
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from aiohttp import web

from adapters.chat import NotStoredError, PlatformError
from adapters.telegram.hook import Hook

log = logging.getLogger("semainier.telegram")

HEADER = "X-Telegram-Bot-Api-Secret-Token"

LARGEST = 1_000_000
"""Bytes of an update: those of Telegram are far smaller."""

LATER = 503
"""The status that makes Telegram bring an update again."""

Take = Callable[[tuple[str, str]], Awaitable[None]]
"""Stores one event, as (id, payload). Raises `NotStoredError`."""


@asynccontextmanager
async def opened(hook: Hook, take: Take) -> AsyncIterator[None]:
    """Listen for updates. TLS is for what stands in front of us, and only our path is answered.

    Raises `PlatformError` where that address cannot be listened at.
    """

    async def arrived(request: web.Request) -> web.Response:
        return web.Response(status=await _status(request, hook.secret, take))

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(urlsplit(hook.url).path or "/", arrived)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=3.0)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, hook.host, hook.port).start()
        except OSError as error:
            where = f"{hook.host}:{hook.port}"
            why = error.strerror or str(error)
            raise PlatformError("telegram-listen", listen=where, why=why) from error
        yield
    finally:
        await runner.cleanup()


async def _status(request: web.Request, secret: str, take: Take) -> int:
    """Deal with one request; the secret comes before its body is looked at, or even read."""
    said = request.headers.get(HEADER, "")
    if not hmac.compare_digest(said.encode(errors="surrogateescape"), secret.encode()):
        log.warning("refused an update that was not brought with our secret")
        return 403
    event = _event(await request.read())
    if event is None:
        return 400
    try:
        await take(event)
    except NotStoredError:
        return LATER
    except Exception:
        log.exception("an update could not be taken")
        return LATER
    return 200


def _event(body: bytes) -> tuple[str, str] | None:
    """Make an event of an update; None where it is none."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**63:
        return None
    return str(number), json.dumps(update, separators=(",", ":"))
