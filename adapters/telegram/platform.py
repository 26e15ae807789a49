"""Telegram, through python-telegram-bot's `Bot`: one request a message."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
)
from telegram import error as telegram
from telegram.constants import ChatAction, ParseMode

from adapters.chat import (
    Attachment,
    File,
    Incoming,
    Limits,
    Manner,
    Outgoing,
    PlatformError,
    Pulse,
    Receive,
    SendError,
)
from adapters.splitting import split
from adapters.telegram.arriving import Arriving
from adapters.telegram.errors import send_error
from adapters.telegram.files import fetched
from adapters.telegram.hook import Hook
from adapters.telegram.reading import NAME, read
from adapters.telegram.requests import Requests

log = logging.getLogger("semainier.telegram")

LIMITS = Limits(per_second=25, chat_gap=1.05, group_messages=18, group_window=60)
"""Telegram: 30 messages a second overall, 1 a second to a chat, 20 a minute to a group. A little
under, because what counts is when a message arrives there."""

LONGEST_ALERT = 200
"""Characters Telegram shows over a pressed button."""

LARGEST_PHOTO = 10_000_000
"""Bytes of a picture Telegram shows; a larger one goes as a document."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

Menu = Mapping[tuple[str, bool], Sequence[tuple[str, str]]]
"""(language or "", private?) -> (command, description): what `setMyCommands` shows."""


