"""Files on Telegram: looked at while they come, so that none is larger than it was said to be."""

import asyncio
from pathlib import Path

import httpx
import telegram

from adapters.chat import SendError

TIMEOUT = httpx.Timeout(20)


async def fetched(stored: telegram.File, most: int) -> bytes:
    """Get a file of at most `most` bytes, from Telegram or a Bot API server of one's own.

    A server of one's own may name a file on this machine. Raises `SendError`, without the address:
    the token is in it.
    """
    where = stored.file_path or ""
    if (stored.file_size or 0) > most:
        raise SendError("the file is too large", permanent=True)
    try:
        if where.startswith(("https://", "http://")):
            content = await _streamed(where, most)
        else:
            content = await asyncio.to_thread(_read, Path(where), most)
    except (httpx.HTTPError, OSError) as error:
        raise SendError(f"the file did not come: {type(error).__name__}") from None
    if len(content) > most:
        raise SendError("the file is larger than it was said to be", permanent=True)
    return content


async def _streamed(url: str, most: int) -> bytes:
    """Read little more than is allowed, as it is on the wire, and hang up."""
    content = bytearray()
    plain = {"Accept-Encoding": "identity"}
    async with (
        httpx.AsyncClient(timeout=TIMEOUT, headers=plain) as client,
        client.stream("GET", url) as answer,
    ):
        answer.raise_for_status()
        async for part in answer.aiter_raw():
            content += part
            if len(content) > most:
                break
    return bytes(content)


def _read(file: Path, most: int) -> bytes:
    with file.open("rb") as opened:
        return opened.read(most + 1)
