"""The day announced for a payout: what is booked by its end counts, and people know it before."""

from datetime import UTC, date, datetime, time, timedelta

from core.app.access import facilitator_of, member_of
from core.app.days import day_of
from core.app.payday.commands import AnnouncePayday
from core.app.payday.ports import Payday
from core.app.ports import Origin, UnitOfWork
from core.app.says import Day, Private, Say, Text, ToGroup, text
from core.domain.book import member_account
from core.domain.calendar import zone
from core.domain.refusal import Refusal
from core.domain.team import Team

FARTHEST = timedelta(days=366)
"""Nobody plans a payout more than a year ahead: a slip in the year is refused."""


async def announce_payday(command: AnnouncePayday, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Announce a day in the group, and to whoever is not in it; cancel or show the one there is."""
    if command.cancels:
        return await _cancel(command, origin, uow)
    if command.day is None:
        team, _ = await member_of(uow, origin, command)
        return [Say(await _shown(uow, team, origin.now))]
    team, author = await facilitator_of(uow, origin, command)
    today = origin.now.astimezone(zone(team.settings.timezone)).date()
    day = day_of(command.day, today)
    if day < today:
        raise Refusal("payday-over", day=Day.of(day))
    if day - today > FARTHEST:
        raise Refusal("payday-far", day=Day.of(day))
    await uow.payday.announce(team.id, Payday(day, author.id, origin.now))
    said = text("payday-coming", team=team.name, day=Day.of(day))
    return await _told(uow, team, said, text("payday-announced", day=Day.of(day)), origin)


async def standing_payday(uow: UnitOfWork, team: Team) -> Payday | None:
    """Find the day announced, unless a payout has been made since: each is for one payout."""
    payday = await uow.payday.payday(team.id)
    payouts = await uow.payday.payouts(team.id)
    if payday is None or any(one.at > payday.announced_at for one in payouts):
        return None
    return payday


def end_of(day: date, timezone: str) -> datetime:
    """Give the instant a day is over on the wall of a time zone."""
    return datetime.combine(day + timedelta(days=1), time(), zone(timezone)).astimezone(UTC)


async def _cancel(command: AnnouncePayday, origin: Origin, uow: UnitOfWork) -> list[Say]:
    team, _ = await facilitator_of(uow, origin, command)
    payday = await standing_payday(uow, team)
    if payday is None:
        raise Refusal("payday-none")
    await uow.payday.cancel_payday(team.id, origin.now)
    day = Day.of(payday.day)
    said = text("payday-off", team=team.name, day=day)
    return await _told(uow, team, said, text("payday-cancelled", day=day), origin)


async def _shown(uow: UnitOfWork, team: Team, now: datetime) -> Text:
    payday = await standing_payday(uow, team)
    if payday is None:
        return text("payday-not-announced", team=team.name)
    over = end_of(payday.day, team.settings.timezone) <= now
    key = "payday-past" if over else "payday-coming"
    return text(key, team=team.name, day=Day.of(payday.day))


async def _told(uow: UnitOfWork, team: Team, said: Text, reply: Text, origin: Origin) -> list[Say]:
    """Tell the group, and in private those who may not read it: who left, or is elsewhere."""
    once = f"{said.key}:{team.id}:{origin.now.isoformat()}"
    says = [Say(said, ToGroup(team.id), key=once)]
    if origin.team is None:
        says.insert(0, Say(reply))
    return says + [
        Say(said, Private(person), key=f"{once}:{person}", team_id=team.id)
        for person in await _not_in_the_group(uow, team)
    ]


async def _not_in_the_group(uow: UnitOfWork, team: Team) -> list[int]:
    """List the persons who left with something to be paid, or whose platforms have no group."""
    platforms = {group.platform for group in await uow.teams.groups(team.id)}
    balances = await uow.book.balances(team.id, member_account(0).removesuffix("0"))
    members = await uow.teams.members(team.id)
    accounts = await uow.people.accounts({one.person_id for one in members})
    found = []
    for one in members:
        reads = any(each.platform in platforms for each in accounts.get(one.person_id, ()))
        holds = balances.get(member_account(one.id), 0) > 0
        if (one.active and not reads) or (not one.active and holds):
            found.append(one.person_id)
    return found
