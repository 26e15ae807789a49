"""The audit: every promise about the figures, checked again from what is stored.

Nothing is taken from a stored total that can be computed: claims come from the revisions, awards
from the rule, what there was from the plan and the book, balances from the postings.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.app.audit_weeks import Closed, close_breaches, correction_breaches
from core.app.history import declared_at_close
from core.app.ports import UnitOfWork
from core.app.records import Closing, Correction
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
from core.domain.declaration import Declaration
from core.domain.plan import released
from core.domain.round import Round, RoundState
from core.domain.team import Team

Balances = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Ledger:
    """A team's book, with the balances after each of its transactions that somebody asks for."""

    rows: Sequence[Transaction]
    by_key: Mapping[str, Transaction]
    place: Mapping[str, int]

    @classmethod
    def of(cls, rows: Sequence[Transaction]) -> "_Ledger":
        place = {GENESIS: 0} | {row.hash: number for number, row in enumerate(rows, start=1)}
        return cls(rows, {row.key: row for row in rows}, place)

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


async def audit_team(uow: UnitOfWork, team: Team) -> list[Text]:
    """Check one team; return one text for each breach, none if all is well."""
    ledger = _Ledger.of(await uow.book.transactions(team.id))
    rounds = await uow.rounds.all(team.id)
    closings = await uow.settled.closings(team.id)
    corrections = await uow.settled.corrections(team.id)
    breaches = [*_chain(team, ledger.rows)]
    breaches += [
        text("breach-close", team=team.name, week=round_.week)
        for round_ in rounds
        if {round_.state is RoundState.CLOSED, round_.closed_at is not None}
        != {round_.id in closings}
    ]
    closed = [round_ for round_ in rounds if round_.id in closings]
    breaches += await _weeks(uow, team, ledger, closed, closings, corrections)
    breaches += await _movements(uow, team, ledger)
    breaches += await _envelopes(uow, team, ledger)
    return breaches + _strangers(team, ledger, closed, corrections)


def _chain(team: Team, book: Sequence[Transaction]) -> Iterator[Text]:
    """Check that transactions balance, follow one another and hash to what they say."""
    previous = GENESIS
    for number, transaction in enumerate(book, start=1):
        if not transaction.balanced:
            yield text("breach-balance", team=team.name, row=transaction.seq)
        broken = transaction.previous != previous or transaction.seq != number
        if broken or transaction.digest() != transaction.hash:
            yield text("breach-chain", team=team.name, row=transaction.seq)
        previous = transaction.hash


async def _weeks(
    uow: UnitOfWork,
    team: Team,
    ledger: _Ledger,
    closed: Sequence[Round],
    closings: Mapping[int, Closing],
    corrections: Sequence[Correction],
) -> list[Text]:
    """Check each close, in the order of the book, and the corrections since."""
    breaches: list[Text] = []
    plan = await uow.plans.of(team.id)
    in_order = sorted(closed, key=lambda r: ledger.place.get(closings[r.id].head, -1))
    starts = {r.id: _start(ledger, r, closings[r.id]) for r in in_order}
    moved = {
        (one.round_id, one.number): row.seq - 1
        for one in corrections
        for round_ in closed
        if round_.id == one.round_id
        and (row := ledger.by_key.get(f"{Kind.CORRECTION}:{round_.week}:{one.number}"))
    }
    wanted = {start for start in starts.values() if start is not None} | set(moved.values())
    balances = ledger.balances(wanted)
    counted_in = counted_out = 0
    for round_ in in_order:
        closing = closings[round_.id]
        where = {"team": team.name, "week": round_.week}
        start = starts[round_.id]
        if start is None or start not in balances:
            breaches.append(text("breach-carried", **where))
            continue
        before = balances[start]
        income = -before.get(INCOME, 0) - counted_in
        expense = before.get(EXPENSE, 0) - counted_out
        counted_in += closing.means.income
        counted_out += closing.means.expense + closing.means.fixed
        declared = await declared_at_close(uow, team, round_, corrections)
        week = Closed(
            round_,
            closing,
            await uow.settled.awards(round_.id),
            await uow.settled.draws(round_.id),
            declared,
            released(plan, round_.first_week, round_.week),
            pool=before.get(POOL, 0),
            income=income,
            expense=expense,
            envelopes=_held(before),
            booked=[row for row in ledger.rows if row.key in _keys(round_)],
        )
        breaches += close_breaches(team, week)
        breaches += await _declared(uow, team, round_, declared, corrections)
        breaches += await _raised(uow, team, round_, declared)
        of_round = [one for one in corrections if one.round_id == round_.id]
        held = {
            one.number: _held(balances[moved[one.round_id, one.number]])
            for one in of_round
            if (one.round_id, one.number) in moved
        }
        asked = {
            one.number: await uow.rounds.revision(round_.id, one.member_id, one.revision)
            for one in of_round
        }
        breaches += correction_breaches(team, week, of_round, asked, held, ledger.by_key)
    return breaches


