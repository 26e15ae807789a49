"""Matrix on a bad day: the bot killed, the homeserver restarted, gaps, limits, a lost store."""

import asyncio
import re
import shutil
import sqlite3
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from tests.adapters.telegram_talk import ask, hears
from tests.peers.matrix.person import Message, Person
from tests.peers.matrix.proxy import Proxy
from tests.peers.matrix.world import World, gathered
from tests.peers.process import Running

WHILE_DOWN = 30
"""Messages in one room while the bot is away: more than come with a sync."""

MANY = 40
"""People asked at once by a bot on a homeserver with its own, default limits."""


def echoed(messages: list[Message]) -> list[str]:
    """The amounts the bot says it noted, in order."""
    found = (re.search(r"C’est (?:noté|changé) : (\d+),00", m.text) for m in messages)
    return [match[1] for match in found if match]


async def test_what_was_said_while_the_bot_was_dead_is_answered_once_each(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix) as bot:
        team = await gathered(matrix, "Aïcha", "Bob")
        aicha = team["Aïcha"]
        await ask(team.nadia, "!ouvrir", "2 personnes")
        await aicha.expect("Que valait", after=0)
        await bot.kill()
        said = [str(100 + n) for n in range(WHILE_DOWN)]
        for amount in said:
            await aicha.say(amount)
        await bot.start()
        await aicha.expect(f"{said[-1]},00", after=0, timeout=60)
        await ask(aicha, "200", "C’est changé : 200,00 K au lieu de 129,00")
        assert echoed(aicha.inbox) == [*said, "200"]
        assert await bot.stop() == 0
        assert (await bot.audit())[0] == 0


async def test_killed_again_and_again_nothing_is_lost_or_said_twice(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix) as bot:
        team = await gathered(matrix, "Aïcha", "Bob", "Chloé")
        people = list(team.members.values())
        await ask(team.nadia, "!ouvrir", "3 personnes")
        for person in people:
            await person.expect("Que valait", after=0)
        amounts = [str(amount) for amount in range(20, 32)]

        async def declares(person: Person) -> None:
            for amount in amounts:
                await person.say(amount)
                await person.expect(f"{amount},00", timeout=60)

        async def murders() -> None:
            for _ in range(4):
                before = sum(len(person.heard) for person in people)
                while sum(len(person.heard) for person in people) < before + 3:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                await bot.kill()
                await bot.start()

        await asyncio.gather(murders(), *map(declares, people))
        for person in people:
            assert echoed(person.inbox) == amounts
            assert not person.undecryptable
        assert await bot.stop() == 0
        assert (await bot.audit())[0] == 0


async def test_a_homeserver_that_restarts_is_waited_for(own_matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, own_matrix) as bot:
        team = await gathered(own_matrix, "Aïcha")
        aicha = team["Aïcha"]
        await ask(team.nadia, "!ouvrir", "1 personne")
        await ask(aicha, "45", "45,00")
        await own_matrix.homeserver.kill()
        while "trying again in" not in bot.log.read_text():  # noqa: ASYNC110 - a file rings no bell
            await asyncio.sleep(0.05)
        await own_matrix.homeserver.restart()
        await ask(aicha, "46", "46,00 K au lieu de 45,00")
        assert echoed(aicha.inbox) == ["45", "46"]
        assert bot.log.read_text().count("trying again in") < 10, "it does not hammer"


@pytest.mark.timeout(1200)  # four minutes of obeying Synapse, more on a busy machine
async def test_a_broadcast_within_default_limits_arrives_once_each(
    own_matrix: World, tmp_path: Path
) -> None:
    names = [f"Membre {n:02}" for n in range(MANY)]
    async with Running(tmp_path, own_matrix) as bot:
        team = await gathered(own_matrix, *names)
        assert await bot.stop() == 0
        await own_matrix.homeserver.restart("default")
        await bot.start()
        await team.nadia.say("!ouvrir")
        for person in team.members.values():
            await person.expect("Que valait", after=0, timeout=400)
        prompts = Counter(
            sum("Que valait" in message.text for message in person.inbox)
            for person in team.members.values()
        )
        assert prompts == {1: MANY}
        await team.nadia.expect(f"J’ai posé la question à {MANY} personnes", timeout=60)
        assert await bot.stop() == 0
        states = sqlite3.connect(bot.database).execute("SELECT DISTINCT state FROM outbox")
        assert states.fetchall() == [("sent",)]


async def test_a_lost_store_is_a_new_device_and_says_so(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix) as bot:
        team = await gathered(matrix, "Aïcha")
        aicha = team["Aïcha"]
        await ask(team.nadia, "!ouvrir", "1 personne")
        await ask(aicha, "45", "45,00")
        await bot.stop()
        shutil.rmtree(bot.store)
        await aicha.say("46")
        await bot.start()
        await team.nadia.expect("J’ai perdu mes clés de chiffrement", after=0)
        await aicha.expect("Je n’ai pas pu déchiffrer ton message", timeout=60)
        await ask(aicha, "47", "47,00 K au lieu de 45,00")
        assert len([m for m in aicha.inbox if "déchiffrer" in m.text]) == 1
        devices = await matrix.homeserver.admin.devices(matrix.bot_id)
        assert len(devices) == 1, "the old one is logged out"


