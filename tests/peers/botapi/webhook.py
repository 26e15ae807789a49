"""Updates pushed to the bot's webhook, one at a time, until each is answered with 2xx."""

import asyncio
import time

import aiohttp

from .world import World


async def push(world: World, pause: float = 0.2) -> None:
    """Deliver for ever; what is refused is tried again after a pause, and stays first."""
    timeout = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        while True:
            if not world.webhook.url or not world.updates.waiting:
                await world.bell.heard()
            elif not await _delivered(world, session):
                await asyncio.sleep(pause)


async def _delivered(world: World, session: aiohttp.ClientSession) -> bool:
    hook, update = world.webhook, world.updates.waiting[0]
    headers = {"Content-Type": "application/json"}
    if hook.secret_token:
        headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
    try:
        async with session.post(hook.url, data=update.body, headers=headers) as answer:
            error = "" if answer.ok else f"Wrong response from the webhook: {answer.status}"
    except (aiohttp.ClientError, TimeoutError) as failure:
        error = f"Connection failed: {type(failure).__name__}"
    hook.last_error, hook.last_error_at = error, int(time.time())
    world.bell.ring()
    if error:
        return False
    if world.updates.waiting and world.updates.waiting[0] is update:
        world.updates.confirm_first()
    return True
