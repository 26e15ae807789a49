"""Declarations: what a member says one week was worth, with every revision kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """How a member answered a round. No declaration at all is silence, which is not zero."""

    DECLARED = "declared"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a declaration. `amount` in minor units; `minutes` where time was said."""

    amount: int
    project_id: int | None = None
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """One revision of what one member said of one round; the highest revision is current.

    `source` names the message it came from (platform and message), so that editing that message
    corrects it and editing an older one does not.
    """

    round_id: int
    member_id: int
    revision: int
    answer: Answer
    lines: tuple[Line, ...]
    at: datetime
    source: str = ""

    @property
    def claim(self) -> int:
        """Its total, in minor units."""
        return sum(line.amount for line in self.lines)

    @property
    def counts(self) -> bool:
        """Whether it is a claim: neither skipped nor withdrawn."""
        return self.answer is Answer.DECLARED


def far_from_habit(claim: int, before: Sequence[int]) -> bool:
    """Tell whether a claim is so unlike the last ones that it may be a slip of the thumb.

    Three earlier claims above zero make a habit (the last eight count). Far is more than three
    times the largest of them, or less than a fifth of the smallest; zero is always an answer.
    """
    habit = [earlier for earlier in before if earlier > 0][-8:]
    if claim == 0 or len(habit) < 3:
        return False
    return claim > 3 * max(habit) or 5 * claim < min(habit)
