"""The figures people see: each computed here once, from the book, the plan and the closes."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.app.access import facilitator_of, member_of, the_open_round
from core.app.buckets.aside import my_allocation
from core.app.buckets.gifts import gifts_said
from core.app.budget import totals_by_round
from core.app.commands import Me, ShowHistory, ShowStatus
from core.app.echoes import claim_said
from core.app.history import granted_in
from core.app.payday.payouts import paid_to
from core.app.ports import Origin, UnitOfWork
from core.app.posting import reachable
from core.app.presence import away_on
from core.app.questions import questions_waiting
from core.app.says import Say, Table, Text, WeekDrawn, WeeksChart, When, lines, text
from core.app.summary import listed
from core.domain.book import member_account
from core.domain.calendar import Week
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.payout import standing_of
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team

WEEKS_SHOWN = 12
_MY_COLUMNS = ("week", "claim", "award", "state", "paid")
FEWEST_DRAWN = 2
"""Closed weeks from which on there is something to see in a picture of them."""


@dataclass(frozen=True, slots=True)
class ClosedWeek:
    """The figures of one closed week, in minor units; `missed` if nobody was asked."""

    week: Week
    available: int
    claimed: int
    granted: int
    left: int
    missed: bool


async def closed_weeks(uow: UnitOfWork, team: Team) -> list[ClosedWeek]:
    """List a team's closed weeks, the latest last, with what corrections made of them."""
    closings = await uow.settled.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    corrections = await uow.settled.corrections(team.id)
    totals = await totals_by_round(uow, rounds, closings, corrections)
    return [
        ClosedWeek(
            r.week,
            closing.means.available,
            *totals[r.id],
            closing.left,
            r.missed,
        )
        for r in rounds
        if (closing := closings.get(r.id)) is not None
    ]


