"""What is typed after `/payout` and `/payday`."""

from bot.amounts import amount_first
from bot.days import day
from core.app import commands as c
from core.app.payday import commands as p
from core.domain import names
from core.domain.payout import MODES, OLDEST

NONE = "-"
"""How an announced day is taken back."""


def read_payout(rest: str) -> c.Command:
    """Read `3000 subvention ville`, and how to share it: one word before it or at its end."""
    first, _, others = rest.partition(" ")
    mode = _mode(first)
    value, label = amount_first(others if mode else rest)
    before, _, last = label.rpartition(" ")
    if not mode and before and (mode := _mode(last)):
        label = before.rstrip(" ,")
    return p.Payout(amount=value, label=label, mode=mode)


def read_payday(rest: str) -> c.Command:
    """Read a day, `-` or nothing. Raises `Refusal`, with `usage`, for anything else."""
    if rest in ("", NONE):
        return p.AnnouncePayday(cancels=rest == NONE)
    return p.AnnouncePayday(day=day(rest))


def _mode(said: str) -> str:
    """Read a way to share; "" where a word is none."""
    word = names.fold(said).replace("-", "_")
    if word.startswith("ancien"):
        return OLDEST
    if word.startswith("proportion"):
        return "proportional"
    return word if word in MODES else ""
