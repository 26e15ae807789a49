"""The audit of the book by itself: the chain, and what each transaction may move."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.app.audit_evidence import Evidence
from core.app.says import Text, text
from core.domain.book import (
    CLOSING,
    EXPENSE,
    GENESIS,
    INCOME,
    POOL,
    Kind,
    Transaction,
    project_account,
)
from core.domain.round import Round
from core.domain.team import Team

Balances = Mapping[str, int]

EURO = "euro:"
"""How the accounts begin that hold euro cents."""

_SET_ASIDE = (Kind.ENVELOPE, Kind.START, Kind.GRANT, Kind.COMPLETE)
"""What puts money into envelopes, or takes what is left out again."""


@dataclass(frozen=True)
class Ledger:
    """A team's book, with the balances after each of its transactions that somebody asks for."""

    rows: Sequence[Transaction]

    @cached_property
    def by_key(self) -> Mapping[str, Transaction]:
        """Find transactions by what makes each happen once."""
        return {row.key: row for row in self.rows}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Find how many transactions stand up to a hash, itself included."""
        return {GENESIS: 0} | {row.hash: number for number, row in enumerate(self.rows, start=1)}

    def booked(self, round_: Round) -> list[Transaction]:
        """List what the close of a round wrote, in the order of a close."""
        keys = (f"{kind}:{round_.week}" for kind in CLOSING)
        return [self.by_key[key] for key in keys if key in self.by_key]

    def balances(self, wanted: set[int]) -> dict[int, Balances]:
        """Give the balances after the first n transactions, for each n that is wanted."""
        running: dict[str, int] = {}
        found: dict[int, Balances] = {0: {}}
        for number, row in enumerate(self.rows, start=1):
            for posting in row.postings:
                running[posting.account] = running.get(posting.account, 0) + posting.amount
            if number in wanted:
                found[number] = dict(running)
        return found


def held(balances: Balances) -> dict[int, int]:
    """Read what envelopes held from balances; an account no program of ours named is none."""
    prefix = project_account(0).removesuffix("0")
    return {
        int(number): amount
        for account, amount in balances.items()
        if account.startswith(prefix) and (number := account.removeprefix(prefix)).isdecimal()
    }


def chain_breaches(team: Team, book: Sequence[Transaction], after: int = 0) -> Iterator[Text]:
    """Check that transactions balance, follow one another and hash to what they say.

    Those up to number `after` were checked before.
    """
    previous = book[after - 1].hash if after else GENESIS
    for number, transaction in enumerate(book[after:], start=after + 1):
        euros = [p.amount for p in transaction.postings if p.account.startswith(EURO)]
        mixed = sum(euros) != 0 or len(euros) not in {0, len(transaction.postings)}
        if mixed or not transaction.balanced:
            yield text("breach-balance", team=team.name, row=transaction.seq)
        broken = transaction.previous != previous or transaction.seq != number
        if broken or transaction.digest() != transaction.hash:
            yield text("breach-chain", team=team.name, row=transaction.seq)
        previous = transaction.hash


def placing_breaches(evidence: Evidence) -> list[Text]:
    """Name postings that lack their transaction, or do not stand in the order they were written."""
    team = evidence.team.name
    return [
        text("breach-posting", team=team, row=row, account=account)
        for row, account in evidence.misplaced
    ]


def movement_breaches(evidence: Evidence) -> list[Text]:
    """Check that each income and expense moves what it should, and has its words."""
    team, book = evidence.team.name, evidence.book
    noted = {movement.seq for movement in evidence.movements}
    breaches = []
    for row in book:
        is_one = row.kind in {Kind.INCOME, Kind.EXPENSE}
        accounts = {posting.account for posting in row.postings}
        other = INCOME if row.kind == Kind.INCOME else EXPENSE
        if is_one != (row.seq in noted) or (is_one and accounts != {POOL, other}):
            breaches.append(text("breach-movement", team=team, row=row.seq))
    known = {row.seq for row in book}
    return breaches + [text("breach-movement", team=team, row=seq) for seq in sorted(noted - known)]


def envelope_breaches(evidence: Evidence) -> list[Text]:
    """Check that what was set aside for each project is what its envelope says."""
    aside: dict[str, int] = {}
    for row in evidence.book:
        if row.kind in _SET_ASIDE:
            for posting in row.postings:
                aside[posting.account] = aside.get(posting.account, 0) + posting.amount
    return [
        text("breach-envelope", team=evidence.team.name, project=project.name)
        for project in evidence.projects
        if aside.get(project_account(project.id), 0) != (project.envelope or 0)
    ]
