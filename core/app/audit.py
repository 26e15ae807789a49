"""The audit: every promise about the figures, checked again from what is stored.

Nothing is taken from a stored total that can be computed: claims come from the revisions, awards
from the rule, what there was from the plan and the book, balances from the postings.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core.app.audit_book import (
    Balances,
    Ledger,
    chain_breaches,
    envelope_breaches,
    held,
    movement_breaches,
    placing_breaches,
)
from core.app.audit_evidence import Evidence, evidence_of, evidence_since
from core.app.audit_said import declared_at_close, raised_breaches, said_breaches
from core.app.audit_weeks import Closed, close_breaches, correction_breaches
from core.app.buckets.audit import bucket_breaches
from core.app.payday.audit import payout_breaches
from core.app.ports import UnitOfWork
from core.app.says import Text, text
from core.domain.book import EXPENSE, INCOME, POOL, Kind, Transaction
from core.domain.plan import released
from core.domain.round import Round, RoundState
from core.domain.team import Team

BY_HAND = frozenset(
    {
        *(Kind.INCOME, Kind.EXPENSE, Kind.ENVELOPE, Kind.PAYOUT, Kind.PAID),
        *(Kind.ALLOCATE, Kind.FUND, Kind.RETURN, Kind.REFUND, Kind.START, Kind.COMPLETE),
        *(Kind.GIFT, Kind.GRANT, Kind.SHARE),
    }
)
"""What people book whenever they want: it has its own checks."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit read and found; what comes after it can be checked without reading it again."""

    evidence: Evidence
    breaches: Sequence[Text]

    async def since(self, uow: UnitOfWork) -> list[Text]:
        """Check what closes wrote since, in the same transaction."""
        evidence, new = await evidence_since(uow, self.evidence)
        team, known = evidence.team, len(self.evidence.book)
        ledger = Ledger(evidence.book)
        return [
            *chain_breaches(team, evidence.book, after=known),
            *_states(evidence),
            *_weeks(evidence, ledger, new),
            *_strangers(evidence, ledger, evidence.book[known:]),
        ]


async def audit_team(uow: UnitOfWork, team: Team) -> Sequence[Text]:
    """Check one team; return one text for each breach, none if all is well."""
    return (await audited(uow, team)).breaches


async def audited(uow: UnitOfWork, team: Team) -> Audited:
    """Check one team, and keep what was read."""
    evidence = await evidence_of(uow, team)
    if evidence.unread:
        unread = [text("breach-unread", team=team.name, table=table) for table in evidence.unread]
        return Audited(evidence, unread)
    ledger = Ledger(evidence.book)
    closed = [round_ for round_ in evidence.rounds if round_.id in evidence.closings]
    breaches = [
        *chain_breaches(team, evidence.book),
        *placing_breaches(evidence),
        *_states(evidence),
        *said_breaches(evidence),
        *_weeks(evidence, ledger, closed),
        *movement_breaches(evidence),
        *envelope_breaches(evidence),
        *await payout_breaches(uow, team, evidence.book),
        *await bucket_breaches(uow, evidence),
        *_strangers(evidence, ledger, evidence.book),
    ]
    return Audited(evidence, breaches)


async def audit_beyond(uow: UnitOfWork) -> list[Text]:
    """Check what the audit of one team cannot see: rows that hang on nothing, heads once shown.

    Whoever cuts the end of a book off, with all that hangs on it, is found out by what was posted.
    """
    return [
        *(
            text("breach-orphan", table=table, parent=parent)
            for table, parent in await uow.evidence.orphans()
        ),
        *(text("breach-head", key=key, head=head) for key, head in await uow.evidence.heads_told()),
    ]


def _states(evidence: Evidence) -> list[Text]:
    """Check that what is closed has a close, and nothing else has."""
    return [
        text("breach-close", team=evidence.team.name, week=round_.week)
        for round_ in evidence.rounds
        if {round_.state is RoundState.CLOSED, round_.closed_at is not None}
        != {round_.id in evidence.closings}
    ]


