"""The guided way: which project, how much or how long, a note; back and cancel at each step."""

from core.app.access import member_of, the_open_round
from core.app.commands import (
    AddNote,
    Change,
    Guide,
    GuideBack,
    GuideCancel,
    GuideDone,
    GuideMore,
    GuideProject,
    GuideSays,
    GuideSkip,
)
from core.app.membership import TeamDefaults
from core.app.ports import Origin, UnitOfWork
from core.app.says import Names, Say, text
from core.domain.refusal import Refusal

Step = (
    Guide
    | GuideProject
    | GuideSays
    | GuideSkip
    | GuideMore
    | GuideBack
    | GuideCancel
    | GuideDone
    | Change
    | AddNote
)


async def guide(
    command: Step, origin: Origin, uow: UnitOfWork, defaults: TeamDefaults
) -> list[Say]:
    """Explain how to declare project by project, with the team's own projects."""
    if not origin.private:
        raise Refusal("private-only")
    team, member = await member_of(uow, origin, command, open_round=True)
    await the_open_round(uow, team, origin.now)
    known = [project.name for project in await uow.teams.projects(team.id) if not project.closed]
    return [Say(text("by-project", count=len(known), projects=Names(tuple(known))))]
