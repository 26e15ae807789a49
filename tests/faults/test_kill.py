"""kill -9 at ten random moments of a week: nothing confirmed is lost, nothing counts twice."""

import asyncio
import random
import re
import sqlite3
from collections import Counter
from pathlib import Path

from tests.peers.botapi import BotApi
from tests.peers.process import Cooperative, Running, gathered, written

KILLS = 10
PEOPLE = ("Aïcha", "Bob", "Chloé", "Dany", "Enzo")


def rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return connection.execute(sql).fetchall()


async def power_cut(bot: Running, api: BotApi, chance: random.Random) -> None:
    """Kill it after a few more requests, at any instant between two of them; start it again."""
    moment = len(api.log) + chance.randrange(1, 7)
    await api.until(lambda: len(api.log) >= moment)
    await asyncio.sleep(chance.random() / 20)  # chaos, not a wait
    await bot.kill()
    await bot.start()


async def live(team: Cooperative, bot: Running, chance: random.Random) -> dict[str, list[int]]:
    """Everybody declares amount after amount while the power is cut again and again."""
    said: dict[str, list[int]] = {name: [] for name in PEOPLE}
    for cut in range(KILLS):
        for name in chance.sample(PEOPLE, len(PEOPLE)):
            cents = 100 * (cut + 1) + len(said[name]) * 1000 + PEOPLE.index(name)
            said[name].append(cents)
            await team[name].say(f"{cents / 100:.2f}")
        if chance.random() < 0.5:
            team.api.repeat_updates(3, new_id=False)
        await power_cut(bot, team.api, chance)
    return said


async def test_a_week_with_ten_power_cuts(api: BotApi, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - to play a failure again
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, *PEOPLE)
        await team.nadia.say("/ouvrir")
        for user in team.members.values():
            await user.expect("Que valait ta contribution", after=0)
        said = await live(team, bot, random.Random(seed))
        await api.until(lambda: not api.pending_updates, timeout=60)

        await team.nadia.say("/fermer")
        post = written(await team.group.expect("Total demandé", after=0, timeout=60))
        claims = dict(re.findall(r"• (\S+) : demandé ([\d ]+,\d\d) K", post))
        last = {name: amounts[-1] for name, amounts in said.items()}
        assert {name: int(re.sub(r"\D", "", claim)) for name, claim in claims.items()} == last

        database = bot.database
        counted = rows(
            database,
            "SELECT m.name, r.claim FROM revisions r JOIN members m ON m.id = r.member_id"
            " ORDER BY r.member_id, r.revision",
        )
        for name, amounts in said.items():
            assert [claim for who, claim in counted if who == name] == amounts, name
        assert rows(database, "SELECT count(*) FROM inbox WHERE handled_at IS NULL") == [(0,)]

        await api.quiet(2.5, timeout=90)
        for name, user in team.members.items():
            echoes = [text for m in user.inbox if "pour la semaine" in (text := written(m))]
            assert max(Counter(echoes).values()) == 1, f"{name} was told twice"
        fates = Counter(state for (state,) in rows(database, "SELECT state FROM outbox"))
        assert fates["sent"] + fates["unknown"] == sum(fates.values()), fates
        assert fates["unknown"] <= KILLS * 24, "only what was under way may be unknown"
        assert sum("Total demandé" in message.text for message in team.group.messages) == 1
        await bot.stop()
        assert await bot.audit() == (0, "1 team checked: all is well\n")
