"""Groups and channels: who is in them, and what becomes of them."""

import itertools

from .chats import PRESENT, Account, Chat, Message
from .people import User
from .story import After, Wanted, expect_in, say_in, since, worded
from .wire import Json
from .world import World

ANONYMOUS_ADMIN = Account(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Who Telegram says is speaking when an administrator hides behind the group."""

CHANNEL_BOT = Account(136817688, "Channel", username="Channel_Bot", is_bot=True)
"""Who Telegram says is speaking when someone writes in a group as a channel."""

_SUPERGROUP = -1_000_000_000_000


class Place(Chat):
    """A chat of several people."""

    def __init__(self, world: World, kind: str, title: str, creator: User) -> None:
        number = next(world.account_ids)
        plain = kind == "group"
        chat_id = -number if plain else _SUPERGROUP - number
        super().__init__(
            chat_id, kind, world.shared_ids if plain else itertools.count(1), title=title
        )
        self.world = world
        self.creator = creator
        self.members[creator.id] = "creator"

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote here and did not delete."""
        return self.from_bot

    async def promote(self, who: Account) -> None:
        """Make someone, or the bot, an administrator."""
        self.world.membership(self, self.creator, who, "administrator")

    async def demote(self, who: Account) -> None:
        """Make an administrator a simple member."""
        self.world.membership(self, self.creator, who, "member")

    async def expect(
        self,
        what: Wanted,
        *,
        after: After = None,
        timeout: float = 90.0,  # noqa: ASYNC109 - how long a story waits
    ) -> Message:
        """Wait until the bot writes, or edits in, something; by default after people's last act."""
        return await expect_in(self, what, since(after, self.last_act), timeout)


class Group(Place):
    """A group, which may become a supergroup."""

    async def add(self, *users: User, by: User | None = None) -> None:
        """Let people in."""
        for user in users:
            self._enter(user, by or self.creator)

    async def add_bot(self, *, by: User | None = None) -> None:
        """Let the bot in."""
        self._enter(self.world.bot, by or self.creator)

    async def remove(self, user: User, *, by: User | None = None) -> None:
        """Put someone out; `by` themselves, they leave."""
        self._leave(user, by or self.creator)

    async def remove_bot(self, *, by: User | None = None) -> None:
        """Put the bot out."""
        self._leave(self.world.bot, by or self.creator)

    async def migrate(self) -> int:
        """Become a supergroup: another id, other message numbers. Returns the new id."""
        if self.kind != "group":
            raise ValueError("only a basic group migrates")
        old = self.id
        self.world.moved[old] = new = _SUPERGROUP - next(self.world.account_ids)
        self._service(self.creator, {"migrate_to_chat_id": new})
        self.id, self.kind, self.ids = new, "supergroup", itertools.count(1)
        self.card = {"id": new, "type": "supergroup", **self.names}
        self.by_id = {}
        self.world.chats[new] = self.world.chats.pop(old)
        hidden: Json = {"sender_chat": self.card, "migrate_from_chat_id": old}
        self._service(ANONYMOUS_ADMIN, hidden)
        return new

    def _enter(self, who: Account, by: Account) -> None:
        if by is not who and self.members.get(by.id) not in PRESENT:
            raise ValueError(f"{by.first_name} is not in this group")
        self.world.membership(self, by, who, "member")
        self._service(by, {"new_chat_members": [who.card]})

    def _leave(self, who: Account, by: Account) -> None:
        in_plain_group = self.kind == "group"
        if in_plain_group or who is not self.world.bot:
            self._service(by, {"left_chat_member": who.card})
        self.world.membership(self, by, who, "left" if by is who else "kicked")

    def _service(self, by: Account, content: Json) -> None:
        """Tell of an event in the group; privacy mode does not hide these."""
        message = self.world.record(self, {"from": by.card}, content)
        if self.world.bot_present(self):
            self.world.tell("message", message.api)

    def say_hidden(self, text: str) -> Message:
        """Speak as an anonymous administrator."""
        sender = {"from": ANONYMOUS_ADMIN.card, "sender_chat": self.card}
        return say_in(self.world, self, sender, worded("text", text))

    def say_as_channel(self, channel: "Channel", text: str) -> Message:
        """Speak in the name of a channel."""
        sender = {"from": CHANNEL_BOT.card, "sender_chat": channel.card}
        return say_in(self.world, self, sender, worded("text", text))


class Channel(Place):
    """A channel, where posts have no author."""

    async def add_bot(self) -> None:
        """Make the bot an administrator, the only way it can be in a channel."""
        await self.promote(self.world.bot)

    async def post(self, text: str) -> Message:
        """Publish a post."""
        return say_in(self.world, self, {"sender_chat": self.card}, worded("text", text))
