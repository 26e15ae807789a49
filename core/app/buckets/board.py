"""The board of a costs meeting: who pays what, in the group, written over as it changes."""

from core.app.buckets.pots import Pot, amount, bar, funders_said, pots_of
from core.app.ports import UnitOfWork
from core.app.says import Lines, Say, Text, ToGroup, lines, text
from core.domain.bucket import Bucket, BucketState, Campaign
from core.domain.team import Team


async def board(uow: UnitOfWork, team: Team, campaign: Campaign, mark: str = "") -> Say:
    """Write the board as it stands.

    The head of the book tells one writing from another, and `mark` those of changes that are not
    in the book.
    """
    seq, _ = await uow.book.head(team.id)
    key = f"board:{campaign.id}:{seq}:{'open' if campaign.closed_at is None else 'closed'}{mark}"
    said = await board_said(uow, team, campaign)
    return Say(said, ToGroup(team.id), key=key, board=f"campaign:{campaign.id}")


async def board_with(uow: UnitOfWork, team: Team, bucket: Bucket, mark: str = "") -> list[Say]:
    """Write the board anew if a bucket stands on the one that is open."""
    campaign = await uow.buckets.open_campaign(team.id)
    if campaign is None or not campaign.for_costs or bucket.campaign_id != campaign.id:
        return []
    return [await board(uow, team, campaign, mark)]


async def board_said(uow: UnitOfWork, team: Team, campaign: Campaign) -> Text:
    """Say which costs are paid, by whom, and what is missing in all."""
    mine = [pot for pot in await pots_of(uow, team) if pot.bucket.campaign_id == campaign.id]
    pots = [pot for pot in mine if pot.bucket.state is not BucketState.CANCELLED]
    there = sum(paid_of(pot) for pot in pots)
    whole = sum(pot.bucket.maximum for pot in pots)
    members = await uow.teams.members(team.id)
    rows = []
    for pot in pots:
        funders = funders_said(pot, members, team)
        rows.append(
            text(
                "board-row",
                number=pot.bucket.number,
                title=pot.bucket.title,
                bar=bar(paid_of(pot), pot.bucket.maximum),
                held=amount(paid_of(pot), team),
                goal=amount(pot.bucket.maximum, team),
                funders=lines(text("board-funders", funders=funders) if funders.texts else None),
            )
        )
    return text(
        "board",
        team=team.name,
        title=campaign.title,
        rows=Lines(tuple(rows)),
        bar=bar(there, whole or 1),
        held=amount(there, team),
        whole=amount(whole, team),
        missing=amount(whole - there, team),
        complete="yes" if there == whole else "no",
        open="yes" if campaign.closed_at is None else "no",
    )


def paid_of(pot: Pot) -> int:
    """Say how much of a cost was funded, also once it was paid out of its bucket."""
    return sum(pot.funded.values())
