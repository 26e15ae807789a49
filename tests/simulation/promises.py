"""What was promised, checked against what people saw and what the database holds.

*A declaration we confirmed is never lost or counted twice. Where the network hides whether a
message arrived, we say so instead of guessing.* What people see is looked at in `seen`.
"""

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql

from core.app.audit import audit_beyond, audit_team
from core.db.store import Store, Work
from core.domain.calendar import Week
from tests.simulation.chat import MATRIX
from tests.simulation.people import Person
from tests.simulation.seen import Breach, Seen

_FIGURES = (
    "SELECT (SELECT max(seq) FROM transactions), (SELECT count(*) FROM revisions),"
    " (SELECT group_concat(state) FROM rounds), (SELECT count(*) FROM corrections)"
)
"""Where these are as they were, the audit would read what it read before."""


class Promises:
    """Checks all of it, again and again; what is closed is looked at once."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._settled: set[str] = set()
        self._audited: list[Any] = []

    async def check(self, store: Store, *, whole: bool) -> list[Breach]:
        """Check what is stored now against what was seen; return every breach.

        What takes long is only looked for if the `whole` is checked: rows that hang on nothing, and
        what is left of who was forgotten.
        """
        async with store.work() as work:
            breaches = await self._audit(work, whole=whole)
            breaches += await self._arrived(work)
            breaches += await self._answered(work)
            breaches += await self._sent(work)
            breaches += await self._confirmed(work)
            breaches += await self._closed(work)
            breaches += await _carried_over(work)
        if whole:
            breaches += [
                breach for who in self.seen.people.all for breach in left_of(who, self.seen.file)
            ]
        return breaches

    async def _audit(self, work: Work, *, whole: bool) -> list[Breach]:
        now = await _rows(work, _FIGURES)
        if now == self._audited and not whole:
            return []
        self._audited = now
        (team,) = await _rows(work, "SELECT id FROM teams")
        breaches = list(await audit_team(work, await work.teams.get(team.id)))
        if whole:
            breaches += await audit_beyond(work)
        twice = await work.outbox.sent_twice()
        return [*(f"audit: {breach}" for breach in breaches), *(f"{key} twice" for key in twice)]

    async def _arrived(self, work: Work) -> list[Breach]:
        """What was acknowledged to a platform is stored, and none of it broke us."""
        failed = await _rows(work, "SELECT payload, error FROM inbox WHERE state = 'failed'")
        breaches = [f"broke on {row.payload}: {row.error}" for row in failed]
        for name, chat in self.seen.chats.items():
            lost = await _rows(
                work,
                "SELECT value FROM json_each(:ids)"
                " WHERE value NOT IN (SELECT event_id FROM inbox WHERE platform = :name)",
                ids=json.dumps(chat.acknowledged),
                name=name,
            )
            chat.acknowledged.clear()
            breaches += [f"{name}: {row.value} was acknowledged and is not stored" for row in lost]
        return breaches

    async def _answered(self, work: Work) -> list[Breach]:
        """Who speaks on one platform is answered there."""
        answered = dict(self.seen.answered)
        self.seen.answered.clear()
        rows = await _rows(
            work,
            "SELECT id, platform FROM inbox WHERE id IN (SELECT value FROM json_each(:ids))",
            ids=json.dumps([*answered]),
        )
        return [
            f"reply:{row.id}: asked on {row.platform}, answered on {answered[row.id]}"
            for row in rows
            if row.platform != answered[row.id]
        ]

    async def _sent(self, work: Work) -> list[Breach]:
        """What is said to be sent was seen; a question in doubt is known to be so."""
        rows = await _rows(
            work,
            "SELECT key, platform, state FROM outbox WHERE state <> 'waiting' AND chat_id <> ''",
        )
        breaches = [
            f"{row.key} is said to be sent, and nobody saw it"
            for row in rows
            if row.state == "sent" and not self.seen.shown[row.key, 0]
        ]
        state = {
            row.key: row.state
            for row in rows
            if row.platform != MATRIX and row.key.startswith("prompt:")
        }
        return breaches + [
            f"{key} is in doubt, and said to be {state[base]}"
            for name, chat in self.seen.chats.items()
            if name != MATRIX
            for key in sorted(chat.in_doubt)
            if (base := key.partition("@")[0]) in state
            and state[base] not in {"unknown", "in_flight"}
        ]

    async def _confirmed(self, work: Work) -> list[Breach]:
        """Each declaration that was confirmed is stored once, its author's, of that week."""
        rows = await _rows(
            work,
            "SELECT name, week, claim, source, at, answer FROM revisions"
            " JOIN rounds ON rounds.id = round_id JOIN members ON members.id = member_id",
        )
        claims = [row for row in rows if row.answer == "declared" and row.claim]
        stored = Counter((row.name, row.week, row.claim) for row in claims)
        typed = {person.name: person.typed for person in self.seen.people.all}
        breaches = [
            f"{name} never said {claim} ({week})"
            for name, week, claim in stored
            if claim not in typed.get(name, {claim})
        ]
        once = Counter((row.name, row.week, row.source, row.at) for row in rows if row.source)
        breaches += [
            f"what {name} said once ({source}) counts {times} times for {week}"
            for (name, week, source, _), times in once.items()
            if times > 1
        ]
        here = {row.name for row in await _rows(work, "SELECT name FROM members")}
        for (name, week), confirmed in self.seen.confirmed.items():
            for claim in filter(None, set(confirmed) if name in here else ()):
                count = stored[name, week, claim]
                if count != confirmed.count(claim):
                    breaches.append(
                        f"{name} was confirmed {claim} for {week}: stored {count} times"
                    )
        return breaches

    async def _closed(self, work: Work) -> list[Breach]:
        """What a week's book holds for somebody is what was confirmed to them last, once.

        And it is what the group was told.
        """
        rows = await _rows(
            work,
            "SELECT rounds.week, members.name, members.id AS member_id, awards.claim,"
            " awards.award FROM awards JOIN rounds ON rounds.id = round_id"
            " JOIN members ON members.id = awards.member_id ORDER BY rounds.week, members.id",
        )
        breaches = self._told(rows)
        new = [row for row in rows if row.week not in self._settled]
        self._settled |= {row.week for row in rows}
        if not new:
            return breaches
        booked = Counter[tuple[str, str]]()
        for row in await _rows(
            work,
            "SELECT week, account, amount FROM postings JOIN transactions USING (team_id, seq)"
            " WHERE kind = 'award' AND account LIKE 'member:%'",
        ):
            booked[row.week, row.account] += row.amount
        answers = await _rows(
            work,
            "SELECT name, week, count(*) AS many, count(DISTINCT answer) AS ways,"
            " max(answer) AS one"
            " FROM revisions JOIN rounds ON rounds.id = round_id"
            " JOIN members ON members.id = member_id GROUP BY name, week",
        )
        how = {(row.name, row.week): row for row in answers}
        for row in new:
            if booked[row.week, f"member:{row.member_id}"] != row.award:
                breaches.append(f"{row.week}: the book does not hold {row.name}'s {row.award} once")
            echoes = self.seen.confirmed.get((row.name, row.week), [])
            answer = how[row.name, row.week]
            whole = answer.ways == 1 and answer.one == "declared" and answer.many == len(echoes)
            if whole and row.claim != echoes[-1]:
                breaches.append(
                    f"{row.week}: {row.name} was confirmed {echoes[-1]}, {row.claim} was counted"
                )
        return breaches

    def _told(self, rows: Sequence[Any]) -> list[Breach]:
        right = {(row.week, row.name): (row.claim, row.award) for row in rows}
        breaches = [
            f"{week}: the group was told {sums} of {name}, and it is {right[week, name]}"
            for (week, name), sums in self.seen.summaries.items()
            if right.get((week, name), sums) != sums
        ]
        self.seen.summaries.clear()
        return breaches


