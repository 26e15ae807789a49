"""The book: an append-only double-entry ledger of virtual money, chained by hashes.

A transaction moves minor units between accounts and sums to zero. It carries the hash of the one
before it in the same team's book, so that whoever noted one hash can later prove that nothing
before it was rewritten. Hashes cover pseudonymous fields only (`member:17`, never a name): a
person can be erased and the chain stays valid.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from core.domain.calendar import Week
from core.domain.settlement import PERCENT, Means, Settlement

GENESIS = "0" * 64
"""The hash before the first transaction of a book."""

POOL = "pool"
"""What the team can share out: its balance is what is carried over; negative is a deficit."""

PLAN = "plan"
"""Where each week's planned budget comes from: its balance is minus what was released so far."""

INCOME = "income"
"""Where what came into the pool came from: its balance is minus the sum of it."""

EXPENSE = "expense"
"""What was spent, fixed costs included."""

COMMONS = "commons"
"""What was kept of each week's plan for what the team has in common."""


PAYOUT = "payout"
"""Where members' units go when they are paid in real money."""

RECEIVED = "euro:received"
"""Where the real money of payouts came from, in euro cents: minus the sum of what was paid."""


def euro_account(member_id: int) -> str:
    """Name the account of what a member was paid, in euro cents.

    Accounts that begin with `euro:` hold cents; all others, minor units. No transaction mixes them.
    """
    return f"euro:member:{member_id}"


def allocation_account(member_id: int) -> str:
    """Name the account of what a member may put into buckets: never below zero."""
    return f"allocation:{member_id}"


def bucket_account(bucket_id: int) -> str:
    """Name the account of what a bucket was funded with, until it starts or ends."""
    return f"bucket:{bucket_id}"


def member_account(member_id: int) -> str:
    """Name the account of a member's virtual balance."""
    return f"member:{member_id}"


def project_account(project_id: int) -> str:
    """Name the account of a project's envelope: its balance is what the envelope still holds."""
    return f"project:{project_id}"


class Kind(StrEnum):
    """What a transaction records. Those of `CLOSING` are a close's, once a week."""

    RELEASE = "release"
    FIXED = "fixed"
    COMMONS = "commons"
    AWARD = "award"
    LAPSE = "lapse"
    INCOME = "income"
    EXPENSE = "expense"
    ENVELOPE = "envelope"
    CORRECTION = "correction"
    PAYOUT = "payout"
    PAID = "paid"
    ALLOCATE = "allocate"
    FUND = "fund"
    RETURN = "return"
    REFUND = "refund"
    START = "start"
    COMPLETE = "complete"
    GIFT = "gift"
    PUT_BACK = "put-back"
    GRANT = "grant"
    SHARE = "share"


CLOSING = (
    Kind.RELEASE,
    Kind.FIXED,
    Kind.COMMONS,
    Kind.AWARD,
    Kind.PUT_BACK,
    Kind.LAPSE,
)
"""What a close books, in this order."""


@dataclass(frozen=True, slots=True)
class Posting:
    """One leg of a transaction: `amount` minor units into (or, negative, out of) an account."""

    account: str
    amount: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A transaction before it has a place in the chain. Raises `ValueError` unless it balances.

    `number` tells apart those of a kind that may happen several times a week.
    """

    kind: Kind
    week: Week
    postings: tuple[Posting, ...]
    number: int | None = None

    def __post_init__(self) -> None:
        if not self.postings or sum(posting.amount for posting in self.postings) != 0:
            raise ValueError("a transaction must sum to zero")

    @property
    def key(self) -> str:
        """What makes it happen once in a team's book."""
        once = f"{self.kind}:{self.week}"
        return once if self.number is None else f"{once}:{self.number}"


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
    week: Week,
    means: Means,
    settlement: Settlement | None,
    *,
    carry_over: bool,
    commons_share: int = 0,
) -> tuple[Entry, ...]:
    """Write what the close of a week books.

    The plan's budget is released to the pool; fixed costs and the commons leave it first; awards
    leave the envelopes and the pool for the members, who put `commons_share` percent of them back
    into the commons; what is left stays in the pool, or lapses back to the plan for a team that
    does not carry over. A deficit always stays. `settlement` is None for a missed week.
    """
    entries = [
        *_moved(Kind.RELEASE, week, PLAN, POOL, means.planned),
        *_moved(Kind.FIXED, week, POOL, EXPENSE, means.fixed),
        *_moved(Kind.COMMONS, week, POOL, COMMONS, means.commons),
    ]
    if settlement is not None and settlement.granted:
        entries.append(Entry(Kind.AWARD, week, _awarded(settlement)))
        entries += _put_back(week, settlement, commons_share)
    left = settlement.left if settlement else means.available
    if not carry_over:
        entries += _moved(Kind.LAPSE, week, POOL, PLAN, max(left, 0))
    return tuple(entries)


def moved(
    kind: Kind, week: Week, source: str, target: str, amount: int, number: int | None = None
) -> Entry:
    """Move an amount from one account to another; a negative one moves back."""
    return Entry(kind, week, (Posting(source, -amount), Posting(target, amount)), number)


def correction_entry(
    week: Week,
    number: int,
    member_id: int,
    pool: int,
    envelopes: Mapping[int, int],
) -> Entry | None:
    """Write what the correction of a closed week books today; None where no money moves.

    `pool` and `envelopes` (by project) say how much more each gives the member, or, negative,
    gets back.
    """
    taken = [Posting(POOL, -pool), *(Posting(project_account(p), -a) for p, a in envelopes.items())]
    more = pool + sum(envelopes.values())
    postings = [*taken, Posting(member_account(member_id), more)]
    kept = tuple(posting for posting in postings if posting.amount)
    return Entry(Kind.CORRECTION, week, kept, number) if kept else None


def _moved(kind: Kind, week: Week, source: str, target: str, amount: int) -> list[Entry]:
    return [moved(kind, week, source, target, amount)] if amount else []


def _put_back(week: Week, settlement: Settlement, percent: int) -> list[Entry]:
    """Write what each member puts back of their award, rounded down to a whole minor unit."""
    parts = [(int(a.who), a.amount * percent // PERCENT) for a in settlement.awards]
    legs = [Posting(member_account(who), -part) for who, part in parts if part]
    total = sum(part for _, part in parts)
    return [Entry(Kind.PUT_BACK, week, (*legs, Posting(COMMONS, total)))] if legs else []


def _awarded(settlement: Settlement) -> tuple[Posting, ...]:
    """Write who was granted what, and where it came from."""
    pool = settlement.granted - settlement.drawn
    drawn: dict[int, int] = {}
    for draw in settlement.draws:
        drawn[draw.project] = drawn.get(draw.project, 0) + draw.amount
    legs = [Posting(project_account(project), -amount) for project, amount in drawn.items()]
    legs += [Posting(member_account(int(a.who)), a.amount) for a in settlement.awards if a.amount]
    return (*([Posting(POOL, -pool)] if pool else []), *legs)
