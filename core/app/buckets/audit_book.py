"""The audit of what the book says of buckets: each transaction against what it could have been.

The book is read from its first transaction on; what was in which account, and who had put how much
into which bucket, is known at each of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from core.app.buckets.audit_evidence import Decided
from core.app.buckets.closing import SOURCES, lots_of
from core.domain.book import (
    COMMONS,
    EXPENSE,
    POOL,
    Kind,
    Transaction,
    allocation_account,
    bucket_account,
    member_account,
    project_account,
)
from core.domain.bucket import (
    Bucket,
    BucketKind,
    BucketState,
    Campaign,
    came_from,
    given_back,
)
from core.domain.shareout import shared_out

SKEW = timedelta(hours=1)
"""How far a clock may be set back without what it dates being called wrong."""

_ALLOCATION, _BUCKET, _MEMBER, _PROJECT = (
    account(0).removesuffix("0")
    for account in (allocation_account, bucket_account, member_account, project_account)
)

Legs = Mapping[str, int]


@dataclass
class Replay:
    """What the book says up to some transaction; in the end, of all of it.

    `funded` is by bucket and account. `began` maps buckets to the transactions that made projects
    of them, `ended` to those that took out what was in them, `granted` to those of grants. `wrong`
    are the transactions that are not what they could have been.
    """

    decided: Decided
    balances: dict[str, int] = field(default_factory=dict)
    funded: dict[int, dict[str, int]] = field(default_factory=dict)
    touched: dict[int, Transaction] = field(default_factory=dict)
    began: dict[int, Transaction] = field(default_factory=dict)
    ended: dict[int, Transaction] = field(default_factory=dict)
    granted: dict[int, Transaction] = field(default_factory=dict)
    wrong: list[Transaction] = field(default_factory=list)
    _put: dict[tuple[int, str], list[tuple[Transaction, int]]] = field(default_factory=dict)
    _lots: dict[str, list[tuple[str, int]]] = field(default_factory=dict)

    def read(self, book: Sequence[Transaction]) -> None:
        """Read it all."""
        for row in book:
            legs = _legs(row)
            check = _CHECKS.get(row.kind)
            right = check(self, row, legs) if check else not _ours(legs)
            self._apply(row, legs)
            below = any(self.balances[one] < 0 for one in legs if _is_ours(one))
            if not right or below or (check and len(legs) < len(row.postings)):
                self.wrong.append(row)

    def held(self, account: str) -> int:
        """Say what is in an account."""
        return self.balances.get(account, 0)

    def _apply(self, row: Transaction, legs: Legs) -> None:
        for account, amount in legs.items():
            self.balances[account] = self.held(account) + amount
            if account.startswith(_ALLOCATION):
                self._lots.setdefault(account, []).extend(lots_of([row], account))
        bucket = self._bucket(legs)
        if bucket is None:
            return
        self.touched.setdefault(bucket.id, row)
        if row.kind in (Kind.FUND, Kind.GIFT, Kind.REFUND):
            mine = self.funded.setdefault(bucket.id, {})
            for account, amount in legs.items():
                if account != bucket_account(bucket.id):
                    mine[account] = mine.get(account, 0) - amount
                    self._put.setdefault((bucket.id, account), []).append((row, -amount))

    def _bucket(self, legs: Legs) -> Bucket | None:
        """Find the one bucket that a transaction is of."""
        found = [one for one in legs if one.startswith(_BUCKET)]
        return self.decided.buckets_by_account.get(found[0]) if len(found) == 1 else None

    def _takes(self, source: str, legs: Legs) -> bool:
        """Tell whether a source gives what it has: taking from it leaves it at zero or above."""
        amount = legs.get(source, 0)
        return amount >= 0 or self.held(source) + amount >= 0

    # Each kind of transaction, against what stands before it.

    def allocates(self, _: Transaction, legs: Legs) -> bool:
        """One source gives what it has to members; or a file set what they have."""
        sources = [one for one in legs if one in SOURCES]
        theirs = [one for one in legs if one not in SOURCES]
        return (
            len(sources) <= 1
            and bool(theirs)
            and all(self.decided.is_member(one, _ALLOCATION) for one in theirs)
            and all(self._takes(one, legs) for one in sources)
        )

    def funds(self, row: Transaction, legs: Legs) -> bool:
        """A member puts in or takes back, in a campaign, within its cap."""
        bucket = self._bucket(legs)
        funder = next((one for one in legs if one.startswith(_ALLOCATION)), "")
        if bucket is None or len(legs) != 2 or bucket.id in self.began:
            return False
        if not self.decided.is_member(funder, _ALLOCATION) or bucket.id in self.ended:
            return False
        more = legs[bucket_account(bucket.id)]
        could = self._campaigns_at(row)
        return any(self._takes_in(campaign, bucket, funder, more) for campaign in could)

    def _takes_in(self, campaign: Campaign, bucket: Bucket, funder: str, more: int) -> bool:
        """Tell whether somebody may put so much more into a bucket in a campaign."""
        mine = self.funded.get(bucket.id, {}).get(funder, 0) + more
        before = self._put.get((bucket.id, funder), ())
        earlier = sum(amount for one, amount in before if one.at < campaign.opened_at)
        capped = campaign.cap is not None and more > 0 and mine > campaign.cap
        cost = bucket.kind is BucketKind.COST
        return mine >= earlier and not capped and (cost or not campaign.for_costs)

    def _campaigns_at(self, row: Transaction) -> list[Campaign]:
        """List the campaigns that may have run at the time of a transaction."""
        return [
            one
            for one in self.decided.campaigns
            if one.opened_at - SKEW <= row.at
            and all(row.at <= end + SKEW for end in (one.closes_at, one.closed_at) if end)
        ]

    def gives(self, _: Transaction, legs: Legs) -> bool:
        """A member gives from what they have to the commons, or to a bucket."""
        giver = next((one for one in legs if one.startswith(_MEMBER)), "")
        bucket = self._bucket(legs)
        open_ = bucket is not None and bucket.id not in {*self.began, *self.ended}
        return (
            len(legs) == 2
            and legs.get(giver, 0) < 0
            and self._takes(giver, legs)
            and self.decided.is_member(giver, _MEMBER)
            and (COMMONS in legs or open_)
        )

    def returns(self, row: Transaction, legs: Legs) -> bool:
        """All that nobody spent goes back to where it came from, as a campaign closes."""
        right: dict[str, int] = {}
        for account, held in self.balances.items():
            if account.startswith(_ALLOCATION) and held > 0:
                right[account] = -held
                for source, part in came_from(self._lots[account], held).items():
                    right[source] = right.get(source, 0) + part
        return right == legs and any(one.closed_at == row.at for one in self.decided.campaigns)

    def refunds(self, row: Transaction, legs: Legs) -> bool:
        """Everybody has back what they put into a bucket that is cancelled."""
        bucket = self._bucket(legs)
        if bucket is None or bucket.id in self.began or bucket.id in self.ended:
            return False
        self.ended[bucket.id] = row
        back = {one: mine for one, mine in self.funded.get(bucket.id, {}).items() if mine}
        right = {bucket_account(bucket.id): -sum(back.values()), **back}
        whole = self.held(bucket_account(bucket.id)) == sum(back.values())
        return whole and right == legs and bucket.state is BucketState.CANCELLED

    def begins(self, row: Transaction, legs: Legs) -> bool:
        """All of a bucket becomes the envelope of its project."""
        bucket = self._bucket(legs)
        if bucket is None or bucket.id in self.began or bucket.id in self.ended:
            return False
        self.began[bucket.id] = row
        held = self.held(bucket_account(bucket.id))
        project = project_account(bucket.project_id or 0)
        right = {bucket_account(bucket.id): -held, project: held}
        return right == legs and bucket.minimum <= held <= bucket.maximum

    def completes(self, row: Transaction, legs: Legs) -> bool:
        """A cost is paid; or what a project did not spend goes where the team wanted it."""
        bucket = self._bucket(legs)
        if bucket is not None:
            known = bucket.id in {*self.began, *self.ended}
            self.ended.setdefault(bucket.id, row)
            held = self.held(bucket_account(bucket.id))
            right = {bucket_account(bucket.id): -held, EXPENSE: held}
            paid = bucket.kind is BucketKind.COST and held == bucket.maximum
            closed = any(one.closed_at == row.at for one in self.decided.campaigns)
            return paid and closed and not known and right == legs
        project = next((one for one in legs if one.startswith(_PROJECT)), "")
        bucket = self.decided.buckets_by_project.get(project)
        if bucket is None or bucket.id not in self.began or bucket.id in self.ended:
            return False
        self.ended[bucket.id] = row
        left = self.held(project)
        mine = {one: put for one, put in self.funded.get(bucket.id, {}).items() if put}
        shares = given_back(mine, left)
        rest = left - sum(shares.values())
        ways = ({POOL: left}, {COMMONS: left}, shares | ({POOL: rest} if rest else {}))
        return left > 0 and any(legs == {project: -left, **way} for way in ways)

    def grants(self, row: Transaction, legs: Legs) -> bool:
        """The pool gives what the commission granted to a bucket of its own."""
        bucket = self._bucket(legs)
        if bucket is None or bucket.id in self.granted:
            return False
        self.granted[bucket.id] = row
        amount = bucket.maximum
        right = {POOL: -amount, bucket_account(bucket.id): amount}
        return right == legs and self._takes(POOL, legs) and bucket.kind is BucketKind.GRANT

    def shares(self, row: Transaction, legs: Legs) -> bool:
        """The pool is shared out among members by what their work weighed."""
        how, total = self.decided.shared.get(row.seq), -legs.get(POOL, 0)
        if how is None or total <= 0 or min(how.weights.values(), default=0) <= 0:
            return False
        parts = shared_out(total, how.weights, row.week.number)
        right = {member_account(who): part for who, part in parts.items() if part}
        theirs = all(self.decided.is_member(one, _MEMBER) for one in right)
        return theirs and {POOL: -total, **right} == legs and self._takes(POOL, legs)


_CHECKS: Mapping[str, Callable[[Replay, Transaction, Legs], bool]] = {
    Kind.ALLOCATE: Replay.allocates,
    Kind.FUND: Replay.funds,
    Kind.GIFT: Replay.gives,
    Kind.RETURN: Replay.returns,
    Kind.REFUND: Replay.refunds,
    Kind.START: Replay.begins,
    Kind.COMPLETE: Replay.completes,
    Kind.GRANT: Replay.grants,
    Kind.SHARE: Replay.shares,
}


def _legs(row: Transaction) -> dict[str, int]:
    legs: dict[str, int] = {}
    for posting in row.postings:
        legs[posting.account] = legs.get(posting.account, 0) + posting.amount
    return legs


def _is_ours(account: str) -> bool:
    return account.startswith((_ALLOCATION, _BUCKET))


def _ours(legs: Legs) -> bool:
    """Whether what only buckets may move is moved."""
    return any(_is_ours(account) for account in legs)