def left_of(person: Person, file: Path) -> Iterator[Breach]:
    """Of who was forgotten neither the name nor a word is left, but of what they sent since."""
    if person.forgotten is None:
        return
    spelled = re.escape(json.dumps(person.name).strip('"'))
    words = re.compile(rf"{person.canary}|\b(?:{person.name}|{spelled})\b")
    since = person.forgotten.strftime("%Y-%m-%d %H:%M:%S")
    with closing(sqlite3.connect(file)) as stored:
        tables = stored.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            before = f" WHERE received_at < '{since}'" if table == "inbox" else ""
            for row in stored.execute(f"SELECT * FROM {table}{before}"):
                if words.search(" ".join(map(str, row))):
                    yield f"{person.name} was forgotten and is still in {table}: {row}"


async def _carried_over(work: Work) -> list[Breach]:
    """No week is left out between two rounds, and what one leaves is there for the next."""
    rounds = await _rows(
        work,
        "SELECT week, since, planned + carried + income - expense - fixed - commons - granted"
        ' + drawn AS rest, "left" FROM rounds LEFT JOIN closes ON closes.round_id = rounds.id'
        " ORDER BY week",
    )
    breaches = [
        f"{before.week}: {before.rest} were left, and {before.left} are carried over"
        for before in rounds
        if before.left != before.rest
    ]
    for before, following in pairwise(rounds):
        expected = Week.parse(before.week) + 1
        if (following.since or following.week) != str(expected):
            breaches.append(f"{expected} is in no round")
    return breaches


async def left_over(store: Store, now: datetime) -> list[Breach]:
    """After a calm week nothing waits any more, and no round is open whose time is over."""
    async with store.work() as work:
        late = await _rows(
            work,
            "SELECT week FROM rounds"
            " WHERE state <> 'closed' AND coalesce(revises_until, closes_at) < :now",
            now=now.strftime("%Y-%m-%d %H:%M:%S"),
        )
        waiting = await _rows(
            work,
            "SELECT 'inbox' AS what, event_id AS one FROM inbox WHERE state = 'waiting' UNION ALL"
            " SELECT 'outbox', key FROM outbox WHERE state IN ('waiting', 'in_flight')",
        )
    breaches = [f"{row.week}: its time is over, and it is not closed" for row in late]
    return breaches + [f"{row.what}: {row.one} still waits" for row in waiting]


async def fingerprint(store: Store) -> str:
    """A hash of the whole book, of every revision, and of how each message ended."""
    async with store.work() as work:
        digest = hashlib.sha256()
        for query in (
            "SELECT seq, hash FROM transactions ORDER BY team_id, seq",
            "SELECT * FROM revisions ORDER BY round_id, member_id, revision",
            "SELECT key, state, attempts FROM outbox ORDER BY id",
        ):
            for row in await _rows(work, query):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()[:16]


async def _rows(work: Work, query: str, **values: Any) -> list[Any]:
    return list((await work._connection.execute(sql(query), values)).all())
