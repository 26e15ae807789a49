"""What a homeserver's refusals mean: try again, give up, wait."""

from typing import Any

from adapters.chat import SendError


class MatrixError(Exception):
    """A homeserver answered no: HTTP status, Matrix error code, seconds it asked to wait."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status = status
        self.code = str(body.get("errcode", ""))
        self.body = body
        wait = body.get("retry_after_ms")
        self.retry_after = None if wait is None else float(wait) / 1000
        super().__init__(f"{status} {self.code} {body.get('error', '')}".strip())

    @property
    def limited(self) -> bool:
        """Whether it was too much, too fast."""
        return self.status == 429 or self.code == "M_LIMIT_EXCEEDED"

    @property
    def revoked(self) -> bool:
        """Whether our access token is worth nothing any more."""
        return self.code in {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"} or self.status == 401


_PATIENCE = 5.0
"""Seconds to wait where a server says *too fast* and not for how long."""


def send_error(error: MatrixError) -> SendError:
    """Say what a refused request means for its message.

    A request that was cut off is not here: on Matrix the same transaction id gives the same event,
    so it is simply made again.
    """
    reason = str(error)
    if error.limited:
        return SendError(reason, retry_after=error.retry_after or _PATIENCE)
    if error.revoked or error.status >= 500:
        return SendError(reason)
    if error.code in {"M_FORBIDDEN", "M_NOT_FOUND"}:
        return SendError(reason, gone=True)
    return SendError(reason, permanent=True)
