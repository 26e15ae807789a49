"""A history to export: sixteen months of two cooperatives, with names chosen to break files.

It is lived in chat, checked week by week with a computation by hand (see
`tests.app.test_sixteen_months`); then come a week with hours and notes, and two payouts.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any

from sqlalchemy import event, select, update

from bot.publish.exports import files_of
from core.app import wire
from core.app.payday.exporting import Records
from core.app.payday.ports import PayoutRecord
from core.app.says import Lines, Text, WeeksChart
from core.db import schema
from core.db.engine import Database
from core.db.store import Store, Work
from core.db.upgrade import upgrade
from core.domain.book import PAYOUT, RECEIVED, Entry, Kind, Posting, euro_account, member_account
from core.domain.calendar import Week
from core.domain.money import Amount, Unit
from core.domain.team import Team
from tests.app.test_sixteen_months import (
    FACILITATOR,
    WEEKS,
    Story,
    Town,
    sixteen_months,
)
from tests.peers.threadless import careless

SEEDS = (23, 45)
"""A team that carries nothing over and shares every two weeks, and one with all there can be."""

SIREN = "732829320"
AT = datetime(2027, 2, 1, 12, tzinfo=UTC)

HOSTILE = (
    '"quoted"; |🎉|',
    '=HYPERLINK("http://evil.example";"clique")',
    "; comment: a, b",
    "line\nbreak\r\n2026-01-01 * injected\n  member:1  5",
    "tab\tand \\ backslash\\",
    "+33 6 12, date:2020-01-01 [2020-01-01]",
    "@home {x} #tag ^link",
    "(code) ! *",
)
"""Names of people, projects and weeks."""

SAID = (
    '=HYPERLINK("http://evil.example";"clique") ; | 🎉',
    '"quoted" \\ ; (x) * !',
    "- 3 | @moi, key: x",
)
"""Words people type: what an income or a line was for."""


@dataclass(frozen=True)
class Seen:
    """What chat said to one team at the end, in minor units."""

    balances: Mapping[int, int]
    budget: Text
    history: Text
    summary: Text
    chart: WeeksChart
    left: Mapping[int, int]
    """What `/me` says is left to put into buckets, by member."""


class Cooperatives(Town):
    """The town, which in the end stops to compare each week with a computation by hand."""

    by_hand = True

    async def _compare(self, posts: Mapping[int, str]) -> None:
        if self.by_hand:
            await super()._compare(posts)

    async def one_says(self, story: Story, *said: str) -> Text:
        """The facilitator says things; gives the last answer."""
        replies = [await self.talk([(story, FACILITATOR, one)]) for one in said]
        return replies[-1][-1][1]


async def lived(file: Path) -> dict[int, Seen]:
    """Live it all into a database; give what chat says of it."""
    database = Database(f"sqlite+aiosqlite:///{file}")
    event.listen(database.engine.sync_engine, "connect", careless)
    await upgrade(database)
    first = Week.parse("2025-W40")
    town = Cooperatives(Store(database), first, SEEDS)
    await sixteen_months(town, 0, first)
    town.by_hand = False
    await a_week_with_words(town, first + WEEKS + 1)
    await a_campaign(town)
    async with town.store.work() as work:
        await badly_named(work, [story.team_id for story in town.stories])
        for days in (0, 330):
            at = town.clock.at + timedelta(days=days)
            for story in town.stories:
                await paid(work, await work.teams.get(story.team_id), at)
    town.clock.at += timedelta(days=331)
    seen = {story.team_id: await told(town, story) for story in town.stories}
    await database.dispose()
    return seen


async def a_week_with_words(town: Cooperatives, week: Week) -> None:
    town.now(week, 4, 17)
    for story in town.stories:
        income, expense, note = SAID
        await town.one_says(
            story,
            *("/reglages rule as_declared", "/projet add atelier", "/tarif atelier 12"),
            *(f"/recette 900,50 {income}", f"/depense 12,34 {expense}", "/ouvrir"),
        )
        ways = (f"atelier 3h30 : {note}", "12,05", "atelier 20min : =1+1")
        people = [(story, who, said) for who, said in zip(story.people, cycle(ways), strict=False)]
        await town.talk(people)
        await town.one_says(story, "/fermer")


async def a_campaign(town: Cooperatives) -> None:
    """Money goes into buckets: one starts, one is cancelled, one keeps what it has."""
    for story in town.stories:
        await town.one_says(
            story,
            *("/recette 900 surplus", "/reglages keep_allocations yes"),
            *(f"/cagnotte add {title}" for title in ("Four 20-30", "Banc 40", "Lune 50")),
            *(f"/cagnotte soumettre {number}" for number in (1, 2, 3)),
            *("/campagne Festival 31/12", "/allouer 300 égal"),
        )
        for number in (1, 2, 3):
            people = [(story, who, f"/financer {number} 10") for who in story.people[:2]]
            await town.talk(people)
        await town.one_says(
            story,
            "/cagnotte annuler 3",
            "/campagne clore",
            "/repartir 30 égal",
        )


async def badly_named(work: Work, team_ids: list[int]) -> None:
    """Give everything a name no name may have, past all that cleans them; one member agreed."""
    for team_id in team_ids:
        for table in (schema.members, schema.projects):
            rows = await work._connection.execute(
                select(table.c.id).where(table.c.team_id == team_id).order_by(table.c.id)
            )
            for row, name in zip(rows.all(), cycle(HOSTILE), strict=False):
                changed = update(table).where(table.c.id == row.id)
                await work._connection.execute(changed.values(name=name))
        plan = schema.plan_weeks
        for one, note in zip(await work.plans.of(team_id), cycle(HOSTILE), strict=False):
            mine = update(plan).where(plan.c.team_id == team_id, plan.c.week == one.week)
            await work._connection.execute(mine.values(note=note))
        teams, members = schema.teams, schema.members
        named = update(teams).where(teams.c.id == team_id)
        await work._connection.execute(
            named.values(name=f'Coop {team_id}; "x" | \\ 🎉', siren=SIREN)
        )
        agreed = next(m.id for m in await work.teams.members(team_id) if m.declares)
        await work._connection.execute(
            update(members).where(members.c.id == agreed).values(public=True)
        )


async def paid(work: Work, team: Team, at: datetime) -> None:
    """Pay a third of every balance, at 50 cents a unit, in words that break files."""
    balances = await work.book.balances(team.id, "member:")
    units = {int(name.split(":")[1]): amount // 3 for name, amount in balances.items()}
    units = {who: amount for who, amount in units.items() if amount > 1}
    number = len(await work.payday.payouts(team.id)) + 1
    out = [Posting(member_account(who), -amount) for who, amount in units.items()]
    cents = {who: amount // 2 for who, amount in units.items()}
    euros = [Posting(euro_account(who), amount) for who, amount in cents.items()]
    entries = [
        Entry(kind, Week.of(at.date()), (*legs, Posting(other, total)), number)
        for kind, legs, other, total in (
            (Kind.PAYOUT, out, PAYOUT, sum(units.values())),
            (Kind.PAID, euros, RECEIVED, -sum(cents.values())),
        )
    ]
    await work.book.append(team.id, entries, at)
    seq, _ = await work.book.head(team.id)
    author = next(m.id for m in await work.teams.members(team.id) if m.facilitator)
    terms = (sum(cents.values()), 500_000, "proportional", f"{HOSTILE[number]}", None, author, at)
    await work.payday.add_payout(team.id, PayoutRecord(number, seq - 1, seq, *terms))


async def told(town: Cooperatives, story: Story) -> Seen:
    """Ask for everything one can ask for."""
    async with town.store.work() as work:
        members = await work.teams.members(story.team_id)
        people = {m.id: await work.people.accounts([m.person_id]) for m in members}
    chats = {accounts[m.person_id][0].user_id: m for m in members if (accounts := people[m.id])}
    asks = [(story, who) for who in {FACILITATOR, *story.people} if town.chat(story, who) in chats]
    balances, left = {}, {}
    for chat, said in await town.talk([(*one, "/moi") for one in asks]):
        balances[chats[chat].id] = minor(said.args["balance"])
        given = said.args["given"]
        assert isinstance(given, Lines)
        for one in given.texts:
            if one.key == "me-allocation":
                left[chats[chat].id] = minor(one.args["left"])
    history = await town.one_says(story, "/historique")
    async with town.store.reading() as connection:
        table = schema.outbox
        picture = await connection.scalar(
            select(table.c.picture).where(table.c.picture.is_not(None)).order_by(table.c.id.desc())
        )
    return Seen(
        balances,
        await town.one_says(story, "/budget"),
        history,
        await town.one_says(story, "/bilan"),
        wire.loads(str(picture)),
        left,
    )


def minor(said: object) -> int:
    assert isinstance(said, Amount)
    return said.minor


def exported(records: Records, kind: str, **more: Any) -> dict[str, bytes]:
    return {file.name: file.content for file in files_of(records, kind, at=AT, **more)}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def decimals(records: Records) -> dict[str, Decimal]:
    """Map accounts to what our book says they hold."""
    unit = records.team.settings.unit
    return {
        account: (Unit("EUR", 2) if account.startswith("euro:") else unit).decimal(amount)
        for account, amount in records.balances.items()
    }
