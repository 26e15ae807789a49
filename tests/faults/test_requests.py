"""`semainier run` is killed around its requests to real servers, and while much waits for it."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from core.crashpoints import VARIABLE
from tests.adapters.telegram_talk import ask, hears
from tests.faults.test_kill import rows, settled, told_twice
from tests.peers.botapi import BotApi
from tests.peers.matrix.world import World
from tests.peers.matrix.world import gathered as gathered_on_matrix
from tests.peers.process import Cooperative, Running, gathered

KILLED = -9
ALL = bool(os.environ.get("CRASH_ALL"))
"""Whether all of them are tried: `make crash`."""

BOTH = (".before", ".after")
ON_TELEGRAM = {
    "getMe": BOTH,
    "getUpdates": BOTH,
    "setMyCommands": BOTH,
    "sendMessage": BOTH,
    "answerCallbackQuery": BOTH,
    "sendChatAction": BOTH,
    "sendDocument": BOTH,
    "getChatMember": BOTH,
    "getFile": BOTH,
}
OFTEN = {"sendMessage": BOTH, "answerCallbackQuery": (".after",), "sendDocument": (".after",)}
ON_MATRIX = {"sync": (".after",), "send": BOTH, "upload": (".after",)}

Act = Callable[[], Awaitable[object]]


async def dies(bot: Running, fuse: str, act: Act) -> None:
    """Start it with a point armed, do what leads there, and see it end."""
    os.environ[VARIABLE] = fuse
    try:
        await bot.start()
    finally:
        del os.environ[VARIABLE]
    await act()
    assert await bot.ended() == KILLED, f"{fuse} was not passed"


async def said_nothing() -> None:
    """What happens at every start needs nobody."""


async def test_killed_around_each_request_to_telegram(api: BotApi, tmp_path: Path) -> None:
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, "Aïcha", "Bob")
        nadia, aicha, bob = team.nadia, team["Aïcha"], team["Bob"]
        await ask(nadia, "/ouvrir", "est ouverte")
        await bob.expect("Que valait", after=0)
        await bot.stop()
        other = api.group("Autre", nadia)
        await other.add_bot()
        said: list[int] = []

        async def declares() -> None:
            said.append(10 + len(said))
            await aicha.say(str(said[-1]))

        acts: dict[str, Act] = {
            "sendMessage": declares,
            "answerCallbackQuery": lambda: bob.tap(None, "0,00"),
            "sendChatAction": lambda: nadia.say("/export csv"),
            "sendDocument": lambda: nadia.say("/export csv"),
            "getChatMember": lambda: nadia.say("/setup@semainier_bot", chat=other),
            "getFile": lambda: nadia.send_file("plan.csv", b"week,amount,note\n", "/plan"),
        }
        number = 0
        for method, sides in (ON_TELEGRAM if ALL else OFTEN).items():
            for side in sides:
                number += 1
                await dies(bot, f"telegram.{method}{side}:1", acts.get(method, said_nothing))
        print(f"telegram: killed around {number} requests")  # noqa: T201
        await bot.start()
        await api.until(lambda: not api.pending_updates, timeout=60)
        await settled(bot)
        claims = "SELECT claim FROM revisions r JOIN members m ON m.id = r.member_id WHERE name = "
        assert rows(bot, f"{claims} 'Aïcha' ORDER BY revision") == [(100 * one,) for one in said]
        assert {claim for (claim,) in rows(bot, f"{claims} 'Bob'")} == {0}
        assert told_twice(bot, team) == []
        assert await bot.stop() == 0
        assert (await bot.audit())[0] == 0


async def test_killed_around_requests_to_matrix(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix) as bot:
        team: Any = await gathered_on_matrix(matrix, "Aïcha", encrypted=True)
        nadia, aicha = team.nadia, team["Aïcha"]
        await ask(nadia, "/ouvrir", "est ouverte")
        await hears(aicha, "Que valait")
        await bot.stop()
        said: list[int] = []

        async def declares() -> None:
            said.append(10 + len(said))
            await aicha.say(str(said[-1]))

        acts: dict[str, Act] = {"send": declares, "upload": lambda: nadia.say("/export csv")}
        for what, sides in ON_MATRIX.items():
            for side in sides:
                await dies(bot, f"matrix.{what}{side}:1", acts.get(what, said_nothing))
        await bot.start()
        await ask(aicha, "99", "99,00")
        await settled(bot)
        claims = rows(bot, "SELECT claim FROM revisions ORDER BY revision")
        assert claims == [(100 * one,) for one in (*said, 99)]
        states = dict(rows(bot, "SELECT state, count(*) FROM outbox GROUP BY state"))
        assert states.keys() == {"sent"}, "a message sent again there is the same one"
        heard = [message.id for message in aicha.inbox]
        assert len(set(heard)) == len(heard)
        assert len([m for m in aicha.inbox if "Que valait" in m.text]) == 1
        assert await bot.stop() == 0
        assert (await bot.audit())[0] == 0


MANY, PEOPLE = 300, ("Aïcha", "Bob", "Chloé", "Dany", "Enzo", "Fatou")
THREE_KILLS = ("inbox.receive.after:2", "desk.batch.before:1", "desk.batch.after:1")


async def test_300_updates_wait_while_it_is_killed_three_times(api: BotApi, tmp_path: Path) -> None:
    async with Running(tmp_path, api) as bot:
        team: Cooperative = await gathered(api, *PEOPLE)
        await ask(team.nadia, "/ouvrir", "est ouverte")
        await bot.stop()
        (before,) = rows(bot, "SELECT count(*) FROM inbox")[0]
        said: dict[str, list[int]] = {name: [] for name in PEOPLE}
        for number in range(MANY):
            name = PEOPLE[number % len(PEOPLE)]
            said[name].append(100 * (number + 1))
            await team[name].say(str(number + 1))
        assert api.pending_updates == MANY
        for fuse in THREE_KILLS:
            await dies(bot, fuse, said_nothing)
        await bot.start()
        waits = "SELECT 1 FROM inbox WHERE state = 'waiting'"
        handled = "SELECT count(*), count(DISTINCT event_id) FROM inbox WHERE state = 'handled'"
        await api.until(lambda: not api.pending_updates and not rows(bot, waits), timeout=60)
        assert rows(bot, handled) == [(before + MANY, before + MANY)]
        for name, claims in said.items():
            counted = rows(
                bot,
                "SELECT claim FROM revisions r JOIN members m ON m.id = r.member_id"
                f" WHERE name = '{name}' ORDER BY revision",
            )
            assert [claim for (claim,) in counted] == claims
        await bot.kill()
        assert (await bot.audit())[0] == 0
