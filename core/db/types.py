"""Column types: instants that are always UTC, and weeks."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from core.domain.calendar import Week


class Instant(TypeDecorator[datetime]):
    """An aware instant. SQLite has no time zones: it is stored as UTC there, and refused naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse what has no time zone; store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive instant: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back an aware UTC instant."""
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class WeekColumn(TypeDecorator[Week]):
    """A week as `2026-W48`: it sorts as it reads."""

    impl = String(8)
    cache_ok = True

    def process_bind_param(self, value: Week | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write it."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Week | None:  # noqa: ARG002
        """Read it back."""
        return None if value is None else Week(int(value[:4]), int(value[6:]))
