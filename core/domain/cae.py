"""The CAE, the cooperative that employs members and bills for them: what it keeps, and contracts.

A CAE keeps a part of what members bill, excluding VAT, often less of what comes later in the year
(Code du travail, L. 7331-1 and following; each CAE has its own bands). A CAPE, the contract of
those who try their activity out, lasts at most twelve months and may be renewed twice (Code de
commerce, L. 127-1 and R. 127-1). What social charges come to depends on each contract: they are
never assumed, only computed from rates the team entered. Amounts are euro cents, rates
ten-thousandths.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.domain.refusal import Refusal

WHOLE = 10_000
"""All of an amount, in ten-thousandths."""

MOST_BANDS = 8
MOST_RENEWALS = 2
CENTS = 100

WARNED = (60, 30, 7)
"""How many days before a contract ends those who look after the team are told."""

_NEXT_BAND = re.compile(r"\s*;\s*|,\s+")
_BAND = re.compile(
    r"(?P<rate>\d{1,3}(?:[.,]\d{1,2})?)\s*%?"
    r"(?:\s*>\s*(?P<above>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,9})\s*(?:€|euros?)?)?",
    re.ASCII | re.IGNORECASE,
)
_SIREN = re.compile(r"\d{9}", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f.]+")


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the year's turnover: what is kept of all that is `above` so many cents."""

    rate: int
    above: int = 0


@dataclass(frozen=True, slots=True)
class Bands:
    """What a CAE keeps of the turnover of a calendar year, band by band (marginal rates)."""

    bands: tuple[Band, ...]

    @classmethod
    def parse(cls, said: str) -> "Bands":
        """Read `11,5`, or `10, 8 > 20000, 6 > 50000`; anything else is a `Refusal`.

        The first rate has no threshold, every other one has a higher one than the rate before.
        """
        bands: list[Band] = []
        for part in _NEXT_BAND.split(said.strip()):
            match = _BAND.fullmatch(part)
            if match is None or (match["above"] is None) != (not bands):
                raise Refusal("cae-form", said=said)
            above = int(_SPACES.sub("", match["above"] or "0")) * CENTS
            band = Band(_ten_thousandths(match["rate"]), above)
            if band.rate > WHOLE or (bands and band.above <= bands[-1].above):
                raise Refusal("cae-form", said=said)
            bands.append(band)
        if len(bands) > MOST_BANDS:
            raise Refusal("cae-form", said=said)
        return cls(tuple(bands))

    def contribution(self, before: int, amount: int) -> int:
        """Say what is kept of an amount that comes after so much in the same calendar year.

        Rounded on the year's turnover, not on each payout: what is kept of all payouts of a year
        adds up, to the cent, to what is kept of their sum.
        """
        return self._kept(before + amount) - self._kept(before)

    def _kept(self, turnover: int) -> int:
        ends = [*(band.above for band in self.bands[1:]), max(turnover, self.bands[-1].above)]
        exact = sum(
            band.rate * max(min(turnover, end) - band.above, 0)
            for band, end in zip(self.bands, ends, strict=True)
        )
        return rounded(exact, WHOLE)

    def __str__(self) -> str:
        return ", ".join(
            percent(band.rate) + (f" > {band.above // CENTS}" if band.above else "")
            for band in self.bands
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """What may be left of a value for a salary, in cents.

    `budget` is the value less the CAE's contribution, `gross` the salary before charges, `net` what
    is left of it before income tax: None where no charge of the employee's was entered.
    """

    budget: int
    gross: int
    employer: int
    employee: int | None
    net: int | None


def estimate(budget: int, employer: Sequence[int], employee: Sequence[int]) -> Estimate | None:
    """Estimate a salary from the rates of social charges that were entered, and from nothing else.

    Both kinds are taken on the gross salary. None without any charge of the employer's: what
    nobody entered is not guessed.
    """
    if not employer:
        return None
    gross = rounded(budget * WHOLE, WHOLE + sum(employer))
    if not employee:
        return Estimate(budget, gross, budget - gross, None, None)
    owed = rounded(gross * sum(employee), WHOLE)
    return Estimate(budget, gross, budget - gross, owed, gross - owed)


class ContractKind(StrEnum):
    """How a member is bound to the CAE."""

    CAPE = "cape"
    CESA = "cesa"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A contract's days, both included; without an end while it has none."""

    kind: ContractKind
    since: date
    until: date | None

    def meets(self, other: "Span") -> bool:
        """Tell whether both hold on some day."""
        return (self.until is None or other.since <= self.until) and (
            other.until is None or self.since <= other.until
        )


def check_span(span: Span) -> None:
    """Refuse days the wrong way round, and a CAPE without an end or of more than twelve months."""
    if span.until is not None and span.until < span.since:
        raise Refusal("contract-order")
    if span.kind is ContractKind.CAPE:
        if span.until is None:
            raise Refusal("contract-cape-end")
        if span.until > twelve_months(span.since):
            raise Refusal("contract-cape-long", last=twelve_months(span.since))


def check_among(span: Span, others: Iterable[Span]) -> None:
    """Refuse a contract that overlaps another one, or a fourth CAPE."""
    known = tuple(others)
    for other in known:
        if span.meets(other):
            raise Refusal("contract-overlap", since=other.since, kind=other.kind)
    if span.kind is ContractKind.CAPE and not renewable(known):
        raise Refusal("contract-cape-twice")


def renewable(contracts: Iterable[Span]) -> bool:
    """Tell whether one more CAPE may follow these contracts."""
    return sum(one.kind is ContractKind.CAPE for one in contracts) <= MOST_RENEWALS


def twelve_months(since: date) -> date:
    """Give the last day of the twelve months that begin on a day."""
    try:
        return since.replace(year=since.year + 1) - timedelta(days=1)
    except ValueError:  # the 29th of February
        return date(since.year + 1, 2, 28)


def split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split an amount in proportion to weights, exactly: odd cents by largest remainder.

    Ties go to the larger weight, then to the first. Without any weight nothing is split.
    """
    whole = sum(weights)
    if whole == 0:
        return (0,) * len(weights)
    parts = [total * weight // whole for weight in weights]
    rests = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-rests[i], -weights[i], i))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


def siren(said: str) -> str:
    """Read a SIREN: nine digits of which the last one checks the others (Luhn, ISO/IEC 7812-1)."""
    digits = _SPACES.sub("", said)
    if not _SIREN.fullmatch(digits) or _luhn(digits) % 10:
        raise Refusal("siren-form", said=said)
    return digits


def rounded(numerator: int, denominator: int) -> int:
    """Round a fraction that is not negative to the nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def percent(rate: int) -> str:
    """Write a rate as it is typed: `11,5`."""
    whole, rest = divmod(rate, CENTS)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)


def _ten_thousandths(said: str) -> int:
    whole, _, rest = said.replace(".", ",").partition(",")
    return int(whole) * CENTS + int(rest.ljust(2, "0"))


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled)
