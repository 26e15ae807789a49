"""The two ways of speaking: what a transcript, written as on Telegram, becomes on Matrix.

There a command has another sign, a button is a numbered line, and messages are written by the
Matrix adapter. All the rest has to be the same, word for word; what is not says so at its place:
an answer to `group (Telegram)` is given there alone, one to `group (Matrix)` there alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count

from adapters.chat import Outgoing
from adapters.matrix.writing import content_of

WAYS = {"telegram": "Telegram", "matrix": "Matrix"}

_COMMAND = re.compile(r"(?<![\w/<])/(?=[a-zé]{2,}\b)")
_BUTTONS = re.compile(r"\[.+\]")
_FIRST = re.compile(r"> (?P<who>[^|]+?)(?: \((?P<way>Telegram|Matrix)\))? \|(?: (?P<row>.*))?")
_NEXT = re.compile(r" *\|(?: (?P<row>.*))?")


@dataclass(frozen=True)
class Answer:
    """One message of the bot: to whom, its rows, and where alone it is said (`""`: everywhere)."""

    who: str
    rows: tuple[str, ...]
    way: str = ""

    def lines(self) -> list[str]:
        """Write it as in a transcript."""
        margin = f"> {self.who}{f' ({self.way})' if self.way else ''} | "
        rest = " " * (len(margin) - 2) + "| "
        return [f"{rest if i else margin}{row}".rstrip() for i, row in enumerate(self.rows)]


def answers(lines: Sequence[str]) -> list[Answer]:
    """Read what a transcript expects the bot to say."""
    read: list[Answer] = []
    for line in lines:
        if first := _FIRST.fullmatch(line):
            read.append(Answer(first["who"], (first["row"] or "",), first["way"] or ""))
        else:
            row = _NEXT.fullmatch(line)
            assert row, f"not a line of an answer: {line}"
            last = read.pop()
            read.append(Answer(last.who, (*last.rows, row["row"] or ""), last.way))
    return read


def answer(who: str, sent: Outgoing, way: str) -> Answer:
    """Write down what was sent, as people read it there."""
    said = sent.plain
    if way == "matrix":
        said = str(content_of(sent, sent.html, last=True)["body"])
    elif sent.keys:
        said += "\n" + " ".join(f"[{key.label}]" for key in sent.keys)
    rows = said.replace("\u00a0", " ").replace("\u202f", " ").split("\n")
    return Answer(who, tuple(row.rstrip() for row in rows))


def typed(text: str, way: str) -> str:
    """Write what somebody types as it is typed there."""
    return _COMMAND.sub("!", text, count=1) if way == "matrix" and text[:1] == "/" else text


def there(written: Sequence[Answer], way: str) -> list[Answer]:
    """List the answers that are expected in a way of speaking, as they are there."""
    return [
        one if way == "telegram" or one.way else Answer(one.who, _on_matrix(one.rows))
        for one in written
        if one.way in ("", WAYS[way])
    ]


def agree(expected: Sequence[Answer], got: Sequence[Answer]) -> bool:
    """Compare answers; `‹…›` stands for anything."""
    return len(expected) == len(got) and all(
        one.who == other.who
        and re.fullmatch(re.escape("\n".join(one.rows)).replace("‹…›", ".+"), "\n".join(other.rows))
        for one, other in zip(expected, got, strict=True)
    )


def merged(telegram: Sequence[Answer], matrix: Sequence[Answer]) -> list[Answer]:
    """Write what was answered in both ways as one transcript."""
    alike = [Answer(one.who, _on_matrix(one.rows)) for one in telegram]
    both: list[Answer] = []
    for what, i, j, k, m in SequenceMatcher(None, alike, matrix, autojunk=False).get_opcodes():
        if what == "equal":
            both += telegram[i:j]
        else:
            both += [Answer(one.who, one.rows, "Telegram") for one in telegram[i:j]]
            both += [Answer(one.who, one.rows, "Matrix") for one in matrix[k:m]]
    return both


def _on_matrix(rows: Sequence[str]) -> tuple[str, ...]:
    *text, last = (_COMMAND.sub("!", row) for row in rows)
    if not _BUTTONS.fullmatch(last):
        return (*text, last)
    labels = rows[-1][1:-1].split("] [")
    numbers = (f"{n}\ufe0f\u20e3" if n < 10 else f"{n}." for n in count(1))
    return (*text, *(f"{number} {label}" for number, label in zip(numbers, labels, strict=False)))
