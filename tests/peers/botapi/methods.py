"""The methods that talk: sending, editing, deleting, answering."""

import struct
import time
from collections.abc import Callable
from typing import Any

from .chats import PRESENT, Answer, Chat, Message
from .keyboard import read_markup
from .text import cleaned, parse_html, trimmed, utf16, with_found
from .wire import Json, Params, Upload, bad_request, forbidden
from .world import World

Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {}
"""Every method by its name in lower case: the real server does not mind capitals."""

_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
})  # fmt: skip
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


def method(function: Method) -> Method:
    """Serve a function under its name in Telegram's spelling."""
    METHODS[function.__name__.replace("_", "")] = function
    return function


def chat_of(world: World, params: Params, *, write: bool = False) -> Chat:
    """Find the chat that is meant; refuse if the bot may not look, or write, there."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat_id = params.integer("chat_id")
    if chat_id in world.moved:
        refusal = bad_request("group chat was upgraded to a supergroup chat")
        refusal.parameters["migrate_to_chat_id"] = world.moved[chat_id]
        raise refusal
    chat = world.chats.get(chat_id)
    if chat is None:
        raise bad_request("chat not found")
    if not chat.private:
        _check_group(world, chat, write=write)
    elif write:
        _check_person(world, chat)
    return chat


def _check_person(world: World, chat: Chat) -> None:
    user = world.users[chat.id]
    if user.deactivated:
        raise forbidden("user is deactivated")
    if user.blocked:
        raise forbidden("bot was blocked by the user")
    if not user.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(world: World, chat: Chat, *, write: bool) -> None:
    status = chat.members.get(world.bot.id)
    if status is None:
        raise bad_request("chat not found")
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    if status not in PRESENT:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    if write and chat.kind == "channel" and status != "administrator":
        raise bad_request("need administrator rights in the channel chat")


def _words(params: Params, name: str) -> tuple[str, list[Json], str]:
    """Read a text parameter: what is shown, its entities, and what was written."""
    written = cleaned(params.text(name))
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse_html(written)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        listed = "entities" if name == "text" else f"{name}_entities"
        text, entities = written, params.parsed(listed) or []
    text, entities = trimmed(text, entities)
    return text, with_found(text, entities), written


def _text(params: Params) -> tuple[Json, str]:
    text, entities, written = _words(params, "text")
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > 4096:
        raise bad_request("message is too long")
    return ({"text": text, "entities": entities} if entities else {"text": text}), written


def _caption(params: Params) -> tuple[Json, str]:
    text, entities, written = _words(params, "caption")
    if utf16(text) > 1024:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    return content, written


def _post(
    world: World, params: Params, content: Json, html: str, file: Upload | None = None
) -> Json:
    markup = read_markup(params.parsed("reply_markup"))
    chat = chat_of(world, params, write=True)
    if answered := _answered(chat, params):
        content["reply_to_message"] = answered
    if markup:
        content["reply_markup"] = markup
    world.limits.take(chat.id, private=chat.private)
    card = {"sender_chat": chat.card} if chat.kind == "channel" else {"from": world.bot.card}
    return world.record(chat, card, content, by_bot=True, html=html, file=file).api


def _answered(chat: Chat, params: Params) -> Json | None:
    reply = params.parsed("reply_parameters") or {}
    number = reply.get("message_id") or params.integer("reply_to_message_id")
    if not number:
        return None
    message = chat.by_id.get(int(number))
    if message is not None and not message.deleted:
        return {k: v for k, v in message.api.items() if k != "reply_to_message"}
    if reply.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


@method
def send_message(world: World, params: Params) -> Json:
    """Send a text."""
    content, html = _text(params)
    return _post(world, params, content, html)


@method
def send_document(world: World, params: Params) -> Json:
    """Send a file of any kind, up to 50 MB."""
    upload = _upload(world, params, "document", 50)
    content, html = _caption(params)
    document = {**world.keep_file(upload), "file_name": upload.name, "mime_type": upload.mime}
    return _post(world, params, {"document": document, **content}, html, upload)


@method
def send_photo(world: World, params: Params) -> Json:
    """Send a picture, up to 10 MB and not too long a strip."""
    upload = _upload(world, params, "photo", 10)
    if not upload.data.startswith(_IMAGES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = _size(upload.data)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    content, html = _caption(params)
    sizes = [{**world.keep_file(upload), "width": width, "height": height}]
    return _post(world, params, {"photo": sizes, **content}, html, upload)


def _upload(world: World, params: Params, name: str, megabytes: int) -> Upload:
    value = params.get(name)
    if isinstance(value, str) and value.startswith("attach://"):
        value = params.get(value.removeprefix("attach://"))
    if isinstance(value, str) and value in world.files:
        return world.files[value]
    if not isinstance(value, Upload):
        missing = f"there is no {name} in the request"
        raise bad_request("wrong remote file identifier specified" if value else missing)
    if not value.data:
        raise bad_request("file must be non-empty")
    if len(value.data) > megabytes * 1_000_000:
        raise bad_request(f"file of size {len(value.data)} bytes is too big for a {name}")
    return value


def _size(data: bytes) -> tuple[int, int]:
    """Read the size of a PNG; other kinds pass as one that fits."""
    if data.startswith(_IMAGES[0]) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return max(width, 1), max(height, 1)
    return 800, 600


def _own(world: World, params: Params) -> tuple[Chat, Message]:
    """Find the message to edit: one of the bot's own."""
    chat = chat_of(world, params)
    message = chat.by_id.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    world: World, params: Params, message: Message, content: Json, drop: tuple[str, ...]
) -> Json:
    """Change parts of a message; a keyboard that is not sent again goes away."""
    chat = world.chats[message.chat_id]
    api = {k: v for k, v in message.api.items() if k not in (*drop, "reply_markup")} | content
    if markup := read_markup(params.parsed("reply_markup")):
        api["reply_markup"] = markup
    if {**api, "edit_date": 0} == {**message.api, "edit_date": 0}:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    message.versions.append(message.text)
    message.api = {**api, "edit_date": int(time.time())}
    message.changed = world.event()
    world.note(chat, message)
    return message.api


