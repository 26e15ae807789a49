"""Quiet hours: a reminder waits for the morning of whoever it is for, and comes once."""

from datetime import UTC, datetime, timedelta

import pytest

from core.db.store import Store
from core.domain.refusal import Refusal
from core.domain.team import NO_QUIET, Quiet
from tests.peers.stage import Stage

TUESDAY = "2026-11-24T10:00+01:00"
OPENING = "2026-11-27T16:00+01:00"


async def on_stage(store: Store, remind: str, quiet: str = "22:00-08:00") -> Stage:
    stage = Stage(store, TUESDAY)
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.says("Nadia", f"/reglages remind {remind}")
    await stage.says("Nadia", f"/reglages quiet {quiet}")
    return stage


async def reminded_at(stage: Stage, who: str, until: str, minutes: int = 30) -> list[str]:
    """Let time pass in steps; list when somebody was reminded, on the wall of Paris."""
    found = []
    end = datetime.fromisoformat(until)
    while stage.clock.at < end:
        before = len(stage.heard(who))
        await stage.later(minutes=minutes)
        new = [said for said in stage.heard(who)[before:] if "il manque" in said.plain]
        found += [f"{stage.clock.at.astimezone(end.tzinfo):%a %H:%M}" for _ in new]
    return found


@pytest.mark.parametrize(
    ("quiet", "at", "over"),
    [
        ("22:00-08:00", "2026-11-28T23:00+01:00", "2026-11-29T08:00+01:00"),
        ("22:00-08:00", "2026-11-28T07:59+01:00", "2026-11-28T08:00+01:00"),
        ("22:00-08:00", "2026-11-28T08:00+01:00", "2026-11-28T08:00+01:00"),
        ("22:00-08:00", "2026-11-28T21:59+01:00", "2026-11-28T21:59+01:00"),
        ("12:00-14:00", "2026-11-28T13:00+01:00", "2026-11-28T14:00+01:00"),
        ("12:00-12:00", "2026-11-28T12:00+01:00", "2026-11-28T12:00+01:00"),
        ("22:00-08:00", "2026-10-24T23:00+02:00", "2026-10-25T08:00+01:00"),
    ],
)
def test_when_quiet_hours_are_over(quiet: str, at: str, over: str) -> None:
    found = Quiet.parse(quiet).over(datetime.fromisoformat(at), "Europe/Paris")
    assert found == datetime.fromisoformat(over)


def test_quiet_hours_are_read_and_written() -> None:
    assert str(Quiet.parse("22h-8h")) == "22:00-08:00"
    assert str(Quiet.parse(" 21h30 - 7:15 ")) == "21:30-07:15"
    for said in ("", "22:00", "25:00-08:00", "22:60-08:00", "nuit", "22-08-01"):
        with pytest.raises(Refusal, match="quiet-form"):
            Quiet.parse(said)
    assert NO_QUIET.over(datetime(2026, 11, 28, tzinfo=UTC), "Europe/Paris").hour == 0


@pytest.mark.parametrize("minutes", [30, 7, 90])
async def test_a_reminder_of_the_night_comes_once_in_the_morning(
    store: Store, minutes: int
) -> None:
    stage = await on_stage(store, "sam 23:00")
    await stage.at(OPENING)
    found = await reminded_at(stage, "Aïcha", "2026-11-29T19:30+01:00", minutes)
    assert len(found) == 1
    assert "Sun 08:00" <= found[0] < "Sun 09:30"


