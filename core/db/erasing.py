"""Erasing a person: every word about them and of theirs, and no figure.

What stays is what the book and the audit need: amounts, dates and numbers, under a number that
names nobody. A table with words in it that is new has to be thought of here: a test asks.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, case, delete, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.app.payday.ports import LAST_WORDS
from core.db import schema
from core.db.pending import insert_new
from core.db.retention import nothing_arrived
from core.db.words import EMPTY, emptied, rewritten
from core.domain import lookalikes, names

_members = schema.members
_accounts = schema.accounts
_outbox = schema.outbox
_questions = schema.questions
_prompts = schema.prompts

Change = partial[str]


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody who is to be erased: what they are called, and where they are reached."""

    id: int
    names: tuple[str, ...]
    members: Sequence[Any]
    chats: tuple[tuple[str, str], ...]

    @property
    def member_ids(self) -> tuple[int, ...]:
        return tuple(row.id for row in self.members)


async def erase(connection: AsyncConnection, person_id: int, at: datetime) -> None:
    """Erase somebody at once, in the transaction of a connection; twice is once."""
    person = await _find(connection, person_id)
    await _their_words(connection, person, at)
    for row in person.members:
        await _of_team(connection, person, row)
    await _to_them(connection, person)
    await empty_what_arrived(connection)
    await _who_they_are(connection, person, at)
    await connection.execute(
        insert_new(connection, schema.erasures)
        .values(person_id=person_id, at=at)
        .on_conflict_do_nothing(index_elements=["person_id"])
    )


async def _find(connection: AsyncConnection, person_id: int) -> _Person:
    people = schema.people
    name = await connection.scalar(select(people.c.name).where(people.c.id == person_id))
    mine = select(_members).where(_members.c.person_id == person_id)
    members = (await connection.execute(mine.order_by(_members.c.id))).all()
    accounts = await connection.execute(
        select(_accounts.c.platform, _accounts.c.chat_id).where(_accounts.c.person_id == person_id)
    )
    called = {str(name), *(row.name for row in members)}
    known = tuple(sorted((one for one in called if names.fold(one)), key=len, reverse=True))
    chats = tuple((row.platform, row.chat_id) for row in accounts if row.chat_id is not None)
    return _Person(person_id, known, members, chats)


async def _their_words(connection: AsyncConnection, person: _Person, at: datetime) -> None:
    """Empty their notes and questions, with the answers; drop what only they needed."""
    ids = person.member_ids
    revisions, lines = schema.revisions, schema.revision_lines
    await connection.execute(
        update(revisions)
        .where(revisions.c.member_id.in_(ids), revisions.c.source != "")
        .values(source="")
    )
    await connection.execute(
        update(lines).where(lines.c.member_id.in_(ids), lines.c.note != "").values(note="")
    )
    await connection.execute(
        update(_questions)
        .where(or_(_questions.c.asker_id.in_(ids), _questions.c.about_id.in_(ids)))
        .values(words="", answer="", answered_at=func.coalesce(_questions.c.answered_at, at))
    )
    for words in (
        schema.bucket_comments.c.words,
        schema.grant_comments.c.words,
        schema.grant_votes.c.reason,
        schema.grants.c.purpose,
    ):
        table = words.table
        await connection.execute(
            update(table).where(table.c.member_id.in_(ids)).values({words.name: ""})
        )
    buckets = schema.buckets
    await connection.execute(
        update(buckets).where(buckets.c.proposer_id.in_(ids)).values(description="")
    )
    for table in (schema.drafts, schema.absences, schema.contracts):
        await connection.execute(delete(table).where(table.c.member_id.in_(ids)))
    for table in (schema.links, _prompts):
        await connection.execute(delete(table).where(table.c.person_id == person.id))
    tries = schema.link_tries
    accounts = select(_accounts.c.platform, _accounts.c.user_id).where(
        _accounts.c.person_id == person.id
    )
    await connection.execute(
        delete(tries).where(tuple_(tries.c.platform, tries.c.user_id).in_(accounts))
    )


async def _of_team(connection: AsyncConnection, person: _Person, member: Any) -> None:
    """Take their name out of what is kept of a team's conversations."""
    mates = (
        await connection.execute(
            select(_members).where(
                _members.c.team_id == member.team_id, _members.c.person_id != person.id
            )
        )
    ).all()
    others = {names.fold(row.name) for row in mates}
    hide = partial(
        names.hidden, known=person.names, instead=names.pseudonym(member.id), others=others
    )
    await rewrite_acts(connection, member.team_id, hide)
    await _questions_of_others(connection, member.team_id, hide)
    await _said_in_team(connection, member.team_id, mates, hide)
    await _offered_to(connection, [row.person_id for row in mates], hide)


async def rewrite_acts(connection: AsyncConnection, team_id: int, hide: Change) -> None:
    """Change what was noted of what those did who look after a team."""
    acts = schema.acts
    noted = await connection.execute(select(acts).where(acts.c.team_id == team_id))
    for row in noted.all():
        if (said := rewritten(row.text, hide)) != row.text:
            await connection.execute(update(acts).where(acts.c.id == row.id).values(text=said))