@method
def edit_message_text(world: World, params: Params) -> Json:
    """Change a text; the keyboard goes unless it is sent again."""
    content, html = _text(params)
    _, message = _own(world, params)
    if "text" not in message.api:
        raise bad_request("there is no text in the message to edit")
    answer = _edit(world, params, message, content, ("text", "entities"))
    message.html = html
    return answer


@method
def edit_message_caption(world: World, params: Params) -> Json:
    """Change the words under a file."""
    content, html = _caption(params)
    _, message = _own(world, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    answer = _edit(world, params, message, content, ("caption", "caption_entities"))
    message.html = html
    return answer


@method
def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Change the keyboard alone."""
    _, message = _own(world, params)
    return _edit(world, params, message, {}, ())


@method
def delete_message(world: World, params: Params) -> bool:
    """Delete one's own message, or anyone's where one may."""
    chat = chat_of(world, params)
    message = chat.by_id.get(params.integer("message_id"))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    administrator = chat.members.get(world.bot.id) == "administrator"
    if not (message.by_bot or chat.private or administrator):
        raise bad_request("message can't be deleted")
    message.deleted = True
    world.note(chat, message)
    return True


@method
def answer_callback_query(world: World, params: Params) -> bool:
    """Answer a press, once and in time."""
    query = world.queries.get(params.text("callback_query_id"))
    if (
        query is None
        or query.answer is not None
        or time.monotonic() - query.at > world.query_lifetime
    ):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if utf16(params.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = Answer(
        params.text("text"), params.flag("show_alert"), params.text("url"), query.seq
    )
    query.done.ring()
    world.bell.ring()
    return True


@method
def send_chat_action(world: World, params: Params) -> bool:
    """Show that something is on its way."""
    chat_of(world, params, write=True)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
