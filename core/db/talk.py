"""What conversations leave behind: absences, acts, questions, drafts and rates in the database."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app import wire
from core.app.records import Act, Draft, Question
from core.db import schema
from core.db.pending import insert_new, new_id
from core.domain import names
from core.domain.team import Absence, Rate, RateKind

_absences = schema.absences
_acts = schema.acts
_questions = schema.questions
_drafts = schema.drafts
_rates = schema.rates


class TalkRows:
    """Implements `core.app.ports.Talk`."""

    def __init__(self, connection: AsyncConnection) -> None:
        """Use one transaction's connection."""
        self._connection = connection

    async def absences(self, team_id: int) -> Sequence[Absence]:
        """See `Talk.absences`."""
        members = schema.members
        rows = await self._connection.execute(
            select(_absences)
            .join(members, members.c.id == _absences.c.member_id)
            .where(members.c.team_id == team_id)
        )
        return [Absence(row.member_id, row.since, row.until) for row in rows]

    async def set_absence(self, member_id: int, since: date, until: date | None) -> None:
        """See `Talk.set_absence`."""
        insert = insert_new(self._connection, _absences).values(
            member_id=member_id, since=since, until=until
        )
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["member_id"], set_={"since": since, "until": until}
            )
        )

    async def end_absence(self, member_id: int) -> bool:
        """See `Talk.end_absence`."""
        done = await self._connection.execute(
            delete(_absences).where(_absences.c.member_id == member_id)
        )
        return bool(done.rowcount)

    async def note_act(self, act: Act) -> None:
        """See `Talk.note_act`."""
        await self._connection.execute(
            _acts.insert().values(
                team_id=act.team_id,
                member_id=act.member_id,
                at=act.at,
                text=wire.dumps(act.text),
            )
        )

    async def acts(self, team_id: int, most: int) -> Sequence[Act]:
        """See `Talk.acts`."""
        rows = await self._connection.execute(
            select(_acts).where(_acts.c.team_id == team_id).order_by(_acts.c.id.desc()).limit(most)
        )
        return [
            Act(row.team_id, row.member_id, row.at, wire.loads(row.text)) for row in rows.all()
        ][::-1]

    async def ask(self, question: Question) -> Question:
        """See `Talk.ask`."""
        insert = _questions.insert().values(
            team_id=question.team_id,
            round_id=question.round_id,
            asker_id=question.asker_id,
            about_id=question.about_id,
            words=question.words,
            asked_at=question.asked_at,
        )
        question_id = new_id(await self._connection.execute(insert))
        found = await self.question(question_id)
        if found is None:
            raise RuntimeError("the question just stored is not there")
        return found

    async def question(self, question_id: int) -> Question | None:
        """See `Talk.question`."""
        rows = await self._connection.execute(
            select(_questions).where(_questions.c.id == question_id)
        )
        row = rows.first()
        return _question(row) if row else None

    async def open_questions(self, team_id: int) -> Sequence[Question]:
        """See `Talk.open_questions`."""
        rows = await self._connection.execute(
            select(_questions)
            .where(_questions.c.team_id == team_id, _questions.c.answered_at.is_(None))
            .order_by(_questions.c.id)
        )
        return [_question(row) for row in rows]

    async def answer(self, question_id: int, answer: str, at: datetime) -> bool:
        """See `Talk.answer`."""
        done = await self._connection.execute(
            update(_questions)
            .where(_questions.c.id == question_id, _questions.c.answered_at.is_(None))
            .values(answer=answer, answered_at=at)
        )
        return bool(done.rowcount == 1)

    async def draft(self, member_id: int) -> Draft | None:
        """See `Talk.draft`."""
        rows = await self._connection.execute(
            select(_drafts).where(_drafts.c.member_id == member_id)
        )
        row = rows.first()
        if row is None:
            return None
        step, project, lines = wire.loads(row.content)
        return Draft(row.member_id, row.round_id, step, lines, project)

    async def keep_draft(self, draft: Draft, at: datetime) -> None:
        """See `Talk.keep_draft`."""
        content = wire.dumps((draft.step, draft.project, draft.lines))
        insert = insert_new(self._connection, _drafts).values(
            member_id=draft.member_id, round_id=draft.round_id, content=content, updated_at=at
        )
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["member_id"],
                set_={"round_id": draft.round_id, "content": content, "updated_at": at},
            )
        )

    async def drop_draft(self, member_id: int) -> None:
        """See `Talk.drop_draft`."""
        await self._connection.execute(delete(_drafts).where(_drafts.c.member_id == member_id))

    async def rates(self, team_id: int) -> Sequence[Rate]:
        """See `Talk.rates`."""
        rows = await self._connection.execute(
            select(_rates)
            .where(_rates.c.team_id == team_id)
            .order_by(_rates.c.kind, _rates.c.folded)
        )
        return [Rate(RateKind(row.kind), row.label, row.amount) for row in rows]

    async def set_rate(self, team_id: int, rate: Rate) -> None:
        """See `Talk.set_rate`."""
        folded = names.fold(rate.label)
        await self._connection.execute(
            delete(_rates).where(
                _rates.c.team_id == team_id, _rates.c.kind == rate.kind, _rates.c.folded == folded
            )
        )
        if rate.amount:
            await self._connection.execute(
                _rates.insert().values(
                    team_id=team_id,
                    kind=rate.kind.value,
                    label=rate.label,
                    folded=folded,
                    amount=rate.amount,
                )
            )


def _question(row: Any) -> Question:
    return Question(
        row.id,
        row.team_id,
        row.round_id,
        row.asker_id,
        row.about_id,
        row.words,
        row.asked_at,
        row.answer,
        row.answered_at,
    )
