"""What must survive on disk, as one unit: the device we are, its keys, and who signed it.

Losing the encryption keys while keeping the device id would make the bot mute for ever, so the
account counts as stored only while both are there.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

ACCOUNT = "account.json"


@dataclass(frozen=True, slots=True)
class StoredAccount:
    """A device that was logged in; `signing` are its owner's cross-signing seeds, in base64."""

    homeserver: str
    user_id: str
    device_id: str
    access_token: str
    since: str
    signing: tuple[str, str, str] | None = None

    @property
    def logged_in_at(self) -> datetime:
        """When the device was made: transaction ids from before are not known for it."""
        return datetime.fromisoformat(self.since)


class Vault:
    """A folder readable by its owner alone. Back it up with the database."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; nothing is written yet."""
        self.folder = folder

    @property
    def exists(self) -> bool:
        """Whether a device was ever stored here."""
        return (self.folder / ACCOUNT).exists()

    def account(self) -> StoredAccount | None:
        """Read the stored device; None if there is none, or if its keys are gone."""
        try:
            stored = json.loads((self.folder / ACCOUNT).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        signing = tuple(stored.pop("signing") or ())
        account = StoredAccount(**stored, signing=signing or None)
        return account if self.keys_of(account).exists() else None

    def keys_of(self, account: StoredAccount) -> Path:
        """Name the file that holds a device's encryption keys."""
        return self.folder / self.keys_name(account.device_id)

    @staticmethod
    def keys_name(device_id: str) -> str:
        """Name that file within the folder."""
        return f"{device_id}.keys"

    def prepare(self) -> None:
        """Make the folder. Raises `OSError` where that is not possible."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)

    def store(self, account: StoredAccount) -> None:
        """Write the account whole or not at all."""
        draft = self.folder / f".{ACCOUNT}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(account), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / ACCOUNT)
