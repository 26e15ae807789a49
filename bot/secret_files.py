"""Secrets in files of their own: for their owner's eyes alone, and not empty."""

import stat
from collections.abc import Iterable
from pathlib import Path

from bot.config_errors import ConfigError
from core.app.says import text


def secret_in(file: Path) -> str:
    """Read the secret a file holds. Raises `ConfigError` where there is none."""
    try:
        said = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(text("config-unreadable", path=str(file))) from None
    if not said:
        raise ConfigError(text("config-empty-secret", path=str(file)))
    return said


def check_private(files: Iterable[Path]) -> None:
    """Refuse files with secrets that others on this machine can read."""
    for file in files:
        try:
            mode = file.stat().st_mode
        except OSError:
            raise ConfigError(text("config-missing-secret", path=str(file))) from None
        if mode & (stat.S_IRGRP | stat.S_IROTH):
            raise ConfigError(text("config-open-secret", path=str(file)))
