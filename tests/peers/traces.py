"""Looking for somebody in bytes: files, rows, dumps, however their words may be written there."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import text

from core.db.store import Store


def spelled(words: str) -> set[bytes]:
    """Every way a text may stand in a file: composed or not, in any case, escaped, in UTF-16."""
    found = set()
    for form in ("NFC", "NFD"):
        normal = unicodedata.normalize(form, words)
        for cased in (normal, normal.lower(), normal.upper(), normal.casefold()):
            escaped = cased.encode("ascii", "backslashreplace")
            for lower in (escaped, escaped.upper().replace(b"\\U", b"\\u")):
                found.add(lower.replace(b"\\x", b"\\u00").replace(b"\\X", b"\\u00"))
            found |= {cased.encode(), cased.encode("utf-16-le"), cased.encode("utf-16-be")}
    return found


def traces(content: bytes, words: Iterable[str]) -> list[str]:
    """List the words that a content holds in some spelling."""
    lower = content.lower()
    return [
        said
        for said in words
        if any(one in content or one.lower() in lower for one in spelled(said))
    ]


def beside(file: Path) -> bytes:
    """Everything in a database's file, its logs and whatever else its folder holds."""
    return b"".join(one.read_bytes() for one in sorted(file.parent.rglob("*")) if one.is_file())


async def rows_of(store: Store) -> bytes:
    """Every value of every row of every table, as a database gives them."""
    tables = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if store.database.sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    found = []
    async with store.reading() as connection:
        for name in (await connection.scalars(text(tables))).all():
            rows = await connection.execute(text(f'SELECT * FROM "{name}"'))
            found += [str(value) for row in rows for value in row]
    return "\n".join(found).encode()
