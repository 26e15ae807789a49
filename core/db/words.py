"""Words that are stored as JSON, emptied or rewritten without reading what they mean."""

import json
import re
from collections.abc import Callable

EMPTY = '""'
"""What is left of a message whose words are no longer kept."""

_HEAD = re.compile(r'"[.-]?head":"[0-9a-f]+"')

_MARKS = frozenset({"is", "t", "w", "d", "at"})
"""Keys under which `core.app.wire` says the type of a value, not something of somebody's."""

_BY_PEOPLE = {"Table": {"rows"}, "Unit": set(), "Document": set(), "Slot": set()}
"""Of values whose parts are mostly ours, those that people wrote."""


def emptied(stored: str) -> str:
    """Give what is kept of a message whose words are not: the head of the book that it showed."""
    heads = _HEAD.findall(stored)
    return f'{{"t":"",{heads[0]}}}' if heads else EMPTY


def rewritten(stored: str, change: Callable[[str], str]) -> str:
    """Change every string that people may have written in a stored text or command."""
    changed = _changed(json.loads(stored), change)
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _changed(value: object, change: Callable[[str], str]) -> object:
    match value:
        case str():
            return change(value)
        case list():
            return [_changed(one, change) for one in value]
        case dict():
            theirs = _BY_PEOPLE.get(value.get("is", ""), value.keys() - _MARKS)
            return {
                key: _changed(part, change) if key in theirs else part
                for key, part in value.items()
            }
    return value
