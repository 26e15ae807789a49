"""The audit of one closed week: what there was, what was granted, what the book says of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.app.history import asked_by, granted_today
from core.app.records import Closing, Correction
from core.app.says import Names, Text, text
from core.domain.book import (
    COMMONS,
    Kind,
    Posting,
    Transaction,
    closing_entries,
    correction_entry,
)
from core.domain.correction import Granted, moved_between, regranted
from core.domain.declaration import Declaration
from core.domain.money import Amount
from core.domain.plan import PlannedWeek
from core.domain.round import Round
from core.domain.settlement import Draw, Settlement, Terms, settle
from core.domain.sharing import AS_DECLARED, RATIONING, Award
from core.domain.team import Team


@dataclass(frozen=True, slots=True)
class Closed:
    """One closed week: what was stored of it, and what stood before it in the book and the plan.

    `pool`, `income`, `expense` and `envelopes` are what the book held just before; `booked` what it
    wrote.
    """

    round: Round
    closing: Closing
    awards: Sequence[Award]
    draws: Sequence[tuple[int, Draw]]
    declared: Sequence[Declaration]
    planned: PlannedWeek
    pool: int
    income: int
    expense: int
    envelopes: Mapping[int, int]
    booked: Sequence[Transaction]


def close_breaches(team: Team, week: Closed) -> list[Text]:
    """Check a close: what there was, the awards by the rule, the totals and the book."""
    where = {"team": team.name, "week": week.round.week}
    closing = week.closing
    breaches = []
    planned, deficit = closing.means.planned, closing.means.deficit
    if (planned, deficit) != (week.planned.amount, week.planned.deficit):
        breaches.append(text("breach-plan", **where))
    carried = week.pool - week.income + week.expense
    means = replace(closing.means, carried=carried, income=week.income, expense=week.expense)
    if means != closing.means:
        breaches.append(text("breach-carried", **where))
    settled = _settled_again(week)
    if settled is None:
        return [*breaches, text("breach-rule", **where)]
    breaches += _awards(team, week, settled)
    totals = (settled.claimed, settled.granted, settled.drawn)
    if totals != (closing.claimed, closing.granted, closing.drawn):
        breaches.append(text("breach-total", **where))
    if any(row.at != week.round.closed_at for row in week.booked):
        breaches.append(text("breach-close", **where))
    return breaches + _booked(team, week, settled)


def _settled_again(week: Closed) -> Settlement | None:
    """Settle the week again by the rule it says it used; None if there is no such rule."""
    rationed_by = week.closing.rationed_by
    if rationed_by is not None and rationed_by not in RATIONING:
        return None
    terms = Terms(rationed_by or AS_DECLARED, max_deficit=week.closing.floor)
    asks = [asked_by(one) for one in week.declared if one.counts]
    turn = week.round.week.number
    return settle(asks, week.envelopes, week.closing.means, terms, turn)


def _awards(team: Team, week: Closed, settled: Settlement) -> list[Text]:
    where = {"team": team.name, "week": week.round.week}
    stored = {int(award.who): award for award in week.awards}
    right = {int(award.who): award for award in settled.awards}
    breaches = [
        text(
            "breach-award",
            **where,
            member=who,
            claim=Amount(stored[who].claim, team.settings.unit),
            award=Amount(stored[who].amount, team.settings.unit),
        )
        for who in sorted(stored)
        if stored[who] != right.get(who)
    ]
    if not week.round.missed:
        breaches += [
            text("breach-unsettled", **where, member=who) for who in sorted(right.keys() - stored)
        ]
    drawn = sorted((d.who, d.project, d.amount) for number, d in week.draws if number == 0)
    if drawn != sorted((d.who, d.project, d.amount) for d in settled.draws):
        breaches.append(text("breach-draws", **where))
    pooled = settled.claimed - settled.drawn
    enough = pooled <= max(week.closing.means.available + week.closing.floor, 0)
    needless = week.closing.rationed_by is not None and enough
    other = settled.rationed_by != week.closing.rationed_by
    if needless or other or (week.round.missed and stored):
        breaches.append(text("breach-rule", **where))
    return breaches


def _booked(team: Team, week: Closed, settled: Settlement) -> list[Text]:
    """Check that the book wrote what the close decided, posting by posting."""
    where = {"team": team.name, "week": week.round.week}
    closing = week.closing
    lapsed = any(row.kind == Kind.LAPSE for row in week.booked)
    left = settled.left
    entries = closing_entries(
        week.round.week,
        closing.means,
        None if week.round.missed else settled,
        carry_over=not lapsed,
        commons_share=closing.commons_share,
    )
    breaches = []
    if (closing.commons_share != 0) != any(one.kind is Kind.PUT_BACK for one in entries):
        breaches.append(text("breach-booked", **where, kind="put-back", accounts=Names((COMMONS,))))
    if closing.left != (min(left, 0) if lapsed else left):
        breaches.append(text("breach-carried", **where))
    written = {row.key: row.postings for row in week.booked}
    breaches += [
        text("breach-booked", **where, kind=entry.kind.value, accounts=Names(tuple(accounts)))
        for entry in entries
        if (accounts := _differing(written.get(entry.key, ()), entry.postings))
    ]
    known = {entry.key for entry in entries}
    breaches += [
        text("breach-stranger", team=team.name, row=row.seq)
        for row in week.booked
        if row.key not in known
    ]
    return breaches


def _differing(written: Sequence[Posting], right: Sequence[Posting]) -> list[str]:
    """Name the accounts of the postings that are not what they should be, or not in their order."""
    if tuple(written) == tuple(right):
        return []
    wrong = {posting.account for posting in {*written} ^ {*right}}
    return sorted(wrong or {posting.account for posting in right})


def correction_breaches(
    team: Team,
    week: Closed,
    corrections: Sequence[Correction],
    asked: Mapping[int, Declaration | None],
    held: Mapping[int, Mapping[int, int]],
    book: Mapping[str, Transaction],
) -> list[Text]:
    """Check the corrections of a week, one after the other.

    `asked` maps each to the declaration it made count, `held` to what envelopes held just before it
    moved money.
    """
    breaches = []
    numbers = [one.number for one in corrections]
    granted = granted_today(week.round.id, week.awards, week.draws, ())
    for one in corrections:
        before = granted.get(one.member_id, Granted())
        after = granted_today(week.round.id, (), week.draws, [one])[one.member_id]
        granted_before = sum(each.pooled for each in granted.values())
        room = week.closing.limit - granted_before
        declared = asked[one.number]
        if declared is not None and not declared.counts:
            declared = None
        right = None
        if declared is not None and one.number in held:
            right = regranted(asked_by(declared), before, room, held[one.number])
        elif declared is not None and after.award == before.award:
            right = replace(after, claim=declared.claim)
        entry = correction_entry(
            week.round.week, one.number, one.member_id, *moved_between(before, after)
        )
        row = book.get(f"{Kind.CORRECTION}:{week.round.week}:{one.number}")
        wrong_book = (row.postings if row else None) != (entry.postings if entry else None)
        times = {one.at, *([row.at] if row else []), *([declared.at] if declared else [])}
        misplaced = len(times) > 1 or numbers != [*range(1, len(numbers) + 1)]
        if right != after or after.drawn != one.drawn or wrong_book or misplaced:
            breaches.append(
                text(
                    "breach-correction",
                    team=team.name,
                    week=week.round.week,
                    member=one.member_id,
                    number=one.number,
                )
            )
        granted[one.member_id] = after
    return breaches
