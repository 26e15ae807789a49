"""What is wrong with a config, in words: which key, and what is expected there."""

from typing import Any

from core.app.says import Text, text


class ConfigError(Exception):
    """The config cannot be used. Each problem is a text: which key, what is expected."""

    def __init__(self, *problems: Text) -> None:
        super().__init__(*problems)
        self.problems = problems


def said_of(problem: Any) -> Text:
    """Say which key is wrong and what is expected."""
    key = ".".join(str(part) for part in problem["loc"]) or "config"
    kind = str(problem["type"])
    if kind == "extra_forbidden":
        return text("config-extra", key=key)
    if kind in _OURS:
        return text(f"config-{kind}", key=key, **problem.get("ctx", {}))
    if kind in {"literal_error", "enum"}:
        known = str(problem["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        return text("config-one-of", key=key, said=str(problem["input"])[:40], known=known)
    if kind == "string_too_long":
        return text("config-too-long", key=key, most=problem["ctx"]["max_length"])
    if kind in _NUMBERS:
        return text("config-number", key=key, bound=_bound(problem))
    return text(f"config-{_KINDS.get(kind, 'other')}", key=key)


def _bound(problem: Any) -> Text | str:
    """Say which numbers are allowed, where only a part is."""
    context = problem.get("ctx", {})
    for sign in ("ge", "le"):
        if sign in context:
            return text(f"config-{sign}", bound=str(context[sign]))
    return ""


_NUMBERS = frozenset(
    (
        "int_parsing",
        "int_type",
        "int_from_float",
        "decimal_parsing",
        "decimal_type",
        "greater_than_equal",
        "less_than_equal",
    )
)
_KINDS = {
    "bool_parsing": "bool",
    "bool_type": "bool",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "list_type": "list",
    "missing": "missing-key",
    "too_short": "missing-key",
}
"""pydantic's kinds of error, and the message that says what is expected."""


_OURS = frozenset(
    (
        "slot",
        "quiet",
        "timezone",
        "one-of",
        "url",
        "url-option",
        "token-needed",
        "token-form",
        "homeserver-form",
        "matrix-id-form",
        "webhook-url",
        "webhook-listen",
        "webhook-secret",
        "open-is-close",
        "too-fine",
        "euro-rate",
        "cae",
        "siren",
        "unit-name",
    )
)
