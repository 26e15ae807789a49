"""Funding: putting one's allocation into buckets, and changing one's mind until the close."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.app.access import member_of
from core.app.buckets.board import board
from core.app.buckets.commands import Fund
from core.app.buckets.pots import Pot, amount, book, last_day, pot_of, pots_of, row_said
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Option, Say, Text, ToGroup, lines, text
from core.domain.book import Kind, Posting, allocation_account, bucket_account
from core.domain.bucket import Campaign, Limit, Standing, most_in
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

_TOO_MUCH = {
    Limit.MAXIMUM: "fund-maximum",
    Limit.ALLOWANCE: "fund-allowance",
    Limit.CAP: "fund-cap",
}

_PARTS = (4, 2)
"""Buttons offer a quarter and a half of what is left to somebody, in whole units, and all of it."""


@dataclass(frozen=True, slots=True)
class Purse:
    """What somebody has left to put into buckets, during a campaign."""

    team: Team
    member: Member
    campaign: Campaign
    left: int

    @property
    def account(self) -> str:
        """The account it is in."""
        return allocation_account(self.member.id)


async def fund(command: Fund, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Put so much into a bucket, instead of what one had put; or show what there is to fund."""
    team, member = await member_of(uow, origin, command)
    campaign = await uow.buckets.open_campaign(team.id)
    if campaign is None or (campaign.closes_at is not None and campaign.closes_at <= origin.now):
        raise Refusal("no-campaign")
    if campaign.hidden and not origin.private:
        raise Refusal("private-only")
    left = await uow.book.balance(team.id, allocation_account(member.id))
    purse = Purse(team, member, campaign, left)
    if not command.bucket:
        return [await _choices(uow, purse)]
    pot = await pot_of(uow, team, command.bucket)
    if not campaign.takes(pot.bucket):
        raise Refusal("fund-not-open", number=pot.bucket.number, title=pot.bucket.title)
    before = await uow.buckets.contributions(team.id, campaign.opened_at)
    earlier = before.get(pot.bucket.id, {}).get(purse.account, 0)
    if command.amount is None:
        return [_ask(purse, pot, earlier)]
    wanted = team.settings.unit.minor(command.amount)
    if wanted < earlier:
        number, title = pot.bucket.number, pot.bucket.title
        raise Refusal("fund-earlier", number=number, title=title, earlier=amount(earlier, team))
    return await _put(uow, purse, pot, wanted, origin)


async def _put(uow: UnitOfWork, purse: Purse, pot: Pot, wanted: int, origin: Origin) -> list[Say]:
    """Book the difference to what one had put there, in either direction."""
    team, mine = purse.team, pot.funded.get(purse.account, 0)
    most, limit = most_in(pot.bucket, pot.held, mine, purse.left, purse.campaign.cap)
    if wanted > max(most, mine):
        raise Refusal(
            _TOO_MUCH[limit],
            number=pot.bucket.number,
            title=pot.bucket.title,
            most=amount(most, team),
            room=amount(max(pot.bucket.maximum - pot.held, 0), team),
            left=amount(purse.left, team),
            some="yes" if most > mine else "no",
        )
    more = wanted - mine
    if more:
        legs = [Posting(purse.account, -more), Posting(bucket_account(pot.bucket.id), more)]
        await book(uow, team, origin.now, Kind.FUND, legs)
    funded = {**pot.funded, purse.account: wanted}
    now = Pot(pot.bucket, pot.held + more, funded)
    done = text(
        "funded",
        row=row_said(now, team, hidden=purse.campaign.hidden),
        mine=amount(wanted, team),
        old=amount(mine, team),
        how="new" if not mine else "changed" if wanted else "nothing",
        left=amount(purse.left - more, team),
    )
    return [Say(done), *await _told(uow, purse, pot, now)]


