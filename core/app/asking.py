"""The question of the week, and what it shows beside itself.

What a whole team sees is computed once, and all that members declared before in one go: a round
of ten thousand opens with as many queries as a round of ten.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.app.commands import Declare, Guide, SaidLine, Same, Skip
from core.app.echoes import claim_said, details
from core.app.means import means_of
from core.app.ports import UnitOfWork
from core.app.says import Lines, Option, Private, Row, Say, Text, Weeks, When, lines, text
from core.domain.declaration import Answer, Declaration
from core.domain.money import Amount
from core.domain.round import Round
from core.domain.team import Member, Project, Rate, Team

MOST_RATES = 6
"""Rates shown in a question: one short line; the rest is a command away."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What every member of a team is shown with the question."""

    total: Text | None
    rates: Text | None
    projects: dict[int, str]


async def prompts(
    uow: UnitOfWork, team: Team, round_: Round, members: Sequence[Member]
) -> list[Say]:
    """Ask members, each once, what the week was worth."""
    if not members:
        return []
    last = await uow.rounds.last_declared([member.id for member in members], round_)
    projects = await uow.teams.projects(team.id)
    shown = _Shown(
        await total_said(uow, team, round_),
        _rates_said(team, projects, await uow.talk.rates(team.id)),
        {project.id: project.name for project in projects},
    )
    return [_prompt(team, round_, member, last.get(member.id), shown) for member in members]


async def total_said(uow: UnitOfWork, team: Team, round_: Round) -> Text | None:
    """Say what was declared so far of what there is, where the team shows that."""
    if not team.settings.shows_total:
        return None
    means = await means_of(uow, team, round_.first_week, round_.week)
    answers = await uow.rounds.claims(round_.id)
    claims = [claim for _, answer, claim in answers if answer is Answer.DECLARED]
    return text(
        "prompt-total",
        available=_amount(means.available, team),
        declared=_amount(sum(claims), team),
        count=len(claims),
    )


def _prompt(
    team: Team, round_: Round, member: Member, last: Declaration | None, shown: _Shown
) -> Say:
    unit = team.settings.unit
    same = (
        (Option(text("button-same", amount=_amount(last.claim, team)), Same(team=team.id)),)
        if last and last.claim
        else ()
    )
    zero = Declare(team=team.id, lines=(SaidLine(amount=unit.decimal(0)),), confirmed=True)
    return Say(
        text(
            "prompt",
            name=member.name,
            team=team.name,
            week=Weeks(round_.first_week, round_.week),
            weeks=round_.weeks,
            last=_last_said(team, last, shown),
            total=lines(shown.total),
            rates=lines(shown.rates),
            until=When(round_.closes_at, team.settings.timezone),
        ),
        to=Private(member.person_id),
        options=(
            *same,
            Option(text("button-zero", amount=claim_said(0, team)), zero),
            Option(text("button-by-project"), Guide(team=team.id)),
            Option(text("button-skip"), Skip(team=team.id)),
        ),
        key=f"prompt:{round_.id}:{member.id}",
        round_id=round_.id,
    )


def _last_said(team: Team, last: Declaration | None, shown: _Shown) -> Lines:
    """Say what a member declared last time: the amount, and line by line what it was for."""
    if last is None:
        return Lines(())
    rows = details(last, team, shown.projects).texts
    return lines(text("prompt-last", amount=claim_said(last.claim, team)), *rows)


def _rates_said(team: Team, projects: Sequence[Project], rates: Sequence[Rate]) -> Text | None:
    """Name the indicative rates in one line: those of the team, then those of its projects."""
    said = [
        text(f"prompt-rate-{rate.kind}", label=rate.label, amount=_amount(rate.amount, team))
        for rate in rates
    ]
    said += [
        text("prompt-rate-project", label=project.name, amount=_amount(project.rate, team))
        for project in projects
        if project.rate and not project.closed
    ]
    return text("prompt-rates", rates=Row(tuple(said[:MOST_RATES]))) if said else None


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
