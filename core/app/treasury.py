"""Income and expense in the pool, and what is paid every week before anything is shared."""

from core.app.access import facilitator_of
from core.app.commands import AddExpense, AddIncome, SetFixedCost, ShowFixedCosts
from core.app.ports import Origin, UnitOfWork
from core.app.records import Movement
from core.app.says import Say, Table, Text, lines, text
from core.app.summary import SHORT_HASH
from core.domain import names
from core.domain.book import EXPENSE, INCOME, POOL, Kind, moved
from core.domain.calendar import week_at
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.team import Team

LABEL_LENGTH = 100

_BETWEEN = {Kind.INCOME: (INCOME, POOL), Kind.EXPENSE: (POOL, EXPENSE)}


async def add_income(command: AddIncome, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Write money that came in into the pool: it can be shared from now on."""
    return await _move(Kind.INCOME, command, origin, uow)


async def add_expense(command: AddExpense, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Write money that was spent out of the pool; it may take it below zero."""
    return await _move(Kind.EXPENSE, command, origin, uow)


async def _move(
    kind: Kind, command: AddIncome | AddExpense, origin: Origin, uow: UnitOfWork
) -> list[Say]:
    team, author = await facilitator_of(uow, origin, command)
    amount = team.settings.unit.minor(command.amount)
    label = names.clean(command.label, LABEL_LENGTH)
    if not amount or not label:
        raise Refusal(f"usage-{kind}")
    week = week_at(origin.now, team.settings.timezone)
    source, target = _BETWEEN[kind]
    number = await uow.book.next_number(team.id, kind, week)
    entry = moved(kind, week, source, target, amount, number)
    head = await uow.book.append(team.id, [entry], origin.now)
    seq, _ = await uow.book.head(team.id)
    await uow.book.note(team.id, Movement(seq, label, author.id))
    pool = await uow.book.balance(team.id, POOL)
    said = text(
        f"booked-{kind}",
        amount=_amount(amount, team),
        label=label,
        pool=_amount(pool, team),
        sign="short" if pool < 0 else "left",
        head=head[:SHORT_HASH],
    )
    return [Say(said)]


async def show_fixed_costs(command: ShowFixedCosts, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List what is paid every week, whatever is declared."""
    team, _ = await facilitator_of(uow, origin, command)
    return [Say(await _fixed(uow, team))]


async def set_fixed_cost(command: SetFixedCost, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Pay something every week from now on, before anything is shared; 0 ends it."""
    team, _ = await facilitator_of(uow, origin, command)
    label = names.clean(command.label)
    amount = team.settings.unit.minor(command.amount)
    known = {names.fold(cost.label) for cost in await uow.teams.fixed_costs(team.id)}
    if not label or (not amount and names.fold(label) not in known):
        raise Refusal("usage-fixed")
    await uow.teams.set_fixed_cost(team.id, label, amount)
    return [Say(await _fixed(uow, team))]


async def _fixed(uow: UnitOfWork, team: Team) -> Text:
    costs = await uow.teams.fixed_costs(team.id)
    rows = tuple((cost.label, _amount(cost.amount, team)) for cost in costs)
    total = sum(cost.amount for cost in costs)
    all_of_it = text("fixed-total", total=_amount(total, team)) if rows else None
    listed = Table("fixed-row", ("label", "amount"), rows) if rows else text("fixed-none")
    return text("fixed", team=team.name, costs=listed, total=lines(all_of_it))


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
