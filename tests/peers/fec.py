"""A strict reader of a *fichier des écritures comptables*, written from the law and not from ours.

Article A47 A-1 of the *livre des procédures fiscales*, VI to X: a flat file of a legal person with
an industrial or commercial activity. `breaches` lists what a file does against it; each rule has a
name, so that a test can show that it bites.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

FIELDS = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
]
MAY_BE_EMPTY = {"CompAuxNum", "CompAuxLib", "EcritureLet", "DateLet", "Montantdevise", "Idevise"}
TOGETHER = (("CompAuxNum", "CompAuxLib"), ("EcritureLet", "DateLet"), ("Montantdevise", "Idevise"))
DATES = ("EcritureDate", "PieceDate", "DateLet", "ValidDate")
AMOUNTS = ("Debit", "Credit", "Montantdevise")

Row = dict[str, str]


def breaches(name: str, content: bytes) -> list[str]:
    """List the rules a file breaks, each once, in the order they were met."""
    return list(dict.fromkeys(_breaches(name, content)))


def _breaches(name: str, content: bytes) -> Iterator[str]:
    named = re.fullmatch(r"(\d{9})FEC(\d{8})\.txt", name)
    closing = _day(named[2]) if named else None
    if not named or closing is None:
        yield "name"
    elif not _luhn(named[1]):
        yield "siren"
    try:
        said = content.decode("iso8859-15")
    except UnicodeDecodeError:
        yield "characters"
        return
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", said):
        yield "characters"
    if not re.search(r"\r\n|\r|\n", said[-2:]):
        yield "last line"
    lines = re.split(r"\r\n|\r|\n", said)[:-1]
    separator = "\t" if lines and "\t" in lines[0] else "|"
    if not lines or lines[0].split(separator) != FIELDS:
        yield "fields"
        return
    cells = [line.split(separator) for line in lines[1:]]
    if not cells or any(len(one) != len(FIELDS) for one in cells):
        yield "number of fields"
        return
    rows = [dict(zip(FIELDS, one, strict=True)) for one in cells]
    for row in rows:
        yield from _row(row)
    yield from _entries(rows, closing)


def _row(row: Row) -> Iterator[str]:
    if any(not row[field].strip() for field in FIELDS if field not in MAY_BE_EMPTY):
        yield "empty field"
    if any(row[field] != row[field].strip() for field in FIELDS):
        yield "blanks"
    if any(bool(row[one]) != bool(row[other]) for one, other in TOGETHER):
        yield "half a pair"
    if any(row[field] and _day(row[field]) is None for field in DATES):
        yield "date"
    if any(row[field] and not re.fullmatch(r"-?\d+(,\d{1,2})?", row[field]) for field in AMOUNTS):
        yield "amount"
        return
    if not re.fullmatch(r"[1-7]\d\d[0-9A-Za-z]*", row["CompteNum"]):
        yield "account"
    if (_amount(row["Debit"]) == 0) == (_amount(row["Credit"]) == 0):
        yield "one side"


def _entries(rows: list[Row], closing: date | None) -> Iterator[str]:
    """Check what holds over rows: numbers go on, entries balance, days follow each other."""
    numbers = [row["EcritureNum"] for row in rows]
    if not all(one.isdigit() for one in numbers):
        yield "number"
        return
    in_order = [int(number) for number, _ in groupby(numbers)]
    if in_order != list(range(in_order[0], in_order[0] + len(in_order))):
        yield "gap"
    for _, group in groupby(rows, key=lambda row: row["EcritureNum"]):
        entry = list(group)
        if any(
            not re.fullmatch(r"-?\d+(,\d+)?", row[side]) for row in entry for side in AMOUNTS[:2]
        ):
            continue
        if sum(_amount(row["Debit"]) - _amount(row["Credit"]) for row in entry):
            yield "balance"
        alike = ("JournalCode", "JournalLib", "EcritureDate", "PieceRef", "PieceDate", "ValidDate")
        if any(len({row[field] for row in entry}) > 1 for field in alike):
            yield "entry in two"
    titles: dict[str, str] = {}
    if any(
        titles.setdefault(row["CompteNum"], row["CompteLib"]) != row["CompteLib"] for row in rows
    ):
        yield "account with two names"
    days = [_day(row["ValidDate"]) for row in rows]
    known = [day for day in days if day is not None]
    if known != sorted(known):
        yield "order"
    for row in rows:
        booked, valid = _day(row["EcritureDate"]), _day(row["ValidDate"])
        if booked and valid and valid < booked:
            yield "valid before booked"
        if booked and closing and not _year_before(closing) < booked <= closing:
            yield "other year"


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _amount(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))


def _day(said: str) -> date | None:
    if not re.fullmatch(r"\d{8}", said, re.ASCII):
        return None
    try:
        return datetime.strptime(said, "%Y%m%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None


def _luhn(siren: str) -> bool:
    doubled = [int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(siren))]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0
