"""From keys and arguments to words: the only place where a `Text` becomes something to read.

The result is the little HTML every platform can show: `b`, `i`, `code`, and line ends. Whatever
came from people is escaped here.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.i18n import Words, words
from core.app import wire
from core.app.says import (
    Button,
    Day,
    Lines,
    Names,
    Passage,
    Percent,
    Row,
    Secret,
    Table,
    Text,
    Weeks,
    When,
)
from core.domain import names
from core.domain.calendar import Slot, Week
from core.domain.money import Amount

NOTHING = "\0"
"""Stands for an argument that says nothing: a line of it alone is left out."""

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Pen:
    """What a message is written with: a language's words, and real tables or lines for them."""

    words: Words
    tables: bool = False


def render(text: Text, language: str, *, tables: bool = False) -> str:
    """Write a message as HTML in a language; with real `tables` where its columns have titles."""
    said = _said(text, Pen(words(language), tables))
    kept = [line for line in said.split("\n") if line.strip() != NOTHING]
    return "\n".join(line.rstrip() for line in kept).replace(NOTHING, "").strip()


def plain(text: Text, language: str) -> str:
    """Write a message without markup: button labels, notices, terminals."""
    return without_markup(render(text, language))


def without_markup(said: str) -> str:
    """Strip the tags of rendered HTML."""
    return html.unescape(_TAG.sub("", said))


def labels(stored: str | None, language: str) -> tuple[tuple[str, Button], ...]:
    """Read the buttons stored with a message, with their labels in words."""
    if stored is None:
        return ()
    buttons: tuple[Button, ...] = wire.loads(stored)
    return tuple((plain(button.label, language), button) for button in buttons)


def escaped(said: str) -> str:
    """Make what people wrote harmless in HTML: one line, no control marks, no tags."""
    return html.escape(names.clean(said, longest=400), quote=False)


def _said(text: Text, pen: Pen) -> str:
    args: dict[str, str | int] = {}
    for name, value in text.args.items():
        _put(args, name, value, pen)
    return pen.words.say(text.key, args)


def _put(args: dict[str, str | int], name: str, value: object, pen: Pen) -> None:
    if isinstance(value, Week):
        args[f"{name}-dates"] = pen.words.dates(value, value)
    if isinstance(value, Weeks):
        args[f"{name}-dates"] = pen.words.dates(value.first, value.last)
    args[name] = _argument(value, pen)


def _argument(value: object, pen: Pen) -> str | int:
    match value:
        case bool() | None:
            raise TypeError(f"{value!r} says nothing")
        case int():
            return value
        case (str() as said) | Secret(said):
            return escaped(said) or NOTHING
        case Row(texts):
            return pen.words.row(tuple(_said(one, pen) for one in texts))
        case Passage(written):
            kept = (names.clean(line, longest=len(line)) for line in written.split("\n"))
            return html.escape("\n".join(kept), quote=False) or NOTHING
        case Names(row):
            return pen.words.row(tuple(escaped(one) for one in row)) if row else NOTHING
        case Text():
            return _said(value, pen)
        case Lines(texts):
            return "\n".join(_said(one, pen) for one in texts) or NOTHING
        case Table():
            return _table(value, pen)
    return _figure(value, pen)


def _figure(value: object, pen: Pen) -> str:
    match value:
        case Amount():
            return html.escape(pen.words.amount(value), quote=False)
        case Week() | Slot() | Weeks():
            return str(value)
        case When(at, timezone):
            return pen.words.when(at, timezone)
        case Day(year, month, day):
            return pen.words.day(date(year, month, day))
        case Percent(part, whole):
            return pen.words.percent(part, whole)
    raise TypeError(f"{type(value).__name__} cannot be shown")


def _table(table: Table, pen: Pen) -> str:
    rows = [_cells(table, row, pen) for row in table.rows]
    if pen.tables and table.titles and rows:
        return _drawn(table, rows, pen)
    said = [pen.words.say(table.row, cells).replace(NOTHING, "") for cells in rows]
    return "\n".join(said) or NOTHING


def _cells(table: Table, row: tuple[object, ...], pen: Pen) -> dict[str, str | int]:
    cells: dict[str, str | int] = {}
    for name, value in zip(table.columns, row, strict=True):
        if name in table.amounts and table.unit is not None and isinstance(value, int):
            cells[name] = html.escape(pen.words.amount(Amount(value, table.unit)), quote=False)
        else:
            _put(cells, name, value, pen)
    return cells


def _drawn(table: Table, rows: Sequence[Mapping[str, str | int]], pen: Pen) -> str:
    titles = "".join(f"<th>{pen.words.say(title, {})}</th>" for title in table.titles)
    lines = [
        "".join(f"<td>{cells[name]}</td>".replace(NOTHING, "") for name in table.columns)
        for cells in rows
    ]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"
