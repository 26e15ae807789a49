"""Logging: one line an event, for people or as JSON, and never a secret in it."""

import json
import logging
import sys
from datetime import UTC, datetime

from bot.config import LoggingConfig
from bot.hiding import without_secrets


class _Redacting(logging.Formatter):
    """Leaves out secrets, in messages, arguments and tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record, redacted."""
        return without_secrets(super().format(record))


class _Json(_Redacting):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(said, ensure_ascii=False))


def set_up_logging(config: LoggingConfig) -> None:
    """Log to stderr as the config says. HTTP clients log URLs, with the token in them: not here."""
    handler = logging.StreamHandler(sys.stderr)
    if config.format == "json":
        handler.setFormatter(_Json())
    else:
        handler.setFormatter(_Redacting("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("semainier").setLevel(config.level.upper())
    for noisy in ("httpx", "httpcore", "apscheduler", "telegram"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    logging.getLogger("nio").setLevel(logging.ERROR)  # it warns of every phone it has yet to meet
