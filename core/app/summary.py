"""The week's post: who asked and was granted what, what is left, and why."""

from collections.abc import Collection, Sequence

from core.app.access import member_of
from core.app.commands import ShowSummary
from core.app.ports import Closing, Origin, UnitOfWork
from core.app.says import Names, Percent, Say, Table, Text, When, lines, text
from core.domain.declaration import Answer
from core.domain.money import Amount
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.sharing import Award
from core.domain.team import Team

SHORT_HASH = 16
"""Hexadecimal digits of the book's head that a post shows: enough to compare by eye."""


async def summary(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    closing: Closing,
    awards: Sequence[Award],
    skipped: Collection[int],
) -> Text:
    """Put a closed week in words: who asked and was granted what, and what is left."""
    by_member = {int(award.who): award for award in awards}
    answered: list[tuple[str, int, int]] = []
    passed: list[str] = []
    silent: list[str] = []
    for member_id, name, asked in await uow.teams.roster(team.id, round_.closed_at):
        if (award := by_member.get(member_id)) is not None:
            answered.append((name, award.claim, award.amount))
        elif member_id in skipped:
            passed.append(name)
        elif asked:
            silent.append(name)
    answered.sort(key=_by_name)
    plan = await uow.plans.of(team.id)
    left = [p for p in plan if p.week > round_.week]
    return text(
        "summary",
        team=team.name,
        week=round_.week,
        answers=Table(
            "summary-row",
            ("name", "claim", "award"),
            tuple(answered),
            amounts=("claim", "award"),
            unit=team.settings.unit,
            titles=("title-name", "title-claim", "title-award"),
        )
        if answered
        else text("summary-nobody"),
        absent=lines(
            listed("summary-skipped", passed),
            listed("summary-silent", silent),
        ),
        claimed=_amount(closing.claimed, team),
        granted=_amount(closing.granted, team),
        planned=_amount(closing.planned, team),
        carried=_amount(closing.carried, team),
        available=_amount(closing.planned + closing.carried, team),
        left=_amount(closing.left, team),
        why=lines(_why(team, closing)),
        plan=_amount(sum(p.amount for p in left), team),
        weeks=len(left),
        head=closing.head[:SHORT_HASH],
    )


def _why(team: Team, closing: Closing) -> Text | None:
    available = closing.planned + closing.carried
    if closing.rationed_by is not None:
        return text(
            "why-nothing" if available <= 0 else f"why-{closing.rationed_by.replace('_', '-')}",
            claimed=_amount(closing.claimed, team),
            available=_amount(max(available, 0), team),
            part=Percent(max(available, 0), closing.claimed),
        )
    if closing.left < 0 and closing.claimed:
        return text("why-deficit", left=_amount(closing.left, team))
    return None


async def show_summary(command: ShowSummary, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give a week's post again."""
    team, _ = await member_of(uow, origin, command)
    closings = await uow.rounds.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    if command.week is None:
        asked = [r for r in rounds if r.id in closings and not r.missed]
        if not asked:
            raise Refusal("no-closed-week")
        round_ = asked[-1]
    else:
        found = next((r for r in rounds if r.week == command.week), None)
        if found is None:
            raise Refusal("no-such-week", week=command.week)
        if found.id not in closings:
            until = When(found.closes_at, team.settings.timezone)
            raise Refusal("week-still-open", week=found.week, until=until)
        round_ = found
    claims = await uow.rounds.claims(round_.id)
    skipped = {member_id for member_id, answer, _ in claims if answer is Answer.SKIPPED}
    awards = await uow.rounds.awards(round_.id)
    return [Say(await summary(uow, team, round_, closings[round_.id], awards, skipped))]


def listed(key: str, names: Sequence[str]) -> Text | None:
    """Name people in a line of its own; None if there is nobody."""
    if not names:
        return None
    return text(key, names=Names(tuple(sorted(names, key=str.casefold))), count=len(names))


def _by_name(row: tuple[str, int, int]) -> str:
    return row[0].casefold()


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
