"""The process of `semainier run`: how it ends, what makes it give up, and what it never says."""

import asyncio
import resource
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from bot.clock import SystemClock
from bot.courier import Courier
from core.db.store import Store
from tests.adapters.telegram_talk import ask
from tests.peers.botapi import BotApi
from tests.peers.process import Running, gathered

UNLIMITED = resource.RLIM_INFINITY


@pytest.fixture
async def bot(api: BotApi, tmp_path: Path) -> AsyncIterator[Running]:
    """A bot not started yet, that logs all it can; whatever happens, never its token."""
    bot = Running(tmp_path, api)
    change(bot, logging={"level": "debug"})
    bot.log.touch()
    yield bot
    await bot.__aexit__()
    assert api.token.partition(":")[2] not in bot.log.read_text()


def change(bot: Running, **sections: dict[str, object]) -> None:
    content = yaml.safe_load(bot.config.read_text())
    for name, keys in sections.items():
        content[name] = content.get(name, {}) | keys
    bot.config.write_text(yaml.safe_dump(content))


def complaints(bot: Running) -> list[str]:
    """What it says to people, apart from its log."""
    return [line for line in bot.log.read_text().splitlines() if line.startswith("semainier: ")]


def no_larger_files(bot: Running) -> None:
    """What a full disk looks like to this process: no file can grow."""
    largest = max(file.stat().st_size for file in bot.folder.glob("semainier.db*"))
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (largest, UNLIMITED))


def fates(bot: Running, keys: str) -> list[str]:
    with sqlite3.connect(f"file:{bot.database}?mode=ro", uri=True) as connection:
        sql = "SELECT state FROM outbox WHERE key LIKE ? ORDER BY id"
        return [state for (state,) in connection.execute(sql, (keys,))]


async def logged(bot: Running, words: str) -> None:
    async with asyncio.timeout(90):
        while words not in bot.log.read_text():  # noqa: ASYNC110 - a file rings no bell
            await asyncio.sleep(0.02)


async def test_a_wrong_token_is_one_line_and_exit_1(api: BotApi, bot: Running) -> None:
    wrong = "123456789:AAwrong-token_0123456789abcdefghijk"
    change(bot, telegram={"token": wrong})
    await bot.start()
    assert await bot.ended() == 1
    (line,) = complaints(bot)
    assert "Telegram refused the token" in line
    assert wrong.partition(":")[2] not in bot.log.read_text()


async def test_a_token_revoked_while_it_runs_ends_it(api: BotApi, bot: Running) -> None:
    await bot.start()
    await api.until(lambda: api.calls("getUpdates"))
    api.server.token = "123456789:AAanother-one"
    api.world.updates.interrupt("the token was revoked")
    assert await bot.ended() == 1
    (line,) = complaints(bot)
    assert "Telegram refused the token" in line


async def test_sigterm_lets_what_is_being_sent_arrive(api: BotApi, bot: Running) -> None:
    await bot.start()
    team = await gathered(api, "Aïcha")
    aicha = team["Aïcha"]
    late = api.fault("late", method="sendMessage", chat_id=aicha.id)
    await ask(team.nadia, "/ouvrir", "est ouverte")
    await api.until(lambda: late not in api.faults)
    stopped = asyncio.create_task(bot.stop())
    await logged(bot, "stopping")
    late.released.set()
    assert await stopped == 0
    assert fates(bot, "prompt:%") == ["sent"]
    assert len([m for m in aicha.inbox if "Que valait" in m.text]) == 1


async def test_sigterm_does_not_wait_for_ever(api: BotApi, bot: Running) -> None:
    await bot.start()
    team = await gathered(api, "Aïcha", "Bob")
    hanging = api.fault("hang", method="sendMessage", chat_id=team["Aïcha"].id)
    await ask(team.nadia, "/ouvrir", "est ouverte")
    await team["Bob"].expect("Que valait", after=0)
    await api.until(lambda: hanging not in api.faults)
    assert await bot.stop() == 0
    await bot.start()
    await ask(team.nadia, "/etat", "Je ne sais pas si ma question leur est arrivée : Aïcha")
    assert sorted(fates(bot, "prompt:%")) == ["sent", "unknown"]
    assert not [m for m in team["Aïcha"].inbox if "Que valait" in m.text]


async def test_an_end_that_comes_together_with_something_to_send_is_not_lost(store: Store) -> None:
    courier = Courier(store, {}, SystemClock())
    running = asyncio.create_task(courier.run())
    while not courier._woken._waiters:  # noqa: ASYNC110 - until it waits for something to send
        await asyncio.sleep(0)
    courier.wake()
    running.cancel()
    ended, _ = await asyncio.wait({running}, timeout=10)
    assert ended


async def test_a_full_disk_is_waited_out_and_what_was_said_waits_at_telegram(
    api: BotApi, bot: Running
) -> None:
    change(bot, logging={"level": "info"})
    await bot.start()
    team = await gathered(api, "Aïcha")
    await ask(team.nadia, "/ouvrir", "est ouverte")
    await team["Aïcha"].expect("Que valait", after=0)
    await api.quiet()
    no_larger_files(bot)
    await team["Aïcha"].say("45")
    await logged(bot, "the database cannot be used")
    polls = len(api.calls("getUpdates"))
    await api.until(lambda: len(api.calls("getUpdates")) > polls)
    assert api.pending_updates == 1, "nothing is confirmed that is not stored"
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))
    await team["Aïcha"].expect("C’est noté : 45,00", timeout=60)
    assert await bot.stop() == 0
    log = bot.log.read_text()
    assert "Traceback" not in log
    assert log.count("the database cannot be used") == 1
    assert log.count("the database can be used again") == 1


async def test_an_outage_of_telegram_is_waited_out(api: BotApi, bot: Running) -> None:
    await bot.start()
    team = await gathered(api, "Aïcha")
    await api.close()
    await logged(bot, "trying again in")
    await api.open()
    await ask(team.nadia, "/ouvrir", "J’ai posé la question à 1 personne")
    await team["Aïcha"].expect("Que valait", after=0)
    assert await bot.stop() == 0
