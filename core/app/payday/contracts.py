"""How members are employed by the CAE: what those who look after a team note of it.

Said in private alone: the days of somebody's contract are nobody else's business.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from core.app.access import facilitator_of
from core.app.commands import Keep
from core.app.days import day_of
from core.app.membership import pick_member
from core.app.payday.commands import SetContract, ShowContracts
from core.app.payday.ending import contract_ends, span_of
from core.app.payday.ports import Contract
from core.app.ports import Origin, UnitOfWork
from core.app.says import Day, Lines, Names, Option, Say, Table, lines, text
from core.app.weekly import plan_wake
from core.domain import names
from core.domain.cae import (
    MOST_RENEWALS,
    ContractKind,
    Span,
    check_among,
    check_span,
)
from core.domain.calendar import zone
from core.domain.refusal import Refusal
from core.domain.team import Member, Team

FAR = timedelta(days=3660)
"""No contract begins or ends ten years from now: a slip in the year is refused."""

_KINDS = {**{kind.value: kind for kind in ContractKind}, "autre": ContractKind.OTHER}


async def set_contract(command: SetContract, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Note a contract; one that begins the same day, or overlaps the last one, takes its place."""
    team, _ = await facilitator_of(uow, origin, command)
    if not origin.private:
        raise Refusal("private-only")
    members = [one for one in await uow.teams.members(team.id) if one.active]
    member = pick_member(members, command.member)
    standing = [one for one in await uow.payday.contracts(team.id) if one.member_id == member.id]
    span = _said(command, member, standing, _today(origin, team))
    replaced = _replaced(span, standing)
    others = [one for one in standing if one is not replaced]
    _check(span, others)
    if replaced is not None and replaced.since != span.since and not command.confirmed:
        return [_ask(replace(command, team=team.id, confirmed=True), member, replaced, span)]
    if replaced is not None:
        await uow.payday.drop_contract(replaced)
    taken = {one.number for one in others if one.kind == span.kind}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    contract = Contract(member.id, span.kind.value, number, span.since, span.until)
    await uow.payday.add_contract(contract)
    await plan_wake(uow, team, origin.now, await uow.rounds.open_round(team.id))
    capes = sum(one.kind == ContractKind.CAPE for one in [*others, contract])
    said = text(
        "contract-set",
        name=member.name,
        days=_days(span),
        kind=text("contract-kind", kind=span.kind.value),
        left=MOST_RENEWALS + 1 - capes if span.kind is ContractKind.CAPE else -1,
    )
    return [Say(said), *await contract_ends(uow, team, origin.now)]


async def show_contracts(command: ShowContracts, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """List the contracts that were noted, and who has none."""
    team, _ = await facilitator_of(uow, origin, command)
    if not origin.private:
        raise Refusal("private-only")
    members = [one for one in await uow.teams.members(team.id) if one.active]
    contracts = await uow.payday.contracts(team.id)
    today = _today(origin, team)
    rows = tuple(
        (
            member.name,
            text("contract-kind", kind=one.kind),
            one.number,
            _days(span_of(one)),
            "yes" if one.until is not None and one.until < today else "no",
        )
        for member in members
        for one in contracts
        if one.member_id == member.id
    )
    known = {one.member_id for one in contracts}
    without = tuple(one.name for one in members if one.declares and one.id not in known)
    columns = ("name", "kind", "number", "days", "over")
    listed = Table("contract-row", columns, rows) if rows else text("contracts-none")
    unknown = text("contracts-without", names=Names(without)) if rows and without else None
    return [Say(text("contracts", team=team.name, contracts=listed, without=lines(unknown)))]


def _said(command: SetContract, member: Member, standing: Sequence[Contract], today: date) -> Span:
    """Find the contract that was meant: the one said, or the one that follows the last."""
    if command.kind:
        kind = _KINDS.get(names.fold(command.kind))
        if kind is None or command.since is None:
            raise Refusal("usage-contract")
        since = day_of(command.since, today)
    else:
        if not standing:
            raise Refusal("contract-unknown", name=member.name)
        last = standing[-1]
        if last.until is None:
            raise Refusal("contract-endless", name=member.name)
        kind, since = ContractKind(last.kind), last.until + timedelta(days=1)
    until = day_of(command.until, since) if command.until else None
    if any(abs(day - today) > FAR for day in (since, until or since)):
        raise Refusal("contract-far")
    return Span(kind, since, until)


def _replaced(span: Span, standing: Sequence[Contract]) -> Contract | None:
    """Find the contract a new one takes the place of, if it does."""
    for one in standing:
        if one.since == span.since:
            return one
    met = [one for one in standing if span.meets(span_of(one))]
    return standing[-1] if met and met == [standing[-1]] else None


def _check(span: Span, others: Sequence[Contract]) -> None:
    """Refuse what the law or the calendar does not allow, in days people can read."""
    try:
        check_span(span)
        check_among(span, map(span_of, others))
    except Refusal as refusal:
        shown = refusal.args_by_name.items()
        args = {name: Day.of(one) if isinstance(one, date) else one for name, one in shown}
        raise Refusal(refusal.key, **args) from None


def _ask(confirmed: SetContract, member: Member, replaced: Contract, span: Span) -> Say:
    asked = text(
        "ask-contract",
        name=member.name,
        old_kind=text("contract-kind", kind=replaced.kind),
        old=_days(span_of(replaced)),
        kind=text("contract-kind", kind=span.kind.value),
        new=_days(span),
    )
    yes = Option(text("button-yes"), confirmed)
    no = Option(text("button-no"), Keep(team=confirmed.team))
    return Say(asked, options=(yes, no), question=True)


def _days(span: Span) -> Lines:
    since = Day.of(span.since)
    if span.until is None:
        return lines(text("contract-since", since=since))
    return lines(text("contract-days", since=since, until=Day.of(span.until)))


def _today(origin: Origin, team: Team) -> date:
    return origin.now.astimezone(zone(team.settings.timezone)).date()
