"""How updates arrive: we fetch them, or Telegram brings them; confirmed after their commit."""

import asyncio
import logging

from telegram import Bot, Update
from telegram import error as telegram

from adapters.chat import NotStoredError, PlatformError, Pulse, Receive
from adapters.telegram.hook import Hook
from adapters.telegram.reading import ALLOWED_UPDATES, NAME

log = logging.getLogger("semainier.telegram")

LONG_POLL = 25
"""Seconds a request for updates waits for some."""

MOST_BACKOFF = 60.0
MOST_CONFLICTS = 10
"""Times another process may take our updates before it has to be somebody else's turn: it takes
some four minutes, in which one that is being replaced ends. An undisturbed wait clears it."""

HOOK_LOOKS = (1.0, 60.0)
"""Seconds between two looks at how our webhook does: while it catches up, and later."""


class Arriving:
    """Receives one bot's updates. `caught_up` is set once all that waited was received."""

    def __init__(self, bot: Bot, pulse: Pulse, caught_up: asyncio.Event) -> None:
        """Show by a pulse that it gets on."""
        self._bot = bot
        self._pulse = pulse
        self._caught_up = caught_up
        self._conflicts = 0

    async def fetched(self, receive: Receive) -> None:
        """Ask for updates: the next request confirms, so it is made after the commit."""
        offset: int | None = None
        backoff = 1.0
        while True:
            self._pulse.beat()
            waits = LONG_POLL if self._caught_up.is_set() else 0
            try:
                updates = await self._bot.get_updates(
                    offset=offset, timeout=waits, allowed_updates=ALLOWED_UPDATES
                )
                if updates:
                    await receive(NAME, [_event(update) for update in updates], None)
                    offset = updates[-1].update_id + 1
                else:
                    self._caught_up.set()
                    self._conflicts = 0 if waits else self._conflicts
                backoff = 1.0
                continue
            except telegram.InvalidToken:
                raise PlatformError("telegram-token") from None
            except telegram.Conflict as error:
                hooked = "webhook" in error.message
                backoff = self._contested("a webhook is set" if hooked else "another one asks")
                if hooked:
                    await self._fetch_again()
            except NotStoredError:
                log.debug("updates could not be stored, so they were not confirmed")
            except telegram.TelegramError as error:
                log.warning("getUpdates: %s; trying again in %.0f s", error.message, backoff)
            self._caught_up.set()
            await self._pulse.rest(backoff)
            backoff = min(backoff * 2, MOST_BACKOFF)

    async def _fetch_again(self) -> None:
        """Take away a webhook of before: Telegram brings updates, or lets them be fetched."""
        try:
            await self._bot.delete_webhook()
        except telegram.TelegramError as error:
            log.warning("the webhook could not be removed: %s", error.message)

    async def brought(self, hook: Hook, receive: Receive) -> None:
        """Be brought updates, each answered after its commit, and see to it that it stays so."""
        from adapters.telegram.webhook import opened

        async def take(event: tuple[str, str]) -> None:
            await receive(NAME, [event], None)

        async with opened(hook, take):
            backoff, ours = 1.0, False
            while True:
                self._pulse.beat()
                try:
                    ours = await self._look_at(hook, ours=ours)
                    backoff, wait = 1.0, HOOK_LOOKS[self._caught_up.is_set()]
                except telegram.InvalidToken:
                    raise PlatformError("telegram-token") from None
                except telegram.BadRequest as error:
                    why = error.message
                    raise PlatformError("telegram-webhook", url=hook.url, why=why) from None
                except telegram.TelegramError as error:
                    wait, backoff = backoff, min(backoff * 2, MOST_BACKOFF)
                    log.warning("webhook: %s; trying again in %.0f s", error.message, wait)
                    self._caught_up.set()
                await self._pulse.rest(wait)

    async def _look_at(self, hook: Hook, *, ours: bool) -> bool:
        """Set our webhook, if it is not `ours` yet or any more, and look how it does.

        One connection only: updates come one after the other, in order.
        """
        info = await self._bot.get_webhook_info()
        if not ours or info.url != hook.url:
            if ours:
                self._contested("another one took our webhook away")
            await self._bot.set_webhook(
                hook.url,
                secret_token=hook.secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=1,
            )
        elif not info.pending_update_count:
            self._caught_up.set()
        elif info.last_error_message:
            log.warning("Telegram cannot bring updates: %s", info.last_error_message)
        return True

    def _contested(self, how: str) -> float:
        """Count that another process wants this bot's updates; give the seconds to stand back.

        Said once. Raises `PlatformError` if it stays so.
        """
        self._conflicts += 1
        if self._conflicts == 1:
            log.warning("another process takes this bot's updates (%s); standing back", how)
        if self._conflicts >= MOST_CONFLICTS:
            raise PlatformError("telegram-conflict")
        return min(2.0 ** (self._conflicts - 1), MOST_BACKOFF)


def _event(update: Update) -> tuple[str, str]:
    return str(update.update_id), update.to_json()
