"""`BotApi`: a little Telegram on 127.0.0.1, and the hand that moves its people."""

import asyncio
from collections import Counter
from collections.abc import Callable
from typing import Any, Self

from .chats import Account, Chat, Message
from .groups import Channel, Group
from .limits import Fault, FaultKind, Limits
from .people import User
from .server import Server
from .settings import command_key
from .wire import Json, Request
from .world import World

TOKEN = "123456789:AAtests-own-token_0123456789abcdefg"
"""The default token; its first half is the bot's id."""


class BotApi:
    """A Bot API server, as mean as the real one, for a bot in this process or another."""

    def __init__(
        self,
        token: str = TOKEN,
        *,
        port: int = 0,
        username: str = "semainier_bot",
        limits: bool = False,
        scale: float = 1.0,
        seed: int | None = None,
    ) -> None:
        self.token = token
        self.port = port
        bot_id = int(token.partition(":")[0])
        self.bot = Account(bot_id, "Semainier", username=username, is_bot=True)
        self.world = World(self.bot, Limits(limits, scale), seed)
        self.server = Server(self.world, token)

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen; after `close`, on the same port and with the same state, as after an outage."""
        self.port = await self.server.open(self.port)

    async def close(self) -> None:
        """Go down: every connection ends without an answer."""
        await self.server.close()

    @property
    def url(self) -> str:
        """What the bot is given as the address of Telegram."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def limits(self) -> Limits:
        """The rate limits; `enabled` and `scale` may change at any time."""
        return self.world.limits

    # People and places

    def user(
        self,
        first_name: str,
        last_name: str | None = None,
        *,
        username: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """Make a person, who has not yet met the bot."""
        user = User(self.world, first_name, last_name, username, language_code)
        self.world.users[user.id] = user
        self.world.chats[user.id] = user.chat
        return user

    def group(self, title: str, creator: User, *, supergroup: bool = False) -> Group:
        """Make a group, the bot not in it."""
        group = Group(self.world, "supergroup" if supergroup else "group", title, creator)
        self.world.chats[group.id] = group
        return group

    def channel(self, title: str, creator: User) -> Channel:
        """Make a channel, the bot not in it."""
        channel = Channel(self.world, "channel", title, creator)
        self.world.chats[channel.id] = channel
        return channel

    async def anonymous_admin_says(self, group: Group, text: str) -> Message:
        """Speak in a group as an administrator who hides behind it."""
        return group.say_hidden(text)

    async def channel_says(self, group: Group, channel: Channel, text: str) -> Message:
        """Speak in a group in the name of a channel."""
        return group.say_as_channel(channel, text)

    # What goes wrong

    def fault(
        self,
        kind: FaultKind,
        *,
        method: str | None = None,
        times: int = 1,
        chat_id: int | None = None,
        retry_after: int = 1,
        description: str | None = None,
    ) -> Fault:
        """Arm a fault for the next `times` requests that match; armed first, used first."""
        fault = Fault(kind, method, times, chat_id, retry_after, description)
        self.server.faults.append(fault)
        return fault

    @property
    def faults(self) -> list[Fault]:
        """The faults that have not been used up."""
        return self.server.faults

    def repeat_updates(self, times: int = 1, *, new_id: bool = False) -> None:
        """Deliver each of the next updates twice: the same once confirmed, or under a new id."""
        self.world.updates.repeat(times, new_id=new_id)

    def shuffle_updates(self, on: bool = True) -> None:
        """Hand out the updates of each batch in any order."""
        self.world.updates.shuffled = on

    def jump_update_ids(self, back: int = 1_000_000) -> None:
        """Number the next updates lower than before; only while none waits."""
        self.world.updates.jump_back(back)

    def expire_queries(self) -> None:
        """Make every press that nobody answered too old to be answered."""
        for query in self.world.queries.values():
            query.at = float("-inf")

    # What happened

    @property
    def log(self) -> list[Request]:
        """Every request with the right token, in order."""
        return self.server.log

    def calls(self, method: str, *, since: int = 0) -> list[Request]:
        """The requests for one method."""
        return [entry for entry in self.log[since:] if entry.method.lower() == method.lower()]

    @property
    def pending_updates(self) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.world.updates.waiting)

    def sent_count(self, chat_id: int | None = None) -> int:
        """How many messages the bot got through, in one chat or all."""
        return sum(len(chat.sent) for chat in self._chats(chat_id))

    def sent_times(self, chat_id: int | None = None) -> list[float]:
        """When each of these messages passed, by `time.monotonic()`, in order."""
        return sorted(m.at for chat in self._chats(chat_id) for m in chat.sent)

    @property
    def refused(self) -> list[Request]:
        """The requests that were answered 429."""
        return [entry for entry in self.log if entry.status == 429]

    def commands(self, scope: str = "default", language_code: str = "", **whose: int) -> list[Json]:
        """The commands people see in one scope and language."""
        return self.world.command_sets.get(command_key({"type": scope, **whose}, language_code), [])

    def stats(self) -> Json:
        """Count requests by method and status, messages that passed, and refusals for haste."""
        return {
            "requests": Counter(entry.method for entry in self.log),
            "statuses": Counter(str(entry.status) for entry in self.log),
            "refused_429": len(self.refused),
            "sent": self.sent_count(),
            "pending_updates": self.pending_updates,
        }

    def transcript(self, chat: Chat | User | None = None) -> str:
        """Show what was said, in one chat or in all."""
        if isinstance(chat, User):
            chat = chat.chat
        chats = [chat] if chat else [c for c in self.world.chats.values() if c.history]
        return "\n".join(one.transcript() for one in chats)

    # Waiting

    async def until(
        self,
        ready: Callable[[], Any],
        *,
        timeout: float = 90.0,  # noqa: ASYNC109 - how long a story waits
    ) -> Any:
        """Wait until `ready()` is true of the world; fails with the transcript."""
        return await self.world.bell.until(ready, timeout, self.transcript)

    async def quiet(
        self,
        seconds: float = 0.3,
        *,
        timeout: float = 90.0,  # noqa: ASYNC109 - how long a story waits
    ) -> None:
        """Wait until the bot took every update, and then asked for nothing else for a while.

        The one way to show that something does *not* come.
        """
        async with asyncio.timeout(timeout):
            before = -1
            while self.pending_updates or before != self._asked():
                before = self._asked()
                await asyncio.sleep(seconds)

    def _chats(self, chat_id: int | None) -> list[Chat]:
        return list(self.world.chats.values()) if chat_id is None else [self.world.chats[chat_id]]

    def _asked(self) -> int:
        return len(self.log) - len(self.calls("getUpdates"))
