"""Forgetting somebody in the encryption's store: their devices and room go, others' stay."""

from pathlib import Path

from nio import AsyncClient, AsyncClientConfig
from nio.crypto import OlmDevice
from nio.store import SqliteStore

from adapters.matrix.forgetting import forget_keys

HERS, HIS = "@zebulette:hs.test", "@bob:hs.test"


async def test_devices_sessions_and_the_room_of_who_is_forgotten_go(tmp_path: Path) -> None:
    config = AsyncClientConfig(store=SqliteStore, store_name="DEVICE.keys", encryption_enabled=True)
    client = AsyncClient("https://hs.test", "@bot:hs.test", "DEVICE", str(tmp_path), config)
    client.restore_login("@bot:hs.test", "DEVICE", "token")
    store = client.store
    devices = {
        user: {"PHONE": OlmDevice(user, "PHONE", {"ed25519": f"e{user}", "curve25519": f"c{user}"})}
        for user in (HERS, HIS)
    }
    store.save_device_keys(devices)
    store.save_encrypted_rooms(["!hers:hs.test", "!his:hs.test"])
    for user, room in ((HERS, "!hers:hs.test"), (HIS, "!his:hs.test")):
        store.database.execute_sql(
            "INSERT INTO olmsessions (creation_time, last_usage_date, sender_key, account_id,"
            " session, session_id) SELECT 'now', 'now', ?, id, 'x', ? FROM accounts",
            (f"c{user}", f"olm {user}"),
        )
        store.database.execute_sql(
            "INSERT INTO megolminboundsessions (sender_key, account_id, fp_key, room_id, session,"
            " session_id) SELECT ?, id, 'f', ?, 'x', ? FROM accounts",
            (f"c{user}", room, f"megolm {user}"),
        )
    file = tmp_path / "DEVICE.keys"
    assert b"zebulette" in file.read_bytes()
    for _ in range(2):
        forget_keys(store.database, HERS, "!hers:hs.test")
    content = file.read_bytes()
    assert b"zebulette" not in content
    assert b"!hers" not in content
    assert {device.user_id for device in store.load_device_keys()} == {HIS}
    assert store.load_encrypted_rooms() == {"!his:hs.test"}
    for table in ("olmsessions", "megolminboundsessions"):
        (count,) = store.database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()
        assert count == 1
    await client.close()
