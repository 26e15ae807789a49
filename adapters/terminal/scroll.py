"""How chats look on one screen: a colour and a gutter for each person, a frame for the group."""

import string
import textwrap
from collections.abc import Sequence

from rich.box import DOUBLE
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

COLOURS = ("cyan", "magenta", "green", "yellow", "blue", "red", "bright_cyan", "bright_magenta")
NAMES = 9
"""Characters kept for a name before the gutter."""


class Scroll:
    """Prints what happens, one thing under the other."""

    def __init__(self, console: Console, group_title: str) -> None:
        """Print on a console; the group's posts carry its title."""
        self._console = console
        self._title = group_title
        self._colours: dict[str, str] = {}
        self._speaking = ""

    def typed(self, who: str, said: str, *, group: bool, edit: bool) -> None:
        """Show a message somebody wrote."""
        sign = "✎ " if edit else ""
        margin = "# " if group else ""
        self._speaking = who
        self._line(who, "›", f"{margin}{sign}{said}", "bold")

    def pressed(self, who: str, label: str) -> None:
        """Show a button somebody pressed."""
        self._speaking = who
        self._line(who, "›", f"[ {label} ]", "bold reverse")

    def asks(self, who: str) -> None:
        """Show whose turn it is to type, and leave the cursor there."""
        self._speaking = who
        self._console.print(Text(f"{who[:NAMES]:>{NAMES}} › ", self._colour(who)), end="")

    def answered(self, who: str, said: str, labels: Sequence[str], *, brief: bool) -> None:
        """Show what the bot says to somebody in private; in brief, its first line alone."""
        lines = said.split("\n")[:1] if brief else said.split("\n")
        named = "" if self._speaking == who else who
        self._speaking = who
        for line in lines:
            for row in textwrap.wrap(line, self._width(), break_long_words=False) or [""]:
                self._line(named, "│", row, "", of=who)
                named = ""
        if labels and not brief:
            shown = zip(string.ascii_lowercase, labels, strict=False)
            self._buttons(who, [f"{letter} {label}" for letter, label in shown])

    def posted(self, said: str, labels: Sequence[str]) -> None:
        """Show what the bot posts in the group."""
        self._speaking = ""
        body = Text(said)
        for label in labels:
            body.append("\n\n")
            body.append(f" {label} ", "reverse")
        frame = Panel(body, title=f"# {self._title}", title_align="left", box=DOUBLE, expand=True)
        self._console.print(frame)

    def _buttons(self, who: str, labels: Sequence[str]) -> None:
        row = ""
        for label in labels:
            if row and len(f"{row}  [{label}]") > self._width():
                self._line("", "│", row, "dim", of=who)
                row = ""
            row = f"{row}  [{label}]".strip()
        self._line("", "│", row, "dim", of=who)

    def _line(self, name: str, sign: str, said: str, style: str, *, of: str | None = None) -> None:
        colour = self._colour(of or name)
        line = Text(f"{name[:NAMES]:>{NAMES}} {sign} ", colour)
        line.append(said, style)
        self._console.print(line)

    def _colour(self, who: str) -> str:
        return self._colours.setdefault(who, COLOURS[len(self._colours) % len(COLOURS)])

    def _width(self) -> int:
        return self._console.width - NAMES - 3