class Telegram:
    """Implements `adapters.chat.Platform` for one bot account."""

    name = NAME
    manner = Manner()
    renewed = False

    def __init__(
        self,
        token: str,
        api_url: str,
        menu: Menu,
        limits: Limits = LIMITS,
        hook: Hook | None = None,
    ) -> None:
        """Prepare a bot; nothing is sent yet. `menu` is the command list people see.

        With a `hook` updates are brought to us; without one we fetch them.
        """
        self.limits = limits
        self.caught_up = asyncio.Event()
        self.pulse = Pulse()
        self._hook = hook
        self._menu = menu
        self._bot = Bot(
            token,
            base_url=f"{api_url.rstrip('/')}/bot",
            base_file_url=f"{api_url.rstrip('/')}/file/bot",
            request=Requests(connection_pool_size=64, read_timeout=20, connect_timeout=10),
            get_updates_request=Requests(read_timeout=15, connect_timeout=10),
        )
        self._me = 0
        self._username = ""

    async def open(self) -> str:
        """See `Platform.open`."""
        try:
            await self._bot.initialize()
        except telegram.InvalidToken:
            raise PlatformError("telegram-token") from None
        except telegram.TelegramError as error:
            raise PlatformError("telegram-reach") from error
        self._me = self._bot.id
        self._username = self._bot.username
        return f"@{self._username}"

    async def probe(self) -> str:
        """See `Platform.probe`: asking who we are changes nothing."""
        return await self.open()

    async def _show_menu(self) -> None:
        """Tell Telegram which commands to offer, in each language, in private and in groups."""
        try:
            for (language, private), commands in self._menu.items():
                scope = (
                    BotCommandScopeAllPrivateChats() if private else BotCommandScopeAllGroupChats()
                )
                await self._bot.set_my_commands(
                    [BotCommand(name, description) for name, description in commands],
                    scope=scope,
                    language_code=language or None,
                )
        except telegram.TelegramError as error:
            log.warning("the command menu could not be set: %s", error.message)

    async def listen(self, receive: Receive, position: str | None) -> None:
        """See `Platform.listen`. Telegram itself remembers how far that was."""
        del position
        arriving = Arriving(self._bot, self.pulse, self.caught_up)
        menu = asyncio.create_task(self._show_menu())
        try:
            if self._hook is None:
                await arriving.fetched(receive)
            else:
                await arriving.brought(self._hook, receive)
        finally:
            menu.cancel()

    def read(self, payload: str) -> Incoming | None:
        """See `Platform.read`."""
        return read(payload, self._me, self._username)

    def parts(self, outgoing: Outgoing) -> Sequence[str]:
        """See `Platform.parts`."""
        return split(outgoing.html)

    def held(self, outgoing: Outgoing) -> bool:
        """See `Platform.held`: a private chat is always there, and theirs alone."""
        del outgoing
        return False

    def repeats_since(self, now: datetime) -> datetime | None:
        """See `Platform.repeats_since`: never so on Telegram."""
        del now
        return None

    async def open_private(self, user_id: str) -> str | None:
        """See `Platform.open_private`: people begin, by the link of an invitation."""
        del user_id
        return None

    async def send(self, outgoing: Outgoing, part: str, *, number: int, last: bool) -> str:
        """See `Platform.send`."""
        del number
        if outgoing.answers is not None and last and await self._answer(outgoing):
            return ""
        keyboard = self._keyboard(outgoing) if last else None
        if outgoing.edits is not None:
            return await self._write_over(outgoing.edits, outgoing.chat_id, part, keyboard)
        try:
            message = await self._bot.send_message(
                outgoing.chat_id,
                part,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except telegram.TelegramError as error:
            raise send_error(error) from error
        return str(message.message_id)

    async def _write_over(
        self, message_id: str, chat_id: str, part: str, keyboard: InlineKeyboardMarkup | None
    ) -> str:
        """Change a message of ours. Doing it twice does no harm, so nothing is unknown about it."""
        try:
            await self._bot.edit_message_text(
                part,
                chat_id,
                int(message_id),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except telegram.TelegramError as error:
            if "message is not modified" not in error.message.lower():
                failed = send_error(error)
                raise (SendError(failed.reason) if failed.unknown else failed) from error
        return message_id

    async def send_file(self, outgoing: Outgoing, file: File, *, number: int) -> str:
        """See `Platform.send_file`."""
        del number
        shown = file.is_image and len(file.content) <= LARGEST_PHOTO
        to_chat = self._bot.send_photo if shown else self._bot.send_document
        try:
            message = await to_chat(outgoing.chat_id, file.content, filename=file.name)
        except telegram.TelegramError as error:
            raise send_error(error) from error
        return str(message.message_id)

    async def typing(self, chat_id: str) -> None:
        """See `Platform.typing`: what is prepared is a picture."""
        try:
            await self._bot.send_chat_action(chat_id, ChatAction.UPLOAD_PHOTO)
        except telegram.TelegramError as error:
            log.info("that a picture is on its way could not be shown: %s", error.message)

    async def runs_chat(self, chat_id: str, user_id: str) -> bool:
        """See `Platform.runs_chat`."""
        try:
            member = await self._bot.get_chat_member(chat_id, int(user_id))
        except telegram.TelegramError as error:
            raise send_error(error) from error
        return member.status in {"creator", "administrator"}

    async def fetch(self, file: Attachment, most: int) -> bytes:
        """See `Platform.fetch`."""
        if file.size > most:
            raise SendError("the file is too large", permanent=True)
        try:
            stored = await self._bot.get_file(file.file_id)
        except telegram.TelegramError as error:
            raise send_error(error) from error
        return await fetched(stored, most)

    async def forget(self, chat_id: str) -> None:
        """See `Platform.forget`: nothing about anybody is kept here."""

    async def shut(self) -> None:
        """See `Platform.shut`."""
        await self._bot.shutdown()

    async def _answer(self, outgoing: Outgoing) -> bool:
        """Answer a press; True if that already showed all there is to say."""
        fits = outgoing.notice and len(outgoing.plain) <= LONGEST_ALERT
        try:
            await self._bot.answer_callback_query(
                outgoing.answers or "", text=outgoing.plain if fits else None, show_alert=fits
            )
        except telegram.TelegramError as error:
            log.info("a press could not be answered any more: %s", error.message)
            return False
        return fits

    def _keyboard(self, outgoing: Outgoing) -> InlineKeyboardMarkup | None:
        if not outgoing.keys:
            return None
        rows = []
        for key in outgoing.keys:
            if key.invite:
                url = f"https://t.me/{self._username}?start={key.invite}"
                rows.append([InlineKeyboardButton(key.label, url=url)])
            else:
                rows.append([InlineKeyboardButton(key.label, callback_data=key.token)])
        return InlineKeyboardMarkup(rows)
