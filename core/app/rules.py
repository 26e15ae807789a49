"""How sharing works in a team, in words, with its own last figures as the example."""

from collections.abc import Sequence

from core.app.access import member_of
from core.app.commands import ShowRules
from core.app.ports import Origin, UnitOfWork
from core.app.says import Lines, Say, Table, Text, lines, text
from core.domain.money import Amount
from core.domain.sharing import AGREE, AS_DECLARED, Claim, Sharing, share
from core.domain.team import Member, Team

ROWS = 6
"""Claims an example shows: the largest."""


async def show_rules(command: ShowRules, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Explain how sharing works in this team, in words."""
    team, _ = await member_of(uow, origin, command)
    settings = team.settings
    falls_back = settings.rule in {AS_DECLARED, AGREE}
    return [
        Say(
            text(
                "rules",
                team=team.name,
                rule=text(f"rule-{settings.rule.replace('_', '-')}", hours=settings.revise_hours),
                fallback=text(f"rule-{settings.fallback.replace('_', '-')}", hours=0)
                if falls_back
                else "",
                deficit=Amount(settings.max_deficit, settings.unit),
                carry="yes" if settings.carry_over else "no",
                kind=settings.rule.replace("_", "-"),
                limits=_limits(team, await uow.teams.members(team.id)),
                example=lines(await _example(uow, team)),
            )
        )
    ]


def _limits(team: Team, members: Sequence[Member]) -> Lines:
    """Say which limits the team turned on, what is put back, and how grants are decided."""
    decides = any(member.active and member.commission for member in members)
    settings = team.settings
    limits, unit = settings.limits, settings.unit
    return lines(
        text("rules-ceiling", ceiling=Amount(limits.ceiling, unit)) if limits.ceiling else None,
        text("rules-raise-cap", least=Amount(10**unit.decimals, unit))
        if limits.raise_cap
        else None,
        text("rules-commons", percent=limits.commons) if limits.commons else None,
        text("rules-announce", above=Amount(limits.announce, unit)) if limits.announce else None,
        text("rules-put-back", percent=settings.commons_share) if settings.commons_share else None,
        text("rules-grants", quorum=settings.quorum) if decides else None,
    )


async def _example(uow: UnitOfWork, team: Team) -> Text | None:
    """Share the team's last claims again: what there was, or, if that was enough, half of it."""
    closings = await uow.settled.closings(team.id)
    rounds = [r for r in await uow.rounds.all(team.id) if r.id in closings and not r.missed]
    settings = team.settings
    for round_ in reversed(rounds):
        awards = await uow.settled.awards(round_.id)
        claims = tuple(Claim(a.who, a.claim - a.drawn) for a in awards if a.claim > a.drawn)
        if not claims:
            continue
        total = sum(claim.amount for claim in claims)
        limit = closings[round_.id].limit
        short = 0 < limit < total
        available = limit if short else total // 2
        rule = settings.fallback if settings.rule in {AS_DECLARED, AGREE} else settings.rule
        shared = share(rule, claims, available, turn=round_.week.number)
        named = {m.id: m.name for m in await uow.teams.members(team.id)}
        return text(
            "rules-example",
            week=round_.week,
            claimed=Amount(total, settings.unit),
            available=Amount(available, settings.unit),
            real="yes" if short else "no",
            rows=_rows(team, shared, named),
        )
    return None


def _rows(team: Team, shared: Sharing, named: dict[int, str]) -> Table:
    largest = sorted(shared.awards, key=lambda award: -award.claim)[:ROWS]
    rows = tuple(
        (
            named[int(award.who)],
            Amount(award.claim, team.settings.unit),
            Amount(award.amount, team.settings.unit),
            text(f"reason-{award.reason.replace('_', '-')}"),
        )
        for award in largest
    )
    return Table("rules-example-row", ("name", "claim", "award", "reason"), rows)
