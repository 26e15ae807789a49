"""Settings about buckets, as facilitators type them: see `core.app.settings`."""

from dataclasses import replace

from core.domain import names
from core.domain.bucket import LEFTOVERS
from core.domain.refusal import Refusal
from core.domain.team import Settings

_FRENCH = {"caisse": "pool", "commun": "commons", "communs": "commons", "financeurs": "funders"}


def set_leftovers(settings: Settings, said: str) -> Settings:
    """Say where what is left of a completed bucket goes."""
    folded = names.fold(said)
    where = _FRENCH.get(folded, folded)
    if where not in LEFTOVERS:
        raise Refusal("leftovers-unknown", said=said, known=", ".join(LEFTOVERS))
    return replace(settings, leftovers=where)
