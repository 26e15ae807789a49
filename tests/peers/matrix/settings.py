"""How Synapse is configured for tests."""

import base64
import secrets
from pathlib import Path
from typing import Any, Literal

import yaml

SERVER_NAME = "hs.test"

Limits = Literal["raised", "default"]

_HIGH = {"per_second": 100_000, "burst_count": 100_000}
RAISED: dict[str, Any] = {
    **dict.fromkeys(
        (
            "rc_message", "rc_registration", "rc_registration_token_validity", "rc_admin_redaction",
            "rc_joins_per_room", "rc_key_requests", "rc_3pid_validation", "rc_third_party_invite",
            "rc_media_create", "rc_delayed_event_mgmt", "rc_room_creation", "rc_reports",
            "rc_user_directory", "rc_profile",
        ),
        _HIGH,
    ),
    "rc_login": {"address": _HIGH, "account": _HIGH, "failed_attempts": _HIGH},
    "rc_joins": {"local": _HIGH, "remote": _HIGH},
    "rc_invites": {"per_room": _HIGH, "per_user": _HIGH, "per_issuer": _HIGH},
    "rc_presence": {"per_user": _HIGH},
}  # fmt: skip
"""Every limit of Synapse 1.163, out of the way."""


def write_settings(folder: Path, port: int, shared_secret: str, limits: Limits) -> Path:
    """Write Synapse's configuration, and its signing key the first time."""
    key = folder / "signing.key"
    if not key.exists():
        seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        key.write_text(f"ed25519 a_{secrets.token_hex(2)} {seed}\n")
    listener = {
        "port": port,
        "type": "http",
        "tls": False,
        "x_forwarded": False,
        "bind_addresses": ["127.0.0.1"],
        "resources": [{"names": ["client"], "compress": False}],
    }
    content = {
        "server_name": SERVER_NAME,
        "public_baseurl": f"http://127.0.0.1:{port}/",
        "listeners": [listener],
        "database": {
            "name": "sqlite3",
            "args": {"database": str(folder / "homeserver.db")},
        },
        "media_store_path": str(folder / "media"),
        "signing_key_path": str(key),
        "pid_file": str(folder / "pid"),
        "registration_shared_secret": shared_secret,
        "trusted_key_servers": [],
        "federation_domain_whitelist": [],
        "presence": {"enabled": False},
        "bcrypt_rounds": 4,
        "report_stats": False,
        "enable_registration": False,
        "macaroon_secret_key": shared_secret,
        "form_secret": shared_secret,
    }
    path = folder / "homeserver.yaml"
    path.write_text(yaml.safe_dump(content | (RAISED if limits == "raised" else {})))
    return path
