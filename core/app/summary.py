"""The week's post: who asked and was granted what, what is left, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from core.app.access import member_of
from core.app.buckets.aside import Taken, aside_then, taken_of
from core.app.commands import ShowSummary
from core.app.echoes import claim_said
from core.app.history import asked_by, declared_at_close
from core.app.ports import Origin, UnitOfWork
from core.app.questions import questions_waiting
from core.app.reasons import why
from core.app.records import Closing
from core.app.says import Lines, Names, Say, Table, Text, Weeks, When, lines, text
from core.domain.book import COMMONS, Kind
from core.domain.declaration import Answer
from core.domain.limits import RAISES_IN_A_ROW, small_raises
from core.domain.money import Amount
from core.domain.plan import Source
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.settlement import Ask, Draw, by_project
from core.domain.sharing import Award
from core.domain.team import Project, Team

SHORT_HASH = 16
"""Hexadecimal digits of the book's head that a post shows: enough to compare by eye."""

CLAIMS_COMPARED = 6
"""Rounds looked back on for raises that follow one another."""


async def summary(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    closing: Closing,
    awards: Sequence[Award],
    asks: Sequence[Ask],
    skipped: Collection[int],
) -> Text:
    """Put a closed week in words: who asked and was granted what, and what is left."""
    by_member = {int(award.who): award for award in awards}
    answered: list[tuple[str, int, int]] = []
    passed: list[str] = []
    away: list[str] = []
    word = team.settings.volunteer_word
    silent: list[str] = []
    absent = await uow.talk.away_at_close(round_.id)
    named: dict[int, str] = {}
    for member_id, name, asked in await uow.teams.roster(team.id, round_.closed_at):
        named[member_id] = name
        if (award := by_member.get(member_id)) is not None:
            shown = name if award.claim or not word else f"{name} ({word})"
            answered.append((shown, award.claim, award.amount))
        elif member_id in skipped:
            passed.append(name)
        elif asked and member_id in absent:
            away.append(name)
        elif asked:
            silent.append(name)
    answered.sort(key=_by_name)
    plan = await uow.plans.of(team.id)
    left = [p for p in plan if p.week > round_.week]
    return text(
        "summary",
        team=team.name,
        week=Weeks(round_.first_week, round_.week),
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
            listed("summary-away", away),
        ),
        claimed=_amount(closing.claimed, team),
        granted=_amount(closing.granted, team),
        means=_means(
            team, closing, round_.weeks, await taken_of(uow, team, round_.week, round_.closed_at)
        ),
        left=_amount(closing.left, team),
        more=await _more(uow, team, round_, closing, named, by_member, asks),
        why=lines(why(team, closing, awards)),
        plan=_amount(sum(p.amount for p in left), team),
        weeks=len(left),
        source=source_said(team.settings.source),
        head=closing.head[:SHORT_HASH],
    )


def source_said(source: Source | None) -> Text | str:
    """Say whether the plan's money is there or only hoped for; nothing where nobody said."""
    if source is None:
        return ""
    label = text("source-label", label=source.label) if source.label else ""
    return text(f"source-{source.state}", label=label)


def _means(team: Team, closing: Closing, weeks: int, taken: Taken) -> Text:
    """Say what there was: in one line, or line by line where more than the plan took part."""
    means = replace(closing.means, carried=closing.means.carried + taken.total)
    shown = {name: _amount(getattr(means, name), team) for name in ("planned", "carried")}
    available = _amount(closing.means.available, team)
    apart = (means.income, means.expense, means.fixed, means.commons, means.deficit, *taken.parts)
    if not any(apart):
        return text("means", **shown, weeks=weeks, available=available)
    rows = lines(
        *(
            text(f"means-{name}", amount=_amount(amount, team))
            for name in ("income", "expense", "fixed", "commons")
            if (amount := getattr(means, name))
        ),
        *(text(f"means-{name}", amount=_amount(amount, team)) for name, amount in taken.parts),
    )
    deficit = text("means-deficit", amount=_amount(means.deficit, team)) if means.deficit else None
    return text(
        "means-in-parts",
        **shown,
        weeks=weeks,
        parts=rows,
        available=available,
        deficit=lines(deficit),
    )


