"""Secrets are in nothing that is written: not in a log, a complaint or a traceback."""

import re
import sys
import traceback
from types import TracebackType
from urllib.parse import quote, quote_plus

HIDDEN = "[secret]"

SHORTEST = 4
"""Characters of a secret that is worth hiding: a shorter one is in half of all words."""

_FORMS = re.compile(
    r"\d{5,}:[\w-]{20,}"  # a Telegram bot's token
    r"|\b(?:syt|mat|mct)_\w{8,}"  # a Matrix device's
    r"|(?<=://)[^\s/@:]*:[^\s/@]+(?=@)"  # who one is, and the password, in a URL
)
_secrets: set[str] = set()


def hide(*secrets: str | None) -> None:
    """Let these never be written from now on, nor what is left of an error nobody expected."""
    for secret in secrets:
        if secret and len(secret) >= SHORTEST:
            _secrets.update((secret, quote(secret), quote_plus(secret), repr(secret)[1:-1]))
    sys.excepthook = _unexpected


def without_secrets(written: str) -> str:
    """Leave out the secrets of the config, and whatever has the form of one."""
    for secret in sorted(_secrets, key=len, reverse=True):
        written = written.replace(secret, HIDDEN)
    return _FORMS.sub(HIDDEN, written)


def _unexpected(
    kind: type[BaseException], error: BaseException, where: TracebackType | None
) -> None:
    sys.stderr.write(without_secrets("".join(traceback.format_exception(kind, error, where))))
