"""The end of a round: agreeing where the team wants it, settling, booking, posting."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from core.app.access import facilitator_of, the_open_round
from core.app.agreeing import begin_agreeing, may_agree_until
from core.app.audited_close import BrokenBookError, broken_said, kept_waiting, under_audit
from core.app.commands import CloseRound
from core.app.envelopes import warnings
from core.app.means import means_of, settlement_of, told_apart
from core.app.ports import Origin, UnitOfWork
from core.app.presence import away_on
from core.app.records import Closing
from core.app.says import Private, Say, ToGroup, text
from core.app.summary import summary
from core.app.weekly import first_week_of, plan_wake
from core.domain.book import Kind, closing_entries
from core.domain.calendar import Week
from core.domain.declaration import Answer
from core.domain.round import Round, RoundState
from core.domain.settlement import Means, Settlement
from core.domain.sharing import AGREE
from core.domain.team import Team


async def close_now(command: CloseRound, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """End the declaring by hand, or, where the team is agreeing already, the agreeing."""
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    if round_.is_revising:
        says = await close_round(uow, team, round_, origin.now)
    else:
        says = await end_declaring(uow, team, round_, origin.now)
    standing = await uow.rounds.open_round(team.id)
    await plan_wake(uow, team, origin.now, standing)
    if standing is not None and standing.state is round_.state:
        waits = Say(text("close-waits", team=team.name, week=round_.week))
        return [waits, *(say for say in says if isinstance(say.to, Private))]
    if origin.team is not None:
        return says
    done = "closed" if standing is None else "closed-to-agree"
    return [Say(text(done, week=round_.week)), *says]


async def end_declaring(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> list[Say]:
    """Close a round whose time is over, or let the team agree first on what exceeds the budget."""
    if team.settings.rule == AGREE:
        settlement = await settlement_of(uow, team, round_, await uow.rounds.asks(round_.id))
        until = may_agree_until(team, round_, now)
        if settlement.short > 0 and until > now:
            return await begin_agreeing(uow, team, round_, settlement, now, until)
    return await close_round(uow, team, round_, now)


async def close_round(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> list[Say]:
    """Close a round, between two audits; where the book is not right the round stays open."""
    try:
        return await under_audit(uow, team, partial(settle_round, uow, team, round_, now))
    except BrokenBookError as broken:
        return await kept_waiting(uow, team, round_, broken, now)


async def settle_round(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> list[Say]:
    """Settle a round: awards computed once, stored, booked and posted, in this transaction."""
    asks = await uow.rounds.asks(round_.id)
    settlement = await settlement_of(uow, team, round_, asks)
    closing = await _book(uow, team, round_, settlement.means, settlement, now)
    await uow.settled.settle(closing, settlement.awards, settlement.draws)
    await uow.rounds.close(round_, now)
    await uow.talk.note_away(round_.id, await away_on(uow, team, min(now, round_.closes_at)))
    skipped = await uow.rounds.who_answered(round_.id, Answer.SKIPPED)
    post = await summary(uow, team, round_, closing, settlement.awards, asks, skipped)
    drawn_on = {draw.project for draw in settlement.draws}
    return [
        Say(post, ToGroup(team.id), key=f"summary:{round_.id}"),
        *await warnings(uow, team, drawn_on),
    ]


async def miss_weeks(
    uow: UnitOfWork, team: Team, weeks: Sequence[Week], now: datetime
) -> tuple[bool, list[Say]]:
    """Record weeks nobody was asked about because the bot was down, between two audits.

    Where the book is not right nothing is recorded, and that is said.
    """

    async def record() -> list[Say]:
        for week in weeks:
            await _miss_week(uow, team, week, now)
        return []

    try:
        return True, await under_audit(uow, team, record)
    except BrokenBookError as broken:
        return False, await broken_said(uow, team, weeks[0], broken)


async def _miss_week(uow: UnitOfWork, team: Team, week: Week, now: datetime) -> None:
    """Record one of them; its budget is carried over."""
    timetable = team.timetable
    since = await first_week_of(uow, team, week)
    round_ = await uow.rounds.add(
        Round(
            0,
            team.id,
            week,
            RoundState.CLOSED,
            opened_at=timetable.opens(week),
            closes_at=timetable.closes(week),
            closed_at=now,
            missed=True,
            since=since,
        )
    )
    means = await told_apart(uow, team, await means_of(uow, team, round_.first_week, week))
    closing = await _book(uow, team, round_, means, None, now)
    await uow.settled.settle(closing, (), ())


async def _book(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    means: Means,
    settlement: Settlement | None,
    now: datetime,
) -> Closing:
    carry_over, percent = team.settings.carry_over, team.settings.commons_share
    entries = closing_entries(
        round_.week, means, settlement, carry_over=carry_over, commons_share=percent
    )
    head = await uow.book.append(team.id, entries, now)
    left = settlement.left if settlement else means.available
    return Closing(
        round_.id,
        means,
        floor=team.settings.terms.floor(means),
        claimed=settlement.claimed if settlement else 0,
        granted=settlement.granted if settlement else 0,
        drawn=settlement.drawn if settlement else 0,
        left=left if carry_over else min(left, 0),
        rationed_by=settlement.rationed_by if settlement else None,
        head=head,
        commons_share=percent if any(one.kind is Kind.PUT_BACK for one in entries) else 0,
    )
