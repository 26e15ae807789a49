"""When the campaign that is open ends by itself."""

from datetime import datetime

from core.app.ports import UnitOfWork
from core.domain.team import Team


async def next_campaign_end(uow: UnitOfWork, team: Team) -> list[datetime]:
    """Say when, for the tick to be awake; empty where nothing ends."""
    campaign = await uow.buckets.open_campaign(team.id)
    return [campaign.closes_at] if campaign is not None and campaign.closes_at else []
