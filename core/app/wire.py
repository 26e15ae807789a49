"""How commands and texts are stored: JSON in which every value says its own type.

Only the types listed here can be read back: what is stored is data, never code.
"""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from core.app import commands, says
from core.app.buckets import commands as _buckets
from core.app.payday import commands as _payday  # noqa: F401 - its commands are stored too
from core.domain.calendar import Slot, Week
from core.domain.money import Amount, Unit

_TYPES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Amount,
        Unit,
        Slot,
        says.Button,
        says.Day,
        says.Document,
        says.Lines,
        says.Names,
        says.Passage,
        says.Percent,
        says.Row,
        says.Secret,
        says.Table,
        says.WeekDrawn,
        says.WeeksChart,
        says.Weeks,
        says.When,
        commands.MarkedWeek,
        commands.PlanRow,
        commands.SaidDay,
        commands.SaidLine,
        _buckets.AllocationRow,
        _buckets.SaidCost,
        *commands.Command.__subclasses__(),
    )
}
_FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in _TYPES.values()}


def dumps(value: object) -> str:
    """Write a command, a text, a picture or a tuple of them as JSON.

    Half a character, which no database takes, becomes a question mark.
    """
    written = json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
    return written if written.isascii() else written.encode(errors="replace").decode()


def loads(stored: str) -> Any:
    """Read back what `dumps` wrote; sequences come back as tuples."""
    return _live(json.loads(stored))


def _plain(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case tuple() | list():
            return [_plain(one) for one in value]
        case says.Table() if value.unit is not None:
            return _fields(replace(value, rows=())) | {"rows": value.rows}
        case says.Text():
            return {"t": value.key, **{f"-{name}": _plain(arg) for name, arg in value.args.items()}}
        case Week():
            return {"w": str(value)}
        case Decimal():
            return {"d": str(value)}
        case datetime():
            return {"at": value.astimezone(UTC).isoformat()}
    return _fields(value)


def _fields(value: object) -> dict[str, object]:
    kind = type(value)
    if kind.__name__ not in _TYPES:
        raise TypeError(f"{kind.__name__} is not stored")
    return {"is": kind.__name__, **{name: _plain(getattr(value, name)) for name in _FIELDS[kind]}}


def _live(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_live(one) for one in value)
    if not isinstance(value, dict):
        return value
    if "is" in value:
        kind = _TYPES[value["is"]]
        return kind(**{name: _live(part) for name, part in value.items() if name != "is"})
    if "t" in value:
        args = {name[1:]: _live(arg) for name, arg in value.items() if name != "t"}
        return says.Text(value["t"], args)
    if "w" in value:
        return Week.parse(value["w"])
    if "d" in value:
        return Decimal(value["d"])
    return datetime.fromisoformat(value["at"])
