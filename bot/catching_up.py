"""After a restore: what fell between the copy and now is counted, in silence."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from core.app.ports import Clock
from core.app.posting import post
from core.app.says import Private, Say, When, text
from core.db.restores import Restore
from core.db.store import Store, Work

_MOST_TICKS = 100
"""Times what was due before a restore is gone through: a team has to do one thing at a time."""


async def catch_up(store: Store, clock: Clock, tick: Callable[[datetime], Awaitable[None]]) -> None:
    """After a restore, once what platforms delivered again was counted and before anything is sent.

    What was due until the restore happens in the book, in silence: the questions, reminders and
    posts of that time were sent before, and answers too. Those who look after teams are told once.
    """
    async with store.work("restored.look") as work:
        pending = await work.restores.pending()
    if pending is None:
        return
    for _ in range(_MOST_TICKS):
        if not await store.due_teams(pending.restored_at):
            break
        await tick(pending.restored_at)
    async with store.work("restored.give-up") as work:
        await work.restores.give_up(pending.restored_at)
    for team_id in await store.team_ids():
        async with store.work("restored.tell") as work:
            await _tell(work, team_id, pending, clock.now())
    async with store.work("restored.done") as work:
        await work.restores.caught_up(clock.now())


async def _tell(work: Work, team_id: int, pending: Restore, now: datetime) -> None:
    team = await work.teams.get(team_id)
    at = When(pending.taken_at, team.settings.timezone)
    says = [
        Say(text("restored", at=at), Private(m.person_id), key=f"restored:{pending.id}:{m.id}")
        for m in await work.teams.members(team_id)
        if m.active and m.facilitator
    ]
    await post(work, says, now=now, team=team)
