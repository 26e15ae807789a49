"""Contracts that come to their end: those who look after a team are told in time, once each."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from core.app.payday.ports import Contract
from core.app.ports import UnitOfWork
from core.app.says import Day, Private, Say, text
from core.domain.cae import WARNED, ContractKind, Span, renewable, twelve_months
from core.domain.calendar import zone
from core.domain.team import Team

MORNING = time(9)
"""When they are told, on the wall of the team."""


async def contract_ends(uow: UnitOfWork, team: Team, now: datetime) -> list[Say]:
    """Tell those who look after a team of contracts that end soon and that nothing follows.

    Of the warnings that are due for a contract, the last; what makes it happen once is its key.
    """
    contracts = await uow.payday.contracts(team.id)
    if not contracts:
        return []
    members = {one.id: one for one in await uow.teams.members(team.id) if one.active}
    facilitators = [one for one in members.values() if one.facilitator]
    today = now.astimezone(zone(team.settings.timezone)).date()
    says = []
    for last in _last_ones(contracts):
        due = [days for days, at in _warnings(last, team) if at <= now]
        if last.member_id not in members or last.until is None or last.until < today or not due:
            continue
        own = [span_of(one) for one in contracts if one.member_id == last.member_id]
        said = text(
            "contract-ends",
            name=members[last.member_id].name,
            team=team.name,
            kind=text("contract-kind", kind=last.kind),
            until=Day.of(last.until),
            days=(last.until - today).days,
            next=f"{twelve_months(last.until + timedelta(days=1)):%d/%m/%Y}",
            again="no" if last.kind == ContractKind.CAPE and not renewable(own) else "yes",
        )
        key = f"contract:{last.member_id}:{last.until}:{min(due)}"
        says += [
            Say(said, Private(one.person_id), key=f"{key}:{one.id}", team_id=team.id)
            for one in facilitators
        ]
    return says


async def next_contract_end(uow: UnitOfWork, team: Team, now: datetime) -> Sequence[datetime]:
    """List when somebody is to be told of the end of a contract, from now on."""
    contracts = await uow.payday.contracts(team.id)
    return [at for last in _last_ones(contracts) for _, at in _warnings(last, team) if at > now]


def span_of(contract: Contract) -> Span:
    """Give the days of a contract."""
    return Span(ContractKind(contract.kind), contract.since, contract.until)


def _last_ones(contracts: Sequence[Contract]) -> Sequence[Contract]:
    """Give each member's last contract, of contracts in the order of their days."""
    return list({one.member_id: one for one in contracts}.values())


def _warnings(contract: Contract, team: Team) -> Iterator[tuple[int, datetime]]:
    """Give how many days before its end a contract is warned of, and when that is."""
    if contract.until is None:
        return
    wall = zone(team.settings.timezone)
    for days in WARNED:
        yield days, datetime.combine(contract.until - timedelta(days=days), MORNING, wall)
