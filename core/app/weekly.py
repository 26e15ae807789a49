"""The week: opening a round, reminding, closing it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.app.access import facilitator_of, next_opening, the_open_round
from core.app.commands import (
    ByProject,
    CloseRound,
    Declare,
    OpenRound,
    Remind,
    SaidLine,
    Same,
    Skip,
)
from core.app.ports import Closing, Origin, UnitOfWork
from core.app.posting import reachable
from core.app.says import Lines, Names, Option, Private, Say, ToGroup, When, lines, text
from core.app.summary import summary
from core.domain.book import POOL, closing_entries
from core.domain.calendar import Week, week_at
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.plan import starting
from core.domain.refusal import Refusal
from core.domain.round import Round, RoundState
from core.domain.sharing import Claim, Sharing, share
from core.domain.team import Member, Team


async def open_now(command: OpenRound, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Open a round by hand, whatever the timetable says."""
    team, _ = await facilitator_of(uow, origin, command)
    week = command.week or week_at(origin.now, team.settings.timezone)
    standing = await uow.rounds.open_round(team.id)
    if standing is not None:
        until = When(standing.closes_at, team.settings.timezone)
        raise Refusal("round-already-open", week=standing.week, until=until)
    if await uow.rounds.of_week(team.id, week) is not None:
        following = await next_opening(uow, team, origin.now)
        raise Refusal("round-closed-already", week=week, next=following)
    closes_at = team.settings.timetable.manual_close(week, origin.now)
    round_, says = await open_round(uow, team, week, origin.now, closes_at)
    asked, unasked = await _asked_members(uow, team)
    opened = text(
        "opened",
        week=week,
        until=When(closes_at, team.settings.timezone),
        asked=len(asked),
        unasked=_not_asked(unasked),
    )
    await plan_wake(uow, team, origin.now, round_)
    return [Say(opened), *says]


async def close_now(command: CloseRound, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Close the open round by hand."""
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    says = await close_round(uow, team, round_, origin.now)
    await plan_wake(uow, team, origin.now, None)
    in_group = origin.team is not None
    return says if in_group else [Say(text("closed", week=round_.week)), *says]


async def remind_now(command: Remind, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Ask again, by hand, those who have not answered."""
    team, _ = await facilitator_of(uow, origin, command)
    round_ = await the_open_round(uow, team, origin.now)
    says, unasked = await remind(uow, team, round_, origin.now)
    return [Say(text("reminded", count=len(says), unasked=_not_asked(unasked))), *says]


async def open_round(
    uow: UnitOfWork, team: Team, week: Week, now: datetime, closes_at: datetime
) -> tuple[Round, list[Say]]:
    """Begin a week's round and ask every member once."""
    plan = await uow.plans.of(team.id)
    if not await uow.rounds.all(team.id):
        moved = starting(plan, week)
        if moved is not plan:
            await uow.plans.replace(team.id, moved)
    round_ = await uow.rounds.add(
        Round(0, team.id, week, RoundState.OPEN, opened_at=now, closes_at=closes_at)
    )
    asked, _ = await _asked_members(uow, team)
    return round_, await prompts(uow, team, round_, asked)


async def prompts(
    uow: UnitOfWork, team: Team, round_: Round, members: Sequence[Member]
) -> list[Say]:
    """Ask members, each once, what the week was worth."""
    last = await uow.rounds.last_declared([member.id for member in members], round_)
    return [_prompt(team, round_, member, last.get(member.id)) for member in members]


def _prompt(team: Team, round_: Round, member: Member, last: Declaration | None) -> Say:
    unit = team.settings.unit
    same = (
        (Option(text("button-same", amount=Amount(last.claim, unit)), Same(team=team.id)),)
        if last and last.claim
        else ()
    )
    zero = Declare(team=team.id, lines=(SaidLine(amount=unit.decimal(0)),), confirmed=True)
    return Say(
        text(
            "prompt",
            name=member.name,
            team=team.name,
            week=round_.week,
            last=lines(text("prompt-last", amount=Amount(last.claim, unit)) if last else None),
            until=When(round_.closes_at, team.settings.timezone),
        ),
        to=Private(member.person_id),
        options=(
            *same,
            Option(text("button-zero", amount=Amount(0, unit)), zero),
            Option(text("button-by-project"), ByProject(team=team.id)),
            Option(text("button-skip"), Skip(team=team.id)),
        ),
        key=f"prompt:{round_.id}:{member.id}",
        round_id=round_.id,
    )


async def remind(
    uow: UnitOfWork, team: Team, round_: Round, now: datetime
) -> tuple[list[Say], list[Member]]:
    """Ask again those who have not answered, and nobody else; also name who cannot be asked."""
    answered = {
        member_id
        for member_id, answer, _ in await uow.rounds.claims(round_.id)
        if answer is not Answer.WITHDRAWN
    }
    asked, unasked = await _asked_members(uow, team)
    says = []
    for member in asked:
        if member.id in answered:
            continue
        until = When(round_.closes_at, team.settings.timezone)
        reminder = text("reminder", name=member.name, week=round_.week, until=until)
        key = f"remind:{round_.id}:{int(now.timestamp() * 1000)}:{member.id}"
        skip = Option(text("button-skip"), Skip(team=team.id))
        says.append(Say(reminder, Private(member.person_id), (skip,), key, round_.id))
    return says, unasked


async def close_round(uow: UnitOfWork, team: Team, round_: Round, now: datetime) -> list[Say]:
    """Close a round: awards computed once, stored, booked and posted, in this transaction."""
    claims = await uow.rounds.claims(round_.id)
    counted = tuple(
        Claim(member_id, claim) for member_id, answer, claim in claims if answer is Answer.DECLARED
    )
    planned = await uow.plans.amount(team.id, round_.week)
    carried = await uow.book.balance(team.id, POOL)
    settings = team.settings
    sharing = share(
        settings.rule,
        counted,
        planned + carried,
        fallback=settings.fallback,
        max_deficit=settings.max_deficit,
        turn=round_.week.number,
    )
    closing = await _book(uow, team, round_, sharing, planned, carried, now)
    await uow.rounds.settle(closing, sharing.awards)
    await uow.rounds.close(round_, now)
    skipped = {member_id for member_id, answer, _ in claims if answer is Answer.SKIPPED}
    post = await summary(uow, team, round_, closing, sharing.awards, skipped)
    return [Say(post, ToGroup(team.id), key=f"summary:{round_.id}")]


async def miss_week(uow: UnitOfWork, team: Team, week: Week, now: datetime) -> None:
    """Record a week nobody was asked about because the bot was down; its budget is carried over."""
    timetable = team.settings.timetable
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
        )
    )
    planned = await uow.plans.amount(team.id, week)
    carried = await uow.book.balance(team.id, POOL)
    closing = await _book(uow, team, round_, None, planned, carried, now)
    await uow.rounds.settle(closing, ())


