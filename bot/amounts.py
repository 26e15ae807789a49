"""Amounts as the arguments of commands."""

import re
from decimal import Decimal

from bot.quantities import even_spaces, number
from core.domain.refusal import Refusal

_MONEY = re.compile(r"(?P<number>[\d][\d .,’'\u00a0\u202f\u2009]*)(?:€|euros?)?$")
_FIRST = re.compile(r"\s*(\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?![\d.,])|[\d.,]+)")
_CURRENCY = re.compile(r"\s*(?:€|euros?\b)")
_MORE_OF_IT = re.compile(r"[^\W_]|['’]\d|\s+\d{3}(?!\d)")
"""What can follow a number only as a part of it that cannot be read: `1  200`, `1e9`, `12h`."""


def amount(said: str) -> Decimal:
    """Read an amount; one that could be read in two ways is a `Refusal`."""
    match = _MONEY.fullmatch(said.strip())
    values = number(match["number"]) if match else ()
    if len(values) != 1:
        raise Refusal("amount-ambiguous" if values else "amount-form", said=said)
    return values[0]


def amount_first(said: str) -> tuple[Decimal, str]:
    """Read an amount and the words after it. Raises `Refusal`, with `usage` without an amount."""
    said = even_spaces(said)
    written = _FIRST.match(said)
    if written is None:
        raise Refusal("usage")
    rest = said[written.end() :]
    currency = _CURRENCY.match(rest)
    rest = rest[currency.end() :] if currency else rest
    if _MORE_OF_IT.match(rest):
        raise Refusal("amount-form", said=said)
    return amount(written[1]), rest.strip()
