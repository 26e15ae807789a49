"""Cross-signing: the keys that vouch for our device, so that nobody is warned about it.

Specification: Matrix client-server API, *Cross-signing*; signatures are ed25519 over canonical
JSON without `signatures` and `unsigned`.
"""

import base64
from dataclasses import dataclass
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Random import get_random_bytes
from Crypto.Signature import eddsa
from nio.api import Api

SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One ed25519 key, made from its seed."""

    seed: bytes

    @classmethod
    def new(cls) -> "SigningKey":
        """Make a random one."""
        return cls(get_random_bytes(SEED_BYTES))

    @property
    def public(self) -> str:
        """The public half, in unpadded base64: on Matrix, also the key's name."""
        key = ECC.construct(curve="Ed25519", seed=self.seed)
        return unpadded(key.public_key().export_key(format="raw"))

    def signature(self, content: dict[str, Any]) -> str:
        """Sign an object."""
        key = ECC.construct(curve="Ed25519", seed=self.seed)
        return unpadded(eddsa.new(key, "rfc8032").sign(_signable(content)))


@dataclass(frozen=True, slots=True)
class CrossSigning:
    """The three keys of an account: one vouches for the others, one for devices, one for people."""

    master: SigningKey
    self_signing: SigningKey
    user_signing: SigningKey

    @classmethod
    def new(cls) -> "CrossSigning":
        """Make three random keys."""
        return cls(SigningKey.new(), SigningKey.new(), SigningKey.new())

    @classmethod
    def stored(cls, seeds: tuple[str, str, str]) -> "CrossSigning":
        """Read them back."""
        master, self_signing, user_signing = (SigningKey(base64.b64decode(seed)) for seed in seeds)
        return cls(master, self_signing, user_signing)

    @property
    def seeds(self) -> tuple[str, str, str]:
        """Write them for the vault."""
        return (
            base64.b64encode(self.master.seed).decode(),
            base64.b64encode(self.self_signing.seed).decode(),
            base64.b64encode(self.user_signing.seed).decode(),
        )

    def published(self, user_id: str) -> dict[str, Any]:
        """Give what `/keys/device_signing/upload` wants."""
        master = _key(user_id, "master", self.master)
        others = {
            "self_signing_key": _key(user_id, "self_signing", self.self_signing),
            "user_signing_key": _key(user_id, "user_signing", self.user_signing),
        }
        signed = {name: signed_by(key, user_id, self.master) for name, key in others.items()}
        return {"master_key": master, **signed}


def signed_by(content: dict[str, Any], user_id: str, key: SigningKey) -> dict[str, Any]:
    """Add a key's signature to an object."""
    signature = {f"ed25519:{key.public}": key.signature(content)}
    return {**content, "signatures": {user_id: signature}}


def vouches(content: dict[str, Any], user_id: str, key: SigningKey) -> bool:
    """Tell whether an object already carries this key's signature."""
    signatures = content.get("signatures", {}).get(user_id, {})
    return bool(signatures.get(f"ed25519:{key.public}") == key.signature(content))


def unpadded(data: bytes) -> str:
    """Write bytes in base64 as Matrix does."""
    return base64.b64encode(data).decode().rstrip("=")


def _key(user_id: str, usage: str, key: SigningKey) -> dict[str, Any]:
    return {
        "user_id": user_id,
        "usage": [usage],
        "keys": {f"ed25519:{key.public}": key.public},
    }


def _signable(content: dict[str, Any]) -> bytes:
    bare = {key: value for key, value in content.items() if key not in {"signatures", "unsigned"}}
    return str(Api.to_canonical_json(bare)).encode()
