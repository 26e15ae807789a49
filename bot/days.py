"""Days as the arguments of commands."""

import re

from core.app.commands import SaidDay
from core.domain.refusal import Refusal

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?", re.ASCII)


def day(said: str) -> SaidDay:
    """Read `2026-12-21`, `21/12/2026` or `21/12`. Raises `Refusal`, with `usage`, for others."""
    if iso := _ISO.fullmatch(said):
        return SaidDay(int(iso[3]), int(iso[2]), int(iso[1]))
    if short := _SHORT.fullmatch(said):
        return SaidDay(int(short[1]), int(short[2]), int(short[3]) if short[3] else None)
    raise Refusal("usage")
