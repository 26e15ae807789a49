"""What people see, and what of it should not be: noted when it is seen.

*No automatic prompt is sent twice. Nobody sees or changes what is not theirs.* And nobody is asked
while they are away, nor written to once they are forgotten; what is not right is said, and counts.
"""

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from adapters.chat import Outgoing
from tests.simulation.chat import Arrived, Chat
from tests.simulation.people import People, Person

Breach = str

PARIS = ZoneInfo("Europe/Paris")

_AMOUNT = r"([\d\u202f]+,\d\d)\u00a0K"
_CONFIRMED = re.compile(rf"^C’est (?:noté|changé) : {_AMOUNT} .*?pour la semaine (\d{{4}}-W\d\d)")
_STATUS = re.compile(r"^Semaine (\d{4}-W\d\d) : \d+ sur \d+ ")
_OWNED_UP = re.compile(
    r"^(?:Je ne sais pas si ma question leur est arrivée|Absents?) ?: (.*)$", re.MULTILINE
)
_SUMMARY = re.compile(r"semaine (\d{4}-W\d\d)")
_AWARDED = re.compile(rf"^• (.*?) : demandé {_AMOUNT}, accordé {_AMOUNT}$", re.MULTILINE)
_ASKED_ABOUT = re.compile(r"\(([^()]*)\) \?")
_AWAY = re.compile(r"tu es en absence du \w+ (\d+) (\w+) (\d+) au \w+ (\d+) (\w+) (\d+)")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)
_NOT_THEIRS = ("Ce choix n’est pas pour toi", "Ce choix ne marche plus")

A_WHILE = timedelta(minutes=20)
"""After which it is known that nobody knows."""

TWELVE_HOURS = timedelta(hours=12)
"""Reminders are due on Saturday at 18:00 and on Sunday at noon: one from a noon to the next."""

_REPLY, _QUESTION, _REMINDER, _BY_HAND = "reply:", "prompt:", "remind:", ":hand-"
_WAITS, _LAST_WORDS = "broken:", "forgotten:"

_OPEN_CLAIMS = """
    SELECT name, claim, claim IN (SELECT claim FROM revisions WHERE round_id <> rounds.id) AS known
    FROM declarations JOIN revisions USING (round_id, member_id, revision)
    JOIN rounds ON rounds.id = round_id JOIN members ON members.id = member_id
    WHERE state = 'open' AND claim > 0
"""
_IN_DOUBT = """
    SELECT name FROM outbox JOIN rounds JOIN members ON members.team_id = rounds.team_id
    AND outbox.key = 'prompt:' || rounds.id || ':' || members.id
    WHERE outbox.state = 'unknown' AND week = ? AND departed_at < ? AND left_at IS NULL
"""


