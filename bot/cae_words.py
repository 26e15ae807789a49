"""What is typed after `/contract`, `/levy`, `/sheet` and `/payout files`."""

from contextlib import suppress
from decimal import Decimal

from bot.amounts import amount
from bot.days import day
from core.app import commands as c
from core.app.payday import commands as p
from core.domain import names
from core.domain.refusal import Refusal

FILES = frozenset(("files", "fichiers", "papiers", "papers"))

_BETWEEN = frozenset(("au", "to", "du", "from", "-", "–", "→"))
_KINDS = frozenset(("cape", "cesa", "other", "autre"))


def read_contract(rest: str) -> c.Command:
    """Read `Aïcha cape 01/09/2026 31/08/2027`, or `Aïcha 31/08/2028` for the next one."""
    words = [word for word in rest.split() if word not in _BETWEEN]
    days: list[c.SaidDay] = []
    with suppress(Refusal):
        while len(days) < 2 and words:
            days.insert(0, day(words[-1]))
            words.pop()
    kind = words.pop() if words and names.fold(words[-1]) in _KINDS else ""
    name = " ".join(words)
    if not name or not days or (not kind and len(days) > 1):
        raise Refusal("usage")
    if not kind:
        return p.SetContract(member=name, until=days[0])
    until = days[1] if len(days) > 1 else None
    return p.SetContract(member=name, kind=names.fold(kind), since=days[0], until=until)


def read_levy(rest: str) -> c.Command:
    """Read `employer urssaf 30,2`: whose it is, what it is called, percents."""
    side, _, others = rest.partition(" ")
    label, _, rate = others.strip().removesuffix("%").rstrip().rpartition(" ")
    if not label.strip():
        raise Refusal("usage")
    return p.SetLevy(side=side, label=label.strip(), rate=_percent(rate))


def read_sheet(rest: str) -> c.Command:
    """Read the number of a payout, or nothing."""
    return p.ShowSheet(number=_number(rest))


def read_files(rest: str) -> c.Command | None:
    """Read `files`, with the number of a payout or without; None for anything else."""
    first, _, number = rest.partition(" ")
    if names.fold(first) not in FILES:
        return None
    return p.PayoutFiles(number=_number(number.strip()))


def _number(said: str) -> int | None:
    if not said:
        return None
    digits = said.removeprefix("№").removeprefix("#")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 6):
        raise Refusal("payout-number", said=said)
    return int(digits)


def _percent(said: str) -> Decimal:
    try:
        return amount(said)
    except Refusal:
        raise Refusal("levy-rate", said=said) from None
