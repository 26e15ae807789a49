"""The clock's memory is the database: whatever wakes up when, one round a week, never two."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.ticker import Ticker
from core.db.engine import Database
from core.db.store import Store
from core.domain.calendar import Week
from core.domain.round import Round
from tests.peers.stage import Stage

PARIS = ZoneInfo("Europe/Paris")


async def rounds_of(store: Store) -> list[Round]:
    (team_id,) = await store.team_ids()
    async with store.work() as work:
        return list(await work.rounds.all(team_id))


def on_the_wall(at: datetime | None) -> str:
    assert at is not None
    return at.astimezone(PARIS).strftime("%a %H:%M")


@pytest.mark.parametrize("seed", range(3))
async def test_a_year_of_ticks_at_random_intervals(store: Store, seed: int) -> None:
    chance = random.Random(seed)
    stage = Stage(store, "2026-01-05T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha")
    end = datetime(2027, 1, 10, 23, tzinfo=UTC)
    while stage.clock.at < end:
        hours = chance.choice([0.01, 1, 5, 20, 60, 60, 24 * 20])
        await stage.later(hours=chance.random() * hours)
        if chance.random() < 0.3:
            assert await stage.at(stage.clock.at.isoformat()) == [], "the same instant again"
    rounds = await rounds_of(store)
    weeks = Counter(round_.week for round_ in rounds)
    assert max(weeks.values()) == 1, "one round a week"
    assert [r.week for r in rounds] == [rounds[0].week + n for n in range(len(rounds))]
    assert rounds[0].week == Week.parse("2026-W02")
    assert rounds[-1].week >= Week.parse("2026-W53")
    assert sum(round_.is_open for round_ in rounds) <= 1
    assert {on_the_wall(round_.closes_at) for round_ in rounds} == {"Sun 20:00"}
    asked = [round_ for round_ in rounds if not round_.missed]
    assert len(asked) > 10
    prompts = [said for said in stage.heard("Aïcha") if "Que valait" in said.plain]
    assert len(prompts) == len(asked), "one question a round"
    posts = [said for said in stage.group() if "Total demandé" in said.plain]
    assert len(posts) == sum(not round_.is_open for round_ in asked)
    assert await stage.audit() == []


@pytest.mark.parametrize(
    ("before", "opens", "closes"),
    [
        ("2026-03-24T10:00+01:00", "2026-03-27T16:00+01:00", "2026-03-29T20:00+02:00"),
        ("2026-10-20T10:00+02:00", "2026-10-23T16:00+02:00", "2026-10-25T20:00+01:00"),
    ],
)
async def test_a_week_in_which_clocks_jump_keeps_its_hours(
    store: Store, before: str, opens: str, closes: str
) -> None:
    stage = Stage(store, before)
    await stage.joins(await stage.sets_up(), "Aïcha")
    second = timedelta(seconds=1)
    opening, closing = datetime.fromisoformat(opens), datetime.fromisoformat(closes)
    assert await stage.at((opening - second).isoformat()) == []
    assert "Que valait" in (await stage.at(opens))[0]
    assert await stage.at((closing - second).isoformat()) == []
    assert "Total demandé" in (await stage.at(closes))[0]


async def test_a_round_left_open_is_closed_missed_weeks_are_told_once_and_this_one_opens_late(
    store: Store,
) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "45")
    said = await stage.at("2026-12-19T09:00+01:00")
    question, post, missed = sorted(said, key=lambda text: ("Que" not in text, "arrêt" in text))
    assert "Que valait" in question
    assert "semaine 2026-W48" in post
    assert "accordé 45,00" in post
    assert "Ces semaines n’ont pas été demandées" in missed
    assert [f"2026-W{n}" in missed for n in (48, 49, 50, 51)] == [False, True, True, False]
    assert await stage.later(minutes=1) == []
    states = {str(r.week): (r.missed, r.is_open) for r in await rounds_of(store)}
    assert states == {
        "2026-W48": (False, False),
        "2026-W49": (True, False),
        "2026-W50": (True, False),
        "2026-W51": (False, True),
    }
    (budget,) = await stage.says("Aïcha", "/budget")
    assert "Reporté : 1\u202f755,00" in budget, "555 of W48 and two weeks of 600"
    assert await stage.audit() == []


@pytest.mark.parametrize(
    ("up_again", "reminded"),
    [("2026-11-28T18:00+01:00", 1), ("2026-11-28T23:59+01:00", 1), ("2026-11-29T00:01+01:00", 0)],
)
async def test_a_reminder_more_than_six_hours_late_is_left_out(
    store: Store, up_again: str, reminded: int
) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha")
    await stage.at("2026-11-27T16:00+01:00")
    assert len(await stage.at(up_again)) == reminded
    assert len(await stage.at("2026-11-29T12:00+01:00")) == 1


async def test_an_answer_sent_in_time_counts_although_we_were_down(store: Store) -> None:
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha")
    await stage.at("2026-11-27T16:00+01:00")
    stage.clock.at = datetime(2026, 11, 29, 23, tzinfo=UTC)
    in_time = "2026-11-29T18:00:00+00:00"
    (echo,) = await stage.says("Aïcha", "45", at=in_time)
    assert "C’est noté" in echo
    (post,) = await stage.at("2026-11-30T00:10+01:00")
    assert "demandé 45,00" in post.replace("\u00a0", " ")


async def test_two_processes_tick_at_once(any_store: Store, url: str, tmp_path: Path) -> None:
    stage = Stage(any_store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    others = [Database(url) for _ in range(3)]
    tickers = [Ticker(Store(database), stage.clock, lambda: None) for database in others]
    for instant in ("2026-11-27T16:00+01:00", "2026-11-28T18:00+01:00", "2026-11-29T20:00+01:00"):
        stage.clock.at = datetime.fromisoformat(instant).astimezone(UTC)
        await asyncio.gather(stage.ticker.tick(), *(ticker.tick() for ticker in tickers))
    await stage.courier.drain()
    said = Counter(message.key for message in stage.platform.sent)
    assert max(said.values()) == 1
    assert len([key for key in said if key.startswith("prompt:")]) == 2
    assert len([key for key in said if key.startswith("summary:")]) == 1
    assert await stage.audit() == []
    for database in others:
        await database.dispose()
