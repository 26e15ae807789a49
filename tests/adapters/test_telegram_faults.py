"""Telegram on a bad day: refusals, broken connections, updates twice and in any order."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from telegram import error as telegram

from adapters.chat import NotStoredError
from adapters.splitting import split
from adapters.telegram.errors import send_error
from adapters.telegram.platform import Telegram
from bot.menu import menu
from tests.adapters.telegram_talk import ask
from tests.peers.botapi import BotApi
from tests.peers.process import Running, gathered


async def test_who_blocks_the_bot_is_told_of_once_and_left_in_peace(
    api: BotApi, tmp_path: Path
) -> None:
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, "Aïcha", "Bob")
        nadia, bob = team.nadia, team["Bob"]
        await bob.block()
        await ask(nadia, "/ouvrir", "J’ai posé la question à 1 personne")
        assert "Je ne peux pas leur écrire (/start en privé) : Bob" in await ask(
            nadia, "/etat", "0 sur 2"
        )
        await ask(nadia, "/relancer", "J’ai relancé 1 personne")
        await bob.start()
        await bob.expect("Bonjour")
        asked = len(api.calls("sendMessage"))
        api.fault(
            "403", chat_id=bob.id, times=9, description="Forbidden: bot was blocked by the user"
        )
        again = await ask(nadia, "/relancer", "J’ai relancé 1 personne")
        assert "il y a moins de dix minutes" in again
        await nadia.expect("Je n’arrive plus à écrire à Bob")
        await ask(nadia, "/relancer", "Personne à relancer")
        tried = [c for c in api.calls("sendMessage")[asked:] if c.payload["chat_id"] == bob.id]
        assert len(tried) == 1
        told = [m for m in nadia.inbox if "Je n’arrive plus" in m.text]
        assert len(told) == 1
        await bot.stop()


async def test_what_was_refused_is_sent_again_and_what_may_have_arrived_is_not(
    api: BotApi, tmp_path: Path
) -> None:
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, "Aïcha", "Bob", "Chloé", "Dany", "Enzo")
        faults = {"Aïcha": "429", "Bob": "502", "Chloé": "drop_after", "Dany": "timeout_after"}
        for name, kind in faults.items():
            api.fault(kind, method="sendMessage", chat_id=team[name].id)  # type: ignore[arg-type]
        await ask(team.nadia, "/ouvrir", "à 5 personnes")
        for user in team.members.values():
            await user.expect("Que valait ta contribution", after=0, timeout=60)
        await api.until(lambda: not api.faults)
        await bot.stop()
        await bot.start()
        status = await ask(team.nadia, "/etat", "0 sur 5")
        assert "Je ne sais pas si ma question leur est arrivée : Chloé et Dany" in status
        states = dict(
            sqlite3.connect(bot.database).execute(
                "SELECT chat_id, state FROM outbox WHERE key LIKE 'prompt:%'"
            )
        )
        fates = {name: states[str(user.id)] for name, user in team.members.items()}
        assert fates["Aïcha"] == fates["Bob"] == fates["Enzo"] == "sent"
        assert fates["Chloé"] == fates["Dany"] == "unknown"
        for user in team.members.values():
            prompts = Counter("Que valait" in message.text for message in user.inbox)
            assert prompts[True] == 1


async def test_updates_that_come_twice_out_of_order_or_renumbered_count_once(
    api: BotApi, tmp_path: Path
) -> None:
    async with Running(tmp_path, api) as bot:
        team = await gathered(api, "Aïcha")
        aicha = team["Aïcha"]
        await ask(team.nadia, "/ouvrir", "est ouverte")
        await aicha.expect("Que valait", after=0)
        api.repeat_updates()
        await ask(aicha, "45", "C’est noté : 45,00")
        api.repeat_updates(new_id=True)
        await aicha.press(None, "0,00")
        await aicha.expect("au lieu de")
        await api.until(lambda: not api.pending_updates)
        api.jump_update_ids()
        await ask(aicha, "46", "C’est changé : 46,00 K au lieu de 0,00")
        await bot.stop()
        api.shuffle_updates()
        for euros in range(50, 60):
            await aicha.say(str(euros))
        await bot.start()
        await api.until(lambda: not api.pending_updates)
        await ask(team.nadia, "/etat", "1 sur 1")
        await bot.stop()
        revisions = sqlite3.connect(bot.database).execute("SELECT claim FROM revisions")
        claims = [claim for (claim,) in revisions]
        assert claims[:3] == [4500, 0, 4600]
        assert sorted(claims[3:]) == [100 * euros for euros in range(50, 60)]


async def test_a_429_is_obeyed_and_the_message_comes_once(api: BotApi, tmp_path: Path) -> None:
    async with Running(tmp_path, api):
        team = await gathered(api, "Aïcha")
        aicha = team["Aïcha"]
        api.fault("429", method="sendMessage", chat_id=aicha.id, retry_after=3)
        await ask(team.nadia, "/ouvrir", "est ouverte")
        await aicha.expect("Que valait", after=0)
        refused, sent = [c for c in api.calls("sendMessage") if "Que valait" in c.payload["text"]]
        assert (refused.status, sent.status) == (429, 200)
        assert sent.at - refused.at >= 3


async def test_an_update_that_could_not_be_stored_is_asked_for_again(api: BotApi) -> None:
    platform = Telegram(api.token, api.url, menu())
    await platform.open()
    await api.user("Aïcha").start()
    stored: list[str] = []
    failures = [NotStoredError()]

    async def receive(
        _platform: str, events: Sequence[tuple[str, str]], _position: str | None
    ) -> None:
        if failures:
            raise failures.pop()
        stored.extend(payload for _, payload in events)
        raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await platform.listen(receive, None)
    assert "/start" in stored[0]
    assert api.pending_updates == 1, "what was stored is confirmed by the next request, not before"
    await platform.shut()


def failure(cause: Exception) -> telegram.NetworkError:
    error = telegram.NetworkError("httpx")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "means"),
    [
        (telegram.Forbidden("Forbidden: bot was blocked by the user"), "gone"),
        (telegram.Forbidden("Forbidden: user is deactivated"), "gone"),
        (telegram.BadRequest("Chat not found"), "gone"),
        (telegram.BadRequest("Message is too long"), "permanent"),
        (telegram.ChatMigrated(-100123), "moved to -100123"),
        (telegram.RetryAfter(7), "wait 7.5"),
        (telegram.NetworkError("Bad Gateway"), "again"),
        (failure(httpx.ConnectError("refused")), "again"),
        (failure(httpx.PoolTimeout("full")), "again"),
        (failure(httpx.ReadTimeout("slow")), "unknown"),
        (failure(httpx.RemoteProtocolError("gone")), "unknown"),
    ],
)
def test_what_a_refusal_means(error: telegram.TelegramError, means: str) -> None:
    found = send_error(error)
    if found.moved_to:
        assert means == f"moved to {found.moved_to}"
    elif found.retry_after:
        assert means == f"wait {found.retry_after}"
    else:
        said = {"gone": found.gone, "permanent": found.permanent, "unknown": found.unknown}
        assert means == next((word for word, true in said.items() if true), "again")


def test_long_texts_are_cut_at_lines_with_their_tags_closed() -> None:
    text = "<b>" + "\n".join(f"ligne {n} 🚲 " + "x" * 40 for n in range(300)) + "</b>"
    parts = split(text)
    assert all(len(part.encode("utf-16-le")) // 2 <= 4096 for part in parts)
    assert all(part.count("<b>") == part.count("</b>") == 1 for part in parts)
    joined = "\n".join(part.removeprefix("<b>").removesuffix("</b>") for part in parts)
    assert f"<b>{joined}</b>" == text
    assert split("court") == ["court"]
