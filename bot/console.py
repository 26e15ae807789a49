"""Speaking to whoever typed a command: one line each, in their language."""

import os
import sys

from sqlalchemy.exc import DBAPIError

from bot.hiding import without_secrets
from bot.render import plain
from core.app.says import Text

OK, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


def complain(problem: Text) -> None:
    """Say one problem on stderr."""
    sys.stderr.write(without_secrets(f"semainier: {plain(problem, language())}\n"))


def tell(said: Text) -> None:
    """Say something on stdout."""
    sys.stdout.write(without_secrets(f"{plain(said, language())}\n"))


def language() -> str:
    """Choose the language of the command line from the environment: French, unless English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "en" if value.lower().startswith("en") else "fr"
    return "fr"


def first_line(error: Exception) -> str:
    """Say in one line what a database or the system complains of."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(cause).strip().split("\n")[0] or type(cause).__name__
