"""The book as an hledger journal.

Accounts are the book's own names, which name nobody; what people call them stands beside them.
Every commodity and account is declared, so that hledger's strict checks hold.
"""

from bot.publish.narration import Told, told
from bot.publish.tables import EURO, names_of, unit_of
from core.app.payday.exporting import Records
from core.domain.money import Unit

_SAFE = str.maketrans({";": "；", "|": "｜", '"': "”"})
"""Signs that would end a description or a commodity, and what stands for them."""

_IN_TAGS = str.maketrans({",": "‚"})
"""The sign that would end a tag."""


def journal(records: Records) -> bytes:
    """Write the whole book: one transaction an entry, with its number, key and hash."""
    unit = records.team.settings.unit
    lines = [
        f"; {_words(records.team.name)}",
        f"; head: {records.head}",
        "",
        "decimal-mark .",
        *(f"commodity {_format(one)}" for one in (unit, EURO)),
        "",
    ]
    named = names_of(records)
    used = {leg.account for row in records.book for leg in row.postings}
    for account in sorted(used):
        name = f"  ; name: {_tag(named[account])}" if account in named else ""
        lines.append(f"account {account}{name}")
    for one in told(records):
        lines += ["", *_entry(records, one)]
    return "\n".join([*lines, ""]).encode()


def _entry(records: Records, one: Told) -> list[str]:
    row = one.row
    return [
        f"{one.day.isoformat()} ({row.seq}) {_words(one.words)}",
        f"    ; key: {row.key}, hash: {row.hash}",
        *(
            f"    {leg.account}  {_amount(records, leg.account, leg.amount)}"
            for leg in row.postings
        ),
    ]


def _amount(records: Records, account: str, minor: int) -> str:
    unit = unit_of(records, account)
    return f"{unit.plain(minor)} {commodity(unit)}"


def commodity(unit: Unit) -> str:
    """Name a commodity, always in quotes; the team's own unit is never called as euros are."""
    name = _words(unit.name)
    return f'"{name}"' if unit is EURO or name != EURO.name else f'"{name} (virtual)"'


def _format(unit: Unit) -> str:
    """Show hledger how amounts of a unit are written: a decimal mark even without decimals."""
    return f"1000.{'0' * unit.decimals} {commodity(unit)}"


def _tag(said: str) -> str:
    return _words(said).translate(_IN_TAGS)


def _words(said: str) -> str:
    return " ".join(said.split()).translate(_SAFE)
