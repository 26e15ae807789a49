"""Reminders by hand: once, whatever is delivered twice, and never to who is to be left in peace."""

import pytest

from core.db.store import Store
from tests.peers.stage import Stage


async def on_stage(store: Store, stage: str) -> Stage:
    """Aïcha, Bob and Chloé have not answered what they were asked: at first, or while agreeing."""
    found = Stage(store, "2026-11-27T15:00+01:00")
    await found.joins(await found.sets_up(), "Aïcha", "Bob", "Chloé")
    await found.says("Nadia", "/ouvrir")
    if stage == "agreeing":
        await found.says("Nadia", "/plan 50")
        await found.says("Nadia", "/reglages rule agree")
        for who in ("Aïcha", "Bob", "Chloé"):
            await found.says(who, "40")
        await found.says("Nadia", "/fermer")
    return found


def reminded(said: list[str]) -> list[str]:
    """Who was reminded, of what one command made the bot say."""
    return [one.split(",")[0] for one in said if "il manque ta" in one or "attend ta" in one]


@pytest.mark.parametrize("stage", ["open", "agreeing"])
async def test_a_command_delivered_again_reminds_nobody_again(store: Store, stage: str) -> None:
    found = await on_stage(store, stage)
    assert reminded(await found.says("Nadia", "/relancer")) == ["Aïcha", "Bob", "Chloé"]
    at = found.clock.at.isoformat()
    again = await found.says("Nadia", "/relancer", at=at)
    assert reminded(again) == []
    assert "il y a moins de dix minutes" in again[0]
    assert "Aïcha, Bob et Chloé" in again[0]
    await found.later(minutes=9)
    assert reminded(await found.says("Nadia", "/relancer")) == []
    await found.later(minutes=1)
    assert reminded(await found.says("Nadia", "/relancer")) == ["Aïcha", "Bob", "Chloé"]
    late = await found.says("Nadia", "/relancer", at=at)
    assert reminded(late) == [], "a command keeps the time at which it was sent"
    log = (await found.says("Nadia", "/journal"))[0]
    assert log.count("relanc") == 2, "what reminded nobody is no act"


async def test_the_database_lets_the_same_reminder_happen_once(any_store: Store) -> None:
    found = await on_stage(any_store, "open")
    async with any_store.work() as work:
        (team_id,) = await any_store.team_ids()
        round_ = await work.rounds.open_round(team_id)
        assert round_ is not None
        who = {m.name: m.id for m in await work.teams.members(team_id)}
        aicha, bob = who["Aïcha"], who["Bob"]
        now = found.clock.now()
        assert await work.rounds.remind_by_hand(round_.id, {aicha: 1}, now) == {aicha}
        assert await work.rounds.remind_by_hand(round_.id, {aicha: 1, bob: 1}, now) == {bob}


@pytest.mark.parametrize("stage", ["open", "agreeing"])
async def test_who_is_away_or_asleep_is_left_in_peace(store: Store, stage: str) -> None:
    found = await on_stage(store, stage)
    await found.says("Nadia", "/reglages quiet 22:00-08:00")
    await found.says("Bob", "/fuseau Asia/Tokyo")
    await found.says("Chloé", "/absence")
    said = await found.says("Nadia", "/relancer")
    assert reminded(said) == ["Aïcha"]
    assert "En heures calmes, donc pas de relance maintenant : Bob." in said[0]
    await found.says("Chloé", "/retour")
    await found.says("Bob", "/fuseau -")
    assert reminded(await found.says("Nadia", "/relancer")) == ["Bob", "Chloé"]


async def test_who_answered_while_agreeing_is_not_reminded(store: Store) -> None:
    found = await on_stage(store, "agreeing")
    await found.says("Bob", "/garder")
    assert reminded(await found.says("Nadia", "/relancer")) == ["Aïcha", "Chloé"]
