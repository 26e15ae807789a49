"""What the team decided together, as JSON: see `bot.publish.shape`.

What chat keeps back until a hidden campaign closes is null until then.
"""

from datetime import datetime
from typing import Any

from core.app.buckets.donations import Income
from core.app.buckets.exporting import AllocationRecord, BucketRecord, GrantRecord, Together
from core.domain.bucket import Campaign
from core.domain.grant import Vote, counted
from core.domain.money import Unit


def together(records: Together, unit: Unit) -> dict[str, Any]:
    """Give campaigns, buckets, allocations, grants and donations as plain objects, by key."""
    return {
        "campaigns": [_campaign(one, unit) for one in records.campaigns],
        "buckets": [_bucket(one, unit) for one in records.buckets],
        "allocations": [_allocation(one, unit) for one in records.allocations],
        "grants": [_grant(one, unit) for one in records.grants],
        "donations": [_donation(one, unit) for one in records.donations],
    }


def _campaign(one: Campaign, unit: Unit) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "kind": one.kind,
        "title": one.title,
        "guidelines": one.guidelines,
        "cap": _plain(one.cap, unit),
        "hidden": one.hidden,
        "opened_at": one.opened_at.isoformat(),
        "closes_at": _when(one.closes_at),
        "closed_at": _when(one.closed_at),
    }


def _bucket(record: BucketRecord, unit: Unit) -> dict[str, Any]:
    one, fundings = record.bucket, record.fundings
    return {
        "id": one.id,
        "account": f"bucket:{one.id}",
        "number": one.number,
        "kind": one.kind.value,
        "title": one.title,
        "description": one.description,
        "minimum": unit.plain(one.minimum),
        "maximum": unit.plain(one.maximum),
        "state": one.state.value,
        "proposer": one.proposer_id,
        "carriers": list(record.carriers),
        "campaign": one.campaign_id,
        "project": one.project_id,
        "created_at": one.created_at.isoformat(),
        "ended_at": _when(one.ended_at),
        "lines": [
            {"label": line.label, "amount": unit.plain(line.amount)} for line in record.lines
        ],
        "holds": _plain(record.holds, unit),
        "left": _plain(record.left, unit),
        "fundings": None
        if fundings is None
        else [{"member": who, "amount": unit.plain(given)} for who, given in fundings.items()],
    }


def _allocation(one: AllocationRecord, unit: Unit) -> dict[str, Any]:
    return {
        "member": one.member_id,
        "account": f"allocation:{one.member_id}",
        "given": [{"seq": seq, "amount": unit.plain(amount)} for seq, amount in one.given],
        "left": _plain(one.left, unit),
    }


def _grant(record: GrantRecord, unit: Unit) -> dict[str, Any]:
    one = record.grant
    yes, no = counted(record.votes)
    return {
        "id": one.id,
        "number": one.number,
        "member": one.member_id,
        "revision": one.revision,
        "amount": unit.plain(one.amount),
        "purpose": one.purpose,
        "state": one.state.value,
        "created_at": one.created_at.isoformat(),
        "decided_at": _when(one.decided_at),
        "yes": yes,
        "no": no,
        "quorum": record.quorum,
        "voters": record.voters,
        "bucket": one.bucket_id,
        "votes": [_vote(vote) for vote in record.votes],
    }


def _vote(one: Vote) -> dict[str, Any]:
    return {
        "member": one.member_id,
        "yes": one.yes,
        "reason": one.reason,
        "at": one.at.isoformat(),
    }


def _donation(one: Income, unit: Unit) -> dict[str, Any]:
    """Name who gave only where they agreed."""
    given = one.donation
    public = given is not None and given.public
    return {
        "seq": one.seq,
        "at": one.at.isoformat(),
        "amount": unit.plain(one.amount),
        "public": public,
        "donor": given.donor if given is not None and public else None,
    }


def _when(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _plain(minor: int | None, unit: Unit) -> str | None:
    return None if minor is None else unit.plain(minor)
