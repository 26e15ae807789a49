"""From a `Document`, which only names a file, to the file itself."""

from collections.abc import Awaitable, Callable

from adapters.chat import File
from bot.publish import cae, donations, exports, person, sheet
from core.app.buckets.donations import DONATIONS
from core.app.payday.cae import CAE, SHEET
from core.app.payday.exporting import FORMATS
from core.app.says import Document
from core.db.store import Store, Work

Maker = Callable[[Work, Document, str], Awaitable[File]]
"""Makes the file of a document in a language, from one consistent moment of what is stored."""

MAKERS: dict[str, Maker] = {
    **{f"export-{what}": exports.printed for files in FORMATS.values() for what in files},
    CAE: cae.made,
    SHEET: sheet.made,
    DONATIONS: donations.made,
    "my-data": person.everything,
    "my-weeks": person.weeks,
}
"""What makes each kind of document."""


async def printed(store: Store, document: Document, language: str) -> File:
    """Make a file. Raises `KeyError` for a kind nobody makes."""
    async with store.work("file.made") as work:
        return await MAKERS[document.kind](work, document, language)
