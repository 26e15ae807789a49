"""What conversations leave behind: absences, acts, questions, drafts and rates in the database."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app import wire
from core.app.records import Act, Draft, Question
from core.app.says import Text
from core.db import schema
from core.db.pending import chunks, insert_new, new_id
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
        self._drafts: dict[int, Draft | None] = {}
        self._rates: dict[int, list[Rate]] = {}

    async def load(self, member_ids: Collection[int]) -> None:
        """Read the drafts of many members at once."""
        self._drafts.update(dict.fromkeys(member_ids))
        for part in chunks(sorted(member_ids)):
            rows = await self._connection.execute(
                select(_drafts).where(_drafts.c.member_id.in_(part))
            )
            self._drafts.update({row.member_id: _draft(row) for row in rows})

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

    async def note_away(self, round_id: int, member_ids: Collection[int]) -> None:
        """See `Talk.note_away`."""
        rows = [{"round_id": round_id, "member_id": one} for one in sorted(member_ids)]
        if rows:
            await self._connection.execute(schema.away_at_close.insert(), rows)

    async def away_at_close(self, round_id: int) -> Collection[int]:
        """See `Talk.away_at_close`."""
        table = schema.away_at_close
        rows = await self._connection.execute(
            select(table.c.member_id).where(table.c.round_id == round_id)
        )
        return {row.member_id for row in rows}

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
        return [_act(row) for row in rows.all()][::-1]

    async def acts_of(self, team_id: int, key: str) -> Sequence[Act]:
        """See `Talk.acts_of`; `core.app.wire` writes the key of a text first."""
        begins = wire.dumps(Text(key, {})).removesuffix("}")
        rows = await self._connection.execute(
            select(_acts)
            .where(_acts.c.team_id == team_id, _acts.c.text.startswith(begins, autoescape=True))
            .order_by(_acts.c.id)
        )
        return [_act(row) for row in rows.all()]

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
        if member_id not in self._drafts:
            await self.load([member_id])
        return self._drafts[member_id]

    async def keep_draft(self, draft: Draft, at: datetime) -> None:
        """See `Talk.keep_draft`."""
        content = wire.dumps((draft.step, draft.lines, draft.project, draft.noted))
        insert = insert_new(self._connection, _drafts).values(
            member_id=draft.member_id, round_id=draft.round_id, content=content, updated_at=at
        )
        await self._connection.execute(
            insert.on_conflict_do_update(
                index_elements=["member_id"],
                set_={"round_id": draft.round_id, "content": content, "updated_at": at},
            )
        )
        self._drafts[draft.member_id] = draft

    async def drop_draft(self, member_id: int) -> None:
        """See `Talk.drop_draft`."""
        if await self.draft(member_id) is not None:
            await self._connection.execute(delete(_drafts).where(_drafts.c.member_id == member_id))
            self._drafts[member_id] = None

    async def rates(self, team_id: int) -> Sequence[Rate]:
        """See `Talk.rates`."""
        if team_id not in self._rates:
            await self.load_rates([team_id])
        return self._rates[team_id]

    async def load_rates(self, team_ids: Collection[int]) -> None:
        """Read the rates of many teams at once."""
        for part in chunks(sorted(set(team_ids))):
            self._rates.update({team_id: [] for team_id in part})
            rows = await self._connection.execute(
                select(_rates)
                .where(_rates.c.team_id.in_(part))
                .order_by(_rates.c.kind, _rates.c.folded)
            )
            for row in rows:
                self._rates[row.team_id].append(Rate(RateKind(row.kind), row.label, row.amount))

    async def set_rate(self, team_id: int, rate: Rate) -> None:
        """See `Talk.set_rate`."""
        self._rates.pop(team_id, None)
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


def _act(row: Any) -> Act:
    return Act(row.team_id, row.member_id, row.at, wire.loads(row.text))


def _draft(row: Any) -> Draft:
    step, lines, project, noted = wire.loads(row.content)
    return Draft(row.member_id, row.round_id, step, lines, project, noted)


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
