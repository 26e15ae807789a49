"""Choosing among numbered options: by number or by their words, where buttons are lines of text."""

from bot.render import labels
from core.db.mail import Offer
from core.domain import names

LONGEST = 9
"""Digits of a number that are read: no message has that many options."""


def chosen(offer: Offer, said: str | int) -> str | None:
    """Find the token of the option somebody names, by its number (from 1) or its label."""
    options = [(label, one.token) for label, one in labels(offer.buttons, offer.language)]
    tokens = [token for _, token in options if token]
    if isinstance(said, int) or said.strip().isdecimal():
        number = said if isinstance(said, int) else int(said.strip()[:LONGEST])
        return tokens[number - 1] if 0 < number <= len(tokens) else None
    wanted = names.fold(said)
    return next((token for label, token in options if token and names.fold(label) == wanted), None)
