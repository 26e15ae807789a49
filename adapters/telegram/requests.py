"""Requests to Telegram, each with a crash point on either side."""

from typing import Any

from telegram.request import HTTPXRequest

from core.crashpoints import crashpoint


class Requests(HTTPXRequest):
    """python-telegram-bot's own requests, so that tests can let the process die around each."""

    async def do_request(self, url: str, method: str, *args: Any, **more: Any) -> tuple[int, bytes]:
        """Make one request. See `BaseRequest.do_request`."""
        name = url.rpartition("/")[2]
        if method == "POST":
            crashpoint(f"telegram.{name}.before")
        answer = await super().do_request(url, method, *args, **more)
        if method == "POST":
            crashpoint(f"telegram.{name}.after")
        return answer
