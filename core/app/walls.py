"""Times on the reader's own wall: somebody abroad reads when it is there."""

from dataclasses import replace
from typing import Any

from core.app.says import Lines, Row, Table, Text, When


def on_wall(said: Text, timezone: str | None) -> Text:
    """Move every instant of a text to a time zone; without one, leave them on their team's."""
    if timezone is None:
        return said
    moved: Text = _moved(said, timezone)
    return moved


def _moved(value: Any, timezone: str) -> Any:
    match value:
        case When(at):
            return When(at, timezone)
        case Text(key, args):
            return Text(key, {name: _moved(arg, timezone) for name, arg in args.items()})
        case Lines(texts) | Row(texts):
            return type(value)(tuple(_moved(one, timezone) for one in texts))
        case Table(rows=rows) if value.unit is None:
            moved = tuple(tuple(_moved(cell, timezone) for cell in row) for row in rows)
            return replace(value, rows=moved)
    return value
