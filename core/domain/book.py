"""The book: an append-only double-entry ledger of virtual money, chained by hashes.

A transaction moves minor units between accounts and sums to zero. It carries the hash of the one
before it in the same team's book, so that whoever noted one hash can later prove that nothing
before it was rewritten. Hashes cover pseudonymous fields only (`member:17`, never a name): a
person can be erased and the chain stays valid.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from core.domain.calendar import Week
from core.domain.sharing import Sharing

GENESIS = "0" * 64
"""The hash before the first transaction of a book."""

POOL = "pool"
"""What the team can share out: its balance is what is carried over; negative is a deficit."""

PLAN = "plan"
"""Where each week's planned budget comes from: its balance is minus what was released so far."""


def member_account(member_id: int) -> str:
    """Name the account of a member's virtual balance."""
    return f"member:{member_id}"


class Kind(StrEnum):
    """What a transaction records."""

    RELEASE = "release"
    AWARD = "award"
    LAPSE = "lapse"


@dataclass(frozen=True, slots=True)
class Posting:
    """One leg of a transaction: `amount` minor units into (or, negative, out of) an account."""

    account: str
    amount: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction before it has a place in the chain. Raises `ValueError` unless it balances."""

    kind: Kind
    week: Week
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        if not self.postings or sum(posting.amount for posting in self.postings) != 0:
            raise ValueError("a transaction must sum to zero")

    @property
    def key(self) -> str:
        """What makes it happen once in a team's book."""
        return f"{self.kind}:{self.week}"


@dataclass(frozen=True, slots=True)
class Transaction:
    """An entry in its place, as it stands in the book: nothing about it is taken on trust.

    Number `seq` of a team's book, chained to the one before by `previous`.
    """

    team_id: int
    seq: int
    kind: str
    week: Week
    key: str
    postings: tuple[Posting, ...]
    at: datetime
    previous: str
    hash: str

    @property
    def balanced(self) -> bool:
        """Whether it sums to zero over at least one posting."""
        return bool(self.postings) and sum(posting.amount for posting in self.postings) == 0

    def digest(self) -> str:
        """Hash everything it says, in one canonical form (SHA-256, hexadecimal)."""
        said = [
            self.previous,
            self.team_id,
            self.seq,
            self.kind,
            str(self.week),
            self.key,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            [[posting.account, posting.amount] for posting in self.postings],
        ]
        return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def chained(entry: Entry, *, team_id: int, at: datetime, seq: int, previous: str) -> Transaction:
    """Give an entry its place after the transaction whose hash is `previous`."""
    place = (team_id, seq, entry.kind.value, entry.week, entry.key, entry.postings, at, previous)
    return replace(bare := Transaction(*place, hash=""), hash=bare.digest())


def closing_entries(
    week: Week, planned: int, sharing: Sharing | None, pool: int, *, carry_over: bool
) -> tuple[Entry, ...]:
    """Write what the close of a week books.

    The week's budget leaves the plan for the pool; awards leave the pool for the members; what is
    left stays in the pool, or lapses back to the plan for a team that does not carry over. A
    deficit always stays. `pool` is the balance before; `sharing` is None for a missed week.
    """
    entries = []
    if planned:
        entries.append(Entry(Kind.RELEASE, week, (Posting(PLAN, -planned), Posting(POOL, planned))))
    granted = sharing.granted if sharing else 0
    if sharing and granted:
        legs = [
            Posting(member_account(int(award.who)), award.amount)
            for award in sharing.awards
            if award.amount
        ]
        entries.append(Entry(Kind.AWARD, week, (Posting(POOL, -granted), *legs)))
    left = pool + planned - granted
    if left > 0 and not carry_over:
        entries.append(Entry(Kind.LAPSE, week, (Posting(POOL, -left), Posting(PLAN, left))))
    return tuple(entries)