async def plan_wake(uow: UnitOfWork, team: Team, now: datetime, round_: Round | None) -> None:
    """Note when this team next needs the tick."""
    timetable = team.settings.timetable
    _, due = timetable.next_opening(now)
    if due < timetable.opens(team.first_week):
        due = timetable.opens(team.first_week)
    if round_ is not None and round_.is_open:
        upcoming = [at for at in reminder_times(team, round_) if at > now]
        due = min(due, round_.closes_at, *upcoming)
    await uow.teams.wake_at(team.id, due)


def reminder_times(team: Team, round_: Round) -> Sequence[datetime]:
    """List when a round reminds: the timetable's slots between its opening and its close."""
    timetable = team.settings.timetable
    weeks = {round_.week + shift for shift in (-1, 0, 1, 2)}
    instants = {at for week in weeks for at in timetable.reminders(week)}
    soonest = round_.opened_at + timedelta(minutes=30)
    return sorted(at for at in instants if soonest <= at < round_.closes_at)


async def _book(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    sharing: Sharing | None,
    planned: int,
    carried: int,
    now: datetime,
) -> Closing:
    carry_over = team.settings.carry_over
    entries = closing_entries(round_.week, planned, sharing, carried, carry_over=carry_over)
    head = await uow.book.append(team.id, entries, now)
    granted = sharing.granted if sharing else 0
    left = planned + carried - granted
    return Closing(
        round_.id,
        planned,
        carried,
        claimed=sharing.claimed if sharing else 0,
        granted=granted,
        left=min(left, 0) if not carry_over else left,
        rationed_by=sharing.rationed_by if sharing else None,
        head=head,
    )


async def _asked_members(uow: UnitOfWork, team: Team) -> tuple[list[Member], list[Member]]:
    members = [member for member in await uow.teams.members(team.id) if member.asked]
    accounts = await uow.people.accounts({member.person_id for member in members})
    can: list[Member] = []
    cannot: list[Member] = []
    for member in members:
        reached = reachable(accounts.get(member.person_id, ())) is not None
        (can if reached else cannot).append(member)
    return can, cannot


def _not_asked(members: Sequence[Member]) -> Lines:
    names = Names(tuple(member.name for member in members))
    return lines(text("not-asked", names=names, count=len(members)) if members else None)
