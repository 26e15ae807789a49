"""What Telegram's refusals mean: try again, give up, or nobody knows."""

import httpx
from telegram import error as telegram

from adapters.chat import SendError

_GONE = (
    "bot was blocked",
    "user is deactivated",
    "bot can't initiate conversation",
    "bot was kicked",
    "chat not found",
    "bot is not a member",
    "group chat was deleted",
    "peer_id_invalid",
)

_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Failures before a request left: only these are safe to try again blindly."""


def send_error(error: telegram.TelegramError) -> SendError:
    """Say what a failed request means for its message.

    A refusal that Telegram answered (429, 5xx) was not carried out. A connection that broke or
    timed out after the request left may have been: that is *unknown*.
    """
    reason = f"{type(error).__name__}: {error.message}"
    if isinstance(error, telegram.RetryAfter):
        wait = error.retry_after
        seconds = wait.total_seconds() if hasattr(wait, "total_seconds") else float(wait)
        return SendError(reason, retry_after=seconds + 0.5)
    if isinstance(error, telegram.ChatMigrated):
        return SendError(reason, moved_to=str(error.new_chat_id))
    gone = any(phrase in error.message.lower() for phrase in _GONE)
    if isinstance(error, telegram.Forbidden | telegram.BadRequest):
        return SendError(reason, permanent=True, gone=gone)
    if isinstance(error, telegram.InvalidToken):
        return SendError("Telegram refused the token")
    if isinstance(error, telegram.NetworkError):
        cause = error.__cause__
        if isinstance(cause, httpx.HTTPError) and not isinstance(cause, _NEVER_LEFT):
            return SendError(reason, unknown=True)
        return SendError(reason)
    return SendError(reason, permanent=True)
