"""What people ask about money that is to be put to use: see `core.app.commands`."""

from dataclasses import dataclass
from decimal import Decimal

from core.app.commands import Command, SaidDay
from core.domain.calendar import Week


@dataclass(frozen=True, slots=True)
class SaidCost:
    """One line of a budget, as it was said."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ProposeBucket(Command):
    """Proposes what money could be put to: a title, least and most it needs, and why."""

    title: str = ""
    minimum: Decimal = Decimal(0)
    maximum: Decimal | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class EditBucket(Command):
    """Changes one thing of a bucket, by its number or title.

    `what` is `title`, `goal`, `description`, `line` (a label and an amount) or `with` (a member).
    """

    bucket: str = ""
    what: str = ""
    words: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MoveBucket(Command):
    """Takes a bucket a step on: `submit`, `approve`, `refuse`, `start`, `complete` or `cancel`."""

    bucket: str = ""
    step: str = ""
    reason: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class CommentBucket(Command):
    """Says or asks something about a bucket, for the team to read."""

    bucket: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShowBucket(Command):
    """One bucket: its goal, its lines, who funded it, what was said of it."""

    bucket: str = ""


@dataclass(frozen=True, slots=True)
class ShowBuckets(Command):
    """All buckets that are not over."""


@dataclass(frozen=True, slots=True)
class OpenCampaign(Command):
    """Opens a time for funding: a title, its last day, and what holds during it."""

    title: str = ""
    until: SaidDay | None = None
    cap: Decimal | None = None
    hidden: bool = False
    guidelines: str = ""


@dataclass(frozen=True, slots=True)
class FundCosts(Command):
    """Opens the funding, in one go, of a list of yearly costs."""

    costs: tuple[SaidCost, ...] = ()


@dataclass(frozen=True, slots=True)
class CloseCampaign(Command):
    """Ends the campaign that is open."""

    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ShowCampaign(Command):
    """The campaign that is open, or the last one: who funded what."""


@dataclass(frozen=True, slots=True)
class AllocationRow:
    """One row of an allocation file; `number` is its line in the file."""

    number: int
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Allocate(Command):
    """Gives members money to put into buckets: `equal`, by what they `declared`, or from a file.

    `source` is `pool` or `commons`. A file's rows add to what they have, or `sets` it.
    """

    amount: Decimal = Decimal(0)
    how: str = "equal"
    source: str = "pool"
    rows: tuple[AllocationRow, ...] = ()
    sets: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Fund(Command):
    """Puts this much of one's allocation into a bucket, instead of what one had put there."""

    bucket: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Give(Command):
    """Gives from one's own balance to the commons, or to a bucket."""

    amount: Decimal = Decimal(0)
    bucket: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RequestGrant(Command):
    """Asks the team for money: how much, what for, how, with a link to papers."""

    amount: Decimal = Decimal(0)
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class AmendGrant(Command):
    """Changes a request of one's own, by its number; what was voted on it is void."""

    grant: int = 0
    amount: Decimal = Decimal(0)
    words: str = ""


@dataclass(frozen=True, slots=True)
class CommentGrant(Command):
    """Says something about a request, for the team to read."""

    grant: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class VoteGrant(Command):
    """Votes on a request, with a reason: for those in the commission."""

    grant: int = 0
    yes: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawGrant(Command):
    """Takes a request of one's own back."""

    grant: int = 0


@dataclass(frozen=True, slots=True)
class ShowGrants(Command):
    """The requests, or one of them with all that was said and voted."""

    grant: int | None = None


@dataclass(frozen=True, slots=True)
class SetCommission(Command):
    """Takes a member into the commission, or out of it; without a name, lists it."""

    name: str = ""
    add: bool = True


@dataclass(frozen=True, slots=True)
class AddDonation(Command):
    """Money somebody outside gave; they are named outside only where they agreed."""

    amount: Decimal = Decimal(0)
    donor: str = ""
    public: bool = False


@dataclass(frozen=True, slots=True)
class ShowDonations(Command):
    """Donations and incomes, with a file of them."""


@dataclass(frozen=True, slots=True)
class ShareOut(Command):
    """Shares an amount of the pool out by what people did between two weeks.

    `how` is `hours`, `rates`, `declared` or `equal`. `shown` is a mark of what was shown and of
    the book then: where there is another one, it is asked again.
    """

    amount: Decimal = Decimal(0)
    how: str = "equal"
    since: Week | None = None
    until: Week | None = None
    shown: str = ""
    confirmed: bool = False
