"""What the audit needs of what is stored: see `core.app.ports`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.app.records import Stance
from core.domain.declaration import Declaration
from core.domain.grant import Vote
from core.domain.settlement import Draw
from core.domain.sharing import Award


@dataclass(frozen=True, slots=True)
class Said:
    """One revision of a declaration, as it is stored: `claim` is its total beside its lines.

    `counts` says whether the pointer of its member's declaration is on it; `placed` whether its
    lines are numbered without a gap.
    """

    declaration: Declaration
    claim: int
    counts: bool
    placed: bool


class EvidenceRows(Protocol):
    """What the audit alone asks of the tables, for a whole team at once."""

    async def said(self, team_id: int) -> Mapping[int, Mapping[int, Sequence[Said]]]:
        """List every revision of every declaration in order, by round and member.

        Nothing is listed for a declaration whose revisions are all gone.
        """

    async def awards(self, round_ids: Sequence[int]) -> Mapping[int, Sequence[Award]]:
        """List what closes granted, by round."""

    async def draws(self, round_ids: Sequence[int]) -> Mapping[int, Sequence[tuple[int, Draw]]]:
        """List what envelopes gave, by round, each with its correction's number: 0 for a close."""

    async def stances(self, team_id: int) -> Mapping[int, Sequence[Stance]]:
        """List where members stood when their team had to agree, by round."""

    async def folded_titles(self, team_id: int) -> Mapping[int, str]:
        """Map buckets to their titles as they are compared."""

    async def votes(self, team_id: int) -> Mapping[int, Sequence[tuple[int, Vote]]]:
        """List all votes on grants, each with the revision it is on, by grant."""

    async def misplaced(self, team_id: int) -> Sequence[tuple[int, str]]:
        """List (row of the book, an account) where postings lack a header or are not in place."""

    async def orphans(self) -> Sequence[tuple[str, str]]:
        """List (table, table) where rows of the first refer to rows that the second has not."""

    async def heads_told(self) -> Sequence[tuple[str, str]]:
        """List (key, head) of messages that showed the beginning of a hash no book has."""