def _start(ledger: _Ledger, round_: Round, closing: Closing) -> int | None:
    """Find how many transactions stood before a close; None if its head is not in the book."""
    end = ledger.place.get(closing.head)
    keys = [row.key for row in ledger.rows if row.key in _keys(round_)]
    if end is None or [row.key for row in ledger.rows[end - len(keys) : end]] != keys:
        return None
    return end - len(keys)


def _keys(round_: Round) -> frozenset[str]:
    return frozenset(f"{kind}:{round_.week}" for kind in CLOSING)


def _held(balances: Balances) -> dict[int, int]:
    """Read what envelopes held from balances."""
    prefix = project_account(0).removesuffix("0")
    return {
        int(account.removeprefix(prefix)): amount
        for account, amount in balances.items()
        if account.startswith(prefix)
    }


async def _declared(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    declared: Sequence[Declaration],
    corrections: Sequence[Correction],
) -> list[Text]:
    """Check that the total stored with each declaration is the sum of its lines."""
    where = {"team": team.name, "week": round_.week}
    stored = {who: claim for who, _, claim in await uow.rounds.claims(round_.id)}
    corrected = {one.member_id: one for one in corrections if one.round_id == round_.id}
    return [
        text("breach-lines", **where, member=one.member_id)
        for one in declared
        if stored.get(one.member_id)
        != (corrected[one.member_id].claim if one.member_id in corrected else one.claim)
    ]


async def _raised(
    uow: UnitOfWork, team: Team, round_: Round, declared: Sequence[Declaration]
) -> list[Text]:
    """Check that agreeing raised nobody's claim, from what each had really declared before it."""
    stances = {stance.member_id: stance for stance in await uow.rounds.stances(round_.id)}
    breaches = []
    for one in declared if stances else ():
        where = {"team": team.name, "week": round_.week, "member": one.member_id}
        most = stances[one.member_id].claim if one.member_id in stances else 0
        said = [
            await uow.rounds.revision(round_.id, one.member_id, number + 1)
            for number in range(one.revision)
        ]
        if one.claim > most or most not in {0, *(each.claim for each in said if each)}:
            breaches.append(text("breach-raised", **where))
    return breaches


async def _movements(uow: UnitOfWork, team: Team, ledger: _Ledger) -> list[Text]:
    """Check that each income and expense moves what it should, and has its words."""
    noted = {movement.seq for movement in await uow.book.movements(team.id)}
    breaches = []
    for row in ledger.rows:
        is_one = row.kind in {Kind.INCOME, Kind.EXPENSE}
        accounts = {posting.account for posting in row.postings}
        other = INCOME if row.kind == Kind.INCOME else EXPENSE
        if is_one != (row.seq in noted) or (is_one and accounts != {POOL, other}):
            breaches.append(text("breach-movement", team=team.name, row=row.seq))
    known = {row.seq for row in ledger.rows}
    return breaches + [
        text("breach-movement", team=team.name, row=seq) for seq in sorted(noted - known)
    ]


async def _envelopes(uow: UnitOfWork, team: Team, ledger: _Ledger) -> list[Text]:
    """Check that what was set aside for each project is what its envelope says."""
    aside: dict[str, int] = {}
    for row in ledger.rows:
        if row.kind == Kind.ENVELOPE:
            for posting in row.postings:
                aside[posting.account] = aside.get(posting.account, 0) + posting.amount
    return [
        text("breach-envelope", team=team.name, project=project.name)
        for project in await uow.teams.projects(team.id)
        if aside.get(project_account(project.id), 0) != (project.envelope or 0)
    ]


def _strangers(
    team: Team, ledger: _Ledger, closed: Sequence[Round], corrections: Sequence[Correction]
) -> list[Text]:
    """Find transactions that nothing decided accounts for."""
    weeks = {round_.id: round_.week for round_ in closed}
    expected = {key for round_ in closed for key in _keys(round_)}
    expected |= {
        f"{Kind.CORRECTION}:{weeks[one.round_id]}:{one.number}"
        for one in corrections
        if one.round_id in weeks
    }
    by_hand = {Kind.INCOME, Kind.EXPENSE, Kind.ENVELOPE}
    return [
        text("breach-stranger", team=team.name, row=row.seq)
        for row in ledger.rows
        if row.key not in expected and row.kind not in by_hand
    ]
