"""Names of people and projects: cleaned, compared, kept apart."""

import unicodedata
from collections.abc import Collection

LONGEST = 40
"""A display name longer than this is cut: it has to fit a line on a phone."""

_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str, longest: int = LONGEST) -> str:
    """Make a name or note safe to show: one line, no control or direction marks, not too long."""
    kept = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in _INVISIBLE
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def fold(text: str) -> str:
    """Reduce a name to what makes it the same name: no case, no accents, single spaces."""
    bare = unicodedata.normalize("NFKD", clean(text, longest=1000).casefold())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def distinct(name: str, taken: Collection[str]) -> str:
    """Return `name`, numbered if another in `taken` (folded names) reads the same."""
    candidate, number = name, 1
    while fold(candidate) in taken:
        number += 1
        candidate = f"{name} {number}"
    return candidate