@dataclass
class Seen:
    """What people saw so far."""

    people: People
    chats: dict[str, Chat]
    file: Path
    """The database."""
    breaches: list[Breach] = field(default_factory=list)
    confirmed: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """By (who, week): what was confirmed to them, in order."""
    shown: Counter[tuple[str, int]] = field(default_factory=Counter)
    """How often each part of each message was."""
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each chat was asked about the same days."""
    reminded: Counter[tuple[str, date]] = field(default_factory=Counter)
    """How often each chat was reminded by the timetable, by day."""
    answered: list[tuple[int, str]] = field(default_factory=list)
    """Answers that were seen since this was looked at: to what of the inbox, on which platform."""
    summaries: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """By (week, who): what the group was told that they claimed and were granted."""
    told: int = 0
    owned_up: int = 0
    """Of how many questions it was said that nobody knows."""
    trace: Any = field(default_factory=hashlib.sha256)

    def sees(self, arrived: Arrived) -> None:
        """Somebody sees a message."""
        said = arrived.outgoing
        self.told += 1
        self.trace.update(f"{said.key} {said.chat_id} {arrived.number}\n".encode())
        key, _, decided = said.key.partition("@")
        at = datetime.fromisoformat(decided)
        person = self.people.by_chat.get((arrived.platform, said.chat_id))
        found = [*self._once(arrived, key, at), *self._theirs(arrived, person)]
        if person is None:
            found += self._in_the_group(said, key)
        else:
            found += self._to_somebody(said, key, at, person)
        if key.startswith(_REPLY):
            self.answered.append((int(key.split(":")[1]), arrived.platform))
        if key.startswith(_WAITS):
            found.append(f"the close waits, the book is not right: {said.plain}")
        self.breaches += [f"{said.key}: {breach}" for breach in found]

    # Once -------------------------------------------------------------------------------------

    def _once(self, arrived: Arrived, key: str, at: datetime) -> Iterator[Breach]:
        said = arrived.outgoing
        self.shown[key, arrived.number] += 1
        if self.shown[key, arrived.number] > 1 and said.edits is None:
            yield "was shown twice"
        if key.startswith(_QUESTION) and (days := _ASKED_ABOUT.search(said.plain)):
            self.asked[said.chat_id, days[1]] += 1
            if self.asked[said.chat_id, days[1]] > 1:
                yield f"asked twice about {days[1]}"
        if key.startswith(_REMINDER) and _BY_HAND not in key:
            noon = (at.astimezone(PARIS) - TWELVE_HOURS).date()
            self.reminded[said.chat_id, noon] += 1
            if self.reminded[said.chat_id, noon] > 1:
                yield f"reminded twice from noon to noon ({noon})"

    # Theirs -----------------------------------------------------------------------------------

    def _theirs(self, arrived: Arrived, reader: Person | None) -> Iterator[Breach]:
        said = arrived.outgoing
        chat = self.chats[arrived.platform]
        group = said.chat_id in {chat.group, *chat.moved}
        if said.private == group:
            yield f"private words in {said.chat_id}"
        for person in (*self.people.all, self.people.stranger):
            if person.canary in said.plain and (reader is None or reader.name != person.name):
                yield f"{person.name}'s words in {said.chat_id}"
        if reader is self.people.stranger and not said.key.startswith(_REPLY):
            yield "told to somebody who is no member"
        meddler = self.people.meddled.get(said.answers or "")
        if meddler is not None and not said.plain.startswith(_NOT_THEIRS):
            yield f"{meddler} pressed what was offered to another, and it was done: {said.plain}"

    def _in_the_group(self, said: Outgoing, key: str) -> Iterator[Breach]:
        week = _SUMMARY.search(said.plain)
        if week and key.startswith("summary:"):
            for name, claim, award in _AWARDED.findall(said.plain):
                self.summaries[week[1], name] = (_cents(claim), _cents(award))
        if key.startswith(_REPLY) or not (amounts := re.findall(_AMOUNT, said.plain)):
            return
        claims = self._stored(_OPEN_CLAIMS)
        total = sum(claim for _, claim, _ in claims)
        for name, claim, known in claims:
            if claim in map(_cents, amounts) and not known and claim != total:
                yield f"{name}'s {claim} is told while the week is open"

    def _to_somebody(
        self, said: Outgoing, key: str, at: datetime, person: Person
    ) -> Iterator[Breach]:
        person.keys += [button for button in said.keys if button.token]
        if confirmed := _CONFIRMED.match(said.plain):
            self.confirmed.setdefault((person.name, confirmed[2]), []).append(_cents(confirmed[1]))
        if status := _STATUS.match(said.plain):
            yield from self._owns_up(status[1], said, at)
        if away := _AWAY.search(said.plain):
            person.away = (at, _day(*away.groups()[:3]), _day(*away.groups()[3:]))
        if key.startswith((_QUESTION, _REMINDER)) and person.is_away(at, PARIS):
            yield f"{person.name} is away and was not to be asked"
        if person.forgotten is not None and at > person.forgotten and not key.startswith(_REPLY):
            yield f"{person.name} is forgotten and was not to be written to"
        if key.startswith(_LAST_WORDS):
            person.forgotten = at

    def _owns_up(self, week: str, said: Outgoing, at: datetime) -> Iterator[Breach]:
        """Who looks after the team is told whose question may not have arrived."""
        before = (at - A_WHILE).strftime("%Y-%m-%d %H:%M:%S")
        doubtful = self._stored(_IN_DOUBT, week, before)
        told = {name for line in _OWNED_UP.findall(said.plain) for name in _names(line)}
        self.owned_up += len(doubtful)
        for (name,) in doubtful:
            if name not in told:
                yield f"nobody knows whether {name} was asked, and it is not said"

    def _stored(self, query: str, *args: str) -> list[Any]:
        with closing(sqlite3.connect(self.file)) as stored:
            return stored.execute(query, args).fetchall()


def _cents(amount: str) -> int:
    return int(re.sub(r"\D", "", amount))


def _day(day: str, month: str, year: str) -> date:
    return date(int(year), _MONTHS.index(month) + 1, int(day))


def _names(line: str) -> list[str]:
    return re.split(", | et ", line)
