"""The same story told over HTTP, for a server that runs as a process of its own.

`POST /control/<verb>` takes one JSON object, or a list of them to save round trips, and answers
likewise. People and chats are named by id; `chat` left out is the private chat of `user`.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from .api import BotApi
from .chats import Answer, Chat, Message
from .groups import Group
from .people import User
from .wire import Json, encode

Verb = Callable[[Json], Awaitable[Any]]


class Control:
    """Turns requests into acts of people and answers with what can be seen."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.verbs: dict[str, Verb] = {
            "user": self.user,
            "start": self.start,
            "say": self.say,
            "press": self.press,
            "block": self.block,
            "group": self.group,
            "add": self.add,
            "migrate": self.migrate,
            "messages": self.messages,
            "expect": self.expect,
            "fault": self.fault,
            "updates": self.updates,
            "limits": self.limits,
            "stats": self.stats,
            "times": self.times,
            "log": self.log,
        }

    async def handle(self, request: web.BaseRequest) -> web.Response:
        """Serve one request; what a verb refuses is a 400 with the reason."""
        verb = self.verbs.get(request.path.removeprefix("/control/"))
        if verb is None:
            return _answer({"error": "no such verb", "verbs": sorted(self.verbs)}, 404)
        try:
            asked = json.loads(await request.content.read() or b"{}")
            if isinstance(asked, list):
                return _answer([await verb(one) for one in asked])
            return _answer(await verb(asked))
        except (AssertionError, KeyError, TypeError, ValueError) as error:
            return _answer({"error": f"{type(error).__name__}: {error}"}, 400)

    async def user(self, asked: Json) -> Json:
        """Make a person: `first_name`, and perhaps `username`, `language_code`."""
        user = self.api.user(**asked)
        return {"id": user.id}

    async def start(self, asked: Json) -> Json:
        """Send /start, with a `payload` perhaps."""
        return _shown(await self._user(asked).start(asked.get("payload", "")))

    async def say(self, asked: Json) -> Json:
        """Say `text`, in private or in `chat`."""
        return _shown(await self._user(asked).say(asked["text"], chat=self._chat(asked)))

    async def press(self, asked: Json) -> Json:
        """Press a button and wait for the answer; `wait: false` does not wait."""
        user, chat, what = self._user(asked), self._chat(asked), asked["what"]
        number = asked.get("message_id")
        message = chat.by_id[number] if number else None
        if not asked.get("wait", True):
            return {"seq": (await user.tap(message, what, chat=chat)).seq}
        answer = await user.press(message, what, chat=chat, timeout=asked.get("timeout", 90.0))
        return _answered(answer)

    async def block(self, asked: Json) -> Json:
        """Block the bot, or with `blocked: false` unblock it."""
        user = self._user(asked)
        await (user.block() if asked.get("blocked", True) else user.unblock())
        return {}

    async def group(self, asked: Json) -> Json:
        """Make a group: `title`, `creator`, `members`, `supergroup`; `bot: false` without it."""
        creator = self.api.world.users[asked["creator"]]
        assert isinstance(creator, User)
        group = self.api.group(asked["title"], creator, supergroup=asked.get("supergroup", False))
        if asked.get("bot", True):
            await group.add_bot()
        for user_id in asked.get("members", []):
            await self.add({"chat": group.id, "user": user_id})
        return {"id": group.id}

    async def add(self, asked: Json) -> Json:
        """Add `user` to the group `chat`."""
        await self._group(asked).add(self._user(asked))
        return {}

    async def migrate(self, asked: Json) -> Json:
        """Make the group `chat` a supergroup; answers its new id."""
        return {"id": await self._group(asked).migrate()}

    async def messages(self, asked: Json) -> list[Json]:
        """What the bot wrote in a chat since an event (`after`), as it stands."""
        after = asked.get("after", 0)
        return [_shown(m) for m in self._chat(asked).from_bot if m.changed > after]

    async def expect(self, asked: Json) -> Json:
        """Wait until the bot wrote a text that contains `text`, since `after`."""
        user, timeout = self._user(asked), asked.get("timeout", 90.0)
        message = await user.expect(
            asked["text"], chat=self._chat(asked), after=asked.get("after"), timeout=timeout
        )
        return _shown(message)

    async def fault(self, asked: Json) -> Json:
        """Arm a fault; the fields are those of `BotApi.fault`."""
        self.api.fault(**asked)
        return {"armed": len(self.api.faults)}

    async def updates(self, asked: Json) -> Json:
        """Mistreat updates: `repeat` (and `new_id`), `shuffle`, `jump`."""
        if "repeat" in asked:
            self.api.repeat_updates(asked["repeat"], new_id=asked.get("new_id", False))
        if "shuffle" in asked:
            self.api.shuffle_updates(asked["shuffle"])
        if "jump" in asked:
            self.api.jump_update_ids(asked["jump"])
        return {"pending": self.api.pending_updates}

    async def limits(self, asked: Json) -> Json:
        """Keep rate limits or not: `enabled`, `scale`; answers how they stand."""
        limits = self.api.limits
        limits.enabled = asked.get("enabled", limits.enabled)
        limits.scale = asked.get("scale", limits.scale)
        return {"enabled": limits.enabled, "scale": limits.scale}

    async def stats(self, asked: Json) -> Json:
        """Count what happened."""
        return self.api.stats()

    async def times(self, asked: Json) -> list[float]:
        """When each message passed, in one `chat` or all."""
        return self.api.sent_times(asked.get("chat"))

    async def log(self, asked: Json) -> list[Json]:
        """The requests from number `since` on, files left out of the parameters."""
        return [
            {
                "method": entry.method,
                "at": entry.at,
                "status": entry.status,
                "params": {k: v for k, v in entry.params.items() if isinstance(v, str)},
            }
            for entry in self.api.log[asked.get("since", 0) :]
        ]

    def _user(self, asked: Json) -> User:
        user = self.api.world.users[asked["user"]]
        assert isinstance(user, User)
        return user

    def _chat(self, asked: Json) -> Chat:
        chat_id: int = asked["chat"] if "chat" in asked else asked["user"]
        return self.api.world.chats[self.api.world.moved.get(chat_id, chat_id)]

    def _group(self, asked: Json) -> Group:
        group = self._chat(asked)
        if not isinstance(group, Group):
            raise TypeError("not a group")
        return group


def _answer(content: Any, status: int = 200) -> web.Response:
    return web.Response(text=encode(content), status=status, content_type="application/json")


def _shown(message: Message) -> Json:
    return {
        "chat_id": message.chat_id,
        "message_id": message.message_id,
        "text": message.text,
        "html": message.html,
        "buttons": message.buttons,
        "reply_to": message.reply_to,
        "file": message.file and message.file.name,
        "versions": message.versions,
        "seq": message.changed,
        "at": message.at,
    }


def _answered(answer: Answer) -> Json:
    return {
        "text": answer.text,
        "show_alert": answer.show_alert,
        "url": answer.url,
        "seq": answer.seq,
    }
