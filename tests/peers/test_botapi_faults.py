"""What the server does when it is slow, busy, broken or far away, and a bot that lives with it."""

import asyncio
import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import Message as Received
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    NetworkError,
    RetryAfter,
    TimedOut,
)
from telegram.ext import Application, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from .botapi import TOKEN, BotApi, FaultKind, User
from .conftest import telegram_bot

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Comme avant", callback_data="same")],
     [InlineKeyboardButton("Inviter", url="https://t.me/semainier_bot?start=CODE")]]
)  # fmt: skip


async def test_rate_limits_per_person_and_per_group(api: BotApi, bot: Bot, aicha: User) -> None:
    group = api.group("L'équipe", aicha)
    await group.add_bot()
    api.limits.enabled = True
    for n in range(3):
        await bot.send_message(aicha.id, str(n))
    with pytest.raises(RetryAfter) as slow:
        await bot.send_message(aicha.id, "4")
    assert slow.value.retry_after == timedelta(seconds=1)
    for n in range(20):
        await bot.send_message(group.id, str(n))
    with pytest.raises(RetryAfter):
        await bot.send_message(group.id, "21")
    assert api.sent_count(group.id) == 20
    assert len(api.refused) == 2
    assert api.stats()["refused_429"] == 2


async def test_a_faster_clock_lets_more_through() -> None:
    async with BotApi(limits=True, scale=1000.0) as api, telegram_bot(api) as bot:
        user = api.user("Bob")
        await user.start()
        for n in range(20):
            await bot.send_message(user.id, str(n))
        assert len(api.sent_times(user.id)) == 20


@pytest.mark.parametrize(
    ("kind", "error", "effects"),
    [
        ("429", RetryAfter, 0),
        ("403", Forbidden, 0),
        ("500", NetworkError, 0),
        ("502", NetworkError, 0),
        ("drop_before", NetworkError, 0),
        ("drop_after", NetworkError, 1),
        ("hang", TimedOut, 0),
        ("timeout_after", TimedOut, 1),
    ],
)
async def test_faults_strike_once_before_or_after_the_effect(
    api: BotApi, bot: Bot, aicha: User, kind: FaultKind, error: type[Exception], effects: int
) -> None:
    api.fault(method="sendMessage", kind=kind, chat_id=aicha.id, retry_after=7)
    await bot.send_chat_action(aicha.id, "typing")
    with pytest.raises(error):
        await bot.send_message(aicha.id, "45", read_timeout=0.2)
    assert (api.faults, len(aicha.inbox)) == ([], effects)
    await bot.send_message(aicha.id, "45")
    assert len(aicha.inbox) == effects + 1
    assert api.calls("sendMessage")[-1].payload == {"chat_id": aicha.id, "text": "45"}


async def test_updates_come_twice_or_with_lower_ids(api: BotApi, bot: Bot, aicha: User) -> None:
    sent = await bot.send_message(aicha.id, "?", reply_markup=KEYBOARD)
    api.repeat_updates(new_id=True)
    await aicha.tap(None, "same")
    one, two = await bot.get_updates()
    assert one.callback_query
    assert two.callback_query
    assert one.update_id != two.update_id
    assert one.callback_query.id == two.callback_query.id
    api.repeat_updates()
    await aicha.say("45")
    (said,) = await bot.get_updates(offset=two.update_id + 1)
    assert [u.update_id for u in await bot.get_updates(offset=said.update_id + 1)] == [
        said.update_id
    ]
    assert await bot.get_updates(offset=said.update_id + 1) == ()
    api.jump_update_ids()
    await aicha.say(f"answer to {sent.message_id}")
    (lower,) = await bot.get_updates(offset=said.update_id + 1)
    assert lower.update_id < said.update_id
    assert await bot.get_updates(offset=lower.update_id + 1) == ()


async def test_shuffled_updates_are_never_lost(api: BotApi, bot: Bot, aicha: User) -> None:
    api.shuffle_updates()
    wanted = {str(n) for n in range(20)}
    for text in sorted(wanted):
        await aicha.say(text)
    seen: list[str] = []
    offset = 0
    while api.pending_updates:
        updates = await bot.get_updates(offset=offset, limit=7)
        seen += [u.message.text for u in updates if u.message and u.message.text]
        offset = updates[-1].update_id + 1 if updates else offset
    assert set(seen) == wanted
    assert seen != sorted(seen)


