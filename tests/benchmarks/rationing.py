"""Rationing many claims by each rule, over a tenth of them: linear would be 10."""

import statistics
import time
from dataclasses import dataclass

from bot.process import spare_the_collector
from core.domain.sharing import RATIONING, Claim, Rule

TURN = 48
"""The week whose turn it is."""


@dataclass(frozen=True)
class Rationing:
    """Seconds for one sharing by a rule, medians over rounds that alternate."""

    rule: str
    many: float
    few: float

    @property
    def ratio(self) -> float:
        return self.many / self.few


def measure(*, claims: int = 100_000, fewer: int = 10_000, rounds: int = 7) -> list[Rationing]:
    """Ration by every rule two thirds of what is claimed, with odd cents and equal claims.

    The few are rationed as often as makes as many awards, and these kept, so that the memory they
    take costs both the same.
    """
    spare_the_collector()
    many, few = _claims(claims), _claims(fewer)
    found = []
    for name, rule in RATIONING.items():
        taken = [
            (_ration(rule, many, 1), _ration(rule, few, claims // fewer)) for _ in range(rounds)
        ]
        medians = [statistics.median(seconds) for seconds in zip(*taken, strict=True)]
        found.append(Rationing(name, *medians))
    return found


def _claims(count: int) -> tuple[Claim, ...]:
    return tuple(Claim(n, 1_00_00 + n * 37 % 20_000) for n in range(count))


def _ration(rule: Rule, claims: tuple[Claim, ...], times: int) -> float:
    """Ration again and again; seconds for one time."""
    available = sum(claim.amount for claim in claims) * 2 // 3
    begin = time.perf_counter()
    kept = [rule(claims, available, TURN) for _ in range(times)]
    return (time.perf_counter() - begin) / len(kept)
