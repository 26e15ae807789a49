"""A Bot API server for each test, a client for it, and someone to talk to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot

from .botapi import TOKEN, BotApi, User


@asynccontextmanager
async def telegram_bot(api: BotApi, token: str = TOKEN) -> AsyncIterator[Bot]:
    """A client of that server, without the getMe of `initialize`."""
    bot = Bot(token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot")
    try:
        yield bot
    finally:
        for request in bot._request:
            await request.shutdown()


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with telegram_bot(api) as client:
        yield client


@pytest.fixture
async def aicha(api: BotApi) -> User:
    """Someone who has opened the conversation; the bot took that update already."""
    user = api.user("Aïcha", username="aicha", language_code="fr")
    await user.start()
    api.world.updates.clear()
    return user
