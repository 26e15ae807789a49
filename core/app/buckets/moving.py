"""Buckets on their way: to be approved, funded, started as a project, completed, cancelled."""

from dataclasses import replace

from core.app.access import facilitator_of, member_of, twice
from core.app.buckets.board import board_with
from core.app.buckets.bucket import carried, hidden_now
from core.app.buckets.commands import MoveBucket
from core.app.buckets.pots import (
    Pot,
    amount,
    book,
    given_by,
    goal_said,
    held_by,
    once,
    pot_of,
    row_said,
    told_group,
    told_privately,
)
from core.app.buckets.starting import completed, started
from core.app.ports import Origin, UnitOfWork
from core.app.says import Option, Private, Row, Say, Text, lines, text
from core.domain import names
from core.domain.book import Kind, Posting, bucket_account
from core.domain.bucket import Bucket, BucketState, after
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

LONGEST_REASON = 200

_BY_FACILITATORS = frozenset({"approve", "refuse"})


async def move(command: MoveBucket, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Take a bucket a step on; what cannot be taken back is asked about first."""
    if command.step in _BY_FACILITATORS:
        team, member = await facilitator_of(uow, origin, command)
    else:
        team, member = await member_of(uow, origin, command)
    pot = await pot_of(uow, team, command.bucket)
    await carried(uow, pot.bucket, member)
    approval = team.settings.approve_buckets and not member.facilitator
    state = after(pot.bucket, command.step, pot.held, approval=approval)
    match command.step:
        case "submit" | "approve":
            return await _onward(uow, team, member, pot, state, origin)
        case "refuse":
            return await _refuse(command, uow, team, pot, origin)
        case "start":
            return await _start(uow, team, member, pot, origin)
        case "complete":
            return await _complete(command, uow, team, pot, origin)
        case "cancel":
            return await _cancel(command, uow, team, member, pot, origin)
    raise Refusal("bucket-unknown", said=command.step)


async def _onward(
    uow: UnitOfWork, team: Team, member: Member, pot: Pot, state: BucketState, origin: Origin
) -> list[Say]:
    """Open a bucket for funding, or ask those who look after the team to."""
    before = pot.bucket.state
    bucket = await uow.buckets.change(replace(pot.bucket, state=state))
    moved = replace(pot, bucket=bucket)
    args = {
        "number": bucket.number,
        "title": bucket.title,
        "name": member.name,
        "goal": goal_said(moved, team),
    }
    if state is BucketState.OPEN:
        campaign = await uow.buckets.open_campaign(team.id)
        runs = "no" if campaign is None else "yes"
        said = text("bucket-opened", **args, description=bucket.description, running=runs)
        says = told_group(
            team, origin, said, f"bucket:{bucket.id}:open", text("bucket-opened-reply", **args)
        )
        everyone = await uow.teams.members(team.id)
        mine = {bucket.proposer_id: text("bucket-approved-told", **args)}
        told = before is BucketState.WAITING and bucket.proposer_id != member.id
        key = f"bucket:{bucket.id}:approved"
        return [*says, *(told_privately(everyone, mine, key) if told else ())]
    asked = text("bucket-to-approve", **args, description=bucket.description)
    return [Say(text("bucket-waits", **args)), *await _ask(uow, team, bucket, asked, origin)]


async def _ask(
    uow: UnitOfWork, team: Team, bucket: Bucket, asked: Text, origin: Origin
) -> list[Say]:
    """Ask each facilitator to approve a bucket, by a button or by its typed command."""
    options = tuple(
        Option(
            text("button-bucket-step", step=step),
            MoveBucket(team=team.id, bucket=str(bucket.number), step=step),
        )
        for step in ("approve", "refuse")
    )
    key = f"bucket:{bucket.id}:waiting:{once(origin)}"
    return [
        Say(asked, Private(one.person_id), options, key=f"{key}:{one.id}", team_id=team.id)
        for one in await uow.teams.members(team.id)
        if one.active and one.facilitator
    ]


async def _refuse(
    command: MoveBucket, uow: UnitOfWork, team: Team, pot: Pot, origin: Origin
) -> list[Say]:
    """Send a bucket back to be an idea, with the reason for who proposed it."""
    bucket = await uow.buckets.change(replace(pot.bucket, state=BucketState.IDEA))
    reason = names.clean(command.reason, LONGEST_REASON)
    args = {"number": bucket.number, "title": bucket.title}
    said = text("bucket-refused-told", **args, reason=reason, explained="yes" if reason else "no")
    key = f"bucket:{bucket.id}:refused:{once(origin)}"
    told = told_privately(await uow.teams.members(team.id), {bucket.proposer_id: said}, key)
    return [Say(text("bucket-refused", **args)), *told]


async def _start(
    uow: UnitOfWork, team: Team, member: Member, pot: Pot, origin: Origin
) -> list[Say]:
    """Make a funded bucket a project, whose envelope is what it holds."""
    project = await started(uow, team, pot, origin.now)
    said = text(
        "bucket-started",
        number=pot.bucket.number,
        title=pot.bucket.title,
        name=member.name,
        project=project.name,
        amount=amount(pot.held, team),
    )
    return told_group(team, origin, said, f"bucket:{pot.bucket.id}:started", _done(pot.bucket))


async def _complete(
    command: MoveBucket, uow: UnitOfWork, team: Team, pot: Pot, origin: Origin
) -> list[Say]:
    """End a project that a bucket became; what is left goes where the team decided."""
    left = await held_by(uow, pot.bucket)
    args = {
        "number": pot.bucket.number,
        "title": pot.bucket.title,
        "left": amount(left, team),
        "rest": "yes" if left > 0 else "no",
        "where": team.settings.leftovers,
    }
    if not command.confirmed:
        return [twice(text("ask-bucket-complete", **args), command, team)]
    shares = await completed(uow, team, pot, left, origin.now)
    everyone = await uow.teams.members(team.id)
    back = Row(
        tuple(
            text("bucket-funder", name=one.name, amount=amount(given, team))
            for one in everyone
            if (given := sum(v for k, v in shares.items() if k.endswith(f":{one.id}")))
        )
    )
    shared = lines(text("bucket-given-back", funders=back) if back.texts else None)
    said = text("bucket-completed", **args, shared=shared)
    return told_group(team, origin, said, f"bucket:{pot.bucket.id}:completed", _done(pot.bucket))


async def _cancel(
    command: MoveBucket, uow: UnitOfWork, team: Team, member: Member, pot: Pot, origin: Origin
) -> list[Say]:
    """End a bucket that did not start: everybody has back what they put in."""
    bucket = pot.bucket
    back = sum(pot.funded.values())
    hidden = await hidden_now(uow, team)
    if back and not command.confirmed:
        asked = text("ask-bucket-cancel", row=row_said(pot, team, hidden=hidden))
        return [twice(asked, command, team)]
    if back:
        legs = [Posting(account, given) for account, given in pot.funded.items()]
        await book(
            uow, team, origin.now, Kind.REFUND, [Posting(bucket_account(bucket.id), -back), *legs]
        )
    ended = replace(bucket, state=BucketState.CANCELLED, ended_at=origin.now)
    await uow.buckets.change(ended)
    args = {"number": bucket.number, "title": bucket.title, "name": member.name}
    said = text("bucket-cancelled-hidden", **args)
    if not hidden:
        count, total = len(pot.funded), amount(back, team)
        said = text("bucket-cancelled", **args, count=count, back=total)
    everyone = await uow.teams.members(team.id)
    theirs = {
        one.id: text(
            "bucket-refunded",
            number=bucket.number,
            title=bucket.title,
            mine=amount(given, team),
        )
        for one in everyone
        if (given := given_by(pot, one.id))
    }
    key = f"bucket:{bucket.id}:cancelled"
    return [
        *told_group(team, origin, said, key, _done(bucket)),
        *told_privately(everyone, theirs, key),
        *await board_with(uow, team, ended, f":{once(origin)}"),
    ]


def _done(bucket: Bucket) -> Text:
    return text("bucket-done", number=bucket.number, title=bucket.title)
