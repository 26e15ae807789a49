"""What is kept of the use cases' work: rows that several of them read."""

from dataclasses import dataclass
from datetime import datetime

from core.app.commands import Command, SaidLine
from core.app.says import Document, Text, WeeksChart
from core.domain.settlement import Means


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way to one chat: a row of the outbox.

    `key` is unique for ever. `answers` is the press it answers, where the platform wants that;
    with `notice`, showing it over the button is enough.
    """

    key: str
    platform: str
    chat_id: str
    private: bool
    language: str
    text: Text
    team_id: int | None
    created_at: datetime
    buttons: str | None = None
    answers: str | None = None
    notice: bool = False
    picture: WeeksChart | None = None
    documents: tuple[Document, ...] = ()
    board: str | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """One stored option of a prompt: the command behind a button."""

    token: str
    prompt: str
    position: int
    person_id: int
    round_id: int | None
    question: bool
    command: Command
    created_at: datetime
    pressed: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """The figures a close was decided on, in minor units, and the book's head after it.

    `means` is what there was; `floor` how far below zero claims could be granted in full; `granted`
    includes what envelopes gave (`drawn`). `left` is what stayed in the pool. `rationed_by` names
    the rule that rationed, if one did. `commons_share` percent of each award were put back, 0 where
    nothing was.
    """

    round_id: int
    means: Means
    floor: int
    claimed: int
    granted: int
    drawn: int
    left: int
    rationed_by: str | None
    head: str
    commons_share: int = 0

    @property
    def limit(self) -> int:
        """What the pool could grant that week: what there was, with the deficit that was allowed.

        Past the deficit the fallback shared what the plan foresaw, and no more.
        """
        if self.rationed_by is not None:
            return max(self.means.to_share, 0)
        return max(self.means.available + self.floor, 0)


@dataclass(frozen=True, slots=True)
class Correction:
    """A closed week corrected for one member: the figures that count from then on.

    `number` counts the corrections of a round; `revision` is the declaration that counts now.
    """

    round_id: int
    member_id: int
    number: int
    revision: int
    claim: int
    award: int
    drawn: int
    author_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Stance:
    """Where one member stands while their team agrees: what they claimed, what was proposed.

    `answer` is None until they said something to it: `kept`, `taken` or `changed`.
    """

    round_id: int
    member_id: int
    claim: int
    proposed: int
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something a facilitator did, in words the team may read."""

    team_id: int
    member_id: int
    at: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question about somebody's declaration; `answer` is None until they said something to it."""

    id: int
    team_id: int
    round_id: int | None
    asker_id: int
    about_id: int
    words: str
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A declaration being made step by step: its lines so far, and what is asked next.

    `step` is what is asked next: `project`, `quantity`, `note` or `more`; `project` is the one
    being spoken of ("" for none). With `noted`, the lines are declared already, and that one of
    them is given a note.
    """

    member_id: int
    round_id: int
    step: str
    lines: tuple[SaidLine, ...] = ()
    project: str = ""
    noted: int | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """The words of an income or an expense: what for, and who wrote it into the book."""

    seq: int
    label: str
    author_id: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an automatic message to somebody went, for those who look after a team."""

    key: str
    chat_id: str
    platform: str
    state: str


@dataclass(frozen=True, slots=True)
class LinkOffer:
    """A stored code that makes another account a person's."""

    person_id: int
    expires_at: datetime
    used: bool
