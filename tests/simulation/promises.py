"""What was promised, checked against what people saw and what the database holds.

*A declaration we confirmed is never lost or counted twice. No automatic prompt is sent twice; where
the network hides whether a message arrived, we say so instead of guessing. Nobody sees or changes
what is not theirs.*
"""

import hashlib
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text as sql

from adapters.chat import Outgoing
from core.app.audit import audit_beyond, audit_team
from core.db.store import Store, Work
from tests.simulation.chat import MATRIX, Arrived, Chat
from tests.simulation.people import People

_CONFIRMED = re.compile(
    r"^C’est (?:noté|changé) : ([\d\u202f]+,\d\d)\u00a0K .*?pour la semaine (\d{4}-W\d\d)"
)
_STATUS = re.compile(r"^Semaine (\d{4}-W\d\d) : \d+ sur \d+ ")
_OWNED_UP = re.compile(
    r"^(?:Je ne sais pas si ma question leur est arrivée|Absents?) ?: (.*)$", re.MULTILINE
)
A_WHILE = timedelta(minutes=20)
"""After which it is known that nobody knows."""

_FIGURES = (
    "SELECT (SELECT max(seq) FROM transactions), (SELECT count(*) FROM revisions),"
    " (SELECT group_concat(state) FROM rounds), (SELECT count(*) FROM corrections)"
)
"""Where these are as they were, the audit would read what it read before."""

_REPLY = "reply:"
_QUESTION = "prompt:"

Breach = str


@dataclass
class Seen:
    """What people saw so far; a breach is noted when it is seen."""

    people: People
    chats: dict[str, Chat]
    file: Path
    """The database."""
    breaches: list[Breach] = field(default_factory=list)
    confirmed: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """By (who, week): what was confirmed to them, in order."""
    shown: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How often each part of each message was."""
    questions: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each chat was shown the same question."""
    told: int = 0
    owned_up: int = 0
    """Of how many questions it was said that nobody knows."""
    trace: Any = field(default_factory=hashlib.sha256)

    def sees(self, arrived: Arrived) -> None:
        """Somebody sees a message."""
        said = arrived.outgoing
        self.told += 1
        self.trace.update(f"{said.key} {said.chat_id} {arrived.number}\n".encode())
        self._once(arrived)
        self._theirs(arrived)
        person = self.people.by_chat.get((arrived.platform, said.chat_id))
        if person is None:
            return
        person.keys += [key for key in said.keys if key.token]
        found = _CONFIRMED.match(said.plain)
        if found:
            cents = int(re.sub(r"\D", "", found[1]))
            self.confirmed.setdefault((person.name, found[2]), []).append(cents)
        status = _STATUS.match(said.plain)
        if status:
            self._owns_up(status[1], said)

    def _once(self, arrived: Arrived) -> None:
        said = arrived.outgoing
        key, _, _ = said.key.partition("@")
        self.shown[key, arrived.number] += 1
        if self.shown[key, arrived.number] > 1 and said.edits is None:
            self.breaches.append(f"{said.key} was shown twice")
        if key.startswith(_QUESTION):
            self.questions[said.chat_id, said.plain] += 1
            if self.questions[said.chat_id, said.plain] > 1:
                self.breaches.append(f"{said.key}: the same words as before: {said.plain[:60]}")

    def _theirs(self, arrived: Arrived) -> None:
        said = arrived.outgoing
        chat = self.chats[arrived.platform]
        group = said.chat_id in {chat.group, *chat.moved}
        if said.private == group:
            self.breaches.append(f"{said.key}: private words in {said.chat_id}")
        there = self.people.by_chat.get((arrived.platform, said.chat_id))
        reader = there.name if there else ""
        for person in (*self.people.all, self.people.stranger):
            if person.canary in said.plain and reader != person.name:
                self.breaches.append(f"{said.key}: {person.name}'s words in {said.chat_id}")
        if reader == self.people.stranger.name and not key_of_reply(said.key):
            self.breaches.append(f"{said.key}: told to somebody who is no member")

    def _owns_up(self, week: str, said: Outgoing) -> None:
        """Who looks after the team is told whose question may not have arrived."""
        asked_at = datetime.fromisoformat(said.key.partition("@")[2]) - A_WHILE
        query = (
            "SELECT name FROM outbox JOIN rounds JOIN members ON members.team_id = rounds.team_id"
            " AND outbox.key = 'prompt:' || rounds.id || ':' || members.id"
            " WHERE outbox.state = 'unknown' AND week = ? AND departed_at < ?"
            " AND left_at IS NULL"
        )
        with closing(sqlite3.connect(self.file)) as stored:
            found = stored.execute(query, (week, asked_at.strftime("%Y-%m-%d %H:%M:%S"))).fetchall()
        told = {name for line in _OWNED_UP.findall(said.plain) for name in _names(line)}
        self.owned_up += len(found)
        self.breaches += [
            f"{said.key}: nobody knows whether {name} was asked, and it is not said"
            for (name,) in found
            if name not in told
        ]


