"""Campaigns: times for funding. What one leaves behind is decided when it closes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from core.app.access import facilitator_of, member_of, twice
from core.app.buckets.board import board, board_said
from core.app.buckets.bucket import free_title
from core.app.buckets.closing import Closed, close
from core.app.buckets.commands import CloseCampaign, FundCosts, OpenCampaign, SaidCost, ShowCampaign
from core.app.buckets.funding import campaign_said
from core.app.buckets.pots import (
    Pot,
    amount,
    funders_said,
    last_day,
    pots_of,
    row_said,
    told_group,
)
from core.app.days import day_of
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Say, Text, ToGroup, lines, text
from core.app.weekly import plan_wake
from core.domain import names
from core.domain.bucket import Bucket, BucketKind, BucketState, Campaign
from core.domain.calendar import zone
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

LONGEST_GUIDELINES = 500


async def open_campaign(command: OpenCampaign, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Open a time for funding: from now to the end of a day."""
    team, _ = await facilitator_of(uow, origin, command)
    await _none_open(uow, team)
    title = names.clean(command.title)
    if not title or command.until is None:
        raise Refusal("campaign-title")
    timezone = zone(team.settings.timezone)
    until = day_of(command.until, origin.now.astimezone(timezone).date())
    closes_at = datetime.combine(until + timedelta(days=1), time(), timezone)
    if closes_at <= origin.now:
        raise Refusal("campaign-past")
    cap = None if command.cap is None else team.settings.unit.minor(command.cap) or None
    campaign = await uow.buckets.add_campaign(
        _new(
            team,
            origin.now,
            title,
            cap=cap,
            hidden=command.hidden,
            guidelines=names.clean(command.guidelines, LONGEST_GUIDELINES),
            closes_at=closes_at,
        )
    )
    await plan_wake(uow, team, origin.now, await uow.rounds.open_round(team.id))
    pots = [pot for pot in await pots_of(uow, team) if campaign.takes(pot.bucket)]
    rows = tuple(row_said(pot, team, hidden=campaign.hidden) for pot in pots)
    said = text(
        "campaign-opened",
        team=team.name,
        campaign=campaign_said(campaign, team),
        buckets=Lines(rows) if rows else text("fund-none"),
    )
    reply = text("campaign-opened-reply", title=title, day=last_day(campaign, team) or "")
    return told_group(team, origin, said, f"campaign:{campaign.id}:opened", reply)


