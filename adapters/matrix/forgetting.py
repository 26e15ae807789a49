"""Taking somebody out of the encryption's store: devices, sessions and their private room.

What is needed again for a group they are still in is asked for again at the next start.
"""

from typing import Any

_OF_THE_PERSON = (
    "DELETE FROM olmsessions WHERE sender_key IN"
    " (SELECT key FROM keys WHERE key_type = 'curve25519'"
    " AND device_id IN (SELECT id FROM devicekeys WHERE user_id = ?))",
    "DELETE FROM devicetruststate WHERE device_id IN (SELECT id FROM devicekeys WHERE user_id = ?)",
    "DELETE FROM keys WHERE device_id IN (SELECT id FROM devicekeys WHERE user_id = ?)",
    "DELETE FROM devicekeys WHERE user_id = ?",
)
_OF_THE_ROOM = (
    "DELETE FROM forwardedchains WHERE session_id IN"
    " (SELECT session_id FROM megolminboundsessions WHERE room_id = ?)",
    "DELETE FROM megolminboundsessions WHERE room_id = ?",
    "DELETE FROM encryptedrooms WHERE room_id = ?",
    "DELETE FROM outgoingkeyrequests WHERE room_id = ?",
)


def forget_keys(database: Any, user_id: str | None, room_id: str) -> None:
    """Delete what nio's store (a peewee database) has of a person and of their private room.

    Nothing of it is left in the file either.
    """
    with database.atomic():
        if user_id is not None:
            for statement in _OF_THE_PERSON:
                database.execute_sql(statement, (user_id,))
        for statement in _OF_THE_ROOM:
            database.execute_sql(statement, (room_id,))
    database.execute_sql("VACUUM")
