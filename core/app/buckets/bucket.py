"""Buckets, until they are funded: proposing, describing, talking about them, showing them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from core.app.access import member_of
from core.app.buckets.board import board_with
from core.app.buckets.commands import (
    CommentBucket,
    EditBucket,
    ProposeBucket,
    ShowBucket,
    ShowBuckets,
)
from core.app.buckets.ports import BudgetLine, Comment
from core.app.buckets.pots import (
    Pot,
    amount,
    funders_said,
    given_by,
    goal_said,
    once,
    pot_of,
    pots_of,
    row_said,
    standing_said,
    told_privately,
)
from core.app.membership import named_member
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Names, Say, Table, Text, lines, text
from core.domain import names
from core.domain.bucket import Bucket, BucketKind, BucketState, goal_of
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

LONGEST_DESCRIPTION = 1000
LONGEST_COMMENT = 500
LABEL_LENGTH = 80
MOST_LINES = 30
COMMENTS_SHOWN = 10

_BEFORE = frozenset({BucketState.IDEA, BucketState.WAITING, BucketState.OPEN})
"""States in which a bucket can still become another one."""


async def propose(command: ProposeBucket, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note an idea of what money could be put to."""
    team, member = await member_of(uow, origin, command)
    unit = team.settings.unit
    most = None if command.maximum is None else unit.minor(command.maximum)
    minimum, maximum = goal_of(unit.minor(command.minimum), most)
    bucket = Bucket(
        id=0,
        team_id=team.id,
        number=0,
        kind=BucketKind.BUCKET,
        title=await free_title(uow, team, command.title),
        description=names.clean(command.description, LONGEST_DESCRIPTION),
        minimum=minimum,
        maximum=maximum,
        state=BucketState.IDEA,
        proposer_id=member.id,
        created_at=origin.now,
    )
    added = Pot(await uow.buckets.add(bucket), 0, {})
    said = text(
        "bucket-added",
        number=added.bucket.number,
        title=added.bucket.title,
        goal=goal_said(added, team),
    )
    return [Say(said)]


async def free_title(uow: UnitOfWork, team: Team, said: str, but: Bucket | None = None) -> str:
    """Clean a title that no other bucket has which is not over. Raises `Refusal`."""
    title = names.clean(said)
    if not title or title.isdecimal():
        raise Refusal("bucket-title")
    for bucket in await uow.buckets.all(team.id):
        taken = not bucket.over and names.fold(bucket.title) == names.fold(title)
        if taken and (but is None or bucket.id != but.id):
            raise Refusal("bucket-exists", number=bucket.number, title=bucket.title)
    return title


