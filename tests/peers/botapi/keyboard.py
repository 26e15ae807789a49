"""Keyboards, refused for what the real server refuses."""

from typing import Any

from .text import is_link
from .wire import Json, bad_request

_ACTIONS = frozenset({
    "callback_data", "url", "web_app", "login_url", "copy_text", "callback_game", "pay",
    "switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
})  # fmt: skip
_LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
_OTHERS = frozenset({"keyboard", "remove_keyboard", "force_reply"})


def read_markup(markup: Any) -> Json | None:
    """Check a `reply_markup`; return it if it is an inline keyboard with buttons.

    The other kinds change what people type with, not the message.
    """
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if not _OTHERS & markup.keys():
            raise bad_request("can't parse reply keyboard markup JSON object")
        return None
    if extra := markup.keys() - {"inline_keyboard"}:
        raise bad_request(f"can't parse inline keyboard: unknown field {min(extra)}")
    return _inline(markup["inline_keyboard"])


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: Field must be an Array of Arrays")
    kept = [row for row in rows if row]
    if sum(len(row) for row in kept) > 100:
        raise bad_request("reply markup is too long")
    for row in kept:
        for button in row:
            _check(button)
    return {"inline_keyboard": kept} if kept else None


def _check(button: Any) -> None:
    refusal = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(refusal + "InlineKeyboardButton must be an Object")
    if extra := button.keys() - _ACTIONS - _LOOKS:
        raise bad_request(refusal + f"unknown field {min(extra)}")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request(refusal + 'Field "text" must be a non-empty String')
    actions = _ACTIONS & button.keys()
    if len(actions) != 1:
        raise bad_request(refusal + "Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        _check_data(button["callback_data"])
    elif "url" in button and not is_link(str(button["url"])):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
