"""The audit of grants, each decided again from its votes, and of what was shared out."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from core.app.audit_evidence import Evidence
from core.app.audit_ports import Said
from core.app.buckets.audit_book import SKEW, Replay
from core.app.buckets.audit_evidence import Decided
from core.app.buckets.grant_ports import SharedOut
from core.app.says import Text, text
from core.domain import grant as by
from core.domain.book import Kind, Transaction
from core.domain.shareout import How, Work


def grant_breaches(decided: Decided, replay: Replay) -> list[Text]:
    """Check every request."""
    return [
        text("breach-grant", team=decided.team.name, number=one.number, what=what)
        for number, one in enumerate(decided.grants, start=1)
        for what in _of_grant(decided, replay, one, number)
    ]


def _of_grant(decided: Decided, replay: Replay, grant: by.Grant, number: int) -> Iterator[str]:
    """Name what is wrong with a request."""
    before = [one.id for one in decided.grants[: number - 1]]
    if grant.number != number or grant.id <= max(before, default=0):
        yield "place"
    if not _right_money(decided, replay, grant):
        yield "money"
    votes = decided.votes.get(grant.id, ())
    if not _right_votes(decided, grant, votes):
        yield "votes"
    if not _right_dates(grant, [vote.at for _, vote in votes]):
        yield "dates"


def _right_money(decided: Decided, replay: Replay, grant: by.Grant) -> bool:
    """Whether what was granted, and nothing else, is in a bucket of its own."""
    granted = grant.state is by.GrantState.GRANTED
    if not granted or grant.bucket_id is None:
        return not granted and grant.bucket_id is None
    row = replay.granted.get(grant.bucket_id)
    bucket = next((one for one in decided.buckets if one.id == grant.bucket_id), None)
    return (
        row is not None
        and bucket is not None
        and row.at == grant.decided_at
        and bucket.maximum == grant.amount
        and bucket.proposer_id == grant.member_id
    )


def _right_votes(decided: Decided, grant: by.Grant, votes: Sequence[tuple[int, by.Vote]]) -> bool:
    """Whether its votes decide what was decided.

    Who has left the commission since they voted did not count in the end, and nobody knows any
    more who that was: votes can be more than those that counted, never less.
    """
    strangers = any(
        vote.member_id == grant.member_id
        or vote.member_id not in decided.members
        or revision > grant.revision
        for revision, vote in votes
    )
    by_votes = grant.state in (by.GrantState.GRANTED, by.GrantState.REFUSED)
    needs = (grant.quorum, grant.voters)
    if strangers or by_votes != all(needs) or by_votes != any(needs):
        return False
    if grant.quorum is None or grant.voters is None:
        return True
    yes, no = by.counted([vote for revision, vote in votes if revision == grant.revision])
    if grant.state is by.GrantState.GRANTED:
        return grant.quorum <= min(yes, grant.voters)
    most = min(yes, grant.quorum - 1)
    return by.decided(most, no, grant.voters, grant.quorum) is by.GrantState.REFUSED


def _right_dates(grant: by.Grant, voted: Sequence[datetime]) -> bool:
    """Whether the last vote decided."""
    if (grant.state is by.GrantState.OPEN) != (grant.decided_at is None):
        return False
    if any(at < grant.created_at - SKEW for at in voted):
        return False
    if grant.decided_at is None or grant.state is by.GrantState.WITHDRAWN:
        return grant.decided_at is None or all(at <= grant.decided_at + SKEW for at in voted)
    return max(voted, default=None) == grant.decided_at


def share_breaches(decided: Decided, evidence: Evidence) -> list[Text]:
    """Check that what was shared out was weighed by what people had declared then."""
    rows = {row.seq: row for row in evidence.book if row.kind == Kind.SHARE}
    return [
        text("breach-share", team=decided.team.name, row=seq)
        for seq, how in sorted(decided.shared.items())
        if seq not in rows or not _right_weights(decided, evidence, how, rows[seq])
    ]


def _right_weights(
    decided: Decided, evidence: Evidence, shared: SharedOut, row: Transaction
) -> bool:
    if shared.how not in list(How) or shared.since > shared.until:
        return False
    if not decided.members >= set(shared.weights):
        return False
    how = How(shared.how)
    if how is How.EQUAL:
        return set(shared.weights.values()) == {1}
    could = _weights_then(evidence, shared, row.at)
    if how is How.RATES:
        # The rates of then are kept nowhere: who has time, and only they, can weigh something.
        return set(shared.weights) <= {who for who, sums in could.items() if sums - {0}}
    weighed = all(weight in could.get(who, ()) for who, weight in shared.weights.items())
    return weighed and all(0 in sums for who, sums in could.items() if who not in shared.weights)


def _weights_then(evidence: Evidence, shared: SharedOut, at: datetime) -> dict[int, set[int]]:
    """Map members to what they could have weighed at an instant.

    It is one number, or several where somebody declared or a round closed at that very instant.
    """
    how = How(shared.how)
    counts = How.HOURS if how is How.RATES else how
    found: dict[int, set[int]] = {}
    for round_ in evidence.rounds:
        closed = round_.closed_at
        if closed is None or closed > at or not shared.since <= round_.week <= shared.until:
            continue
        for who, revisions in evidence.said.get(round_.id, {}).items():
            options = _options(revisions, counts, at)
            if closed == at:
                options.add(0)
            found[who] = {one + more for one in found.get(who, {0}) for more in options}
    return found


def _options(revisions: Sequence[Said], how: How, at: datetime) -> set[int]:
    """Say what somebody's declaration of one round could have weighed at an instant."""
    said = [one.declaration for one in revisions]
    last = [one for one in said if one.at < at][-1:]
    then = [one for one in said if one.at == at]
    works = [(one, Work.of(one.lines, {}, None)) for one in (*last, *then)]
    weights = {work.weight(how) if one.counts else 0 for one, work in works}
    return weights if last else {*weights, 0}
