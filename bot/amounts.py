"""Amounts as the arguments of commands."""

import re
from decimal import Decimal

from bot.quantities import number
from core.domain.refusal import Refusal

_MONEY = re.compile(r"(?P<number>[\d][\d .,’'\u00a0\u202f\u2009]*)(?:€|euros?)?$")
_FIRST = re.compile(r"\s*(\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?![\d.,])|[\d.,]+)\s*")


def amount(said: str) -> Decimal:
    """Read an amount; one that could be read in two ways is a `Refusal`."""
    match = _MONEY.fullmatch(said.strip())
    values = number(match["number"]) if match else ()
    if len(values) != 1:
        raise Refusal("amount-ambiguous" if values else "amount-form", said=said)
    return values[0]


def amount_first(said: str) -> tuple[Decimal, str]:
    """Read an amount and the words after it. Raises `Refusal`, with `usage` without an amount."""
    written = _FIRST.match(said)
    if written is None:
        raise Refusal("usage")
    rest = re.sub(r"^(?:€|euros?\b)", "", said[written.end() :])
    return amount(written[1]), rest.strip()
