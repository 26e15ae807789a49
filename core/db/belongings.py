"""All rows about one person, read out for them: every table that names them, and nothing of others.

Tables are found by their columns, so that one that is new is in it by itself.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import Column, Select, Table, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.db import schema
from core.db.words import rewritten
from core.domain import names
from core.domain.book import euro_account, member_account

Row = dict[str, object]

_OURS = frozenset({schema.members, schema.prompts})
"""Tables that name persons and are not read as they are: parts in teams come one by one; options
were in the messages that offered them."""

_SECRET = frozenset({"code_hash"})

_OF_OTHERS = frozenset({"reply_to_message", "new_chat_members", "external_reply"})
"""Parts of what a platform delivered that hold what others said, or who they are."""


async def belongings(connection: AsyncConnection, person_id: int) -> dict[str, object]:
    """Read everything about somebody, ready to be written as JSON."""
    members = schema.members
    people = schema.people
    parts = await _all(connection, select(members).where(members.c.person_id == person_id))
    found: dict[str, object] = {
        "person": _shown(await _one(connection, select(people).where(people.c.id == person_id)))
    }
    for table in schema.metadata.sorted_tables:
        columns = [] if table in _OURS else _naming(table, "people")
        if columns:
            mine = or_(*(column == person_id for column in columns))
            found[table.name] = await _rows(connection, table, mine)
    found["teams"] = [await _in_team(connection, part) for part in parts]
    found["inbox"] = await _arrived(connection, person_id)
    return found


async def _in_team(connection: AsyncConnection, part: Any) -> Row:
    team = await _one(connection, select(schema.teams).where(schema.teams.c.id == part.team_id))
    mates = await _all(
        connection, select(schema.members).where(schema.members.c.team_id == part.team_id)
    )
    rounds = await _all(
        connection, select(schema.rounds).where(schema.rounds.c.team_id == part.team_id)
    )
    projects = await _all(
        connection, select(schema.projects).where(schema.projects.c.team_id == part.team_id)
    )
    told = {
        "round_id": {row.id: ("week", str(row.week)) for row in rounds},
        "project_id": {row.id: ("project", row.name) for row in projects},
    }
    others = {row.name: names.pseudonym(row.id) for row in mates if row.id != part.id}
    found: Row = {"team": team.name, "unit": team.unit_name, "member": _shown(part)}
    for table in schema.metadata.sorted_tables:
        own = [table.c["member_id"]] if "member_id" in table.c else _naming(table, "members")
        if own and table is not schema.acts:
            rows = await _rows(connection, table, or_(*(column == part.id for column in own)))
            found[table.name] = [_without(_told(row, told), part.name, others) for row in rows]
    found["acts"] = await _acts(connection, part, others)
    found["postings"] = await _postings(connection, part)
    return found


async def _acts(connection: AsyncConnection, part: Any, others: Mapping[str, str]) -> list[Row]:
    """Read what they did as a facilitator, and what was done that names them."""
    hide = partial(
        names.hidden, known=(part.name,), instead="", others=set(map(names.fold, others))
    )
    acts = schema.acts
    rows = await _all(connection, select(acts).where(acts.c.team_id == part.team_id))
    return [
        _without(_shown(row), part.name, others)
        for row in rows
        if row.member_id == part.id or rewritten(row.text, hide) != row.text
    ]


async def _postings(connection: AsyncConnection, part: Any) -> list[Row]:
    """Read what the book moved to and from their accounts."""
    postings, transactions = schema.postings, schema.transactions
    same = and_(postings.c.team_id == transactions.c.team_id, postings.c.seq == transactions.c.seq)
    own = (member_account(part.id), euro_account(part.id))
    rows = await _all(
        connection,
        select(postings.c.account, postings.c.amount)
        .add_columns(transactions.c.seq, transactions.c.kind, transactions.c.week)
        .add_columns(transactions.c.at, transactions.c.hash)
        .join(transactions, same)
        .where(postings.c.team_id == part.team_id, postings.c.account.in_(own))
        .order_by(postings.c.seq),
    )
    return [_shown(row) for row in rows]


async def _arrived(connection: AsyncConnection, person_id: int) -> list[Row]:
    """Read what they sent as it arrived, as far as it is still kept."""
    accounts, inbox = schema.accounts, schema.inbox
    own = await _all(connection, select(accounts).where(accounts.c.person_id == person_id))
    users = {(row.platform, row.user_id) for row in own}
    rows = await _all(
        connection,
        select(inbox)
        .where(inbox.c.platform.in_({row.platform for row in own}), inbox.c.payload != "")
        .order_by(inbox.c.id),
    )
    found = []
    for row in rows:
        payload = json.loads(row.payload)
        if (row.platform, _sender(payload)) in users:
            found.append(_shown(row) | {"payload": _own(payload)})
    return found


def _sender(payload: object) -> str:
    """Find who sent an event: the platform's `sender` or `from` nearest to its outside."""
    if not isinstance(payload, dict):
        return ""
    for level in (payload, *(part for part in payload.values() if isinstance(part, dict))):
        said = level.get("sender", level.get("from"))
        if isinstance(said, dict):
            return str(said.get("user_id", said.get("id", "")))
        if said is not None:
            return str(said)
    return ""


def _own(payload: Any) -> object:
    """Leave out of what arrived what others said in it."""
    if isinstance(payload, dict):
        return {key: _own(part) for key, part in payload.items() if key not in _OF_OTHERS}
    return [_own(part) for part in payload] if isinstance(payload, list) else payload


def _naming(table: Table, whom: str) -> list[Column[Any]]:
    """Find the columns of a table that say whom a row is about or by."""
    return [
        column
        for column in table.columns
        if any(key.column.table.name == whom for key in column.foreign_keys)
    ]


def _told(row: Row, told: Mapping[str, Mapping[int, tuple[str, str]]]) -> Row:
    """Add the words for numbers that say nothing by themselves."""
    found = dict(row)
    for column, words in told.items():
        number = row.get(column)
        if isinstance(number, int) and number in words:
            name, said = words[number]
            found[name] = said
    return found


def _without(row: Row, own: str, others: Mapping[str, str]) -> Row:
    """Name nobody else in a row."""
    written = json.dumps(row, ensure_ascii=False)
    for name, instead in others.items():
        written = rewritten(
            written, partial(names.hidden, known=(name,), instead=instead, others={names.fold(own)})
        )
    said: Row = json.loads(written)
    return said


async def _rows(connection: AsyncConnection, table: Table, mine: Any) -> list[Row]:
    order = list(table.primary_key.columns)
    rows = await _all(connection, select(table).where(mine).order_by(*order))
    return [_shown(row) for row in rows]


def _shown(row: Any) -> Row:
    return {key: _plain(value) for key, value in row._mapping.items() if key not in _SECRET}  # noqa: SLF001


def _plain(value: object) -> object:
    match value:
        case datetime() | date():
            return value.isoformat()
        case None | bool() | int():
            return value
    said = str(value)
    return json.loads(said) if said.startswith(("{", "[")) else said


async def _all(connection: AsyncConnection, rows: Select[Any]) -> Sequence[Any]:
    found: Sequence[Any] = (await connection.execute(rows)).all()
    return found


async def _one(connection: AsyncConnection, rows: Select[Any]) -> Any:
    return (await connection.execute(rows)).one()
