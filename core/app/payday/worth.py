"""What a unit is worth in euros and how payouts are shared, as a team types them."""

import re
from dataclasses import replace
from decimal import Decimal

from core.domain.money import Unit
from core.domain.payout import MODES, RATE_DECIMALS
from core.domain.refusal import Refusal
from core.domain.team import Settings

_RATE = re.compile(rf"\d{{1,6}}(?:[.,]\d{{1,{RATE_DECIMALS}}})?(?=\s*(?:€|euros?)?$)", re.ASCII)


def rate_written(euro_rate: int) -> str:
    """Write what a unit is worth as one would type it: `0.5`."""
    return f"{Decimal(euro_rate).scaleb(-RATE_DECIMALS).normalize():f}"


def set_euro_rate(settings: Settings, said: str) -> Settings:
    """Read how many euros a unit is worth: more than 0, at most six decimals. Raises `Refusal`."""
    match = _RATE.match(said)
    rate = Decimal(match[0].replace(",", ".")) if match else Decimal(0)
    if not rate:
        raise Refusal("euro-rate-form", said=said)
    return replace(settings, euro_rate=Unit(decimals=RATE_DECIMALS).minor(rate))


def set_payout_mode(settings: Settings, said: str) -> Settings:
    """Choose how payouts are shared. Raises `Refusal` for what is no such way."""
    if said not in MODES:
        raise Refusal("rule-unknown", said=said, known=", ".join(MODES))
    return replace(settings, payout_mode=said)
