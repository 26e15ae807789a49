"""The state of a small Telegram, and what of it the bot gets to see."""

import itertools
import random
import time
from dataclasses import dataclass

from .bell import Bell
from .chats import PRESENT, Account, Chat, Message, Query
from .limits import Limits
from .text import covered, found_entities
from .updates import UpdateQueue
from .wire import Json, Upload


@dataclass(slots=True)
class Webhook:
    """Where the bot asked its updates to be sent."""

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: int = 0


class World:
    """All there is, and the order in which it happens."""

    def __init__(self, bot: Account, limits: Limits, seed: int | None) -> None:
        chance = random.Random(seed)
        self.bot = bot
        self.limits = limits
        self.privacy = True
        self.local = False
        self.query_lifetime = 60.0
        self.users: dict[int, Account] = {}
        self.chats: dict[int, Chat] = {}
        self.moved: dict[int, int] = {}
        self.queries: dict[str, Query] = {}
        self.files: dict[str, Upload] = {}
        self.command_sets: dict[str, list[Json]] = {}
        self.profile: dict[str, str] = {}
        self.webhook = Webhook()
        self.bell = Bell()
        self.updates = UpdateQueue(chance, self.bell)
        self.shared_ids = itertools.count(chance.randrange(10, 1000))
        self.query_ids = itertools.count(chance.randrange(10**15, 10**16))
        self.account_ids = itertools.count(chance.randrange(10**8, 10**9))
        self._events = itertools.count(1)

    def event(self) -> int:
        """Count one more thing that happened."""
        return next(self._events)

    def record(
        self,
        chat: Chat,
        sender: Json,
        content: Json,
        *,
        by_bot: bool = False,
        html: str = "",
        file: Upload | None = None,
    ) -> Message:
        """Put a message into a chat."""
        seq = self.event()
        api: Json = {
            "message_id": next(chat.ids),
            **sender,
            "chat": chat.card,
            "date": int(time.time()),
            **content,
        }
        message = Message(api, seq, seq, time.monotonic(), by_bot, html, file)
        chat.history.append(message)
        if by_bot:
            chat.sent.append(message)
        chat.by_id[api["message_id"]] = message
        self.note(chat, message)
        return message

    def note(self, chat: Chat, message: Message) -> None:
        """Remember that a message is new or changed, and wake whoever waits for it."""
        if message.by_bot:
            chat.changes.append((message.changed, message))
        else:
            chat.last_act = max(chat.last_act, message.changed)
        chat.bell.ring()
        self.bell.ring()

    def keep_file(self, upload: Upload) -> Json:
        """Store a file; return what the Bot API tells of it."""
        number = len(self.files) + 1
        file_id = f"BQACAgQAAxkBAAI{number:06d}"
        self.files[file_id] = upload
        return {
            "file_id": file_id,
            "file_unique_id": f"AgAD{number:06d}",
            "file_size": len(upload.data),
        }

    def tell(self, kind: str, content: Json) -> None:
        """Queue an update for the bot."""
        self.updates.add(kind, content)
        self.bell.ring()

    def bot_present(self, chat: Chat) -> bool:
        """Tell whether the bot is in a chat."""
        return chat.private or chat.members.get(self.bot.id) in PRESENT

    def bot_sees(self, chat: Chat, api: Json) -> bool:
        """Tell whether the bot gets a message: in groups, privacy mode hides most of them."""
        if not self.bot_present(chat):
            return False
        if chat.kind in {"private", "channel"} or not self.privacy:
            return True
        if chat.members[self.bot.id] == "administrator":
            return True
        answered = api.get("reply_to_message", {})
        if answered.get("from", {}).get("id") == self.bot.id:
            return True
        text = api.get("text") or api.get("caption") or ""
        return any(self._means_bot(text, entity) for entity in found_entities(text))

    def _means_bot(self, text: str, entity: Json) -> bool:
        name = f"@{self.bot.username}".lower()
        said = covered(text, entity).lower()
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            return "@" not in said or said.endswith(name)
        return entity["type"] == "mention" and said == name

    def member(self, chat: Chat, user: Account) -> Json:
        """The ChatMember object of someone in a chat."""
        status = chat.members.get(user.id, "left")
        card: Json = {"user": user.card, "status": status}
        if status == "creator":
            card["is_anonymous"] = False
        elif status == "administrator":
            card |= {"can_be_edited": False, **_RIGHTS}
        elif status == "kicked":
            card["until_date"] = 0
        return card

    def membership(self, chat: Chat, by: Account, user: Account, status: str) -> None:
        """Change someone's status in a chat and tell the bot what it may know of it."""
        old = self.member(chat, user)
        chat.members[user.id] = status
        change: Json = {
            "chat": chat.card,
            "from": by.card,
            "date": int(time.time()),
            "old_chat_member": old,
            "new_chat_member": self.member(chat, user),
        }
        if user is self.bot:
            self.tell("my_chat_member", change)
        elif chat.members.get(self.bot.id) == "administrator":
            self.tell("chat_member", change)


_RIGHTS = {
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
}