async def test_a_revoked_token_ends_it_with_one_line(matrix: World, tmp_path: Path) -> None:
    async with Running(tmp_path, matrix) as bot:
        await gathered(matrix)
        await matrix.homeserver.admin.revoke(matrix.bot_id)
        assert await bot.ended() == 1
        lines = [line for line in bot.log.read_text().splitlines() if line.startswith("semainier:")]
        (line,) = lines
        assert "no longer knows the device kept in" in line
        assert "matrix.password" in line


async def test_a_late_key_is_waited_for_and_a_lost_one_asked_about(
    matrix: World, tmp_path: Path
) -> None:
    async with Running(tmp_path, matrix) as bot:
        team = await gathered(matrix, "Aïcha", "Bob")
        aicha, bob = team["Aïcha"], team["Bob"]
        await ask(team.nadia, "!ouvrir", "2 personnes")
        await hears(aicha, "Que valait")
        aicha.withhold_keys()
        await aicha.say("45")
        await ask(bob, "12", "12,00")
        await bot.kill()
        await bot.start()
        assert echoed(aicha.inbox) == []
        await aicha.release_keys()
        await aicha.expect("C’est noté : 45,00", after=0)
        bob.withhold_keys()
        await bob.say("13")
        await bob.expect("Je n’ai pas pu déchiffrer ton message", timeout=60)
        assert await ask(team.nadia, "!etat", "2 sur 2")


async def test_a_bad_line_loses_nothing_and_doubles_nothing(matrix: World, tmp_path: Path) -> None:
    bot = Running(tmp_path, matrix)
    async with Proxy(matrix.url) as proxy:
        bot.configure("matrix", homeserver=proxy.url)
        async with bot:
            proxy.fault(502, "/sendToDevice/", 2)
            proxy.fault("drop_after", "/keys/claim", 1)
            team = await gathered(matrix, "Aïcha", "Bob", "Chloé", "Dany")
            assert not proxy.faults
            proxy.fault("drop_after", "/send/m.room.encrypted", 3)
            proxy.fault("drop_before", "/send/m.room.encrypted", 2)
            proxy.fault(502, "/send/m.room.encrypted", 2)
            proxy.fault(429, "/send/m.room.encrypted", 1)
            await team.nadia.say("!ouvrir")
            for person in team.members.values():
                await person.expect("Que valait", after=0, timeout=60)
                await ask(person, "12", "12,00")
            assert not proxy.faults
            for person in team.members.values():
                assert Counter("Que valait" in m.text for m in person.inbox)[True] == 1
                assert echoed(person.inbox) == ["12"]
                assert not person.undecryptable


async def test_a_server_that_fails_is_not_hammered(matrix: World, tmp_path: Path) -> None:
    bot = Running(tmp_path, matrix)
    async with Proxy(matrix.url) as proxy:
        bot.configure("matrix", homeserver=proxy.url)
        async with bot:
            team = await gathered(matrix, "Aïcha")
            begun = len(proxy.calls("/sync"))
            proxy.fault(502, "/sync", 4)
            await team.nadia.say("!ouvrir")
            await team["Aïcha"].expect("Que valait", after=0, timeout=60)
            times = [at for at, _, _ in proxy.calls("/sync")[begun:]]
            gaps = [later - earlier for earlier, later in pairwise(times)]
            assert gaps[-1] < 60
            longer = [gap for gap in gaps if gap > 0.9]
            assert longer == sorted(longer)
            assert len(longer) >= 3


@pytest.mark.parametrize("moment", ["hang", "hang_after"])
async def test_killed_while_a_message_leaves_it_arrives_once(
    matrix: World, tmp_path: Path, moment: Literal["hang", "hang_after"]
) -> None:
    """Before the homeserver had it, and after: the same transaction is the same message."""
    bot = Running(tmp_path, matrix)
    async with Proxy(matrix.url) as proxy:
        bot.configure("matrix", homeserver=proxy.url)
        async with bot:
            team = await gathered(matrix, "Aïcha")
            aicha = team["Aïcha"]
            await ask(team.nadia, "!ouvrir", "1 personne")
            await hears(aicha, "Que valait")
            await ask(aicha, "44", "44,00")
            proxy.fault(moment, "/send/m.room.encrypted")
            await aicha.say("45")
            await aicha.until(lambda: not proxy.faults, "the bot to answer")
            if moment == "hang_after":
                await aicha.expect("45,00 K".replace(" ", "\u00a0"), after=0)
            await bot.kill()
            await bot.start()
            await ask(aicha, "46", "46,00 K au lieu de 45,00")
            assert echoed(aicha.inbox) == ["44", "45", "46"]
