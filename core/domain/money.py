"""Money as whole numbers of the smallest part of a team's virtual unit.

Everywhere in the program an amount is an `int` in *minor units* (cents for a unit of two
decimals). `Decimal` appears only where a person's text is turned into an amount, here.
"""

from dataclasses import dataclass
from decimal import Decimal

from core.domain.refusal import Refusal

LARGEST = 1_000_000
"""The largest amount a person may write, in whole units (CONTRACT: above it is refused)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A team's virtual unit, e.g. `K` with 2 decimals. Never mixed with euros."""

    name: str = "K"
    decimals: int = 2

    def minor(self, amount: Decimal) -> int:
        """Turn a written amount into minor units, exactly.

        Raises `Refusal` when it is negative, over `LARGEST`, or finer than the unit.
        """
        if not amount.is_finite() or amount < 0:
            raise Refusal("amount-negative")
        if amount > LARGEST:
            raise Refusal("amount-too-large", most=Amount(LARGEST * 10**self.decimals, self))
        scaled = amount.scaleb(self.decimals)
        if scaled != scaled.to_integral_value():
            raise Refusal("amount-too-fine", decimals=self.decimals)
        return int(scaled)

    def decimal(self, minor: int) -> Decimal:
        """Give the amount back as a decimal number of units."""
        return Decimal(minor).scaleb(-self.decimals)

    def plain(self, minor: int) -> str:
        """Write an amount for machines: `50.00`, always with the unit's decimals."""
        return f"{self.decimal(minor):.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Amount:
    """Minor units together with their unit: what a message shows."""

    minor: int
    unit: Unit