async def _more(
    uow: UnitOfWork,
    team: Team,
    round_: Round,
    closing: Closing,
    named: Mapping[int, str],
    awards: Mapping[int, Award],
    asks: Sequence[Ask],
) -> Lines:
    """Say what a week had beyond amounts: projects, envelopes, what was put back, corrections."""
    draws = [draw for number, draw in await uow.settled.draws(round_.id) if number == 0]
    known = {project.id: project for project in await uow.teams.projects(team.id)}
    found: list[Text] = []
    if any(ask.named for ask in asks):
        totals = by_project(asks, awards, draws)
        found.append(text("summary-projects", projects=projects_table(team, totals, known)))
    found += [_envelope(team, known[p], draws, named) for p in sorted({d.project for d in draws})]
    if closing.commons_share:
        found.append(await _put_back(uow, team, round_, closing))
    found += await raises_said(uow, team, named)
    found += [
        text(
            "summary-corrected",
            name=named[one.member_id],
            claim=claim_said(one.claim, team),
            award=_amount(one.award, team),
        )
        for one in await uow.settled.corrections(team.id)
        if one.round_id == round_.id
    ]
    aside = await aside_then(uow, team, round_.closed_at)
    return lines(*found, aside, await questions_waiting(uow, team, round_))


async def _put_back(uow: UnitOfWork, team: Team, round_: Round, closing: Closing) -> Text:
    """Say how much the members put back into the commons of what they were granted."""
    moves = await uow.book.moves(team.id, COMMONS)
    total = sum(m.amount for m in moves if m.kind == Kind.PUT_BACK and m.week == round_.week)
    return text("summary-put-back", amount=_amount(total, team), percent=closing.commons_share)


def projects_table(
    team: Team, totals: Mapping[int | None, tuple[int, int]], known: Mapping[int, Project]
) -> Table:
    """List claims and awards by project, the largest first."""
    rows = tuple(
        (
            known[project].name if project is not None else text("no-project"),
            _amount(claimed, team),
            _amount(granted, team),
        )
        for project, (claimed, granted) in sorted(
            totals.items(), key=lambda one: (-one[1][1], -one[1][0], one[0] or 0)
        )
        if claimed
    )
    return Table("project-total-row", ("name", "claimed", "granted"), rows)


def _envelope(
    team: Team, project: Project, draws: Sequence[Draw], named: Mapping[int, str]
) -> Text:
    given = [draw for draw in draws if draw.project == project.id]
    return text(
        "summary-envelope",
        project=project.name,
        amount=_amount(sum(draw.amount for draw in given), team),
        names=Names(tuple(sorted(named[draw.who] for draw in given))),
    )


async def raises_said(uow: UnitOfWork, team: Team, named: Mapping[int, str]) -> list[Text]:
    """Say whose claims rose a little several times in a row: a fact, and no more."""
    rounds = await uow.rounds.all(team.id)
    if sum(round_.closed_at is not None for round_ in rounds) <= RAISES_IN_A_ROW:
        return []
    found = []
    for member_id, claims in (await uow.rounds.recent_claims(team.id, CLAIMS_COMPARED)).items():
        count = small_raises(claims)
        if count >= RAISES_IN_A_ROW and member_id in named:
            found.append(
                text(
                    "small-raises",
                    name=named[member_id],
                    count=count,
                    before=_amount(claims[-1 - count], team),
                    now=_amount(claims[-1], team),
                )
            )
    return found


async def show_summary(command: ShowSummary, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Give a week's post again."""
    team, _ = await member_of(uow, origin, command)
    closings = await uow.settled.closings(team.id)
    rounds = await uow.rounds.all(team.id)
    if command.week is None:
        asked = [r for r in rounds if r.id in closings and not r.missed]
        if not asked:
            raise Refusal("no-closed-week")
        round_ = asked[-1]
    else:
        found = next((r for r in rounds if r.first_week <= command.week <= r.week), None)
        if found is None:
            raise Refusal("no-such-week", week=command.week)
        if found.id not in closings:
            until = When(found.ends_at, team.settings.timezone)
            raise Refusal("week-still-open", week=found.week, until=until)
        round_ = found
    declared = await declared_at_close(uow, team, round_)
    skipped = {one.member_id for one in declared if one.answer is Answer.SKIPPED}
    asks = [asked_by(one) for one in declared if one.counts]
    awards = await uow.settled.awards(round_.id)
    return [Say(await summary(uow, team, round_, closings[round_.id], awards, asks, skipped))]


def listed(key: str, names: Sequence[str]) -> Text | None:
    """Name people in a line of its own; None if there is nobody."""
    if not names:
        return None
    return text(key, names=Names(tuple(sorted(names, key=str.casefold))), count=len(names))


def _by_name(row: tuple[str, int, int]) -> str:
    return row[0].casefold()


def _amount(minor: int, team: Team) -> Amount:
    return Amount(minor, team.settings.unit)