async def test_a_webhook_is_tried_until_it_answers(api: BotApi, bot: Bot, aicha: User) -> None:
    got: list[tuple[str | None, dict[str, Any]]] = []

    async def hook(request: web.BaseRequest) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        got.append((secret, json.loads(await request.read())))
        return web.Response(status=500 if len(got) == 1 else 200)

    runner = web.ServerRunner(web.Server(hook))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    with pytest.raises(BadRequest, match=r"(?i)HTTPS URL must be provided"):
        await bot.set_webhook(url)
    api.world.local = True
    await bot.set_webhook(url, secret_token="s3")
    await aicha.say("45")
    await api.until(lambda: not api.pending_updates)
    await runner.cleanup()
    assert [secret for secret, _ in got] == ["s3", "s3"]
    assert got[0] == got[1]
    assert got[0][1]["message"]["text"] == "45"
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_a_failed_wait_shows_the_transcript(bot: Bot, aicha: User) -> None:
    await aicha.say("45")
    await bot.send_message(aicha.id, "Noté", reply_markup=KEYBOARD)
    with pytest.raises(AssertionError, match=r"(?s)Aïcha: 45.*Semainier: Noté \[Comme avant\]"):
        await aicha.expect("something else", timeout=0.01)


async def _echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert isinstance(update.message, Received)
    await update.message.reply_text(f"echo {update.message.text}", reply_markup=KEYBOARD)


async def _pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("ok")
    await update.callback_query.edit_message_text("done")


async def test_an_application_from_end_to_end(api: BotApi) -> None:
    """Also: polling goes on through a lost answer, an outage and ids that jump back."""
    builder = Application.builder().token(TOKEN).base_url(f"{api.url}/bot")
    app = builder.base_file_url(f"{api.url}/file/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, _echo))
    app.add_handler(CallbackQueryHandler(_pressed))
    aicha = api.user("Aïcha")
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(allowed_updates=["message", "callback_query"])
        api.fault(method="getUpdates", kind="drop_after")
        await aicha.start("CODE")
        echoed = await aicha.expect("echo /start CODE")
        assert (await aicha.press(echoed, "avant")).text == "ok"
        assert await aicha.expect("done") is echoed
        await api.until(lambda: not api.pending_updates)
        await api.close()
        api.jump_update_ids()
        await api.open()
        await aicha.say("again")
        await aicha.expect("echo again")
        follow = await aicha.follow(None, "Inviter")
        assert follow.text == "/start CODE"
        await aicha.expect("echo /start CODE")
        await api.quiet(0.05)
        assert api.sent_count() == 3
        await app.updater.stop()
        await app.stop()


async def test_the_same_as_a_process_of_its_own() -> None:
    root = Path(__file__).parents[2]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.peers.botapi", "--limits", cwd=root,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout
        url = json.loads(await process.stdout.readline())["url"]
        async with (
            httpx.AsyncClient(base_url=f"{url}/control/") as control,
            Bot(TOKEN, base_url=f"{url}/bot") as bot,
        ):

            async def tell(verb: str, asked: object) -> Any:
                answer = await control.post(verb, json=asked)
                assert answer.status_code == 200, answer.text
                return answer.json()

            users = await tell("user", [{"first_name": "A"}, {"first_name": "B"}])
            await tell("start", [{"user": user["id"]} for user in users])
            group = await tell("group", {"title": "G", "creator": users[0]["id"]})
            started = [u.message.chat.id for u in await bot.get_updates() if u.message]
            for chat_id in started:
                await bot.send_message(chat_id, "Bonjour", reply_markup=KEYBOARD)
            seen = await tell("expect", {"user": users[0]["id"], "text": "Bonjour"})
            assert seen["buttons"][0] == [["Comme avant", "same"]]
            press = {"user": users[0]["id"], "what": "same", "wait": False}
            assert (await tell("press", press))["seq"] > seen["seq"]
            stats = await tell("stats", {})
            assert (stats["sent"], stats["requests"]["sendMessage"]) == (3, 3)
            times = await tell("times", {"chat": group["id"]})
            assert times[0] < time.monotonic()
    finally:
        process.terminate()
        assert await process.wait() == 0
