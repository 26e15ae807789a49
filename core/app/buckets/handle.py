"""The door for the commands about buckets: see `core.app.handle`."""

from core.app.buckets import (
    allocations,
    bucket,
    campaigns,
    donations,
    funding,
    gifts,
    grants,
    moving,
    shareout,
    voting,
)
from core.app.buckets import commands as b
from core.app.commands import Command
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say


async def dispatch(  # noqa: C901 - one line a command, nothing else
    command: Command, origin: Origin, uow: UnitOfWork
) -> list[Say] | None:
    """Carry out a command about buckets; None for any other."""
    match command:
        case b.ProposeBucket():
            return await bucket.propose(command, origin, uow)
        case b.EditBucket():
            return await bucket.edit(command, origin, uow)
        case b.MoveBucket():
            return await moving.move(command, origin, uow)
        case b.CommentBucket():
            return await bucket.comment(command, origin, uow)
        case b.ShowBucket():
            return await bucket.show(command, origin, uow)
        case b.ShowBuckets():
            return await bucket.show_all(command, origin, uow)
        case b.OpenCampaign():
            return await campaigns.open_campaign(command, origin, uow)
        case b.FundCosts():
            return await campaigns.fund_costs(command, origin, uow)
        case b.CloseCampaign():
            return await campaigns.close_now(command, origin, uow)
        case b.ShowCampaign():
            return await campaigns.show_campaign(command, origin, uow)
        case b.Allocate():
            return await allocations.allocate(command, origin, uow)
        case b.Fund():
            return await funding.fund(command, origin, uow)
        case b.Give():
            return await gifts.give(command, origin, uow)
        case b.RequestGrant():
            return await grants.request(command, origin, uow)
        case b.AmendGrant():
            return await grants.amend(command, origin, uow)
        case b.CommentGrant():
            return await grants.comment(command, origin, uow)
        case b.WithdrawGrant():
            return await grants.withdraw(command, origin, uow)
        case b.ShowGrants():
            return await grants.show(command, origin, uow)
        case b.VoteGrant():
            return await voting.vote(command, origin, uow)
        case b.SetCommission():
            return await voting.commission(command, origin, uow)
        case b.AddDonation():
            return await donations.add_donation(command, origin, uow)
        case b.ShowDonations():
            return await donations.show_donations(command, origin, uow)
        case b.ShareOut():
            return await shareout.share_out(command, origin, uow)
    return None
