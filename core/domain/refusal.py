"""Errors for people, apart from bugs."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a failure of the program
    """Something a person asked for that cannot be done; nothing was changed.

    Carries a message key and its arguments, never words: the reply is rendered in the reader's
    language (`refusal-<key>` in the Fluent files).
    """

    def __init__(self, key: str, **args: Any) -> None:
        super().__init__(key, args)
        self.key = key
        self.args_by_name: Mapping[str, Any] = args
