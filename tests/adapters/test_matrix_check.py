"""`semainier check` on Matrix: what is wrong, and what to do about it, one line each."""

import shutil
from pathlib import Path

import pytest

from tests.peers.botapi import BotApi
from tests.peers.matrix.proxy import Proxy
from tests.peers.matrix.world import World
from tests.peers.process import Running


@pytest.fixture
def bot(matrix: World, tmp_path: Path) -> Running:
    """A bot that has never run."""
    return Running(tmp_path, matrix)


async def said(bot: Running) -> tuple[int, str]:
    """The exit code, and the last line: what is said of Matrix."""
    code, lines = await bot.says("check")
    return code, lines.strip().splitlines()[-1]


async def test_all_is_well_and_no_device_is_left_behind(matrix: World, bot: Running) -> None:
    code, lines = await bot.says("check")
    assert code == 0
    assert f"✓ Matrix: I am {matrix.bot_id}" in lines
    assert f"a device will be made in {bot.store}" in lines
    assert not bot.store.exists()
    assert await matrix.homeserver.admin.devices(matrix.bot_id) == []


async def test_a_wrong_password(matrix: World, bot: Running) -> None:
    bot.configure("matrix", password="wrong")
    code, line = await said(bot)
    assert code == 1
    assert f"✗ Matrix refused the password of {matrix.bot_id}: check matrix.user_id" in line


async def test_a_homeserver_that_is_not_there(bot: Running) -> None:
    bot.configure("matrix", homeserver="http://127.0.0.1:9")
    assert await said(bot) == (
        1,
        "✗ Matrix does not answer at http://127.0.0.1:9: check matrix.homeserver and the network",
    )


async def test_a_server_that_is_something_else(bot: Running, api: BotApi) -> None:
    bot.configure("matrix", homeserver=api.url)
    code, line = await said(bot)
    assert code == 1
    assert f"Matrix does not answer at {api.url}" in line


async def test_neither_a_device_nor_a_password(bot: Running) -> None:
    bot.configure("matrix", password=None)
    code, line = await said(bot)
    assert code == 1
    assert f"no device in {bot.store} yet; give matrix.password once" in line


async def test_a_store_that_was_there_and_is_not_any_more(matrix: World, bot: Running) -> None:
    async with bot:
        nadia = await matrix.person("Nadia")
        await (await nadia.create_group("Kpa")).expect("Je suis Semainier")
        await bot.stop()
        bot.configure("matrix", password=None)
        assert await bot.says("check") == (0, WELL.format(name=matrix.bot_id))
        bot.configure("matrix", password=matrix.bot_password)
        keys = next(bot.store.glob("*.keys"))
        keys.rename(bot.folder / "elsewhere")
        code, line = await said(bot)
        assert code == 1
        assert f"the encryption keys are missing from {bot.store}" in line
        shutil.rmtree(bot.store)
        assert await said(bot) == (1, line)


WELL = "✓ config: read\n✓ database: at the newest schema\n✓ Matrix: I am {name}\n"


async def test_a_revoked_device(matrix: World, bot: Running) -> None:
    async with bot:
        nadia = await matrix.person("Nadia")
        await (await nadia.create_group("Kpa")).expect("Je suis Semainier")
        await bot.stop()
        await matrix.homeserver.admin.revoke(matrix.bot_id)
        code, line = await said(bot)
        assert code == 1
        assert f"Matrix no longer knows the device kept in {bot.store}" in line


async def test_a_clock_that_is_wrong(matrix: World, bot: Running) -> None:
    async with Proxy(matrix.url, skew=-3600) as proxy:
        bot.configure("matrix", homeserver=proxy.url)
        code, line = await said(bot)
    assert code == 1
    assert "the clock of this machine and the server’s differ by 3" in line
    assert "set it right (NTP)" in line


async def test_an_account_of_somebody_else(matrix: World, bot: Running) -> None:
    async with bot:
        nadia = await matrix.person("Nadia")
        await (await nadia.create_group("Kpa")).expect("Je suis Semainier")
        await bot.stop()
        bot.configure("matrix", user_id="@other:hs.test")
        assert await said(bot) == (
            1,
            f"✗ Matrix: {bot.store} belongs to {matrix.bot_id}; "
            "change matrix.store or matrix.user_id",
        )
