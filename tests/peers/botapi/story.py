"""What people and groups have in common: things said, and waiting for what the bot says."""

from collections.abc import Callable

from .chats import Answer, Chat, Message, Query
from .text import cleaned, found_entities, trimmed, utf16
from .wire import Json, Upload
from .world import World

Wanted = str | Callable[[Message], bool]
"""A piece of a text, or a question about a message."""

After = Message | Answer | Query | int | None
"""Since when: a message, a press, 0 for ever; None is the last act."""


def since(after: After, default: int) -> int:
    """Turn a moment of the story into a count of events."""
    if after is None:
        return default
    return after if isinstance(after, int) else after.seq


async def expect_in(chat: Chat, what: Wanted, after: int, seconds: float) -> Message:
    """Wait until the bot wrote or edited something that is wanted; fail with the transcript."""

    def wanted(message: Message) -> bool:
        return what in message.text if isinstance(what, str) else what(message)

    return await chat.bell.until(
        lambda: chat.find(wanted, after),
        seconds,
        lambda: f"waiting for {what!r} in\n{chat.transcript()}",
    )


def say_in(
    world: World,
    chat: Chat,
    sender: Json,
    content: Json,
    *,
    reply_to: Message | None = None,
    file: Upload | None = None,
) -> Message:
    """Put what a person says into a chat; the bot gets it if it may."""
    if reply_to is not None:
        shown = {k: v for k, v in reply_to.api.items() if k != "reply_to_message"}
        content["reply_to_message"] = shown
    message = world.record(chat, sender, content, file=file)
    if world.bot_sees(chat, message.api):
        world.tell("channel_post" if chat.kind == "channel" else "message", message.api)
    return message


def worded(name: str, text: str) -> Json:
    """Make a `text` or `caption` and its entities, as a person's own client sends them."""
    text, _ = trimmed(cleaned(text), [])
    if not text or utf16(text) > 4096:
        raise ValueError("a person's client sends 1 to 4096 characters")
    content: Json = {name: text}
    if entities := found_entities(text):
        content["entities" if name == "text" else f"{name}_entities"] = entities
    return content
