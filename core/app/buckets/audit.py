"""The audit of buckets, campaigns and donations: what is stored of them against the book.

What was decided by votes, and what was shared out, is in `core.app.buckets.audit_votes`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.app.audit_evidence import Evidence
from core.app.buckets.audit_book import SKEW, Replay
from core.app.buckets.audit_evidence import Decided, decided_of
from core.app.buckets.audit_votes import grant_breaches, share_breaches
from core.app.ports import UnitOfWork
from core.app.says import Text, text
from core.domain import names
from core.domain.book import Kind, Transaction, bucket_account, project_account
from core.domain.bucket import OVER, Bucket, BucketKind, BucketState, Campaign

CAMPAIGNS = ("buckets", "costs")
"""The kinds of campaigns there are."""

QUARTER = 15 * 60
"""Seconds: campaigns end with a day, and time zones are whole quarters of an hour from UTC."""


async def bucket_breaches(uow: UnitOfWork, evidence: Evidence) -> list[Text]:
    """Check all that was decided about money; return one text for each breach."""
    decided = await decided_of(uow, evidence.team)
    team = evidence.team.name
    if decided.unread:
        return [text("breach-unread", team=team, table=table) for table in decided.unread]
    replay = Replay(decided)
    replay.read(evidence.book)
    return [
        *(text("breach-bucket-row", team=team, row=row.seq, kind=row.kind) for row in replay.wrong),
        *(
            text("breach-bucket", team=team, number=one.number, what=what)
            for number, one in enumerate(decided.buckets, start=1)
            for what in _of_bucket(decided, replay, evidence, one, number)
        ),
        *(
            text("breach-campaign", team=team, number=one.number, what=what)
            for number, one in enumerate(decided.campaigns, start=1)
            for what in _of_campaign(decided, one, number)
        ),
        *grant_breaches(decided, replay),
        *_donations(decided, evidence),
        *share_breaches(decided, evidence),
    ]


def _of_bucket(
    decided: Decided, replay: Replay, evidence: Evidence, bucket: Bucket, number: int
) -> Iterator[str]:
    """Name what is wrong with a bucket."""
    earlier = [one.id for one in decided.buckets[: number - 1]]
    if bucket.number != number or bucket.id <= max(earlier, default=0):
        yield "place"
    if decided.folded.get(bucket.id) != names.fold(bucket.title):
        yield "title"
    if not _right_kind(decided, bucket):
        yield "kind"
    if not _right_goal(replay, bucket):
        yield "goal"
    if not _right_state(replay, bucket):
        yield "state"
    if not _right_dates(replay, evidence.book, bucket):
        yield "dates"


def _right_kind(decided: Decided, bucket: Bucket) -> bool:
    """Whether costs are of a campaign, grants of a request, and others of neither."""
    costs = {one.id for one in decided.campaigns if one.for_costs}
    granted = any(one.bucket_id == bucket.id for one in decided.grants)
    cost = bucket.kind is BucketKind.COST
    campaign = bucket.campaign_id in costs if cost else bucket.campaign_id is None
    return campaign and granted == (bucket.kind is BucketKind.GRANT)


def _right_goal(replay: Replay, bucket: Bucket) -> bool:
    """Whether there is a goal, with what is in the bucket within it."""
    held = replay.held(bucket_account(bucket.id))
    exact = bucket.kind is BucketKind.BUCKET or bucket.minimum == bucket.maximum
    return exact and 0 < bucket.minimum <= bucket.maximum and held <= bucket.maximum


def _right_state(replay: Replay, bucket: Bucket) -> bool:
    """Whether the book says that it got as far as that, and no further."""
    began, ended = bucket.id in replay.began, replay.ended.get(bucket.id)
    empty = replay.held(bucket_account(bucket.id)) == 0
    if began != (bucket.project_id is not None):
        return False
    match bucket.state:
        case BucketState.IDEA | BucketState.WAITING:
            return not began and bucket.id not in replay.touched
        case BucketState.OPEN:
            return not began and ended is None
        case BucketState.STARTED:
            return began and ended is None and empty
        case BucketState.COMPLETED if bucket.kind is BucketKind.COST:
            return not began and ended is not None and empty
        case BucketState.COMPLETED:
            return began and empty
    back = ended is None or ended.kind == Kind.REFUND
    return not began and back and empty


def _right_dates(replay: Replay, book: Sequence[Transaction], bucket: Bucket) -> bool:
    """Whether it ended when the book says, with nothing left in its project."""
    first, ended = replay.touched.get(bucket.id), replay.ended.get(bucket.id)
    if first is not None and bucket.created_at > first.at + SKEW:
        return False
    if (bucket.state in OVER) != (bucket.ended_at is not None):
        return False
    if bucket.ended_at is None:
        return True
    if ended is not None:
        return ended.at == bucket.ended_at
    return bucket.project_id is None or _envelope_at(book, bucket, bucket.ended_at) <= 0


def _envelope_at(book: Sequence[Transaction], bucket: Bucket, at: datetime) -> int:
    account = project_account(bucket.project_id or 0)
    legs = (leg for row in book if row.at <= at for leg in row.postings)
    return sum(leg.amount for leg in legs if leg.account == account)


def _of_campaign(decided: Decided, campaign: Campaign, number: int) -> Iterator[str]:
    """Name what is wrong with a campaign: they come one after the other."""
    before = decided.campaigns[: number - 1]
    if campaign.number != number or campaign.id <= max((one.id for one in before), default=0):
        yield "place"
    ends = campaign.closes_at
    if campaign.kind not in CAMPAIGNS:
        yield "kind"
    if campaign.for_costs != (ends is None) or (ends and ends.timestamp() % QUARTER):
        yield "dates"
        return
    begun = campaign.opened_at + SKEW
    late = campaign.closed_at is not None and campaign.closed_at + 2 * SKEW < begun
    if late or any(one.closed_at is None or one.closed_at > begun for one in before):
        yield "dates"


def _donations(decided: Decided, evidence: Evidence) -> list[Text]:
    """Check that each donation is an income that names who gave it, or does not, as they wanted."""
    incomes = {row.seq for row in evidence.book if row.kind == Kind.INCOME}
    labels = {one.seq: one.label for one in evidence.movements}
    return [
        text("breach-donation", team=decided.team.name, row=one.seq)
        for one in decided.donations
        if one.seq not in incomes
        or not one.donor
        or labels.get(one.seq) != (one.donor if one.public else "")
    ]
