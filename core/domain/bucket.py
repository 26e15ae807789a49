"""Buckets: what money could be put to, funded by members from what they were allocated.

All amounts are minor units. What a bucket holds, and who put how much into it, stands in the book
and is an argument here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.refusal import Refusal
from core.domain.sharing import Claim, Reason
from core.domain.sharing.claims import in_cents
from core.domain.sharing.proportional import proportional

LEFTOVERS = ("pool", "commons", "funders")
"""Where a team may want what is left of a completed bucket to go."""


class BucketKind(StrEnum):
    """A project to be, a cost of the year, or what a grant was given for."""

    BUCKET = "bucket"
    COST = "cost"
    GRANT = "grant"


class BucketState(StrEnum):
    """How far a bucket is; how well an open one is funded is `Standing`."""

    IDEA = "idea"
    WAITING = "waiting"
    OPEN = "open"
    STARTED = "started"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """The state people see: that of the bucket, and of an open one how well it is funded."""

    IDEA = "idea"
    WAITING = "waiting"
    OPEN = "open"
    PARTLY = "partly"
    FUNDED = "funded"
    FULL = "full"
    STARTED = "started"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


OVER = frozenset({BucketState.COMPLETED, BucketState.CANCELLED})
"""States after which nothing happens any more."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What money could be put to; it needs at least `minimum`, and takes no more than `maximum`.

    `campaign_id` is the costs campaign a cost is funded in; `project_id` what it became when it
    started.
    """

    id: int
    team_id: int
    number: int
    kind: BucketKind
    title: str
    description: str
    minimum: int
    maximum: int
    state: BucketState
    proposer_id: int
    created_at: datetime
    campaign_id: int | None = None
    project_id: int | None = None
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        """Whether it is completed or cancelled."""
        return self.state in OVER

    @property
    def fate(self) -> str:
        """The state as messages name it: a cost is paid, not completed."""
        paid = self.kind is BucketKind.COST and self.state is BucketState.COMPLETED
        return "paid" if paid else self.state.value

    def standing(self, held: int) -> Standing:
        """Say how it stands, holding so much."""
        if self.state is not BucketState.OPEN:
            return Standing(self.state.value)
        if held >= self.maximum:
            return Standing.FULL
        if held >= self.minimum:
            return Standing.FUNDED
        return Standing.PARTLY if held else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Campaign:
    """A time for funding, one at a time in a team; `closes_at` is None where it is ended by hand.

    Nobody has more than `cap` in one bucket. While a `hidden` one runs, nobody sees who put how
    much where.
    """

    id: int
    team_id: int
    number: int
    kind: str
    title: str
    guidelines: str
    cap: int | None
    hidden: bool
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None = None

    @property
    def for_costs(self) -> bool:
        """Whether it funds a list of costs alone."""
        return self.kind == "costs"

    def takes(self, bucket: Bucket) -> bool:
        """Tell whether a bucket can be funded in it."""
        if bucket.state is not BucketState.OPEN:
            return False
        return bucket.campaign_id == self.id if self.for_costs else True


_STEPS: Mapping[tuple[BucketState, str], BucketState] = {
    (BucketState.IDEA, "submit"): BucketState.WAITING,
    (BucketState.WAITING, "approve"): BucketState.OPEN,
    (BucketState.WAITING, "refuse"): BucketState.IDEA,
    (BucketState.OPEN, "start"): BucketState.STARTED,
    (BucketState.STARTED, "complete"): BucketState.COMPLETED,
    (BucketState.IDEA, "cancel"): BucketState.CANCELLED,
    (BucketState.WAITING, "cancel"): BucketState.CANCELLED,
    (BucketState.OPEN, "cancel"): BucketState.CANCELLED,
}


def after(bucket: Bucket, step: str, held: int, *, approval: bool) -> BucketState:
    """Say which state a step leads to; with `approval` a facilitator has to open it.

    Raises `Refusal` where the step does not follow, and for starting what lacks its minimum. What
    has started is spent, or completed: it cannot be cancelled. Costs are paid, never started.
    """
    state = _STEPS.get((bucket.state, step))
    if state is None or (step == "start" and bucket.kind is BucketKind.COST):
        raise Refusal("bucket-step", number=bucket.number, title=bucket.title, state=bucket.fate)
    if step == "start" and held < bucket.minimum:
        raise Refusal("bucket-short", number=bucket.number, title=bucket.title)
    return BucketState.OPEN if step == "submit" and not approval else state


def goal_of(minimum: int, maximum: int | None) -> tuple[int, int]:
    """Check a goal; without a maximum it is the minimum. Raises `Refusal`."""
    most = minimum if maximum is None else maximum
    if not 0 < minimum <= most:
        raise Refusal("bucket-goal")
    return minimum, most


class Limit(StrEnum):
    """What keeps somebody from putting more into a bucket."""

    MAXIMUM = "maximum"
    ALLOWANCE = "allowance"
    CAP = "cap"


def most_in(
    bucket: Bucket, held: int, mine: int, allowance: int, cap: int | None
) -> tuple[int, Limit]:
    """Say how much somebody may have in a bucket at most, and what keeps them from more.

    `held` is what it holds now, `mine` what of it is theirs, `allowance` what is left to them. The
    cap asks nobody for anything back.
    """
    most = {
        Limit.MAXIMUM: mine + max(bucket.maximum - held, 0),
        Limit.ALLOWANCE: mine + allowance,
    }
    if cap is not None:
        most[Limit.CAP] = max(cap, mine)
    limit = min(most, key=most.__getitem__)
    return most[limit], limit


def given_back(contributions: Mapping[str, int], left: int) -> dict[str, int]:
    """Share what is left of a bucket among the accounts that funded it, in proportion.

    Nobody gets more than they put in; odd cents go by largest remainder, ties to who gave more.
    """
    claims = tuple(Claim(who, amount) for who, amount in contributions.items() if amount > 0)
    return {str(one.who): one.amount for one in proportional(claims, left, 0) if one.amount}


def apportioned(amount: int, weights: Mapping[int, int]) -> dict[int, int]:
    """Divide an amount in proportion to weights, to the cent, odd cents by largest remainder.

    Equal weights give equal parts. Raises `Refusal` where nobody weighs anything.
    """
    total = sum(weights.values())
    if total <= 0:
        raise Refusal("allocate-nobody")
    claims = tuple(Claim(who, weight) for who, weight in weights.items())
    exact = [weight * amount for weight in weights.values()]
    parts = in_cents(claims, exact, total, [Reason.PROPORTION] * len(claims), 0)
    return {int(one.who): one.amount for one in parts}


def came_from(lots: Iterable[tuple[str, int]], unspent: int) -> dict[str, int]:
    """Say which sources what somebody did not spend came from.

    `lots` are what their allocation was given, by source, in the order of the book; what was taken
    back is negative. The oldest is spent first, so what is left is of the newest.
    """
    standing: list[tuple[str, int]] = []
    for source, amount in lots:
        if amount > 0:
            standing.append((source, amount))
        else:
            _newest(standing, -amount)
    found: dict[str, int] = {}
    for source, amount in _newest(standing, unspent):
        found[source] = found.get(source, 0) + amount
    return found


def _newest(lots: list[tuple[str, int]], amount: int) -> Sequence[tuple[str, int]]:
    """Take an amount off the newest lots; give what was taken."""
    taken = []
    while amount > 0 and lots:
        source, size = lots.pop()
        part = min(size, amount)
        taken.append((source, part))
        amount -= part
        if size > part:
            lots.append((source, size - part))
    return taken
