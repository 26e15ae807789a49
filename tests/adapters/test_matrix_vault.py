"""What must survive on disk, and the signatures that vouch for a device."""

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vodozemac import Ed25519PublicKey, Ed25519Signature

from adapters.matrix.signing import CrossSigning, SigningKey, signed_by, vouches
from adapters.matrix.vault import StoredAccount, Vault

USER = "@semainier:hs.test"


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    vault = Vault(tmp_path / "store")
    vault.prepare()
    return vault


def account(**more: object) -> StoredAccount:
    fields = {"homeserver": "https://hs.test", "user_id": USER, "device_id": "DEVICE"}
    token = {"access_token": "secret", "since": "2026-11-24T10:00:00+00:00"}
    return StoredAccount(**{**fields, **token, **more})  # type: ignore[arg-type]


def test_an_account_comes_back_with_its_signing_keys(vault: Vault) -> None:
    signing = CrossSigning.new()
    stored = account(signing=signing.seeds)
    vault.store(stored)
    vault.keys_of(stored).touch()
    found = vault.account()
    assert found == stored
    assert found is not None
    assert CrossSigning.stored(found.signing or ("", "", "")) == signing


def test_without_its_encryption_keys_a_device_is_no_device(vault: Vault) -> None:
    """Going on with it would make the bot mute for ever."""
    vault.store(account())
    assert vault.exists
    assert vault.account() is None


def test_nobody_else_can_read_it(vault: Vault) -> None:
    vault.store(account())
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (vault.folder, *vault.folder.iterdir())]
    assert modes == [0o700, 0o600]


def test_a_file_cut_short_is_no_account(vault: Vault) -> None:
    vault.store(account())
    (file,) = vault.folder.iterdir()
    file.write_text(file.read_text()[:20])
    assert vault.account() is None


@given(st.dictionaries(st.text("aé\n", max_size=3), st.text() | st.integers(0, 9), max_size=4))
def test_what_is_signed_can_be_checked_by_others_and_not_changed(
    content: dict[str, object],
) -> None:
    key = SigningKey.new()
    signed = signed_by(content, USER, key)
    signature = signed["signatures"][USER][f"ed25519:{key.public}"]
    bare = {
        name: value for name, value in content.items() if name not in ("signatures", "unsigned")
    }
    written = json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    public = Ed25519PublicKey.from_base64(key.public)
    public.verify_signature(written, Ed25519Signature.from_base64(signature))
    assert vouches(signed, USER, key)
    assert not vouches({**signed, "more": 1}, USER, key)
    assert not vouches(signed, USER, SigningKey.new())


def test_the_master_key_vouches_for_the_other_two() -> None:
    signing = CrossSigning.new()
    published = signing.published(USER)
    assert published["master_key"]["usage"] == ["master"]
    for name, usage in (("self_signing_key", "self_signing"), ("user_signing_key", "user_signing")):
        assert published[name]["usage"] == [usage]
        assert vouches(published[name], USER, signing.master)
