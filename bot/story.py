"""The demo's story: a text of what people do, one line each, in `bot/texts/LANGUAGE/demo.txt`.

== title              a new chapter
# words               the narrator
@ instant             time passes
join: names           people follow the invitation
show: names           whose private chats are shown (or `everybody`, `nobody`)
others:               say whose chats were not
Name: text            somebody writes in private; `Name (group):`, `Name (edit):`
Name presses: label   somebody presses a button
~ Name: text          the same, with only the first line of the answer
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.i18n import FOLDER

_LINE = re.compile(
    r"(?P<brief>~ )?(?P<who>\w+)(?: \((?P<how>group|edit)\)| (?P<presses>presses))?: (?P<what>.*)"
)
FACILITATOR = "Nadia"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A new chapter begins."""

    title: str


@dataclass(frozen=True, slots=True)
class Narrated:
    """The narrator speaks."""

    words: str


@dataclass(frozen=True, slots=True)
class Passes:
    """Time passes, to an instant."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Joins:
    """People follow the invitation."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shows:
    """From here on these people's chats are shown; None: everybody's."""

    names: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Others:
    """Whose chats were not shown is said."""


@dataclass(frozen=True, slots=True)
class Does:
    """Somebody writes or presses. `how` is "", "group", "edit" or "presses"."""

    who: str
    how: str
    what: str
    brief: bool


Event = Chapter | Narrated | Passes | Joins | Shows | Others | Does


def story(language: str) -> Iterator[Event]:
    """Read the story in a language. Raises `ValueError` for a line that is none."""
    written = (FOLDER / language / "demo.txt").read_text(encoding="utf-8")
    for line in written.splitlines():
        if line.strip():
            yield _event(line)


def _event(line: str) -> Event:
    sign, _, rest = line.partition(" ")
    match sign:
        case "==":
            return Chapter(rest)
        case "#":
            return Narrated(rest)
        case "@":
            return Passes(datetime.fromisoformat(rest))
        case "join:":
            return Joins(tuple(rest.split(", ")))
        case "show:":
            named = {"everybody": None, "nobody": frozenset[str]()}
            return Shows(named.get(rest, frozenset(rest.split(", "))))
        case "others:":
            return Others()
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    how = match["how"] or match["presses"] or ""
    return Does(match["who"], how, match["what"], brief=bool(match["brief"]))