def key_of_reply(key: str) -> bool:
    """Tell whether it answers somebody, so that it need not be asked for."""
    return key.startswith(_REPLY)


class Promises:
    """Checks all of it, again and again; what is closed is looked at once."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self._settled: set[str] = set()
        self._audited: list[Any] = []

    async def check(self, store: Store, *, whole: bool) -> list[Breach]:
        """Check what is stored now against all that was seen; return every breach.

        Rows that hang on nothing are only looked for if the `whole` is checked: it takes long.
        """
        async with store.work() as work:
            breaches = [*self.seen.breaches, *await self._audit(work, whole=whole)]
            breaches += await self._handled(work)
            breaches += await self._confirmed(work)
            breaches += await self._closed(work)
            breaches += await self._unknown(work)
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

    async def _handled(self, work: Work) -> list[Breach]:
        failed = await _rows(work, "SELECT payload, error FROM inbox WHERE state = 'failed'")
        return [f"broke on {row.payload}: {row.error}" for row in failed]

    async def _confirmed(self, work: Work) -> list[Breach]:
        """Each declaration that was confirmed is stored once, its author's, of that week."""
        rows = await _rows(
            work,
            "SELECT name, week, claim FROM revisions JOIN rounds ON rounds.id = round_id"
            " JOIN members ON members.id = member_id WHERE answer = 'declared' AND claim > 0",
        )
        stored = Counter((row.name, row.week, row.claim) for row in rows)
        typed = {person.name: person.typed for person in self.seen.people.all}
        breaches = [
            f"{name} never said {claim} ({week})"
            for name, week, claim in stored
            if claim not in typed[name]
        ]
        for (name, week), claims in self.seen.confirmed.items():
            for claim in filter(None, set(claims)):
                count = stored[name, week, claim]
                if count != claims.count(claim):
                    breaches.append(
                        f"{name} was confirmed {claim} for {week}: stored {count} times"
                    )
        return breaches

    async def _closed(self, work: Work) -> list[Breach]:
        """What a week's book holds for somebody is what was confirmed to them last, once."""
        rows = await _rows(
            work,
            "SELECT rounds.week, members.name, members.id AS member_id, awards.claim,"
            " awards.award FROM awards JOIN rounds ON rounds.id = round_id"
            " JOIN members ON members.id = awards.member_id ORDER BY rounds.week, members.id",
        )
        new = [row for row in rows if row.week not in self._settled]
        self._settled |= {row.week for row in rows}
        if not new:
            return []
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
        breaches = []
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

    async def _unknown(self, work: Work) -> list[Breach]:
        """A question in doubt is known to be so, and was never shown twice (see `Seen`)."""
        rows = await _rows(
            work,
            "SELECT key, created_at, platform, state FROM outbox WHERE key LIKE 'prompt:%'",
        )
        state = {row.key: row.state for row in rows if row.platform != MATRIX}
        return [
            f"{key} is in doubt, and said to be {state[base]}"
            for name, chat in self.seen.chats.items()
            if name != MATRIX
            for key in sorted(chat.in_doubt)
            if (base := key.partition("@")[0]) in state
            and state[base] not in {"unknown", "in_flight"}
        ]


async def left_over(store: Store) -> list[Breach]:
    """After a calm week nothing waits any more."""
    async with store.work() as work:
        waiting = await _rows(
            work,
            "SELECT 'inbox' AS what, event_id AS one FROM inbox WHERE state = 'waiting' UNION ALL"
            " SELECT 'outbox', key FROM outbox WHERE state IN ('waiting', 'in_flight')",
        )
    return [f"{row.what}: {row.one} still waits" for row in waiting]


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


def _names(line: str) -> list[str]:
    return re.split(", | et ", line)


async def _rows(work: Work, query: str) -> list[Any]:
    return list((await work._connection.execute(sql(query))).all())