async def _told(uow: UnitOfWork, purse: Purse, before: Pot, now: Pot) -> list[Say]:
    """Write the board anew; or tell the group, once, that a bucket has what it needs."""
    team = purse.team
    if before.held == now.held:
        return []
    if purse.campaign.for_costs:
        return [await board(uow, team, purse.campaign)]
    reached = before.held < now.bucket.minimum <= now.held
    if purse.campaign.hidden or not reached:
        return []
    said = text("bucket-reached", row=row_said(now, team))
    return [Say(said, ToGroup(team.id), key=f"bucket:{now.bucket.id}:reached")]


async def _choices(uow: UnitOfWork, purse: Purse) -> Say:
    """List what can be funded, with what is left to whoever asks, and a button for each."""
    team, campaign = purse.team, purse.campaign
    pots = [pot for pot in await pots_of(uow, team) if campaign.takes(pot.bucket)]
    rows = tuple(_row(purse, pot) for pot in pots)
    said = text(
        "fund-choices",
        team=team.name,
        campaign=campaign_said(campaign, team),
        left=amount(purse.left, team),
        buckets=Lines(rows) if rows else text("fund-none"),
        how=lines(text("fund-how", number=pots[0].bucket.number) if pots else None),
    )
    options = tuple(
        Option(
            text("button-bucket", number=pot.bucket.number, title=pot.bucket.title),
            Fund(team=team.id, bucket=str(pot.bucket.number)),
        )
        for pot in pots
        if pot.bucket.standing(pot.held) is not Standing.FULL or pot.funded.get(purse.account)
    )
    return Say(said, options=options if purse.left or _has_funded(purse, pots) else ())


def _has_funded(purse: Purse, pots: Sequence[Pot]) -> bool:
    return any(pot.funded.get(purse.account) for pot in pots)


def _row(purse: Purse, pot: Pot) -> Text:
    mine = pot.funded.get(purse.account, 0)
    return text(
        "fund-row",
        row=row_said(pot, purse.team, hidden=purse.campaign.hidden),
        mine=amount(mine, purse.team),
        some="yes" if mine else "no",
    )


def _ask(purse: Purse, pot: Pot, earlier: int) -> Say:
    """Ask how much, with buttons for the usual amounts; what was put in earlier stays."""
    team, bucket = purse.team, pot.bucket
    mine = pot.funded.get(purse.account, 0)
    most, _ = most_in(bucket, pot.held, mine, purse.left, purse.campaign.cap)
    whole = 10**team.settings.unit.decimals
    parts = {mine + purse.left // part // whole * whole for part in _PARTS}
    usual = {*parts, mine + purse.left, mine + bucket.minimum - pot.held, most}
    offered = sorted(one for one in usual if mine < one <= most)
    options = [
        Option(text("button-amount", amount=amount(one, team)), _funding(purse, pot, one))
        for one in offered
    ]
    if mine > earlier:
        back = text("button-fund-back", amount=amount(mine - earlier, team))
        options.append(Option(back, _funding(purse, pot, earlier)))
    said = text(
        "fund-ask",
        row=_row(purse, pot),
        campaign=campaign_said(purse.campaign, team),
        left=amount(purse.left, team),
        most=amount(most, team),
        more="yes" if most > mine else "no",
        number=bucket.number,
    )
    return Say(said, options=tuple(options))


def _funding(purse: Purse, pot: Pot, minor: int) -> Fund:
    value = purse.team.settings.unit.decimal(minor)
    return Fund(team=purse.team.id, bucket=str(pot.bucket.number), amount=value)


def campaign_said(campaign: Campaign, team: Team) -> Text:
    """Say in what a campaign people are: until when, with which cap, by which guidelines."""
    day = last_day(campaign, team)
    return text(
        "campaign",
        title=campaign.title,
        day=day if day is not None else "",
        ends="yes" if day is not None else "no",
        cap=amount(campaign.cap or 0, team),
        capped="no" if campaign.cap is None else "yes",
        hidden="yes" if campaign.hidden else "no",
        guidelines=lines(
            text("campaign-guidelines", words=campaign.guidelines) if campaign.guidelines else None
        ),
    )
