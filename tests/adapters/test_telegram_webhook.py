"""Telegram brings updates to us: only with our secret, and confirmed only once they are stored."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from adapters.chat import NotStoredError, PlatformError
from adapters.telegram import arriving
from adapters.telegram.hook import Hook
from adapters.telegram.platform import Telegram
from adapters.telegram.webhook import HEADER, LARGEST
from tests.adapters.telegram_talk import ask
from tests.adapters.test_week import test_a_week_answered_in_every_way as a_week
from tests.adapters.town import OnTelegram
from tests.peers.botapi import BotApi
from tests.peers.process import Running, gathered

SECRET = "only-Telegram_knows-9f3a"
GOOD = {HEADER: SECRET}
UPDATE = '{"update_id": 7, "message": {"text": "45\\u0000 \\ud83d"}}'


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def so(is_so: Callable[[], bool]) -> None:
    """Wait until it is so, where no bell rings."""
    async with asyncio.timeout(60):
        while not is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


class Stored:
    """What a bot stored, if it could."""

    def __init__(self) -> None:
        self.events: list[tuple[str, str]] = []
        self.failure: Exception | None = None

    async def receive(
        self, _platform: str, events: Sequence[tuple[str, str]], _position: str | None
    ) -> None:
        if self.failure is not None:
            raise self.failure
        self.events += events


@asynccontextmanager
async def listening(api: BotApi, stored: Stored) -> AsyncIterator[tuple[Hook, asyncio.Task[None]]]:
    """A bot that is brought its updates."""
    api.world.local = True
    port = free_port()
    hook = Hook(f"http://127.0.0.1:{port}/hook/of-ours", "127.0.0.1", port, SECRET)
    platform = Telegram(api.token, api.url, {}, hook=hook)
    await platform.open()
    task = asyncio.create_task(platform.listen(stored.receive, None))
    await api.until(lambda: api.calls("setWebhook") or task.done())
    yield hook, task
    task.cancel()
    await asyncio.wait({task})
    await platform.shut()


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "", {}, UPDATE, 403),
        ("POST", "", {HEADER: "wrong"}, UPDATE, 403),
        ("POST", "", {HEADER: SECRET.upper()}, UPDATE, 403),
        ("POST", "", {HEADER: f"{SECRET}x"}, UPDATE, 403),
        ("POST", "", {HEADER: "é"}, UPDATE, 403),
        ("POST", "", {HEADER: ""}, "x" * (LARGEST + 1), 403),
        ("POST", "/../other", GOOD, UPDATE, 404),
        ("POST", "/", GOOD, UPDATE, 404),
        ("GET", "", GOOD, "", 405),
        ("POST", "", GOOD, f'{{"update_id": 7, "x": "{"x" * LARGEST}"}}', 413),
        ("POST", "", GOOD, "", 400),
        ("POST", "", GOOD, "update_id=7", 400),
        ("POST", "", GOOD, b"\xff\xfe\x00", 400),
        ("POST", "", GOOD, "[" * 100_000, 400),
        ("POST", "", GOOD, "[]", 400),
        ("POST", "", GOOD, '{"update_id": "7"}', 400),
        ("POST", "", GOOD, '{"update_id": true}', 400),
        ("POST", "", GOOD, '{"update_id": -1}', 400),
        ("POST", "", GOOD, f'{{"update_id": {"9" * 30}}}', 400),
        ("POST", "", GOOD, f'{{"update_id": {"9" * 5000}}}', 400),
    ],
)
async def test_what_is_refused_and_leaves_nothing_behind(
    api: BotApi, method: str, path: str, headers: dict[str, str], body: Any, status: int
) -> None:
    stored = Stored()
    async with (
        listening(api, stored) as (hook, _),
        aiohttp.ClientSession() as http,
        http.request(method, hook.url + path, headers=headers, data=body) as answer,
    ):
        assert answer.status == status
    assert stored.events == []


async def test_an_update_is_confirmed_once_it_is_stored_and_not_before(api: BotApi) -> None:
    stored = Stored()
    async with listening(api, stored) as (hook, _), aiohttp.ClientSession() as http:
        for failure in (NotStoredError(), ValueError("ours")):
            stored.failure = failure
            async with http.post(hook.url, headers=GOOD, data=UPDATE) as answer:
                assert answer.status == 503, "it has to come again"
        assert stored.events == []
        stored.failure = None
        async with http.post(hook.url, headers=GOOD, data=UPDATE) as answer:
            assert answer.status == 200
        ((number, payload),) = stored.events
        assert number == "7"
        assert payload.isascii()
        assert "\0" not in payload


async def test_telegram_is_told_all_it_needs_and_brings_again_what_was_not_stored(
    api: BotApi,
) -> None:
    stored = Stored()
    stored.failure = NotStoredError()
    async with listening(api, stored) as (hook, _):
        (asked,) = api.calls("setWebhook")
        assert asked.payload["url"] == hook.url
        assert asked.payload["secret_token"] == SECRET
        assert asked.payload["max_connections"] == 1, "in order"
        assert set(asked.payload["allowed_updates"]) >= {"message", "callback_query"}
        assert not asked.payload.get("drop_pending_updates")
        await api.user("Aïcha").start()
        await api.until(lambda: "503" in api.world.webhook.last_error)
        assert api.pending_updates == 1
        stored.failure = None
        await api.until(lambda: not api.pending_updates)
        assert len(stored.events) == 1


async def test_a_webhook_taken_away_is_set_again_and_fought_for_not_for_ever(
    api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(arriving, "HOOK_LOOKS", (0.01, 0.01))
    async with listening(api, Stored()) as (hook, task):
        while not task.done():
            await so(lambda: api.world.webhook.url == hook.url or task.done())
            api.world.webhook.url = "https://somebody.else/"
            seen = len(api.calls("getWebhookInfo"))
            await so(lambda: len(api.calls("getWebhookInfo")) > seen or task.done())  # noqa: B023
        error = task.exception()
    assert isinstance(error, PlatformError)
    assert error.key == "telegram-conflict"
    assert caplog.text.count("another process takes this bot's updates") == 1


async def test_an_address_in_use_is_said(api: BotApi) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        hook = Hook("http://127.0.0.1:1/", "127.0.0.1", port, SECRET)
        platform = Telegram(api.token, api.url, {}, hook=hook)
        with pytest.raises(PlatformError, match="telegram-listen"):
            await platform.listen(Stored().receive, None)
        await platform.shut()


async def test_an_address_telegram_refuses_is_said(api: BotApi) -> None:
    hook = Hook("http://127.0.0.1:1/", "127.0.0.1", free_port(), SECRET)
    platform = Telegram(api.token, api.url, {}, hook=hook)
    await platform.open()
    with pytest.raises(PlatformError, match="telegram-webhook"):
        await platform.listen(Stored().receive, None)
    await platform.shut()


# Fetching, where a webhook was set before, or somebody else fetches too


async def test_a_webhook_of_before_is_removed_when_we_fetch(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "MOST_BACKOFF", 0.01)
    api.world.webhook.url = "https://bot.example.org/"
    await api.user("Aïcha").start()
    stored = Stored()
    platform = Telegram(api.token, api.url, {})
    await platform.open()
    task = asyncio.create_task(platform.listen(stored.receive, None))
    await api.until(lambda: stored.events and not api.world.webhook.url)
    (asked,) = api.calls("deleteWebhook")
    assert not asked.payload.get("drop_pending_updates")
    task.cancel()
    await asyncio.wait({task})
    await platform.shut()


async def test_a_second_one_that_fetches_is_said_once_and_given_way_to(
    api: BotApi, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rests: list[float] = []
    platform = Telegram(api.token, api.url, {})

    async def rest(seconds: float) -> None:
        rests.append(seconds)

    monkeypatch.setattr(platform.pulse, "rest", rest)
    await platform.open()
    listens = asyncio.create_task(platform.listen(Stored().receive, None))
    seen = 0
    while not listens.done():
        await so(lambda: len(api.calls("getUpdates")) > seen or listens.done())  # noqa: B023
        seen = len(api.calls("getUpdates"))
        api.world.updates.interrupt("terminated by other getUpdates request")
        await asyncio.sleep(0.01)
    error = listens.exception()
    assert isinstance(error, PlatformError)
    assert error.key == "telegram-conflict"
    assert caplog.text.count("another process takes this bot's updates") == 1
    assert rests == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    await platform.shut()


# From outside


class OnWebhook(OnTelegram):
    """Implements `Town`."""

    def running(self, folder: Path, **team_defaults: object) -> Running:
        self.api.world.local = True
        bot = super().running(folder, **team_defaults)
        port = free_port()
        bot.configure(
            "telegram",
            webhook={
                "url": f"http://127.0.0.1:{port}/telegram",
                "listen": f"127.0.0.1:{port}",
                "secret_token": SECRET,
            },
        )
        return bot

    def secrets(self, bot: Running) -> list[str]:
        return [*super().secrets(bot), SECRET]


async def test_a_week_on_webhook(api: BotApi, tmp_path: Path) -> None:
    api.repeat_updates(5)
    await a_week(OnWebhook(api), tmp_path)
    assert not api.calls("getUpdates")


async def test_what_was_said_while_it_was_dead_is_brought_later(
    api: BotApi, tmp_path: Path
) -> None:
    bot = OnWebhook(api).running(tmp_path)
    async with bot:
        await api.until(lambda: api.calls("setWebhook"), timeout=60)
        team = await gathered(api, "Aïcha")
        await ask(team.nadia, "/ouvrir", "est ouverte")
        await team["Aïcha"].expect("Que valait", after=0)
        await bot.kill()
        await team["Aïcha"].say("45")
        await api.until(lambda: "Connection failed" in api.world.webhook.last_error)
        await bot.start()
        await team["Aïcha"].expect("C’est noté : 45,00", timeout=60)
        bot.configure("telegram", webhook=None)
        assert await bot.stop() == 0
        await bot.start()
        await ask(team["Aïcha"], "46", "C’est changé : 46,00")
        assert await bot.stop() == 0
        assert SECRET not in bot.log.read_text()
