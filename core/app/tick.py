"""The clock: what is due for a team at an instant.

Called with the present time, as often as one likes: what was done is in the tables, and a unique
key makes each step happen once, whatever crashed, slept or was started twice.

A round whose claims exceed the budget may have to be agreed on first; that has its time too.

Weeks missed while the bot was down: a round that stood open is closed; of the weeks whose whole
time passed, none is opened, each is recorded as missed and its budget carried over, and the group
is told once; the current week, if its time is not over, is opened late.
"""

from datetime import datetime

from core.app.audited_close import AGAIN
from core.app.buckets.campaigns import close_due
from core.app.closing import close_round, end_declaring, miss_weeks
from core.app.payday.ending import contract_ends
from core.app.ports import UnitOfWork
from core.app.posting import post
from core.app.reminding import ask_returned, remind_due
from core.app.says import Say, Table, ToGroup, text
from core.app.weekly import open_round, plan_wake
from core.domain.calendar import Week
from core.domain.round import Round
from core.domain.team import Team


async def tick_team(uow: UnitOfWork, team_id: int, now: datetime) -> int:
    """Do all that is due for one team, in one transaction; return how many messages that made."""
    team = await uow.teams.get(team_id)
    says: list[Say] = []
    round_ = await uow.rounds.open_round(team.id)
    if round_ is not None and round_.ends_at <= now:
        end = close_round if round_.is_revising else end_declaring
        says += await end(uow, team, round_, now)
        round_ = await uow.rounds.open_round(team.id)
    waits = False
    if round_ is None:
        waits, round_, opened = await _open_due(uow, team, now)
        says += opened
    if round_ is not None and round_.is_open:
        says += await ask_returned(uow, team, round_, now)
        says += await remind_due(uow, team, round_, now)
    says += await contract_ends(uow, team, now)
    says += await close_due(uow, team, now)
    await plan_wake(uow, team, now, round_)
    if waits:
        await uow.teams.wake_at(team.id, now + AGAIN)
    return await post(uow, says, now=now, team=team)


async def _open_due(
    uow: UnitOfWork, team: Team, now: datetime
) -> tuple[bool, Round | None, list[Say]]:
    """Record the weeks that were missed and open the current one, unless the book has to wait."""
    timetable = team.timetable
    done = {round_.week for round_ in await uow.rounds.all(team.id)}
    week = timetable.due(max([team.first_week, *(earlier + 1 for earlier in done)]))
    missed: list[Week] = []
    while timetable.closes(week) <= now:
        missed.append(week)
        week = timetable.due(week + 1)
    if missed:
        recorded, waiting = await miss_weeks(uow, team, missed, now)
        if not recorded:
            return True, None, waiting
    round_: Round | None = None
    says: list[Say] = []
    if timetable.opens(week) <= now:
        round_, says = await open_round(uow, team, week, now, timetable.closes(week))
    if missed:
        weeks = Table("missed-row", ("week",), tuple((week,) for week in missed))
        said = text("weeks-missed", count=len(missed), weeks=weeks)
        key = f"missed:{team.id}:{missed[0]}:{missed[-1]}"
        says = [Say(said, ToGroup(team.id), key=key), *says]
    return False, round_, says
