"""What buckets hold, who put it there, and how both are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.app.ports import Origin, UnitOfWork
from core.app.says import Day, Private, Row, Say, Text, ToGroup, text
from core.domain import names
from core.domain.book import Entry, Kind, Posting, bucket_account, project_account
from core.domain.bucket import Bucket, BucketState, Campaign
from core.domain.calendar import week_at, zone
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

WIDTH = 12
"""Signs of a progress bar: it fits a line on a phone; the figures stand beside it."""


@dataclass(frozen=True, slots=True)
class Pot:
    """A bucket, what it holds now, and the accounts that funded it, by how much."""

    bucket: Bucket
    held: int
    funded: Mapping[str, int]


async def pots_of(uow: UnitOfWork, team: Team) -> list[Pot]:
    """Read all buckets of a team with what they hold."""
    contributions = await uow.buckets.contributions(team.id)
    return [
        Pot(bucket, await held_by(uow, bucket), contributions.get(bucket.id, {}))
        for bucket in await uow.buckets.all(team.id)
    ]


async def pot_of(uow: UnitOfWork, team: Team, said: str) -> Pot:
    """Find the bucket that is meant, by its number or title. Raises `Refusal`."""
    bucket = _named(await uow.buckets.all(team.id), said)
    contributions = await uow.buckets.contributions(team.id)
    return Pot(bucket, await held_by(uow, bucket), contributions.get(bucket.id, {}))


async def held_by(uow: UnitOfWork, bucket: Bucket) -> int:
    """Read what a bucket holds; once it started, what its project's envelope does."""
    started = bucket.state is BucketState.STARTED and bucket.project_id is not None
    account = project_account(bucket.project_id or 0) if started else bucket_account(bucket.id)
    return await uow.book.balance(bucket.team_id, account)


def _named(buckets: Sequence[Bucket], said: str) -> Bucket:
    number = said.removeprefix("#").strip()
    if number.isascii() and number.isdecimal():
        found = [one for one in buckets if str(one.number) == number.lstrip("0")]
    else:
        wanted = names.fold(said)
        alive = [one for one in buckets if not one.over]
        found = [one for one in alive if names.fold(one.title) == wanted]
        found = found or [one for one in alive if wanted and _begins(one, wanted)]
    if len(found) != 1:
        raise Refusal("bucket-unknown", said=said)
    return found[0]


def _begins(bucket: Bucket, wanted: str) -> bool:
    return names.fold(bucket.title).startswith(wanted)


async def book(
    uow: UnitOfWork, team: Team, now: datetime, kind: Kind, postings: Sequence[Posting]
) -> None:
    """Write a transaction of this week into the book; legs of nothing are left out."""
    week = week_at(now, team.settings.timezone)
    number = await uow.book.next_number(team.id, kind, week)
    legs = tuple(posting for posting in postings if posting.amount)
    await uow.book.append(team.id, [Entry(kind, week, legs, number)], now)


def bar(held: int, whole: int) -> str:
    """Draw how much of a whole is there: full only when all is, empty only when nothing is."""
    filled = min(max(WIDTH * held // whole, int(held > 0)), WIDTH)
    return "▓" * filled + "░" * (WIDTH - filled)


def row_said(pot: Pot, team: Team, *, hidden: bool = False) -> Text:
    """Say in one line what a bucket is, and how it stands; while it is hidden, without figures."""
    bucket = pot.bucket
    if hidden and bucket.state is BucketState.OPEN:
        return text(
            "bucket-row-hidden", number=bucket.number, title=bucket.title, goal=goal_said(pot, team)
        )
    funded = sum(pot.funded.values()) or bucket.maximum
    whole = funded if bucket.state is BucketState.STARTED else bucket.maximum
    return text(
        "bucket-row",
        number=bucket.number,
        title=bucket.title,
        bar=bar(pot.held, whole),
        held=amount(pot.held, team),
        funded=amount(funded, team),
        goal=goal_said(pot, team),
        standing=standing_said(pot),
        state=bucket.fate,
    )


def goal_said(pot: Pot, team: Team) -> Text:
    """Say how much a bucket needs, and how much it takes."""
    least, most = pot.bucket.minimum, pot.bucket.maximum
    return text(
        "bucket-goal",
        minimum=amount(least, team),
        maximum=amount(most, team),
        range="no" if least == most else "yes",
    )


def standing_said(pot: Pot) -> Text:
    """Say how a bucket stands."""
    return text("bucket-standing", standing=pot.bucket.standing(pot.held))


def funders_said(pot: Pot, members: Sequence[Member], team: Team) -> Row:
    """Name who put how much into a bucket, in the order of the team's names."""
    return Row(
        tuple(
            text("bucket-funder", name=member.name, amount=amount(given, team))
            for member in members
            if (given := given_by(pot, member.id)) > 0
        )
    )


def given_by(pot: Pot, member_id: int) -> int:
    """Add up what somebody put into a bucket, allocated to them or given from their balance."""
    return sum(one for account, one in pot.funded.items() if account.endswith(f":{member_id}"))


def last_day(campaign: Campaign, team: Team) -> Day | None:
    """Give the last day of a campaign; None where it has none."""
    if campaign.closes_at is None:
        return None
    local = campaign.closes_at.astimezone(zone(team.settings.timezone))
    return Day.of((local - timedelta(seconds=1)).date())


def once(origin: Origin) -> str:
    """Name what somebody just said, for what is told others because of it."""
    return f"{origin.now.isoformat()}:{origin.source.rpartition(':')[2]}"


def told_group(team: Team, origin: Origin, said: Text, key: str, reply: Text) -> list[Say]:
    """Tell the group; whoever asked for it in private gets a reply of their own."""
    if not origin.private:
        return [Say(said)]
    return [Say(reply), Say(said, ToGroup(team.id), key=key)]


def told_privately(members: Sequence[Member], said: Mapping[int, Text], key: str) -> list[Say]:
    """Tell members, each what is theirs; not who has left."""
    return [
        Say(said[one.id], Private(one.person_id), key=f"{key}:{one.id}", team_id=one.team_id)
        for one in members
        if one.active and one.id in said
    ]


def amount(minor: int, team: Team) -> Amount:
    """Give an amount of the team's unit."""
    return Amount(minor, team.settings.unit)
