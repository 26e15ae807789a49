"""The code that makes two accounts one person: short enough to type, worth nothing once used."""

import hashlib
from datetime import timedelta

from core.domain.refusal import Refusal

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""No letter that looks like another or like a digit."""

LENGTH = 10
LIFE = timedelta(minutes=10)

MOST_TRIES, MOST_TRIES_OF_ALL = 5, 100
"""Wrong codes within the life of one: of an account, and of all together. More have to wait."""


def shown(code: str) -> str:
    """Write a code in two halves, to be read aloud or typed on another device.

    >>> shown("ABCDEFGHJK")
    'ABCDE-FGHJK'
    """
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read(said: str) -> str:
    """Read a code as it is typed, whatever the case and the dash. Raises `Refusal`."""
    code = "".join(char for char in said.upper() if char.isalnum())
    if len(code) != LENGTH or set(code) - set(ALPHABET):
        raise Refusal("link-form")
    return code


def hashed(code: str) -> str:
    """Give what is stored of a code: 50 random bits are not guessed from it in ten minutes."""
    return hashlib.sha256(f"link:{code}".encode()).hexdigest()
