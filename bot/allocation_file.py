"""Reading allocations from a file: CSV, `name,amount`, captioned `/allocate add` or `set`."""

from collections.abc import Callable

from bot.amounts import amount
from bot.plan_file import cells_of
from core.app.buckets.commands import Allocate, AllocationRow
from core.app.commands import Command
from core.app.says import text
from core.domain import names
from core.domain.refusal import Refusal

MOST_ROWS = 1000

_SETS = {"add": False, "ajouter": False, "ajoute": False, "set": True, "fixer": True, "fixe": True}
_COMMONS = frozenset({"commons", "commun", "communs"})


def allocations_reader(caption: str) -> Callable[[bytes], Command]:
    """Give what reads the file, by its caption: `add` or `set`, then `commons` if from there.

    Raises `Refusal` for other words.
    """
    how, _, source = names.fold(caption).partition(" ")
    if how not in _SETS or (source and source not in _COMMONS):
        raise Refusal("usage-allocate")
    command = Allocate(how="file", sets=_SETS[how], source="commons" if source else "pool")
    return lambda data: read_allocations(data, command)


def read_allocations(data: bytes, command: Allocate) -> Allocate:
    """Read a whole file, or refuse it naming the first row that is wrong. Raises `Refusal`."""
    rows: list[AllocationRow] = []
    wanted = {"large": "allocation-file-large", "other": "allocation-file-binary"}
    for number, cells in cells_of(data, **wanted):
        row = _row(number, cells, first=not rows)
        if row is not None:
            rows.append(row)
        if len(rows) > MOST_ROWS:
            raise Refusal("allocation-too-long", most=MOST_ROWS)
    if not rows:
        raise Refusal("allocation-empty")
    return Allocate(how=command.how, sets=command.sets, source=command.source, rows=tuple(rows))


def _row(number: int, cells: list[str], *, first: bool) -> AllocationRow | None:
    if not any(cells):
        return None
    if first and len(cells) > 1 and not any(char.isdigit() for char in cells[1]):
        return None
    if len(cells) < 2 or not cells[0]:
        raise _wrong(number, Refusal("allocation-cells"))
    try:
        return AllocationRow(number, cells[0], amount(cells[1]))
    except Refusal as refusal:
        raise _wrong(number, refusal) from None


def _wrong(row: int, refusal: Refusal) -> Refusal:
    why = text(f"refusal-{refusal.key}", **refusal.args_by_name)
    return Refusal("allocation-row", row=row, why=why)
