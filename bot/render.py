"""From keys and arguments to words: the only place where a `Text` becomes something to read.

The result is the little HTML every platform can show: `b`, `i`, `code`, and line ends. Whatever
came from people is escaped here.
"""

import html
import re

from bot.i18n import Words, words
from core.app import wire
from core.app.says import Button, Lines, Names, Percent, Table, Text, When
from core.domain import names
from core.domain.calendar import Slot, Week
from core.domain.money import Amount

NOTHING = "\0"
"""Stands for an argument that says nothing: a line of it alone is left out."""

_TAG = re.compile(r"<[^>]+>")


def render(text: Text, language: str) -> str:
    """Write a message as HTML in a language."""
    said = _said(text, words(language))
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


def _said(text: Text, to: Words) -> str:
    args: dict[str, str | int] = {}
    for name, value in text.args.items():
        _put(args, name, value, to)
    return to.say(text.key, args)


def _put(args: dict[str, str | int], name: str, value: object, to: Words) -> None:
    if isinstance(value, Week):
        args[f"{name}-dates"] = to.dates(value)
    args[name] = _argument(value, to)


def _argument(value: object, to: Words) -> str | int:
    match value:
        case bool() | None:
            raise TypeError(f"{value!r} says nothing")
        case int():
            return value
        case str():
            return escaped(value) or NOTHING
        case Amount():
            return to.amount(value)
        case Week() | Slot():
            return str(value)
        case When(at, timezone):
            return to.when(at, timezone)
        case Percent(part, whole):
            return to.percent(part, whole)
        case Names(row):
            return to.row(tuple(escaped(one) for one in row)) if row else NOTHING
        case Text():
            return _said(value, to)
        case Lines(texts):
            return "\n".join(_said(one, to) for one in texts) or NOTHING
        case Table():
            return _table(value, to)
    raise TypeError(f"{type(value).__name__} cannot be shown")


def _table(table: Table, to: Words) -> str:
    said = []
    for row in table.rows:
        args: dict[str, str | int] = {}
        for name, value in zip(table.columns, row, strict=True):
            if name in table.amounts and table.unit is not None and isinstance(value, int):
                args[name] = to.amount(Amount(value, table.unit))
            else:
                _put(args, name, value, to)
        said.append(to.say(table.row, args).replace(NOTHING, ""))
    return "\n".join(said) or NOTHING