async def fund_costs(command: FundCosts, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Open the funding of a list of costs, with a board of it in the group."""
    team, member = await facilitator_of(uow, origin, command)
    await _none_open(uow, team)
    folded = [names.fold(cost.label) for cost in command.costs]
    if not folded or len(set(folded)) < len(folded):
        raise Refusal("usage-costs")
    campaign = await uow.buckets.add_campaign(
        _new(team, origin.now, ", ".join(names.clean(c.label) for c in command.costs), kind="costs")
    )
    for cost in command.costs:
        await _add_cost(uow, team, campaign, cost, member, origin)
    shown = await board(uow, team, campaign)
    total = sum(pot.bucket.maximum for pot in await _costs(uow, team, campaign))
    reply = text("costs-opened", count=len(command.costs), total=amount(total, team))
    return [Say(reply), shown]


def _new(
    team: Team,
    now: datetime,
    title: str,
    *,
    kind: str = "buckets",
    guidelines: str = "",
    cap: int | None = None,
    hidden: bool = False,
    closes_at: datetime | None = None,
) -> Campaign:
    return Campaign(
        id=0,
        team_id=team.id,
        number=0,
        kind=kind,
        title=names.clean(title, 80),
        guidelines=guidelines,
        cap=cap,
        hidden=hidden,
        opened_at=now,
        closes_at=closes_at,
    )


async def _none_open(uow: UnitOfWork, team: Team) -> None:
    standing = await uow.buckets.open_campaign(team.id)
    if standing is not None:
        raise Refusal("campaign-open", title=standing.title)


async def _add_cost(
    uow: UnitOfWork, team: Team, campaign: Campaign, cost: SaidCost, member: Member, origin: Origin
) -> None:
    """Add a cost, or take up one of an earlier campaign that was not paid in full."""
    value = team.settings.unit.minor(cost.amount)
    if not value:
        raise Refusal("usage-costs")
    wanted = names.fold(names.clean(cost.label))
    for pot in await pots_of(uow, team):
        bucket = pot.bucket
        cost_left = bucket.kind is BucketKind.COST and bucket.state is BucketState.OPEN
        if cost_left and names.fold(bucket.title) == wanted and pot.held <= value:
            again = replace(bucket, minimum=value, maximum=value, campaign_id=campaign.id)
            await uow.buckets.change(again)
            return
    new = Bucket(
        id=0,
        team_id=team.id,
        number=0,
        kind=BucketKind.COST,
        title=await free_title(uow, team, cost.label),
        description="",
        minimum=value,
        maximum=value,
        state=BucketState.OPEN,
        proposer_id=member.id,
        created_at=origin.now,
        campaign_id=campaign.id,
    )
    await uow.buckets.add(new)


async def _costs(uow: UnitOfWork, team: Team, campaign: Campaign) -> list[Pot]:
    return [pot for pot in await pots_of(uow, team) if pot.bucket.campaign_id == campaign.id]


async def close_now(command: CloseCampaign, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """End the campaign before its time, once it was asked whether that is meant."""
    team, _ = await facilitator_of(uow, origin, command)
    campaign = await uow.buckets.open_campaign(team.id)
    if campaign is None:
        raise Refusal("no-campaign")
    if not command.confirmed:
        costs = "yes" if campaign.for_costs else "no"
        asked = text("ask-campaign-close", title=campaign.title, costs=costs)
        return [twice(asked, command, team)]
    done = await close(uow, team, campaign, origin.now)
    await plan_wake(uow, team, origin.now, await uow.rounds.open_round(team.id))
    said = await _closed_said(uow, team, done)
    reply = text("campaign-closed-reply", title=campaign.title)
    key = f"campaign:{campaign.id}:closed"
    return [*told_group(team, origin, said, key, reply), *await _last_board(uow, team, done)]


async def close_due(uow: UnitOfWork, team: Team, now: datetime) -> list[Say]:
    """End a campaign whose time is over; the tick calls this as often as it likes."""
    campaign = await uow.buckets.open_campaign(team.id)
    if campaign is None or campaign.closes_at is None or campaign.closes_at > now:
        return []
    done = await close(uow, team, campaign, now)
    said = await _closed_said(uow, team, done)
    key = f"campaign:{campaign.id}:closed"
    return [Say(said, ToGroup(team.id), key=key), *await _last_board(uow, team, done)]


async def _last_board(uow: UnitOfWork, team: Team, done: Closed) -> list[Say]:
    return [await board(uow, team, done.campaign)] if done.campaign.for_costs else []


async def _closed_said(uow: UnitOfWork, team: Team, done: Closed) -> Text:
    """Say what a campaign came to: each bucket, who funded it, and what went back."""
    members = await uow.teams.members(team.id)
    rows = tuple(_result(pot, members, team) for pot in done.pots)
    back = sum(done.returned.values())
    return text(
        "campaign-closed",
        team=team.name,
        title=done.campaign.title,
        buckets=Lines(rows) if rows else text("campaign-nothing"),
        returned=lines(
            text(
                "campaign-returned",
                total=amount(back, team),
                pool=amount(done.returned.get("pool", 0), team),
                commons=amount(done.returned.get("commons", 0), team),
                where=_where(done.returned),
            )
            if back
            else None
        ),
    )


def _where(returned: dict[str, int]) -> str:
    """Say where unspent money went: to one place, or to both."""
    return "both" if len(returned) > 1 else next(iter(returned))


def _result(pot: Pot, members: Sequence[Member], team: Team) -> Text:
    funders = funders_said(pot, members, team)
    return text(
        "campaign-bucket",
        row=row_said(pot, team),
        funders=lines(text("bucket-funders", funders=funders) if funders.texts else None),
    )


async def show_campaign(command: ShowCampaign, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the campaign that is open, or what the last one came to."""
    team, _ = await member_of(uow, origin, command)
    campaigns = await uow.buckets.campaigns(team.id)
    if not campaigns:
        raise Refusal("no-campaign")
    campaign = campaigns[-1]
    if campaign.for_costs:
        return [Say(await board_said(uow, team, campaign))]
    hidden = campaign.hidden and campaign.closed_at is None
    pots = await _funded_in(uow, team, campaign)
    members = await uow.teams.members(team.id)
    rows = tuple(
        row_said(pot, team, hidden=True) if hidden else _result(pot, members, team) for pot in pots
    )
    said = text(
        "campaign-shown",
        team=team.name,
        campaign=campaign_said(campaign, team),
        over="no" if campaign.closed_at is None else "yes",
        buckets=Lines(rows) if rows else text("fund-none"),
    )
    return [Say(said)]


async def _funded_in(uow: UnitOfWork, team: Team, campaign: Campaign) -> list[Pot]:
    """List what can be funded in a campaign; once it closed, what was."""
    pots = await pots_of(uow, team)
    if campaign.closed_at is None:
        return [pot for pot in pots if campaign.takes(pot.bucket)]
    before = await uow.buckets.contributions(team.id, campaign.opened_at)
    return [pot for pot in pots if pot.funded and pot.funded != before.get(pot.bucket.id)]
