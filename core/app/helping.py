"""Help: what somebody can do here and now."""

from collections.abc import Sequence

from core.app.access import next_opening
from core.app.commands import Help
from core.app.echoes import standing
from core.app.ports import Origin, UnitOfWork
from core.app.presence import away_on
from core.app.says import Say, Text, When, lines, text
from core.domain.declaration import Answer
from core.domain.refusal import Refusal
from core.domain.round import Round
from core.domain.team import Member, Team


async def show_help(_command: Help, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Say what somebody can do where they ask, and what waits for them there."""
    parts = await uow.teams.memberships(origin.person.id) if origin.person else ()
    if not origin.private:
        return [await _in_group(origin, uow, parts)]
    if not parts and origin.person is not None:
        return [Say(text("help-former"))]
    if not parts:
        raise Refusal("no-team")
    now: list[Text] = []
    opened = False
    for part in parts:
        team = await uow.teams.get(part.team_id)
        round_ = await uow.rounds.open_round(team.id)
        opened = opened or (round_ is not None and round_.is_open and part.declares)
        now += await _now(origin, uow, team, round_, part)
    if await uow.prompts.standing_question(parts[0].person_id):
        now.append(text("help-question"))
    declares = any(part.declares for part in parts)
    looks_after = any(part.facilitator for part in parts)
    said = text(
        "help-private",
        now=lines(*now),
        several=lines(text("help-several", count=len(parts)) if len(parts) > 1 else None),
        declare=lines(text("help-declare") if opened else None),
        correct=lines(text("help-correct") if declares else None),
        facilitator=lines(text("help-facilitator") if looks_after else None),
    )
    return [Say(said)]


async def _in_group(origin: Origin, uow: UnitOfWork, parts: Sequence[Member]) -> Say:
    team = origin.team
    if team is None:
        return Say(text("help-group-new"))
    part = next((part for part in parts if part.team_id == team.id), None)
    facilitates = part is not None and part.facilitator
    left = part is None and await _was_in(uow, team, origin)
    said = text(
        "help-group",
        now=await _state(uow, team, await uow.rounds.open_round(team.id), origin),
        stranger=lines(
            text("help-stranger") if part is None and not left else None,
            text("help-left") if left else None,
        ),
        facilitator=lines(text("help-group-facilitator") if facilitates else None),
    )
    return Say(said)


async def _was_in(uow: UnitOfWork, team: Team, origin: Origin) -> bool:
    """Tell whether whoever asks, who is not in the team now, once was."""
    me = origin.person.id if origin.person else None
    return any(member.person_id == me for member in await uow.teams.members(team.id))


async def _now(
    origin: Origin, uow: UnitOfWork, team: Team, round_: Round | None, part: Member
) -> list[Text]:
    """Say how things stand in a team, and what of it waits for this member."""
    said = [await _state(uow, team, round_, origin)]
    if not part.declares:
        return said
    if not part.bound_by(team):
        said.append(text("help-charter"))
    if part.id in await away_on(uow, team, origin.now):
        said.append(text("help-away"))
    if round_ is not None:
        said += await _mine(uow, team, round_, part)
    questions = [one for one in await uow.talk.open_questions(team.id) if one.about_id == part.id]
    if questions:
        said.append(text("help-answer", count=len(questions)))
    return said


async def _state(uow: UnitOfWork, team: Team, round_: Round | None, origin: Origin) -> Text:
    if round_ is None:
        return text("help-closed", team=team.name, next=await next_opening(uow, team, origin.now))
    until = When(round_.ends_at, team.settings.timezone)
    key = "revising" if round_.is_revising else "open"
    return text(f"help-{key}", team=team.name, week=round_.week, until=until)


async def _mine(uow: UnitOfWork, team: Team, round_: Round, part: Member) -> list[Text]:
    """Say what somebody declared, and what they can still do about it."""
    declaration = await uow.rounds.current(round_.id, part.id)
    said = [standing(declaration, team)]
    if round_.is_revising:
        asked = [stance.member_id for stance in await uow.rounds.stances(round_.id)]
        said.append(text("help-agree" if part.id in asked else "help-not-asked"))
    elif declaration is not None and declaration.answer is not Answer.WITHDRAWN:
        said.append(text("help-change"))
    draft = await uow.talk.draft(part.id)
    under_way = draft is not None and draft.round_id == round_.id
    noting = under_way and draft is not None and draft.noted is not None
    if declaration is not None and declaration.counts and not noting:
        said.append(text("help-note"))
    if under_way:
        said += [text("help-note-waits" if noting else "help-draft"), text("help-cancel")]
    return said
