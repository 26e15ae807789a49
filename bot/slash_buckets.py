"""The commands about buckets, as typed: see `bot/slash.py`."""

from collections.abc import Callable

from core.app import commands as c

READERS: dict[str, Callable[[str], c.Command]] = {}

FRENCH: dict[str, str] = {}
