"""Speaking to whoever typed a command: one line each, in their language."""

import os
import sys

from bot.render import plain
from core.app.says import Text

OK, FAILED, WRONG_USE = 0, 1, 2


def complain(problem: Text) -> None:
    """Say one problem on stderr."""
    sys.stderr.write(f"semainier: {plain(problem, language())}\n")


def tell(said: Text) -> None:
    """Say something on stdout."""
    sys.stdout.write(f"{plain(said, language())}\n")


def language() -> str:
    """Choose the language of the command line from the environment."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"
