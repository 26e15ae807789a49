"""The people of the story: what they do, and what they wait to see."""

import mimetypes
import re
import time
from urllib.parse import parse_qs, urlsplit

from .chats import PRESENT, Account, Answer, Button, Chat, Message, Query
from .story import After, Wanted, expect_in, say_in, since, worded
from .wire import Json, Upload
from .world import World

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class User(Account):
    """A person with a phone."""

    __slots__ = ("chat", "last_act", "world")

    def __init__(
        self,
        world: World,
        first_name: str,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
    ) -> None:
        super().__init__(next(world.account_ids), first_name, last_name, username, language_code)
        self.world = world
        self.last_act = 0
        self.chat = Chat(
            self.id,
            "private",
            world.shared_ids,
            first_name=first_name,
            last_name=last_name,
            username=username,
        )

    @property
    def inbox(self) -> list[Message]:
        """What the bot wrote to this person in private and did not delete."""
        return self.chat.from_bot

    async def start(self, payload: str = "") -> Message:
        """Open the conversation, as by a link t.me/BOT?start=payload."""
        if not _PAYLOAD.fullmatch(payload):
            raise ValueError(f"no link can carry the payload {payload!r}")
        if self.blocked:
            await self.unblock()
        return await self.say(f"/start {payload}")

    async def say(
        self, text: str, *, chat: Chat | None = None, reply_to: Message | None = None
    ) -> Message:
        """Write in a group, or to the bot."""
        return self._send(chat, worded("text", text), reply_to)

    async def send_file(
        self, name: str, data: bytes, caption: str = "", *, chat: Chat | None = None
    ) -> Message:
        """Send a document."""
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        upload = Upload(name, data, mime)
        stored = self.world.keep_file(upload)
        content: Json = {"document": {**stored, "file_name": name, "mime_type": mime}}
        if caption:
            content |= worded("caption", caption)
        return self._send(chat, content, file=upload)

    async def edit(self, message: Message, text: str) -> Message:
        """Change what one wrote."""
        if message.sender_id != self.id:
            raise ValueError("one edits one's own messages")
        chat = self.world.chats[message.chat_id]
        name = "caption" if message.file else "text"
        dropped = {name, "entities", "caption_entities"}
        kept = {key: value for key, value in message.api.items() if key not in dropped}
        message.versions.append(message.text)
        message.api = {**kept, "edit_date": int(time.time()), **worded(name, text)}
        message.seq = message.changed = self.last_act = self.world.event()
        self.world.note(chat, message)
        if self.world.bot_sees(chat, message.api):
            self.world.tell("edited_message", message.api)
        return message

    async def press(
        self,
        message: Message | None,
        what: str,
        *,
        chat: Chat | None = None,
        timeout: float = 90.0,  # noqa: ASYNC109 - how long a story waits
    ) -> Answer:
        """Press a button, by label or data, and wait for the bot's answer.

        Without a message: the newest one in the chat that has such a button.
        """
        query = await self.tap(message, what, chat=chat)
        where = chat or self.chat
        return await query.done.until(
            lambda: query.answer,
            timeout,
            lambda: f"nobody answered {self.first_name}'s press on {what!r}\n{where.transcript()}",
        )

    async def tap(self, message: Message | None, what: str, *, chat: Chat | None = None) -> Query:
        """Press a button without waiting for the answer."""
        message, (_, data) = self._button(message, what, chat)
        return await self.forge_press(message, data)

    async def follow(
        self, message: Message | None, what: str, *, chat: Chat | None = None
    ) -> Message:
        """Follow a button that links to t.me/BOT?start=CODE, and press Start there."""
        _, (label, url) = self._button(message, what, chat)
        link = urlsplit(url)
        if link.path.strip("/").lower() != str(self.world.bot.username).lower():
            raise AssertionError(f"{label!r} does not lead to the bot: {url}")
        return await self.start(parse_qs(link.query).get("start", [""])[0])

    async def forge_press(self, message: Message, data: str) -> Query:
        """Press with any data at all, as a hostile client can."""
        world = self.world
        query = Query(str(next(world.query_ids)), time.monotonic(), world.event())
        world.queries[query.query_id] = query
        self.last_act = query.seq
        shown = message.api
        if message.deleted:
            shown = {"chat": shown["chat"], "message_id": shown["message_id"], "date": 0}
        instance = str(message.chat_id * 7_919 + 2**62)
        world.tell(
            "callback_query",
            {"id": query.query_id, "from": self.card, "message": shown,
             "chat_instance": instance, "data": data},
        )  # fmt: skip
        return query

    async def block(self) -> None:
        """Block the bot."""
        self._tell_status("member", "kicked")
        self.blocked = True

    async def unblock(self) -> None:
        """Let the bot write again."""
        self.blocked = False
        self._tell_status("kicked", "member")

    async def expect(
        self,
        what: Wanted,
        *,
        chat: Chat | None = None,
        after: After = None,
        timeout: float = 90.0,  # noqa: ASYNC109 - how long a story waits
    ) -> Message:
        """Wait until the bot writes, or edits in, something; by default after one's last act."""
        return await expect_in(chat or self.chat, what, since(after, self.last_act), timeout)

    def _send(
        self,
        chat: Chat | None,
        content: Json,
        reply_to: Message | None = None,
        file: Upload | None = None,
    ) -> Message:
        chat = chat or self.chat
        if chat.private:
            if self.blocked:
                raise ValueError(f"{self.first_name} must unblock the bot first")
            self.started = True
        elif chat.members.get(self.id) not in PRESENT:
            raise ValueError(f"{self.first_name} is not in this chat")
        message = say_in(
            self.world, chat, {"from": self.card}, content, reply_to=reply_to, file=file
        )
        self.last_act = message.seq
        return message

    def _button(
        self, message: Message | None, what: str, chat: Chat | None
    ) -> tuple[Message, Button]:
        where = chat or self.chat
        for candidate in [message] if message else reversed(where.from_bot):
            if not candidate.deleted and (button := candidate.button(what)):
                return candidate, button
        raise AssertionError(f"no button {what!r} in\n{where.transcript()}")

    def _tell_status(self, old: str, new: str) -> None:
        bot = self.world.bot.card
        self.world.tell(
            "my_chat_member",
            {
                "chat": self.chat.card,
                "from": self.card,
                "date": int(time.time()),
                "old_chat_member": {"user": bot, "status": old, "until_date": 0},
                "new_chat_member": {"user": bot, "status": new, "until_date": 0},
            },
        )
