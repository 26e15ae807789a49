"""Teams, groups, members and projects in the database."""

import json
import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.db.pending import chunks, new_id
from core.domain import lookalikes, names
from core.domain.calendar import Cadence, Slot, Week
from core.domain.limits import Limits
from core.domain.money import Unit
from core.domain.plan import Source, SourceState
from core.domain.team import FixedCost, Group, Member, Project, Quiet, Settings, Team

_teams = schema.teams
_groups = schema.groups
_members = schema.members
_projects = schema.projects
_fixed = schema.fixed_costs
_CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class TeamRows:
    """Implements `core.app.ports.Teams`; reading a team locks its row until the end."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection
        self._by_id: dict[int, Team] = {}
        self._by_group: dict[tuple[str, str], Team | None] = {}
        self._parts: dict[int, list[Member]] = {}
        self._present: dict[int, list[Member]] = {}
        self._projects: dict[int, list[Project]] = {}
        self._fixed: dict[int, list[FixedCost]] = {}

    async def load(self, person_ids: Collection[int]) -> list[Team]:
        """Read (and lock, in order) all teams of many people, and their projects, at once."""
        for part in chunks(sorted(set(person_ids))):
            self._parts.update({person_id: [] for person_id in part})
            rows = await self._connection.execute(
                select(_members)
                .where(_members.c.person_id.in_(part), _members.c.left_at.is_(None))
                .order_by(_members.c.team_id)
            )
            for row in rows:
                self._parts[row.person_id].append(_member(row))
        wanted = {part.team_id for person in person_ids for part in self._parts[person]}
        await self._load_teams(wanted)
        for part in chunks(sorted(wanted)):
            self._projects.update({team_id: [] for team_id in part})
            rows = await self._connection.execute(
                select(_projects).where(_projects.c.team_id.in_(part)).order_by(_projects.c.folded)
            )
            for row in rows:
                self._projects[row.team_id].append(_project(row))
            await self._load_fixed(part)
        return [self._by_id[team_id] for team_id in sorted(wanted)]

    async def _load_teams(self, team_ids: Collection[int]) -> None:
        missing = sorted(set(team_ids) - self._by_id.keys())
        for part in chunks(missing):
            rows = await self._connection.execute(
                select(_teams).where(_teams.c.id.in_(part)).order_by(_teams.c.id).with_for_update()
            )
            self._by_id.update({row.id: _team(row) for row in rows})

    async def get(self, team_id: int) -> Team:
        """See `Teams.get`."""
        await self._load_teams([team_id])
        return self._by_id[team_id]

    async def by_group(self, platform: str, chat_id: str) -> Team | None:
        """See `Teams.by_group`."""
        key = (platform, chat_id)
        if key not in self._by_group:
            found = await self._connection.scalar(
                select(_groups.c.team_id).where(
                    _groups.c.platform == platform, _groups.c.chat_id == chat_id
                )
            )
            self._by_group[key] = await self.get(found) if found is not None else None
        return self._by_group[key]

    async def by_code(self, code: str) -> Team | None:
        """See `Teams.by_code`. What no invitation of ours carries is not even looked for."""
        if not _CODE.fullmatch(code):
            return None
        found = await self._connection.scalar(
            select(_teams.c.id).where(_teams.c.invite_code == code)
        )
        return await self.get(found) if found is not None else None

    async def add(
        self, name: str, settings: Settings, code: str, first_week: Week, now: datetime
    ) -> Team:
        """See `Teams.add`."""
        insert = _teams.insert().values(
            name=name,
            invite_code=code,
            first_week=first_week,
            created_at=now,
            next_due_at=now,
            **_settings_row(settings),
        )
        team_id = new_id(await self._connection.execute(insert))
        self._by_group.clear()
        return await self.get(team_id)

    async def change(
        self,
        team: Team,
        settings: Settings,
        invite_code: str | None = None,
        charter_at: datetime | None = None,
        first_week: Week | None = None,
    ) -> Team:
        """See `Teams.change`."""
        values = _settings_row(settings) | {
            "invite_code": invite_code or team.invite_code,
            "charter_at": charter_at or team.charter_at,
            "first_week": first_week or team.first_week,
        }
        await self._connection.execute(
            update(_teams).where(_teams.c.id == team.id).values(**values)
        )
        self._by_id.pop(team.id, None)
        self._by_group.clear()
        return await self.get(team.id)

    async def groups(self, team_id: int) -> Sequence[Group]:
        """See `Teams.groups`."""
        rows = await self._connection.execute(
            select(_groups).where(_groups.c.team_id == team_id).order_by(_groups.c.platform)
        )
        return [Group(row.platform, row.chat_id, row.team_id, row.title) for row in rows]

    async def add_group(self, group: Group) -> None:
        """See `Teams.add_group`."""
        await self._connection.execute(
            _groups.insert().values(
                platform=group.platform,
                chat_id=group.chat_id,
                team_id=group.team_id,
                title=group.title,
            )
        )
        self._by_group.clear()

    async def chat_moved(self, platform: str, old: str, new: str) -> None:
        """See `Teams.chat_moved`."""
        for table in (_groups, schema.accounts, schema.outbox):
            waiting = (
                (table.c.state.in_(("waiting", "in_flight")),) if table is schema.outbox else ()
            )
            await self._connection.execute(
                update(table)
                .where(table.c.platform == platform, table.c.chat_id == old, *waiting)
                .values(chat_id=new)
            )
        self._by_group.clear()

    async def wake_at(self, team_id: int, at: datetime) -> None:
        """See `Teams.wake_at`."""
        await self._connection.execute(
            update(_teams).where(_teams.c.id == team_id).values(next_due_at=at)
        )

    async def members(self, team_id: int) -> Sequence[Member]:
        """See `Teams.members`."""
        if team_id not in self._present:
            rows = await self._connection.execute(
                select(_members).where(_members.c.team_id == team_id).order_by(_members.c.folded)
            )
            self._present[team_id] = [_member(row) for row in rows]
        return self._present[team_id]

    async def roster(self, team_id: int, at: datetime | None) -> Sequence[tuple[int, str, bool]]:
        """See `Teams.roster`."""
        present: ColumnElement[bool] = _members.c.left_at.is_(None)
        if at is not None:
            present = and_(or_(present, _members.c.left_at > at), _members.c.joined_at < at)
        rows = await self._connection.execute(
            select(_members.c.id, _members.c.name, and_(_members.c.declares, present)).where(
                _members.c.team_id == team_id
            )
        )
        return [(member_id, name, bool(asked)) for member_id, name, asked in rows.all()]

    async def memberships(self, person_id: int) -> Sequence[Member]:
        """See `Teams.memberships`."""
        if person_id not in self._parts:
            await self.load([person_id])
        return self._parts[person_id]

    async def add_member(
        self,
        team_id: int,
        person_id: int,
        name: str,
        at: datetime,
        *,
        declares: bool,
        facilitator: bool,
    ) -> Member:
        """See `Teams.add_member`."""
        insert = _members.insert().values(
            team_id=team_id,
            person_id=person_id,
            name=name,
            folded=names.fold(name),
            look=lookalikes.look(name),
            declares=declares,
            facilitator=facilitator,
            joined_at=at,
        )
        member_id = new_id(await self._connection.execute(insert))
        self._forget_members()
        return Member(member_id, team_id, person_id, name, declares, facilitator, at)

    async def change_member(self, member: Member) -> None:
        """See `Teams.change_member`."""
        await self._connection.execute(
            update(_members)
            .where(_members.c.id == member.id)
            .values(
                name=member.name,
                folded=names.fold(member.name),
                look=lookalikes.look(member.name),
                charter_at=member.charter_at,
                public=member.public,
                commission=member.commission,
                declares=member.declares,
                facilitator=member.facilitator,
                joined_at=member.joined_at,
                left_at=member.left_at,
            )
        )
        self._forget_members()

    async def hand_over(self, old_person: int, new_person: int) -> None:
        """See `Teams.hand_over`."""
        theirs = select(_members.c.team_id).where(_members.c.person_id == new_person)
        await self._connection.execute(
            update(_members)
            .where(_members.c.person_id == old_person, _members.c.team_id.not_in(theirs))
            .values(person_id=new_person)
        )
        self._forget_members()

    async def projects(self, team_id: int) -> Sequence[Project]:
        """See `Teams.projects`."""
        if team_id not in self._projects:
            rows = await self._connection.execute(
                select(_projects).where(_projects.c.team_id == team_id).order_by(_projects.c.folded)
            )
            self._projects[team_id] = [_project(row) for row in rows]
        return self._projects[team_id]

    async def add_project(self, team_id: int, name: str) -> Project:
        """See `Teams.add_project`."""
        insert = _projects.insert().values(
            team_id=team_id, name=name, folded=names.fold(name), closed=False
        )
        project_id = new_id(await self._connection.execute(insert))
        self._projects.pop(team_id, None)
        return Project(project_id, team_id, name)

    async def change_project(self, project: Project) -> None:
        """See `Teams.change_project`."""
        await self._connection.execute(
            update(_projects)
            .where(_projects.c.id == project.id)
            .values(
                rate=project.rate,
                closed=project.closed,
                envelope=project.envelope,
                keeper=project.keeper,
            )
        )
        self._projects.pop(project.team_id, None)

    async def fixed_costs(self, team_id: int) -> Sequence[FixedCost]:
        """See `Teams.fixed_costs`."""
        if team_id not in self._fixed:
            await self._load_fixed([team_id])
        return self._fixed[team_id]

    async def _load_fixed(self, team_ids: Sequence[int]) -> None:
        self._fixed.update({team_id: [] for team_id in team_ids})
        rows = await self._connection.execute(
            select(_fixed).where(_fixed.c.team_id.in_(team_ids)).order_by(_fixed.c.folded)
        )
        for row in rows:
            self._fixed[row.team_id].append(FixedCost(row.id, row.label, row.amount))

    async def set_fixed_cost(self, team_id: int, label: str, amount: int) -> None:
        """See `Teams.set_fixed_cost`."""
        folded = names.fold(label)
        await self._connection.execute(
            delete(_fixed).where(_fixed.c.team_id == team_id, _fixed.c.folded == folded)
        )
        if amount:
            await self._connection.execute(
                _fixed.insert().values(team_id=team_id, label=label, folded=folded, amount=amount)
            )
        self._fixed.pop(team_id, None)

    def _forget_members(self) -> None:
        self._parts.clear()
        self._present.clear()


def _team(row: Any) -> Team:
    settings = Settings(
        language=row.language,
        timezone=row.timezone,
        unit=Unit(row.unit_name, row.unit_decimals),
        open=Slot.parse(row.open),
        remind=tuple(Slot.parse(slot) for slot in json.loads(row.remind)),
        close=Slot.parse(row.close),
        rule=row.rule,
        fallback=row.fallback,
        max_deficit=row.max_deficit,
        carry_over=row.carry_over,
        cadence=Cadence(row.cadence),
        revise_hours=row.revise_hours,
        correct_weeks=row.correct_weeks,
        source=Source(SourceState(row.source_state), row.source_label)
        if row.source_state
        else None,
        limits=Limits(row.ceiling, row.raise_cap, row.commons, row.announce),
        private_until_close=row.private_until_close,
        running_total=row.running_total,
        show_amounts=row.show_amounts,
        volunteer_word=row.volunteer_word,
        quiet=Quiet.parse(row.quiet),
        charter=row.charter,
        euro_rate=row.euro_rate,
        payout_mode=row.payout_mode,
        cae=row.cae,
        siren=row.siren,
        commons_share=row.commons_share,
        quorum=row.quorum,
        leftovers=row.leftovers,
        keep_allocations=row.keep_allocations,
        approve_buckets=row.approve_buckets,
    )
    return Team(
        row.id,
        row.name,
        settings,
        row.invite_code,
        row.first_week,
        row.created_at,
        row.charter_at,
    )


def _settings_row(settings: Settings) -> dict[str, Any]:
    return {
        "language": settings.language,
        "timezone": settings.timezone,
        "unit_name": settings.unit.name,
        "unit_decimals": settings.unit.decimals,
        "open": str(settings.open),
        "remind": json.dumps([str(slot) for slot in settings.remind]),
        "close": str(settings.close),
        "rule": settings.rule,
        "fallback": settings.fallback,
        "max_deficit": settings.max_deficit,
        "carry_over": settings.carry_over,
        "cadence": settings.cadence.value,
        "revise_hours": settings.revise_hours,
        "correct_weeks": settings.correct_weeks,
        "source_state": settings.source.state.value if settings.source else None,
        "source_label": settings.source.label if settings.source else "",
        "ceiling": settings.limits.ceiling,
        "raise_cap": settings.limits.raise_cap,
        "commons": settings.limits.commons,
        "announce": settings.limits.announce,
        "private_until_close": settings.private_until_close,
        "running_total": settings.running_total,
        "show_amounts": settings.show_amounts,
        "volunteer_word": settings.volunteer_word,
        "quiet": str(settings.quiet),
        "charter": settings.charter,
        "euro_rate": settings.euro_rate,
        "payout_mode": settings.payout_mode,
        "cae": settings.cae,
        "siren": settings.siren,
        "commons_share": settings.commons_share,
        "quorum": settings.quorum,
        "leftovers": settings.leftovers,
        "keep_allocations": settings.keep_allocations,
        "approve_buckets": settings.approve_buckets,
    }


def _member(row: Any) -> Member:
    return Member(
        row.id,
        row.team_id,
        row.person_id,
        row.name,
        row.declares,
        row.facilitator,
        row.joined_at,
        row.left_at,
        row.charter_at,
        row.public,
        row.commission,
    )


def _project(row: Any) -> Project:
    return Project(row.id, row.team_id, row.name, row.rate, row.closed, row.envelope, row.keeper)
