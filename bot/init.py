"""`semainier init`: asks what it needs and writes config.yaml, readable by its owner alone."""

import getpass
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.config import problem_of
from bot.console import FAILED, OK, complain, language, tell
from bot.i18n import words
from core.app.says import text

YES = frozenset({"o", "oui", "y", "yes"})


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask: the message `init-…`, where the answer stands, what Enter means.

    Enter skips what is `optional`; a question is left out if there is an answer to `unless`.
    """

    key: str
    path: tuple[str, ...]
    default: str = ""
    secret: bool = False
    optional: bool = False
    unless: str = ""


def questions() -> tuple[Question, ...]:
    """List what is asked, in order; the language of the terminal is proposed for the team."""
    return (
        Question("token", ("telegram", "token"), secret=True, optional=True),
        Question("homeserver", ("matrix", "homeserver"), unless="telegram"),
        Question("user-id", ("matrix", "user_id"), unless="telegram"),
        Question("password", ("matrix", "password"), secret=True, unless="telegram"),
        Question("database", ("database", "url"), "sqlite+aiosqlite:///semainier.db"),
        Question("language", ("team_defaults", "language"), language()),
        Question("timezone", ("team_defaults", "timezone"), "Europe/Paris"),
        Question("unit", ("team_defaults", "unit", "name"), "K"),
        Question("weekly", ("team_defaults", "plan", "weekly"), "600"),
        Question("open", ("team_defaults", "open"), "fri 16:00"),
        Question("close", ("team_defaults", "close"), "sun 20:00"),
    )


def init(path: Path) -> int:
    """Ask, and write the config whole or not at all; an existing one only after a *yes*."""
    tell(text("init-hello", path=str(path)))
    content: dict[str, Any] = {}
    try:
        if path.exists() and _read(text_of("init-overwrite", path=str(path))).lower() not in YES:
            tell(text("init-kept", path=str(path)))
            return FAILED
        for question in questions():
            if question.unless not in content:
                _ask(question, content)
        _write(path, content)
    except (EOFError, KeyboardInterrupt):
        sys.stdout.write("\n")
        complain(text("init-stopped"))
        return FAILED
    except OSError as error:
        complain(text("init-unwritable", path=str(path), why=error.strerror or ""))
        return FAILED
    tell(text("init-written", path=str(path)))
    return OK


def text_of(key: str, **args: str) -> str:
    """Write a question in the language of the terminal."""
    return words(language()).say(key, args)


def _ask(question: Question, content: dict[str, Any]) -> None:
    """Ask until the answer is one the config takes."""
    shown = text_of(f"init-{question.key}", default=question.default)
    while True:
        answer = _read(shown, secret=question.secret) or question.default
        if not answer and question.optional:
            return
        proposed = _with(content, question.path, answer)
        problem = problem_of(proposed, question.path)
        if problem is None:
            content.update(proposed)
            return
        complain(problem)


def _read(shown: str, *, secret: bool = False) -> str:
    if secret and sys.stdin.isatty():
        return getpass.getpass(f"{shown} ").strip()
    return input(f"{shown} ").strip()


def _with(content: dict[str, Any], path: tuple[str, ...], answer: str) -> dict[str, Any]:
    """Copy the content with one more answer in its place."""
    head, *rest = path
    value: Any = answer
    if rest:
        value = _with(content.get(head, {}), tuple(rest), answer)
    return {**content, head: value}


def _write(path: Path, content: dict[str, Any]) -> None:
    """Write beside, then put in place: nobody else can read it at any moment."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            yaml.safe_dump(content, file, allow_unicode=True, sort_keys=False)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
