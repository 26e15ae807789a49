"""The clock on the wall."""

from datetime import UTC, datetime


class SystemClock:
    """Implements `core.app.ports.Clock` with the machine's own time."""

    def now(self) -> datetime:
        """Give the present instant, in UTC."""
        return datetime.now(UTC)