def _weeks(evidence: Evidence, ledger: Ledger, wanted: Collection[Round]) -> list[Text]:
    """Check the closes of some rounds, in the order of the book, and their corrections since."""
    team, closings = evidence.team, evidence.closings
    closed = [round_ for round_ in evidence.rounds if round_.id in closings]
    in_order = sorted(closed, key=lambda r: ledger.place.get(closings[r.id].head, -1))
    starts = {round_.id: _start(evidence, ledger, round_) for round_ in in_order}
    moved = _moved(evidence, ledger)
    balances = ledger.balances({n for n in (*starts.values(), *moved.values()) if n is not None})
    checked = {round_.id for round_ in wanted}
    breaches: list[Text] = []
    counted_in = counted_out = 0
    for round_ in in_order:
        closing = closings[round_.id]
        start = starts[round_.id]
        if start is None or start not in balances:
            breaches.append(text("breach-carried", team=team.name, week=round_.week))
            continue
        before = balances[start]
        income = -before.get(INCOME, 0) - counted_in
        expense = before.get(EXPENSE, 0) - counted_out
        counted_in += closing.means.income
        counted_out += closing.means.expense + closing.means.fixed
        if round_.id not in checked:
            continue
        week = Closed(
            round_,
            closing,
            evidence.awards.get(round_.id, ()),
            evidence.draws.get(round_.id, ()),
            declared_at_close(evidence, round_),
            released(evidence.plan, round_.first_week, round_.week),
            pool=before.get(POOL, 0),
            income=income,
            expense=expense,
            envelopes=held(before),
            booked=ledger.booked(round_),
        )
        breaches += close_breaches(team, week)
        breaches += raised_breaches(evidence, round_)
        breaches += _corrections(evidence, ledger, week, moved, balances)
    return breaches


def _corrections(
    evidence: Evidence,
    ledger: Ledger,
    week: Closed,
    moved: dict[tuple[int, int], int],
    balances: Mapping[int, Balances],
) -> list[Text]:
    round_id = week.round.id
    of_round = [one for one in evidence.corrections if one.round_id == round_id]
    if not of_round:
        return []
    holding = {
        one.number: held(balances[moved[round_id, one.number]])
        for one in of_round
        if (round_id, one.number) in moved
    }
    said = {
        (member_id, one.declaration.revision): one.declaration
        for member_id, revisions in evidence.said.get(round_id, {}).items()
        for one in revisions
    }
    asked = {one.number: said.get((one.member_id, one.revision)) for one in of_round}
    return correction_breaches(evidence.team, week, of_round, asked, holding, ledger.by_key)


def _start(evidence: Evidence, ledger: Ledger, round_: Round) -> int | None:
    """Find how many transactions stood before a close; None if its head is not in the book."""
    end = ledger.place.get(evidence.closings[round_.id].head)
    booked = ledger.booked(round_)
    if end is None or list(ledger.rows[max(end - len(booked), 0) : end]) != booked:
        return None
    return end - len(booked)


def _moved(evidence: Evidence, ledger: Ledger) -> dict[tuple[int, int], int]:
    """Map (round, number) of corrections that moved money to how many transactions came before."""
    weeks = {r.id: r.week for r in evidence.rounds if r.id in evidence.closings}
    found = {}
    for one in evidence.corrections:
        key = f"{Kind.CORRECTION}:{weeks.get(one.round_id)}:{one.number}"
        if (row := ledger.by_key.get(key)) is not None:
            found[one.round_id, one.number] = ledger.place[row.hash] - 1
    return found


def _strangers(evidence: Evidence, ledger: Ledger, rows: Sequence[Transaction]) -> list[Text]:
    """Find transactions that nothing decided accounts for, or that stand in the book twice."""
    weeks = {r.id: r.week for r in evidence.rounds if r.id in evidence.closings}
    expected = {
        row.key for r in evidence.rounds if r.id in evidence.closings for row in ledger.booked(r)
    }
    expected |= {
        f"{Kind.CORRECTION}:{weeks[one.round_id]}:{one.number}"
        for one in evidence.corrections
        if one.round_id in weeks
    }
    return [
        text("breach-stranger", team=evidence.team.name, row=row.seq)
        for row in rows
        if (row.key not in expected and row.kind not in BY_HAND)
        or ledger.by_key[row.key] is not row
    ]
