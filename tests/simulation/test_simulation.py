"""Forty seeds, in `make long` two hundred, keep every promise; a seed is always the same story.

One seed of 25 is played for sixteen months, the others for nine weeks; `make simulate` plays all
of them whole.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.playing import alone, lasts

SEEDS, AT_A_TIME = 200, 10
SEEDS_AT_ONCE = 40
"""Seeds played by `make test`; `make long` plays all of them."""


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(first, marks=[pytest.mark.long] if first >= SEEDS_AT_ONCE else [])
        for first in range(0, SEEDS, AT_A_TIME)
    ],
)
def test_whatever_goes_wrong_in_sixteen_months(first: int, empty: Path) -> None:
    broken = [
        f"make simulate SEEDS=1 FIRST={seed}: {breach}"
        for seed in range(first, first + AT_A_TIME)
        for breach in alone(seed, lasts(seed), empty=empty).breaches
    ]
    assert broken == []


def test_the_same_seed_is_the_same_story_in_another_process(empty: Path) -> None:
    here = alone(2, lasts(2), empty=empty).fingerprint
    there = (
        "from pathlib import Path; from tests.simulation.playing import alone;"
        f"print(alone(2, {lasts(2)}, empty=Path({str(empty)!r})).fingerprint)"
    )
    said = subprocess.run(
        [sys.executable, "-c", there],
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == here
