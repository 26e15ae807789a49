"""Allocations: virtual money that members may put into buckets, from the pool or the commons."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.app.access import facilitator_of, twice
from core.app.buckets.commands import Allocate, AllocationRow
from core.app.buckets.pots import amount, book, told_group
from core.app.membership import pick_member
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say, Table, Text, text
from core.domain.book import COMMONS, POOL, Kind, Posting, allocation_account
from core.domain.bucket import apportioned
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

_SOURCES = {"pool": POOL, "commons": COMMONS}


async def allocate(command: Allocate, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give members money to put into buckets: first shown, then booked just as it was shown."""
    team, _ = await facilitator_of(uow, origin, command)
    members = [member for member in await uow.teams.members(team.id) if member.active]
    given = await _given(command, uow, team, members)
    more = await _differences(command, uow, team, given)
    source = _SOURCES[command.source]
    total = sum(more.values())
    holds = await uow.book.balance(team.id, source)
    if not any(more.values()):
        raise Refusal("allocate-nothing")
    if total > max(holds, 0):
        raise Refusal("allocate-short", source=command.source, holds=amount(max(holds, 0), team))
    said = _said(command, team, members, given, total)
    if not command.confirmed:
        rows = tuple(
            AllocationRow(number, named, team.settings.unit.decimal(given[member_id]))
            for number, (member_id, named) in enumerate(
                ((one.id, one.name) for one in members if one.id in given), start=1
            )
        )
        asked = text("ask-allocate", allocation=said)
        return [twice(asked, replace(command, rows=rows), team)]
    legs = [Posting(allocation_account(member_id), part) for member_id, part in more.items()]
    await book(uow, team, origin.now, Kind.ALLOCATE, [Posting(source, -total), *legs])
    seq, _ = await uow.book.head(team.id)
    args = {"total": amount(total, team), "how": "set" if command.sets else "add"}
    told = text("allocated", team=team.name, allocation=said, **args)
    reply = text("allocated-reply", **args)
    return told_group(team, origin, told, f"allocated:{team.id}:{seq}", reply)


async def _given(
    command: Allocate, uow: UnitOfWork, team: Team, members: Sequence[Member]
) -> dict[int, int]:
    """Say how much each is given, or (from a file that sets) is to have, by member."""
    if command.rows:
        return _from_rows(command.rows, team, members)
    asked = [member for member in members if member.declares]
    total = team.settings.unit.minor(command.amount)
    weights = {member.id: 1 for member in asked}
    if command.how == "declared":
        weights = await _declared(uow, asked)
    return {who: part for who, part in apportioned(total, weights).items() if part}


def _from_rows(
    rows: Sequence[AllocationRow], team: Team, members: Sequence[Member]
) -> dict[int, int]:
    given: dict[int, int] = {}
    for row in rows:
        try:
            member = pick_member(members, row.name)
            value = team.settings.unit.minor(row.amount)
        except Refusal as refusal:
            raise _wrong(row, refusal) from None
        if member.id in given:
            raise _wrong(row, Refusal("allocate-twice", name=member.name))
        given[member.id] = value
    return given


def _wrong(row: AllocationRow, refusal: Refusal) -> Refusal:
    why = text(f"refusal-{refusal.key}", **refusal.args_by_name)
    return Refusal("allocation-row", row=row.number, why=why)


async def _declared(uow: UnitOfWork, members: Sequence[Member]) -> dict[int, int]:
    """Add up what each declared in closed rounds, as it stands today."""
    found = {}
    for member in members:
        rounds = await uow.rounds.of_member(member.id)
        found[member.id] = sum(said.claim for r, said in rounds if r.closed_at and said.counts)
    return found


async def _differences(
    command: Allocate, uow: UnitOfWork, team: Team, given: Mapping[int, int]
) -> dict[int, int]:
    """Say how much goes into each allocation; where a file sets less, out of it."""
    if not command.sets:
        return dict(given)
    return {
        member_id: wanted - await uow.book.balance(team.id, allocation_account(member_id))
        for member_id, wanted in given.items()
    }


def _said(
    command: Allocate,
    team: Team,
    members: Sequence[Member],
    given: Mapping[int, int],
    total: int,
) -> Text:
    """Say who is given how much: in one line where it is the same for all."""
    args = {
        "total": amount(total, team),
        "count": len(given),
        "source": command.source,
        "how": "set" if command.sets else command.how,
    }
    if len(set(given.values())) == 1:
        each = next(iter(given.values()))
        return text("allocation-same", each=amount(each, team), **args)
    rows = tuple((one.name, given[one.id]) for one in members if one.id in given)
    listed = Table(
        "allocation-row",
        ("name", "amount"),
        rows,
        amounts=("amount",),
        unit=team.settings.unit,
        titles=("title-name", "title-amount"),
    )
    return text("allocation-each", rows=listed, **args)
