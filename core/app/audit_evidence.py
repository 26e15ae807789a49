"""What an audit reads: everything stored about a team's figures, once, and then what came since."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from core.app.audit_ports import Said
from core.app.ports import UnitOfWork
from core.app.records import Closing, Correction, Movement, Stance
from core.domain.book import GENESIS, Transaction
from core.domain.plan import PlannedWeek
from core.domain.round import Round
from core.domain.settlement import Draw
from core.domain.sharing import Award
from core.domain.team import Project, Team

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is stored of a team's figures. `unread` names the tables that make no sense."""

    team: Team
    book: Sequence[Transaction] = ()
    misplaced: Sequence[tuple[int, str]] = ()
    rounds: Sequence[Round] = ()
    closings: Mapping[int, Closing] = field(default_factory=dict)
    awards: Mapping[int, Sequence[Award]] = field(default_factory=dict)
    draws: Mapping[int, Sequence[tuple[int, Draw]]] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    said: Mapping[int, Mapping[int, Sequence[Said]]] = field(default_factory=dict)
    stances: Mapping[int, Sequence[Stance]] = field(default_factory=dict)
    movements: Sequence[Movement] = ()
    plan: tuple[PlannedWeek, ...] = ()
    projects: Sequence[Project] = ()
    unread: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the last transaction."""
        return self.book[-1].hash if self.book else GENESIS


async def evidence_of(uow: UnitOfWork, team: Team) -> Evidence:
    """Read all of it. A value that no program of ours wrote does not stop the audit: it is one."""
    unread: list[str] = []

    async def of(table: str, reading: Awaitable[T], nothing: T) -> T:
        try:
            return await reading
        except (ValueError, TypeError, LookupError):
            unread.append(table)
            return nothing

    rounds = await of("rounds", uow.rounds.all(team.id), ())
    ids = [round_.id for round_ in rounds]
    return Evidence(
        team,
        await of("transactions", uow.book.transactions(team.id), ()),
        await uow.evidence.misplaced(team.id),
        rounds,
        await uow.settled.closings(team.id),
        await of("awards", uow.evidence.awards(ids), {}),
        await uow.evidence.draws(ids),
        await of("corrections", uow.settled.corrections(team.id), ()),
        await of("revisions", uow.evidence.said(team.id), {}),
        await uow.evidence.stances(team.id),
        await uow.book.movements(team.id),
        await of("plan_weeks", uow.plans.of(team.id), ()),
        await uow.teams.projects(team.id),
        tuple(unread),
    )


async def evidence_since(uow: UnitOfWork, before: Evidence) -> tuple[Evidence, Sequence[Round]]:
    """Add what closes made since: their rounds, and the transactions after the last one known.

    Nobody else can have written to the team's rows: they are locked since they were read.
    """
    team = before.team
    rounds = await uow.rounds.all(team.id)
    closings = await uow.settled.closings(team.id)
    new = [r for r in rounds if r.id in closings and r.id not in before.closings]
    ids = [round_.id for round_ in new]
    return replace(
        before,
        book=[*before.book, *await uow.book.transactions(team.id, since=len(before.book))],
        misplaced=(),
        rounds=rounds,
        closings=closings,
        awards=await uow.evidence.awards(ids),
        draws=await uow.evidence.draws(ids),
        plan=await uow.plans.of(team.id),
    ), new
