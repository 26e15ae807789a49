"""Rows for spreadsheets, in which no cell becomes a formula and numbers stay numbers."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet reads as the beginning of a formula, or cuts away before one."""

BOM = "\ufeff".encode()
"""What old spreadsheets want before a table in UTF-8."""


def cell(value: object) -> str:
    """Write one cell; words that would be read as a formula get an apostrophe before them."""
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    words = str(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write a table as CSV (RFC 4180) in UTF-8."""
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(columns)
    lines.writerows([cell(value) for value in row] for row in rows)
    return written.getvalue().encode()