async def _questions_of_others(connection: AsyncConnection, team_id: int, hide: Change) -> None:
    rows = await connection.execute(select(_questions).where(_questions.c.team_id == team_id))
    for row in rows.all():
        words = hide(row.words)
        answer = None if row.answer is None else hide(row.answer)
        if (words, answer) != (row.words, row.answer):
            await connection.execute(
                update(_questions)
                .where(_questions.c.id == row.id)
                .values(words=words, answer=answer)
            )


async def _said_in_team(
    connection: AsyncConnection, team_id: int, mates: Sequence[Any], hide: Change
) -> None:
    """Empty what was said in a team, and name nobody in what still has to be said.

    Messages that belong to no one team are of it if they went to somebody there.
    """
    chats = await connection.execute(
        select(_accounts.c.platform, _accounts.c.chat_id).where(
            _accounts.c.person_id.in_([row.person_id for row in mates]),
            _accounts.c.chat_id.is_not(None),
        )
    )
    to_mates = [tuple(row) for row in chats]
    of_team = or_(
        _outbox.c.team_id == team_id,
        and_(_outbox.c.team_id.is_(None), _in_chats(to_mates)),
    )
    rows = await connection.execute(
        select(_outbox.c.id, _outbox.c.text, _outbox.c.buttons, _outbox.c.state).where(of_team)
    )
    for row in rows.all():
        going = row.state in ("waiting", "in_flight")
        text = rewritten(row.text, hide) if going else emptied(row.text)
        buttons = None if row.buttons is None else rewritten(row.buttons, hide)
        if (text, buttons) != (row.text, row.buttons):
            await connection.execute(
                update(_outbox).where(_outbox.c.id == row.id).values(text=text, buttons=buttons)
            )


async def _offered_to(
    connection: AsyncConnection, person_ids: Collection[int], hide: Change
) -> None:
    """Withdraw what others could still choose about them: the option, and those beside it."""
    rows = await connection.execute(
        select(_prompts.c.prompt, _prompts.c.command).where(_prompts.c.person_id.in_(person_ids))
    )
    naming = {row.prompt for row in rows.all() if rewritten(row.command, hide) != row.command}
    await connection.execute(delete(_prompts).where(_prompts.c.prompt.in_(naming)))


async def _to_them(connection: AsyncConnection, person: _Person) -> None:
    """Empty all that was said to them in private, and where; what still waits is given up."""
    await connection.execute(
        update(_outbox)
        .where(_outbox.c.audience == "private", _in_chats(person.chats))
        .values(
            state=case((_outbox.c.state == "sent", "sent"), else_="failed"),
            **emptied_letter(),
        )
    )


async def last_chats(connection: AsyncConnection) -> list[tuple[str, str, str]]:
    """List (key, platform, chat) of last messages that are over, whose chat is still known."""
    rows = await connection.execute(
        select(_outbox.c.key, _outbox.c.platform, _outbox.c.chat_id).where(
            _outbox.c.key.like(f"{LAST_WORDS}%"),
            _outbox.c.chat_id != "",
            _outbox.c.state.not_in(("waiting", "in_flight")),
        )
    )
    return [(row.key, row.platform, row.chat_id) for row in rows]


async def let_go(connection: AsyncConnection, key: str) -> None:
    """Empty a last message: where it went is not known any more."""
    await connection.execute(update(_outbox).where(_outbox.c.key == key).values(**emptied_letter()))


def emptied_letter() -> dict[str, Any]:
    """Give what the columns of a message become whose reader is nobody any more."""
    nothing = ("buttons", "picture", "documents", "answers", "message_ids", "not_before", "error")
    return {"chat_id": "", "text": EMPTY, **dict.fromkeys(nothing)}


async def empty_what_arrived(connection: AsyncConnection) -> None:
    """Empty all that was dealt with: it was only kept to be looked into, and names people."""
    inbox = schema.inbox
    await connection.execute(
        update(inbox)
        .where(inbox.c.state != "waiting", inbox.c.payload != "")
        .values(**nothing_arrived())
    )


async def _who_they_are(connection: AsyncConnection, person: _Person, at: datetime) -> None:
    for row in person.members:
        others = await connection.execute(
            select(_members.c.name).where(
                _members.c.team_id == row.team_id, _members.c.id != row.id
            )
        )
        name = lookalikes.distinct(names.pseudonym(row.id), [one.name for one in others])
        await connection.execute(
            update(_members)
            .where(_members.c.id == row.id)
            .values(
                name=name,
                folded=names.fold(name),
                look=lookalikes.look(name),
                facilitator=False,
                public=False,
                commission=False,
                charter_at=None,
                left_at=func.coalesce(_members.c.left_at, at),
            )
        )
    people = schema.people
    await connection.execute(
        update(people)
        .where(people.c.id == person.id)
        .values(name=names.pseudonym(person.id), timezone=None)
    )
    await connection.execute(delete(_accounts).where(_accounts.c.person_id == person.id))


def _in_chats(chats: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    return tuple_(_outbox.c.platform, _outbox.c.chat_id).in_(chats)
