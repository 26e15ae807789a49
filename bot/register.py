"""The register of erasures: who asked to be forgotten, by number, in a file outside the database.

It only grows, so that a copy of the database taken before does not bring anybody back.
"""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from core.crashpoints import crashpoint


class Register:
    """A text file: a line for each erasure, the person's number and when."""

    def __init__(self, file: Path) -> None:
        """Use a file; it is made when there is something to write."""
        self.file = file

    def read(self) -> list[tuple[int, datetime]]:
        """List the erasures, as they were written. Raises `ValueError` for a line that is none."""
        try:
            lines = self.file.read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return []
        found = []
        for line in filter(None, lines):
            number, at = line.split()
            found.append((int(number), datetime.fromisoformat(at)))
        return found

    def add(self, erasures: Mapping[int, datetime]) -> bool:
        """Write down those that are not there yet, on disk before this returns; tell if any."""
        known = set(self.read())
        new = [(who, at) for who, at in sorted(erasures.items()) if (who, at) not in known]
        if not new:
            return False
        handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a", encoding="ascii") as file:
            file.writelines(f"{who} {at.astimezone(UTC).isoformat()}\n" for who, at in new)
            file.flush()
            crashpoint("register.before")
            os.fsync(file.fileno())
        crashpoint("register.after")
        return True