async def test_each_is_reminded_in_the_morning_of_their_own_wall(store: Store) -> None:
    stage = await on_stage(store, "sam 23:00")
    await stage.says("Bob", "/fuseau America/Montreal")
    await stage.joins(next(k.invite for s in stage.group() for k in s.keys if k.invite), "Chloé")
    await stage.says("Chloé", "/fuseau Asia/Tokyo")
    await stage.at(OPENING)
    walls: dict[str, list[str]] = {"Aïcha": [], "Bob": [], "Chloé": []}
    before = {who: len(stage.heard(who)) for who in walls}
    while stage.clock.at < datetime(2026, 11, 29, 18, tzinfo=UTC):
        await stage.later(minutes=30)
        for who, found in walls.items():
            new = stage.heard(who)[before[who] :]
            before[who] += len(new)
            at = stage.clock.at + timedelta(hours=1)
            found += [f"{at:%a %H:%M}" for said in new if "il manque" in said.plain]
    assert walls == {"Aïcha": ["Sun 08:00"], "Bob": ["Sat 23:00"], "Chloé": ["Sun 00:00"]}


async def test_who_answers_in_the_night_is_not_reminded_in_the_morning(store: Store) -> None:
    stage = await on_stage(store, "sam 23:00")
    await stage.at(OPENING)
    await stage.at("2026-11-28T23:00+01:00")
    await stage.says("Aïcha", "30")
    said = await stage.at("2026-11-29T08:00+01:00")
    assert len(said) == 1
    assert "Bob" in said[0]


async def test_two_reminders_put_off_to_the_same_morning_are_one(store: Store) -> None:
    stage = await on_stage(store, "sam 22:30, sam 23:30, dim 08:00")
    await stage.at(OPENING)
    found = await reminded_at(stage, "Aïcha", "2026-11-29T19:30+01:00")
    assert found == ["Sun 08:00"]


async def test_a_reminder_put_off_past_the_close_is_left_out(store: Store) -> None:
    stage = await on_stage(store, "dim 19:00", "12:00-21:00")
    await stage.at(OPENING)
    assert await reminded_at(stage, "Aïcha", "2026-11-30T22:00+01:00") == []


async def test_the_clock_finds_a_put_off_reminder_again_after_a_restart(store: Store) -> None:
    stage = await on_stage(store, "sam 23:00")
    await stage.at(OPENING)
    assert await stage.at("2026-11-28T23:30+01:00") == []
    assert await store.due_teams(datetime(2026, 11, 29, 6, 59, tzinfo=UTC)) == []
    assert len(await store.due_teams(datetime(2026, 11, 29, 7, tzinfo=UTC))) == 1
    assert len(await stage.at("2026-11-29T10:00+01:00")) == 2
    assert await stage.at("2026-11-29T10:00+01:00") == []


async def test_moving_to_another_zone_moves_what_waits(store: Store) -> None:
    stage = await on_stage(store, "sam 23:00")
    await stage.at(OPENING)
    assert await stage.at("2026-11-28T23:30+01:00") == []
    await stage.says("Bob", "/fuseau Asia/Tokyo")
    (reminder,) = await stage.at("2026-11-29T00:00+01:00")
    assert "Bob" in reminder


async def test_a_newcomer_of_the_night_is_not_reminded_of_what_was_just_asked(
    store: Store,
) -> None:
    stage = await on_stage(store, "sam 23:00")
    await stage.at(OPENING)
    await stage.at("2026-11-28T23:00+01:00")
    stage.clock.at = datetime(2026, 11, 29, 1, tzinfo=UTC)
    await stage.joins(next(k.invite for s in stage.group() for k in s.keys if k.invite), "Dina")
    said = await stage.at("2026-11-29T08:00+01:00")
    assert len(said) == 2
    assert not any("Dina" in one for one in said)


async def test_somebody_abroad_reads_the_times_of_their_own_wall(store: Store) -> None:
    stage = await on_stage(store, "sam 12:00")
    (answer,) = await stage.says("Bob", "/fuseau America/Montreal")
    assert "mardi 24 novembre à 04:00" in answer
    await stage.at(OPENING)
    assert "dimanche 29 novembre à 14:00" in stage.heard("Bob")[-1].plain
    assert "dimanche 29 novembre à 20:00" in stage.heard("Aïcha")[-1].plain
    (echo,) = await stage.says("Bob", "20")
    assert "à 14:00" in echo
    (own,) = await stage.says("Bob", "/fuseau")
    assert "Europe/Paris" in own
    assert "à 16:00" in own
