"""What the program says, before anybody chose the words: keys and arguments.

A `Text` names a message of the Fluent files; its arguments are data that `bot/render.py` writes
as the reader's language does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.app.commands import Command
from core.domain.calendar import Week
from core.domain.money import Unit


@dataclass(frozen=True, slots=True)
class When:
    """An instant, to be shown on the wall of a time zone."""

    at: datetime
    timezone: str


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks a round settles, named by the last one and shown with all their days."""

    first: Week
    last: Week

    def __str__(self) -> str:
        return str(self.last)


@dataclass(frozen=True, slots=True)
class Percent:
    """A part of a whole, both in the same minor units."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Secret:
    """Words for one reader, not kept once they were sent."""

    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words somebody wrote, as long as they are, with their line ends."""

    words: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names in a row, joined as the language does (*Aïcha, Bob et Chloé*)."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar, to be written as the language does."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, day: date) -> "Day":
        """Name a day."""
        return cls(day.year, day.month, day.day)


@dataclass(frozen=True, slots=True)
class Row:
    """Texts in a row, joined as the language joins names."""

    texts: tuple["Text", ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same shape: `row` names the message of one, `columns` its variables in order.

    Compact on purpose: a team may be large, and a platform that has real tables draws one. Cells
    of the columns named in `amounts` are minor units of `unit`; a table with a unit has only words
    and whole numbers in its cells. `titles` names the messages that head its columns where it is
    drawn as a table; without them it is always written line by line.
    """

    row: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    amounts: tuple[str, ...] = ()
    unit: Unit | None = None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts one under the other; those that are None were not to be said."""

    texts: tuple["Text", ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A message by its key, with its arguments."""

    key: str
    args: Mapping[str, object] = field(default_factory=dict)


def text(key: str, /, **args: object) -> Text:
    """Make a `Text`; underscores in argument names become hyphens, as Fluent writes them."""
    return Text(key, {name.replace("_", "-"): value for name, value in args.items()})


def without_secrets(said: Text) -> Text:
    """Give what may be kept of a message."""
    kept = {name: "…" if isinstance(a, Secret) else a for name, a in said.args.items()}
    return Text(said.key, kept)


def lines(*texts: Text | None) -> Lines:
    """Put texts one under the other, leaving out those that are None."""
    return Lines(tuple(one for one in texts if one is not None))


@dataclass(frozen=True, slots=True)
class WeekDrawn:
    """One week of a `WeeksChart`, in minor units."""

    week: Week
    available: int
    claimed: int
    granted: int
    left: int


@dataclass(frozen=True, slots=True)
class WeeksChart:
    """A picture that goes with a text: closed weeks next to each other, the latest last."""

    team_name: str
    unit: Unit
    weeks: tuple[WeekDrawn, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file that goes with a text, made of what is stored when it is sent, and kept nowhere.

    `kind` says what it holds (see `bot/publish/`), `team` whose, `about` which part of it: the
    number of a payout, the id of a member.
    """

    kind: str
    team: int
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A button: what it is called, and the command stored behind it."""

    label: Text
    does: Command


@dataclass(frozen=True, slots=True)
class Invitation:
    """A button that leads a newcomer into private chat with the bot, carrying a code."""

    label: Text
    code: str


@dataclass(frozen=True, slots=True)
class Button:
    """An option on its way out: its label, and the token (or the invitation code) it carries."""

    label: Text
    token: str = ""
    invite: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """To the chat the command came from."""


@dataclass(frozen=True, slots=True)
class Private:
    """To one person, in private."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ToGroup:
    """To a team's group chats."""

    team_id: int


@dataclass(frozen=True, slots=True)
class Say:
    """One thing to say to one audience.

    `key` makes an automatic message happen once, ever (`prompt:12:7`); replies get theirs from
    what they answer. `round_id` ties its options to a round. A `question` waits for *yes* or *no*,
    also typed. A `notice` is short enough to be shown over a pressed button. What is `open` may be
    read by whoever is in the chat, also where that is not one person alone. A `picture` is sent
    after the text, which says all there is to know without it; so are `documents`. A `board` names
    a post of a group that later ones of the same board are written over. What is said
    in private of one team has its `team_id`: who replies to it speaks to that team.
    """

    text: Text
    to: Here | Private | ToGroup = Here()
    options: tuple[Option | Invitation, ...] = ()
    key: str | None = None
    round_id: int | None = None
    question: bool = False
    notice: bool = False
    open: bool = False
    picture: WeeksChart | None = None
    documents: tuple[Document, ...] = ()
    board: str | None = None
    team_id: int | None = None