async def show_history(command: ShowHistory, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the weeks so far, the latest last."""
    team, _ = await member_of(uow, origin, command)
    weeks = await closed_weeks(uow, team)
    if not weeks:
        raise Refusal("no-closed-week")
    rows = [
        (
            one.week,
            _amount(one.claimed, team),
            _amount(one.granted, team),
            _amount(one.left, team),
            "yes" if one.missed else "no",
            await _volunteers(uow, team, one),
        )
        for one in weeks[-WEEKS_SHOWN:]
    ]
    columns = ("week", "claimed", "granted", "left", "missed", "volunteers")
    table = Table("history-row", columns, tuple(rows))
    total = sum(one.granted for one in weeks)
    return [
        Say(
            text(
                "history",
                team=team.name,
                weeks=table,
                total=_amount(total, team),
                count=len(weeks),
                shown=len(rows),
            ),
            picture=weeks_chart(team, weeks) if len(weeks) >= FEWEST_DRAWN else None,
        )
    ]


async def _volunteers(uow: UnitOfWork, team: Team, closed: ClosedWeek) -> Text | str:
    """Say how many declared 0 in a week, where the team has a word for that."""
    word = team.settings.volunteer_word
    round_ = await uow.rounds.of_week(team.id, closed.week) if word else None
    granted = await granted_in(uow, team, round_) if round_ is not None else {}
    count = sum(one.claim == 0 for one in granted.values())
    return text("history-volunteers", word=word, count=count) if count else ""


def weeks_chart(team: Team, weeks: Sequence[ClosedWeek]) -> WeeksChart:
    """Choose what a picture of the last weeks shows."""
    return WeeksChart(
        team.name,
        team.settings.unit,
        tuple(
            WeekDrawn(one.week, one.available, one.claimed, one.granted, one.left)
            for one in weeks[-WEEKS_SHOWN:]
        ),
    )


async def me(command: Me, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show a member their own weeks, their balance in the book, and what was paid of it."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command)
    weeks = await uow.rounds.of_member(member.id)
    awards = dict(await uow.settled.granted_to(member.id))
    for one in await uow.settled.corrections(team.id):
        if one.member_id == member.id:
            awards[one.round_id] = one.award
    moves = await uow.book.moves(team.id, member_account(member.id))
    standing = standing_of(moves)
    paid: dict[Week, int] = {}
    for payment in standing.payments.values():
        for week in payment:
            paid[week.week] = paid.get(week.week, 0) + week.amount
    rows = tuple(
        (
            round_.week,
            claim_said(declaration.claim, team) if declaration.counts else _amount(0, team),
            _amount(awards.get(round_.id, 0), team),
            _my_state(team, round_, declaration),
            _paid(paid.get(round_.week, 0), team),
        )
        for round_, declaration in weeks[-WEEKS_SHOWN:]
    )
    return [
        Say(
            text(
                "me",
                name=member.name,
                team=team.name,
                weeks=Table("me-row", _MY_COLUMNS, rows) if rows else text("me-nothing"),
                balance=_amount(standing.balance, team),
                paid=await paid_to(uow, team, member, standing),
                given=lines(*gifts_said(team, moves).texts, await my_allocation(uow, team, member)),
            )
        )
    ]


async def show_status(command: ShowStatus, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Say who has answered and who has not, who is away, and whom the bot cannot reach.

    Amounts only where the team shows them before the close.
    """
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    members = [member for member in await uow.teams.members(team.id) if member.asked]
    accounts = await uow.people.accounts({member.person_id for member in members})
    answered, waiting = await _who_answered(uow, round_, members)
    away_ids = await away_on(uow, team, origin.now)
    away = [m for m in members if m.id in away_ids and m not in answered]
    if round_.is_open:
        waiting = [member for member in waiting if member not in away]
    members = [*answered, *waiting]
    cut_off = [m for m in members if reachable(accounts.get(m.person_id, ())) is None]
    doubtful = await _doubtful(uow, round_, members)
    return [
        Say(
            text(
                "status-agreeing" if round_.is_revising else "status",
                week=round_.week,
                until=When(round_.ends_at, team.settings.timezone),
                answered=len(answered),
                asked=len(members),
                bar=_bar(len(answered), len(members)),
                names=lines(
                    *await _answered_said(uow, origin, team, round_, answered),
                    _named("status-waiting", waiting),
                    _named("status-away", away),
                    _named("status-cut-off", cut_off),
                    _named("status-doubtful", doubtful),
                    await questions_waiting(uow, team),
                ),
            )
        )
    ]


async def _who_answered(
    uow: UnitOfWork, round_: Round, members: Sequence[Member]
) -> tuple[list[Member], list[Member]]:
    """Tell apart who has answered what they were last asked, and who has not."""
    if round_.is_revising:
        said = {stance.member_id: stance.answer for stance in await uow.rounds.stances(round_.id)}
        asked = [member for member in members if member.id in said]
        answered = [member for member in asked if said[member.id] is not None]
        return answered, [member for member in asked if member not in answered]
    answers = {member_id: answer for member_id, answer, _ in await uow.rounds.claims(round_.id)}
    answered = [m for m in members if answers.get(m.id, Answer.WITHDRAWN) is not Answer.WITHDRAWN]
    return answered, [member for member in members if member not in answered]


async def _answered_said(
    uow: UnitOfWork, origin: Origin, team: Team, round_: Round, answered: Sequence[Member]
) -> list[Text | None]:
    """Name who has answered, each with their amount where the team shows that: never in a group."""
    shown = team.settings.shows_amounts and round_.is_open and origin.private
    if not (shown and answered):
        return [_named("status-answered", answered)]
    claims = {who: (answer, claim) for who, answer, claim in await uow.rounds.claims(round_.id)}
    declared = [m for m in answered if claims[m.id][0] is Answer.DECLARED]
    rows = tuple((m.name, claim_said(claims[m.id][1], team)) for m in declared)
    table = Table("status-amount-row", ("name", "amount"), rows)
    return [
        text("status-amounts", rows=table) if rows else None,
        _named("summary-skipped", [m for m in answered if m not in declared]),
    ]


async def _doubtful(uow: UnitOfWork, round_: Round, members: Sequence[Member]) -> list[Member]:
    """Find members whose prompt left without anybody knowing whether it arrived."""
    unknown = {
        delivery.key.rsplit(":", 1)[-1]
        for delivery in await uow.outbox.undelivered(f"prompt:{round_.id}:%")
        if delivery.state == "unknown"
    }
    return [member for member in members if str(member.id) in unknown]


def _named(key: str, members: Sequence[Member]) -> Text | None:
    return listed(key, [member.name for member in members])


def _bar(done: int, total: int, width: int = 10) -> str:
    filled = round(width * done / total) if total else 0
    return "▰" * filled + "▱" * (width - filled)


def _paid(minor: int, team: Team) -> Text | str:
    return text("me-week-paid", amount=_amount(minor, team)) if minor else ""


def _my_state(team: Team, round_: Round, declaration: Declaration) -> str:
    if not declaration.counts:
        return declaration.answer.value
    if round_.closed_at:
        return "closed"
    return "open" if declaration.claim or not team.settings.volunteer_word else "volunteer"


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
