"""Sharing a part of the pool out by what people did between two weeks."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.app.access import facilitator_of, twice
from core.app.buckets.commands import ShareOut
from core.app.buckets.grant_ports import SharedOut
from core.app.buckets.pots import amount, book, told_group
from core.app.ports import Origin, UnitOfWork
from core.app.says import Row, Say, Table, Text, text
from core.domain.book import POOL, Kind, Posting, member_account
from core.domain.calendar import Week, week_at
from core.domain.declaration import Line
from core.domain.refusal import Refusal
from core.domain.shareout import How, Work, shared_out
from core.domain.team import Member, RateKind, Team


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who would get what of a sum, and for what they did; `weights` are of those who get any."""

    how: How
    since: Week
    until: Week
    work: Mapping[int, Work]
    weights: Mapping[int, int]
    parts: Mapping[int, int]

    def mark(self, head: str) -> str:
        """Give a short mark of it and of the book it was made for: another one is another."""
        shown = (head, self.how.value, str(self.since), str(self.until), self.weights, self.parts)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


async def share_out(command: ShareOut, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Share out of the pool: first shown, with the reason for each part, then booked as shown.

    Where what was shown is no longer so, it is shown and asked again.
    """
    team, _ = await facilitator_of(uow, origin, command)
    total = team.settings.unit.minor(command.amount)
    if not total:
        raise Refusal("usage-share")
    holds = max(await uow.book.balance(team.id, POOL), 0)
    if total > holds:
        raise Refusal("share-short", holds=amount(holds, team))
    week = week_at(origin.now, team.settings.timezone)
    members = await uow.teams.members(team.id)
    made = await _proposal(command, uow, team, members, week, total)
    _, head = await uow.book.head(team.id)
    mark = made.mark(head)
    args = _said(team, made, members, total)
    if not command.confirmed or command.shown != mark:
        asked = text("ask-share", **args, moved="yes" if command.confirmed else "no")
        return [twice(asked, replace(command, shown=mark), team)]
    legs = [Posting(member_account(who), part) for who, part in made.parts.items()]
    await book(uow, team, origin.now, Kind.SHARE, [Posting(POOL, -total), *legs])
    seq, _ = await uow.book.head(team.id)
    weights = dict(made.weights)
    how = SharedOut(seq, made.how.value, made.since, made.until, weights)
    await uow.grants.add_shared_out(team.id, how)
    reply = text("shared-out-reply", amount=args["amount"], count=args["count"])
    key = f"share:{team.id}:{seq}"
    return told_group(team, origin, text("shared-out", **args), key, reply)


async def _proposal(
    command: ShareOut,
    uow: UnitOfWork,
    team: Team,
    members: Sequence[Member],
    week: Week,
    total: int,
) -> Proposal:
    how = How(command.how)
    rounds = [r for r in await uow.rounds.all(team.id) if r.closed_at is not None]
    since = command.since or (rounds[0].first_week if rounds else week)
    until = command.until or (rounds[-1].week if rounds else week)
    since, until = min(since, until), max(since, until)
    work = await _work(uow, team, since, until)
    if how is How.EQUAL:
        weights = {member.id: 1 for member in members if member.asked}
    else:
        weighed = {who: done.weight(how) for who, done in work.items()}
        weights = {who: weight for who, weight in weighed.items() if weight}
    return Proposal(how, since, until, work, weights, shared_out(total, weights, week.number))


async def _work(uow: UnitOfWork, team: Team, since: Week, until: Week) -> dict[int, Work]:
    """Read what each declared in the closed rounds of those weeks, as it stands today."""
    rates = {one.id: one.rate for one in await uow.teams.projects(team.id) if one.rate is not None}
    beside = await uow.talk.rates(team.id)
    base = next((one.amount for one in beside if one.kind is RateKind.BASE), None)
    lines: dict[int, list[Line]] = {}
    for round_ in await uow.rounds.all(team.id):
        if round_.closed_at is None or not since <= round_.week <= until:
            continue
        for said in await uow.rounds.declarations(round_.id):
            if said.counts:
                lines.setdefault(said.member_id, []).extend(said.lines)
    return {who: Work.of(theirs, rates, base) for who, theirs in sorted(lines.items())}


def _said(team: Team, made: Proposal, members: Sequence[Member], total: int) -> dict[str, object]:
    """Say who gets what and why, by name; and who declared time that has no rate."""
    rows = tuple(
        (one.name, amount(made.parts[one.id], team), _why(team, made, one.id))
        for one in members
        if one.id in made.parts
    )
    return {
        "team": team.name,
        "amount": amount(total, team),
        "how": made.how.value,
        "since": made.since,
        "until": made.until,
        "weeks": _weeks(made),
        "count": len(rows),
        "rows": Table("share-row", ("name", "amount", "why"), rows),
    }


def _weeks(made: Proposal) -> str:
    """Tell what its weeks have to be said like: not at all, as one, or from one to another."""
    if made.how is How.EQUAL:
        return "none"
    return "single" if made.since == made.until else "several"


def _why(team: Team, made: Proposal, who: int) -> Text:
    work = made.work.get(who)
    if made.how is How.EQUAL or work is None:
        return text("share-equal")
    if made.how is How.DECLARED:
        return text("share-declared", claimed=amount(work.declared, team))
    if made.how is How.HOURS:
        return text("share-hours", time=_time(work.time))
    at = sorted(work.minutes.items(), key=lambda one: -(one[0] or 0))
    return text("share-rates", hours=Row(tuple(_at(team, rate, time) for rate, time in at)))


def _at(team: Team, rate: int | None, minutes: int) -> Text:
    if rate is None:
        return text("share-unrated", time=_time(minutes))
    return text("share-rated", time=_time(minutes), rate=amount(rate, team))


def _time(minutes: int) -> Text:
    return text("share-time", hours=minutes // 60, minutes=minutes % 60)
