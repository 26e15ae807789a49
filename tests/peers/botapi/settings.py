"""The methods that do not talk: the bot itself, its commands, chats, files, webhooks."""

import re
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from .chats import PRESENT, Chat
from .methods import chat_of, method
from .wire import ApiError, Json, Params, bad_request, encode
from .world import Webhook, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES: dict[str, tuple[str, ...]] = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


@method
def get_me(world: World, params: Params) -> Json:
    """Tell the bot who it is."""
    return {
        **world.bot.card,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method
def close(world: World, params: Params) -> bool:
    """Pretend to move the bot to another server."""
    return True


@method
def log_out(world: World, params: Params) -> bool:
    """Pretend to leave the cloud server."""
    return True


def command_key(scope: Json, language_code: str) -> str:
    """Name one set of commands: whose it is, and in which language."""
    fields = _SCOPES.get(str(scope.get("type")))
    if fields is None or set(scope) != {"type", *fields}:
        raise bad_request("can't parse BotCommandScope: wrong scope")
    if language_code and not _LANGUAGE.fullmatch(language_code):
        raise bad_request("LANGUAGE_CODE_INVALID")
    return encode([scope[name] for name in ("type", *fields)] + [language_code])


def _command_key(world: World, params: Params) -> str:
    scope = params.parsed("scope") or {"type": "default"}
    key = command_key(scope, params.text("language_code"))
    if "chat_id" in scope:
        chat_of(world, Params(chat_id=scope["chat_id"]))
    return key


def _command(entry: Any) -> Json:
    if not isinstance(entry, dict) or entry.keys() != {"command", "description"}:
        raise bad_request("can't parse BotCommand: expected an Object with its two fields")
    name = str(entry["command"]).removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(entry["description"]) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": entry["description"]}


@method
def set_my_commands(world: World, params: Params) -> bool:
    """Replace one set of commands."""
    entries = params.parsed("commands")
    if not isinstance(entries, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(entries) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.command_sets[_command_key(world, params)] = [_command(entry) for entry in entries]
    return True


@method
def get_my_commands(world: World, params: Params) -> list[Json]:
    """Show one set of commands."""
    return world.command_sets.get(_command_key(world, params), [])


@method
def delete_my_commands(world: World, params: Params) -> bool:
    """Forget one set of commands."""
    world.command_sets.pop(_command_key(world, params), None)
    return True


@method
def set_my_description(world: World, params: Params) -> bool:
    """Describe the bot to who opens it first."""
    return _describe(world, params, "description", 512)


@method
def set_my_short_description(world: World, params: Params) -> bool:
    """Describe the bot on its profile."""
    return _describe(world, params, "short_description", 120)


def _describe(world: World, params: Params, name: str, longest: int) -> bool:
    if len(params.text(name)) > longest:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    world.profile[f"{name}:{params.text('language_code')}"] = params.text(name)
    return True


@method
def get_chat(world: World, params: Params) -> Json:
    """Describe a chat."""
    return {
        **chat_of(world, params).card,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


@method
def get_chat_member(world: World, params: Params) -> Json:
    """Tell someone's status in a chat."""
    chat = chat_of(world, params)
    user_id = params.integer("user_id")
    user = world.bot if user_id == world.bot.id else world.users.get(user_id)
    if user is None:
        raise bad_request("invalid user_id specified")
    return world.member(chat, user)


@method
def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """List who runs a group."""
    chat = _group(world, params, "there are no administrators in the private chat")
    return [
        world.member(chat, world.users.get(user_id, world.bot))
        for user_id, status in chat.members.items()
        if status in {"creator", "administrator"}
    ]


@method
def get_chat_member_count(world: World, params: Params) -> int:
    """Count who is in a chat."""
    chat = chat_of(world, params)
    return 2 if chat.private else sum(s in PRESENT for s in chat.members.values())


@method
def leave_chat(world: World, params: Params) -> bool:
    """Go out of a group."""
    chat = _group(world, params, "chat member status can't be changed in private chats")
    world.membership(chat, world.bot, world.bot, "left")
    return True


def _group(world: World, params: Params, refusal: str) -> Chat:
    chat = chat_of(world, params)
    if chat.private:
        raise bad_request(refusal)
    return chat


@method
def get_file(world: World, params: Params) -> Json:
    """Say where a file can be downloaded."""
    file_id = params.text("file_id")
    upload = world.files.get(file_id)
    if upload is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(upload.data) > 20_000_000:
        raise bad_request("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": f"AgAD{file_id[-6:]}",
        "file_size": len(upload.data),
        "file_path": f"documents/{file_id}{PurePath(upload.name).suffix}",
    }


@method
def set_webhook(world: World, params: Params) -> bool:
    """Have updates pushed to an address."""
    url = params.text("url")
    if url:
        _check_webhook_url(world, url)
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(params.parsed("allowed_updates"))
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.interrupt("terminated by setWebhook request")
    world.webhook = Webhook(url, secret, params.integer("max_connections", 40))
    world.bell.ring()
    return True


def _check_webhook_url(world: World, url: str) -> None:
    """A server run by oneself, `local`, allows plain HTTP and any port."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if world.local:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in {None, 80, 88, 443, 8443}:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method
def delete_webhook(world: World, params: Params) -> bool:
    """Go back to getUpdates."""
    if params.flag("drop_pending_updates"):
        world.updates.clear()
    world.webhook = Webhook()
    world.bell.ring()
    return True


@method
def get_webhook_info(world: World, params: Params) -> Json:
    """Tell how the webhook does."""
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
        "max_connections": hook.max_connections,
        "allowed_updates": sorted(world.updates.allowed),
    }
    if hook.last_error:
        info |= {"last_error_message": hook.last_error, "last_error_date": hook.last_error_at}
    return info


async def get_updates(world: World, params: Params) -> str:
    """Answer getUpdates, with updates that are JSON already."""
    if world.webhook.url:
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
            "delete the webhook first",
        )
    world.updates.allow(params.parsed("allowed_updates"))
    limit = params.integer("limit", 100)
    return await world.updates.poll(
        params.integer("offset"),
        limit if 1 <= limit <= 100 else 100,
        min(max(params.integer("timeout"), 0), 50),
    )
