"""Reading a plan from a file: CSV, `week,amount,note`, as spreadsheets really save it."""

import csv
import io
from collections.abc import Iterator

from bot.amounts import amount
from core.app.commands import PlanRow, ReplacePlan
from core.app.says import text
from core.domain.calendar import Week
from core.domain.refusal import Refusal

LARGEST = 256 * 1024
"""Bytes: a ten-year plan with notes is a tenth of this."""

MOST_ROWS = 1000


def read_plan(data: bytes) -> ReplacePlan:
    """Read a whole plan, or refuse it naming the first row that is wrong.

    UTF-8 (with or without BOM) or Windows-1252; separated by comma, semicolon or tab; a header
    line is allowed. Raises `Refusal`.
    """
    rows: list[PlanRow] = []
    for number, cells in cells_of(data, large="plan-file-large", other="plan-file-binary"):
        row = _row(number, cells, first=not rows)
        if row is not None:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Refusal("plan-too-long", most=MOST_ROWS)
    if not rows:
        raise Refusal("plan-empty")
    return ReplacePlan(rows=tuple(rows))


def cells_of(data: bytes, *, large: str, other: str) -> Iterator[tuple[int, list[str]]]:
    """Read the cells of a CSV file, line by line, as spreadsheets save it: see `read_plan`.

    Raises the `Refusal` named `large` for one that is too large, `other` for what is no CSV.
    """
    if len(data) > LARGEST:
        raise Refusal(large, most=LARGEST // 1024)
    if b"\0" in data:
        raise Refusal(other)
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        content = data.decode("cp1252", errors="replace")
    first = content.lstrip().split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise Refusal(other) from None


def _row(number: int, cells: list[str], *, first: bool) -> PlanRow | None:
    if not any(cells):
        return None
    if first and not any(char.isdigit() for char in cells[0]):
        return None
    if len(cells) < 2:
        raise _wrong(number, Refusal("plan-cells"))
    try:
        week, given = Week.parse(cells[0]), amount(cells[1])
    except Refusal as refusal:
        raise _wrong(number, refusal) from None
    return PlanRow(number, week, given, cells[2] if len(cells) > 2 else "")


def _wrong(row: int, refusal: Refusal) -> Refusal:
    why = text(f"refusal-{refusal.key}", **refusal.args_by_name)
    return Refusal("plan-row", row=row, why=why)
