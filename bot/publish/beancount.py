"""The book for beancount, the team's virtual unit as a commodity of its own.

The file ends with a balance of every account, which bean-check compares with the entries.
"""

import re
import unicodedata
from datetime import date, timedelta

from bot.publish.narration import Told, told
from bot.publish.tables import EURO, names_of, unit_of
from core.app.payday.exporting import Records
from core.domain.calendar import zone
from core.domain.money import Unit

_ROOTS = {
    "pool": "Assets",
    "commons": "Assets",
    "project": "Assets",
    "member": "Assets",
    "allocation": "Assets",
    "bucket": "Assets",
    "income": "Income",
    "expense": "Expenses",
}
"""Where the book's accounts stand among beancount's five; all others are Equity."""

_CURRENCY = re.compile(r"[A-Z][A-Z0-9]{1,22}")
_RESERVED = {EURO.name, "TRUE", "FALSE", "NULL"}


def ledger(records: Records) -> bytes:
    """Write the whole book."""
    entries = told(records)
    wall = zone(records.team.settings.timezone)
    first = entries[0].day if entries else records.team.created_at.astimezone(wall).date()
    unit = records.team.settings.unit
    lines = [
        f'option "title" {_words(records.team.name)}',
        f'option "operating_currency" "{currency(unit)}"',
        "",
        f"{first} commodity {currency(unit)}",
        f"  name: {_words(unit.name)}",
        *_opened(records, first),
    ]
    for one in entries:
        lines += ["", *_entry(records, one)]
    if entries:
        lines += ["", *_balances(records, entries[-1].day + timedelta(days=1))]
    return "\n".join([*lines, ""]).encode()


def _opened(records: Records, first: date) -> list[str]:
    named = names_of(records)
    lines = []
    for name in sorted(records.balances):
        lines += ["", f"{first} open {account(name)} {currency(unit_of(records, name))}"]
        lines.append(f'  book: "{name}"')
        if name in named:
            lines.append(f"  name: {_words(named[name])}")
    return lines


def _entry(records: Records, one: Told) -> list[str]:
    row = one.row
    return [
        f"{one.day.isoformat()} * {_words(one.words)}",
        f"  seq: {row.seq}",
        f'  key: "{row.key}"',
        f'  hash: "{row.hash}"',
        *(
            f"  {account(leg.account)}  {_amount(records, leg.account, leg.amount)}"
            for leg in row.postings
        ),
    ]


def _balances(records: Records, day: date) -> list[str]:
    return [
        f"{day} balance {account(name)}  {_amount(records, name, amount)}"
        for name, amount in sorted(records.balances.items())
    ]


def _amount(records: Records, name: str, minor: int) -> str:
    unit = unit_of(records, name)
    return f"{unit.plain(minor)} {currency(unit)}"


def account(name: str) -> str:
    """Name an account of the book as beancount wants it: `member:17` is `Assets:Member:17`.

    Euros stand apart, below Equity: what was received, and what each member was paid.
    """
    parts = name.split(":")
    return ":".join([_ROOTS.get(parts[0], "Equity"), *(part.capitalize() for part in parts)])


def currency(unit: Unit) -> str:
    """Give a unit a name that beancount takes for a currency, and not for euros: `K` is `UNIT-K`.

    Its own name stands beside it.
    """
    if unit is EURO:
        return EURO.name
    plain = unicodedata.normalize("NFKD", unit.name.upper()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Z0-9]", "", plain)[:18]
    if _CURRENCY.fullmatch(name) and name not in _RESERVED:
        return name
    return f"UNIT-{name}" if name else "UNIT"


def _words(said: str) -> str:
    """Write words as a string of one line."""
    line = " ".join(said.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{line}"'
