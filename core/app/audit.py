"""The audit: every promise about the figures, checked again from what is stored.

Nothing is taken from a stored total that can be computed: claims come from the revisions, awards
from the rule, balances from the postings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.app.ports import Closing, UnitOfWork
from core.app.says import Text, text
from core.domain.book import GENESIS, POOL, Kind, Transaction, member_account
from core.domain.calendar import Week
from core.domain.declaration import Answer, Declaration
from core.domain.round import Round
from core.domain.sharing import AS_DECLARED, RATIONING, Award, Claim, share
from core.domain.team import Team


@dataclass(frozen=True, slots=True)
class _Week:
    """What one closed week left behind. `claimed` is the total stored with each declaration."""

    round: Round
    closing: Closing
    awards: Sequence[Award]
    declared: Sequence[Declaration]
    claimed: Mapping[int, int]


async def audit_team(uow: UnitOfWork, team: Team) -> list[Text]:
    """Check one team; return one text for each breach, none if all is well."""
    book = await uow.book.transactions(team.id)
    breaches = [*_chain(team, book)]
    by_key = {transaction.key: transaction for transaction in book}
    closings = await uow.rounds.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    expected: set[str] = set()
    for round_ in rounds:
        closing = closings.get(round_.id)
        if round_.is_open != (closing is None):
            breaches.append(text("breach-close", team=team.name, week=round_.week))
        if closing is None:
            continue
        awards = await uow.rounds.awards(round_.id)
        declared = await uow.rounds.declarations(round_.id)
        claimed = {who: claim for who, _, claim in await uow.rounds.claims(round_.id)}
        if round_.missed and (awards or declared):
            breaches.append(text("breach-close", team=team.name, week=round_.week))
        week = _Week(round_, closing, awards, declared, claimed)
        breaches += _awards(team, week)
        breaches += _booked(team, week, by_key)
        expected |= {f"{kind}:{round_.week}" for kind in Kind}
    breaches += [
        text("breach-stranger", team=team.name, row=transaction.seq)
        for transaction in book
        if transaction.key not in expected
    ]
    return breaches + _carried(team, rounds, closings, book)


def _chain(team: Team, book: Sequence[Transaction]) -> list[Text]:
    """Check that transactions balance, follow one another and hash to what they say."""
    breaches = []
    previous = GENESIS
    for number, transaction in enumerate(book, start=1):
        if not transaction.balanced:
            breaches.append(text("breach-balance", team=team.name, row=transaction.seq))
        broken = transaction.previous != previous or transaction.seq != number
        if broken or transaction.digest() != transaction.hash:
            breaches.append(text("breach-chain", team=team.name, row=transaction.seq))
        previous = transaction.hash
    return breaches


def _awards(team: Team, week: _Week) -> list[Text]:
    """Check that what was granted answers what was declared, claim by claim."""
    claims = {d.member_id: d.claim for d in week.declared if d.answer is Answer.DECLARED}
    where = {"team": team.name, "week": week.round.week}
    breaches = [
        text("breach-lines", **where, member=d.member_id)
        for d in week.declared
        if week.claimed.get(d.member_id) != d.claim
    ]
    if not week.round.missed and tuple(week.awards) != _by_the_rule(week):
        breaches.append(text("breach-rule", **where))
    breaches += [
        text("breach-award", **where, member=award.who, claim=award.claim, award=award.amount)
        for award in week.awards
        if claims.get(int(award.who)) != award.claim or not 0 <= award.amount <= award.claim
    ]
    awarded = {int(award.who) for award in week.awards}
    breaches += [
        text("breach-unsettled", **where, member=member_id)
        for member_id in claims
        if member_id not in awarded
    ]
    closing = week.closing
    totals = (sum(a.claim for a in week.awards), sum(a.amount for a in week.awards))
    if totals != (closing.claimed, closing.granted):
        breaches.append(text("breach-total", **where))
    return breaches


def _by_the_rule(week: _Week) -> tuple[Award, ...]:
    """Share the claims again, by the rule the close says it used, in the order of its awards."""
    closing = week.closing
    claims = tuple(Claim(award.who, award.claim) for award in week.awards)
    if closing.rationed_by is None:
        total = closing.planned + closing.carried + closing.claimed
        return share(AS_DECLARED, claims, total).awards
    available = max(closing.planned + closing.carried, 0)
    rule = RATIONING.get(closing.rationed_by)
    return rule(claims, available, week.round.week.number) if rule else ()


def _carried(
    team: Team,
    rounds: Sequence[Round],
    closings: Mapping[int, Closing],
    book: Sequence[Transaction],
) -> list[Text]:
    """Check what each close carried over, left and posted as the book's head, from the book."""
    breaches = []
    pool = 0
    before: dict[Week, int] = {}
    last: dict[Week, str] = {}
    after = {GENESIS: 0}
    for transaction in book:
        before.setdefault(transaction.week, pool)
        pool += _into(transaction, POOL)
        last[transaction.week] = transaction.hash
        after[transaction.hash] = pool
    for round_ in rounds:
        closing = closings.get(round_.id)
        if closing is None:
            continue
        left = after.get(closing.head)
        carried = before.get(round_.week, left)
        head = last.get(round_.week, closing.head)
        if (closing.carried, closing.left, closing.head) != (carried, left, head):
            breaches.append(text("breach-carried", team=team.name, week=round_.week))
    return breaches


def _booked(team: Team, week: _Week, by_key: dict[str, Transaction]) -> list[Text]:
    """Check that the book says what the close decided, account by account."""
    where = {"team": team.name, "week": week.round.week}
    booked = {kind: by_key.get(f"{kind}:{week.round.week}") for kind in (Kind.RELEASE, Kind.AWARD)}
    breaches = []
    released = booked[Kind.RELEASE]
    if _into(released, POOL) != week.closing.planned:
        breaches.append(text("breach-plan", **where))
    paid = booked[Kind.AWARD]
    breaches += [
        text("breach-booked", **where, member=award.who)
        for award in week.awards
        if _into(paid, member_account(int(award.who))) != award.amount
    ]
    if -_into(paid, POOL) != week.closing.granted:
        breaches.append(text("breach-total", **where))
    return breaches


def _into(transaction: Transaction | None, account: str) -> int:
    if transaction is None:
        return 0
    return sum(p.amount for p in transaction.postings if p.account == account)
