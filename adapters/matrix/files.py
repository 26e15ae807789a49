"""Files on Matrix: stored on the homeserver, encrypted where the room is."""

import json
from typing import Any

from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.exceptions import EncryptionError

from adapters.chat import Attachment, File, SendError
from adapters.matrix.client import Client


async def uploaded(client: Client, file: File, *, encrypted: bool) -> dict[str, Any]:
    """Store a file; return the content of the event that shows it."""
    content = {
        "msgtype": "m.image" if file.is_image else "m.file",
        "body": file.name,
        "filename": file.name,
        "info": {"mimetype": file.mime, "size": len(file.content)},
        "m.mentions": {},
    }
    if not encrypted:
        return {**content, "url": await client.upload(file.content, file.mime)}
    hidden, keys = encrypt_attachment(file.content)
    url = await client.upload(hidden, "application/octet-stream")
    return {**content, "file": {**keys, "url": url}}


async def fetched(client: Client, file: Attachment, most: int) -> bytes:
    """Get a file somebody sent, of at most `most` bytes. Raises `SendError`."""
    where = json.loads(file.file_id)
    url = str(where.get("url", ""))
    content = await client.download(url, most) if url.startswith("mxc://") else None
    if content is None:
        raise SendError("no such file, or too large", permanent=True)
    if "key" not in where:
        return content
    try:
        clear: bytes = decrypt_attachment(
            content, where["key"]["k"], where["hashes"]["sha256"], where["iv"]
        )
    except (KeyError, EncryptionError) as error:
        raise SendError(f"a file that cannot be decrypted: {error!r}", permanent=True) from error
    return clear
