"""Names of people and projects: cleaned, compared, kept apart."""

import re
import unicodedata
from collections.abc import Collection, Iterator

LONGEST = 40
"""A display name longer than this is cut: it has to fit a line on a phone."""

_NO_PLURAL = frozenset({"mois"})
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing: a name made of them would be a hole in the line."""

_JOINER = "\u034f"
_MARKS = {"Mn", "Me"}

MOST_MARKS = 3
"""Marks on one letter: what scripts need, and not what runs over the lines above and below."""

MOST_LETTERS = 3
"""Letters one sign is folded to; a sign that stands for a sentence stays itself."""


def clean(text: str, longest: int = LONGEST) -> str:
    """Make a name or note safe to show: one line, no control or direction marks, not too long."""
    if text.isascii() and text.isprintable():
        line = " ".join(text.split())
    else:
        line = " ".join("".join(_shown(unicodedata.normalize("NFC", text))).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def _shown(text: str) -> Iterator[str]:
    """Give what can be seen of a text, blanks as spaces, with few marks on each letter."""
    room = 0
    for char in text:
        kind = unicodedata.category(char)
        if char.isspace() or char in _BLANK:
            room = 0
            yield " "
        elif kind in _MARKS:
            if room > 0 and char != _JOINER:
                yield char
            room -= 1
        elif kind not in _INVISIBLE:
            room = MOST_MARKS
            yield char


def fold(text: str) -> str:
    """Reduce a name to what makes it the same name: no case, no accents, single spaces."""
    return " ".join("".join(map(_bare, clean(text, longest=1000).casefold())).split())


def _bare(char: str) -> str:
    """Give the plain letters of a sign, without accents."""
    if char.isascii():
        return char
    spelled = unicodedata.normalize("NFKD", char)
    letters = "".join(one for one in spelled if not unicodedata.combining(one))
    return letters if len(letters) <= MOST_LETTERS else char


def singular(text: str) -> str:
    """Reduce the name of a unit of time, as a number stands before it, to one of it."""
    words = "".join(char if char.isalnum() else " " for char in fold(text)).split()
    return " ".join(word if word in _NO_PLURAL else word.removesuffix("s") for word in words)


def distinct(name: str, taken: Collection[str]) -> str:
    """Return `name`, numbered if another in `taken` (folded names) reads the same."""
    candidate, number = name, 1
    while fold(candidate) in taken:
        number += 1
        candidate = f"{name} {number}"
    return candidate


def pseudonym(number: int) -> str:
    """Name somebody without naming them: by the number that the book has of them."""
    return f"№{number}"


def hidden(said: str, known: Collection[str], instead: str, others: Collection[str] = ()) -> str:
    """Write something without certain names, in whatever case or accents they stand there.

    What is the name of somebody in `others` (folded) stays, also where it begins like one of them.
    """
    if fold(said) in others:
        return said
    for name in known:
        whole = rf"(?<!\w){re.escape(name)}(?!\w)"
        said = re.sub(whole, lambda _: instead, said, flags=re.IGNORECASE)
    bare = fold(said)
    found = any(re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", bare) for name in known)
    return instead if found else said
