"""What a bucket becomes: a project with an envelope, and in the end what is left of it."""

from dataclasses import replace
from datetime import datetime

from core.app.buckets.pots import Pot, book
from core.app.ports import UnitOfWork
from core.domain import names
from core.domain.book import COMMONS, POOL, Kind, Posting, bucket_account, project_account
from core.domain.bucket import BucketState, given_back
from core.domain.team import Project, Team


async def project_for(uow: UnitOfWork, team: Team, title: str, amount: int, keeper: int) -> Project:
    """Give a project of this title an envelope of so much more, making the project if need be.

    One that is already some bucket's keeps its money apart: the new one is numbered. Who proposed
    it looks after it unless somebody does. The money itself is booked by the caller.
    """
    taken = {bucket.project_id for bucket in await uow.buckets.all(team.id)}
    known = {names.fold(one.name): one for one in await uow.teams.projects(team.id)}
    name = names.clean(title)
    found = known.get(names.fold(name))
    if found is not None and found.id in taken:
        found = None
        name = names.distinct(name, known)
    project = found or await uow.teams.add_project(team.id, name)
    changed = replace(
        project,
        closed=False,
        envelope=(project.envelope or 0) + amount,
        keeper=project.keeper or keeper,
    )
    await uow.teams.change_project(changed)
    return changed


async def started(uow: UnitOfWork, team: Team, pot: Pot, now: datetime) -> Project:
    """Make a funded bucket a project; declarations for it draw on what it holds."""
    bucket = pot.bucket
    project = await project_for(uow, team, bucket.title, pot.held, bucket.proposer_id)
    legs = [
        Posting(bucket_account(bucket.id), -pot.held),
        Posting(project_account(project.id), pot.held),
    ]
    await book(uow, team, now, Kind.START, legs)
    begun = replace(bucket, state=BucketState.STARTED, project_id=project.id)
    await uow.buckets.change(begun)
    return project


async def completed(
    uow: UnitOfWork, team: Team, pot: Pot, left: int, now: datetime
) -> dict[str, int]:
    """End a started bucket and its project; give what each account got of what was left.

    What funders cannot have, because it never came from them, goes to the pool.
    """
    shares: dict[str, int] = {}
    if left > 0:
        if team.settings.leftovers == "funders":
            shares = given_back(pot.funded, left)
        rest = left - sum(shares.values())
        target = COMMONS if team.settings.leftovers == "commons" else POOL
        shares |= {target: rest} if rest else {}
        source = Posting(project_account(pot.bucket.project_id or 0), -left)
        await book(uow, team, now, Kind.COMPLETE, [source, *(Posting(*s) for s in shares.items())])
    ended = replace(pot.bucket, state=BucketState.COMPLETED, ended_at=now)
    await uow.buckets.change(ended)
    for project in await uow.teams.projects(team.id):
        if project.id == pot.bucket.project_id:
            envelope = (project.envelope or 0) - max(left, 0)
            await uow.teams.change_project(replace(project, closed=True, envelope=envelope or None))
    return shares