async def edit(command: EditBucket, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Change one thing of a bucket that has not started: for who carries or facilitates it."""
    team, member = await member_of(uow, origin, command)
    pot = await pot_of(uow, team, command.bucket)
    await carried(uow, pot.bucket, member)
    if pot.bucket.state not in _BEFORE:
        raise _stays(pot.bucket)
    if command.what == "goal":
        return await _change_goal(command, uow, team, pot, member, origin)
    if command.what == "line":
        await _set_line(command, uow, team, pot.bucket)
    elif command.what == "with":
        other = await named_member(uow, team, command.words)
        await uow.buckets.add_creator(pot.bucket.id, other.id)
    elif command.what == "title":
        title = await free_title(uow, team, command.words, pot.bucket)
        await uow.buckets.change(replace(pot.bucket, title=title))
    else:
        words = names.clean(command.words, LONGEST_DESCRIPTION)
        await uow.buckets.change(replace(pot.bucket, description=words))
    changed = await pot_of(uow, team, str(pot.bucket.number))
    shown = Say(await _shown(uow, team, changed, origin))
    if command.what != "title":
        return [shown]
    return [shown, *await board_with(uow, team, changed.bucket, f":{once(origin)}")]


def _stays(bucket: Bucket) -> Refusal:
    return Refusal("bucket-step", number=bucket.number, title=bucket.title, state=bucket.fate)


async def carried(uow: UnitOfWork, bucket: Bucket, member: Member) -> None:
    """Refuse whoever neither carries a bucket nor facilitates the team."""
    creators = await uow.buckets.creators(bucket.id)
    if not (member.facilitator or member.id == bucket.proposer_id or member.id in creators):
        raise Refusal("bucket-not-yours", title=bucket.title)


async def _set_line(command: EditBucket, uow: UnitOfWork, team: Team, bucket: Bucket) -> None:
    """Add a budget line, change its amount, or with 0 take it off."""
    label = names.clean(command.words, LABEL_LENGTH)
    value = team.settings.unit.minor(command.minimum or Decimal(0))
    before = list(await uow.buckets.lines(bucket.id))
    kept = [line for line in before if names.fold(line.label) != names.fold(label)]
    if not label or len(kept) >= MOST_LINES or (not value and len(kept) == len(before)):
        raise Refusal("bucket-line", most=MOST_LINES)
    await uow.buckets.set_lines(bucket.id, [*kept, BudgetLine(label, value)] if value else kept)


async def _change_goal(
    command: EditBucket, uow: UnitOfWork, team: Team, pot: Pot, member: Member, origin: Origin
) -> list[Say]:
    """Ask for another sum: never less than what is there; who funded it is told."""
    unit = team.settings.unit
    most = None if command.maximum is None else unit.minor(command.maximum)
    minimum, maximum = goal_of(unit.minor(command.minimum or Decimal(0)), most)
    if minimum != maximum and pot.bucket.kind is not BucketKind.BUCKET:
        raise Refusal("bucket-goal-exact", title=pot.bucket.title)
    hidden = await hidden_now(uow, team)
    if maximum < pot.held and hidden:
        raise Refusal("bucket-goal-hidden")
    if maximum < pot.held:
        raise Refusal("bucket-goal-held", held=amount(pot.held, team))
    bucket = await uow.buckets.change(replace(pot.bucket, minimum=minimum, maximum=maximum))
    now = replace(pot, bucket=bucket)
    told = {
        "number": bucket.number,
        "title": bucket.title,
        "goal": goal_said(now, team),
        "old": goal_said(pot, team),
        "standing": text("bucket-standing-hidden") if hidden else standing_said(now),
    }
    members = [m for m in await uow.teams.members(team.id) if given_by(pot, m.id) > 0]
    each = {
        one.id: text(
            "bucket-goal-told", name=member.name, mine=amount(given_by(pot, one.id), team), **told
        )
        for one in members
        if one.id != member.id
    }
    key = f"bucket:{bucket.id}:goal:{once(origin)}"
    says = told_privately(members, each, key)
    done = text("bucket-goal-set", told="yes" if says else "no", **told)
    return [Say(done), *says, *await board_with(uow, team, bucket, f":{once(origin)}")]


async def comment(command: CommentBucket, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Keep what somebody says of a bucket, and tell those who carry it."""
    team, member = await member_of(uow, origin, command)
    bucket = (await pot_of(uow, team, command.bucket)).bucket
    words = names.clean(command.words, LONGEST_COMMENT)
    if not words:
        raise Refusal("bucket-comment")
    await uow.buckets.comment(bucket.id, Comment(member.id, words, origin.now))
    carriers = {bucket.proposer_id, *await uow.buckets.creators(bucket.id)} - {member.id}
    told = text(
        "bucket-comment-told",
        number=bucket.number,
        title=bucket.title,
        name=member.name,
        words=words,
    )
    key = f"bucket:{bucket.id}:comment:{len(await uow.buckets.comments(bucket.id))}"
    everyone = await uow.teams.members(team.id)
    says = told_privately(everyone, dict.fromkeys(carriers, told), key)
    who = Names(tuple(one.name for one in everyone if one.active and one.id in carriers))
    done = text(
        "bucket-commented", number=bucket.number, title=bucket.title, count=len(says), names=who
    )
    return [Say(done), *says]


async def hidden_now(uow: UnitOfWork, team: Team) -> bool:
    """Whether who put how much where is nobody's to see until the campaign closes."""
    campaign = await uow.buckets.open_campaign(team.id)
    return campaign is not None and campaign.hidden


async def show(command: ShowBucket, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show one bucket with all that is known of it."""
    team, _ = await member_of(uow, origin, command)
    return [Say(await _shown(uow, team, await pot_of(uow, team, command.bucket), origin))]


async def show_all(command: ShowBuckets, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the buckets that are not over, the others by their number."""
    team, _ = await member_of(uow, origin, command)
    hidden = await hidden_now(uow, team)
    pots = await pots_of(uow, team)
    alive = [row_said(pot, team, hidden=hidden) for pot in pots if not pot.bucket.over]
    over = tuple(
        text(
            "bucket-over",
            number=pot.bucket.number,
            title=pot.bucket.title,
            how=pot.bucket.fate,
        )
        for pot in pots
        if pot.bucket.over
    )
    said = text(
        "buckets",
        team=team.name,
        buckets=Lines(tuple(alive)) if alive else text("buckets-none"),
        over=lines(text("buckets-over", buckets=Lines(over)) if over else None),
    )
    return [Say(said)]


async def _shown(uow: UnitOfWork, team: Team, pot: Pot, origin: Origin) -> Text:
    bucket = pot.bucket
    everyone = await uow.teams.members(team.id)
    named = {member.id: member.name for member in everyone}
    hidden = await hidden_now(uow, team)
    budget = tuple(
        (line.label, amount(line.amount, team)) for line in await uow.buckets.lines(bucket.id)
    )
    others = Names(tuple(named[one] for one in await uow.buckets.creators(bucket.id)))
    funders = funders_said(pot, everyone, team)
    said = await uow.buckets.comments(bucket.id)
    comments = tuple((named[one.member_id], one.words) for one in said[-COMMENTS_SHOWN:])
    mine = _mine(pot, everyone, origin)
    return text(
        "bucket",
        row=row_said(pot, team, hidden=hidden),
        description=bucket.description,
        facts=lines(
            text("bucket-lines", lines=Table("bucket-line-row", ("label", "amount"), budget))
            if budget
            else None,
            text(
                "bucket-proposed",
                name=named[bucket.proposer_id],
                others=others,
                together="yes" if others.names else "no",
            ),
            text("bucket-funders", funders=funders) if funders.texts and not hidden else None,
            text("bucket-mine", mine=amount(mine, team)) if hidden and mine else None,
            text("bucket-comments", comments=Table("bucket-comment-row", _SAID, comments))
            if comments
            else None,
            text("bucket-next", number=bucket.number, state=bucket.fate),
        ),
    )


_SAID = ("name", "words")


def _mine(pot: Pot, everyone: Sequence[Member], origin: Origin) -> int:
    """Add up what whoever asks put in, where nobody else reads it."""
    person = origin.person.id if origin.person and origin.private else None
    return sum(given_by(pot, one.id) for one in everyone if one.person_id == person)
