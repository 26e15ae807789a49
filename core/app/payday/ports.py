"""What the payday needs of what is stored: see `core.app.ports`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PayoutRecord:
    """One payout as it was decided; who got what stands in the book, at `seq` and `paid_seq`.

    `offered` is in euro cents, `euro_rate` in millionths of a euro a unit. What was booked by
    `cutoff` counted; None where no day had been announced.
    """

    number: int
    seq: int
    paid_seq: int
    offered: int
    euro_rate: int
    mode: str
    label: str
    cutoff: datetime | None
    author_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Payday:
    """A day announced for a payout."""

    day: date
    author_id: int
    announced_at: datetime


@dataclass(frozen=True, slots=True)
class Contract:
    """How a member is employed: their `number`th contract of a kind, both days included."""

    member_id: int
    kind: str
    number: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Levy:
    """A social charge the team entered, in ten-thousandths; `side` is who owes it."""

    label: str
    side: str
    rate: int


class PaydayRows(Protocol):
    """Payouts, and what the CAE has to know."""

    async def payouts(self, team_id: int) -> Sequence[PayoutRecord]:
        """List a team's payouts, the first one first."""

    async def add_payout(self, team_id: int, payout: PayoutRecord) -> None:
        """Store what was decided."""

    async def payday(self, team_id: int) -> Payday | None:
        """Find the day announced last, unless it was cancelled."""

    async def payday_at(self, team_id: int, at: datetime) -> Payday | None:
        """Find the day that stood announced at a past instant."""

    async def announce(self, team_id: int, payday: Payday) -> None:
        """Announce a day instead of any other."""

    async def cancel_payday(self, team_id: int, at: datetime) -> None:
        """Take the announcement back."""

    async def contracts(self, team_id: int) -> Sequence[Contract]:
        """List the contracts of a team's members, by member and day."""

    async def add_contract(self, contract: Contract) -> None:
        """Store one."""

    async def drop_contract(self, contract: Contract) -> None:
        """Forget one: another takes its place."""

    async def levies(self, team_id: int) -> Sequence[Levy]:
        """List the social charges a team entered, by side and label."""

    async def set_levy(self, team_id: int, levy: Levy) -> None:
        """Store one; a rate of 0 ends it."""


LAST_WORDS = "forgotten:"
"""How the key of the last message to somebody begins, whose chat is let go of once it was sent."""


class Rights(Protocol):
    """What people may have done with all that is kept about them."""

    async def rename(self, team_id: int, old: str, new: str) -> None:
        """Call a member by their new name in what was noted before: no old name is left behind."""

    async def erase(self, person_id: int, at: datetime) -> None:
        """Erase somebody: name, accounts and words; amounts stay, under a number."""
