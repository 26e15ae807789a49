"""Plays many seeds: `python -m tests.simulation --seeds 1000`; exit 1 if one breaks a promise."""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.peers.threadless import empty_database
from tests.simulation.playing import SIXTEEN_MONTHS, alone, lasts, scratch


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--short", action="store_true", help="as in `make test`")
    parser.add_argument("--until-broken", action="store_true", help="end with the first breach")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    wanted = parser.parse_args()
    began, told, starts, broken = time.monotonic(), 0, 0, 0
    with scratch() as folder, ProcessPoolExecutor(wanted.jobs) as pool:
        empty = empty_database(Path(folder) / "empty.db")
        weeks = lasts if wanted.short else lambda _: SIXTEEN_MONTHS
        seeds = range(wanted.first, wanted.first + wanted.seeds)
        for ended in pool.map(partial(alone, empty=empty), seeds, map(weeks, seeds)):
            told += ended.told
            starts += ended.starts
            broken += bool(ended.breaches)
            if not (ended.seed + 1) % 100:
                print(f"{ended.seed + 1} …", file=sys.stderr, flush=True)  # noqa: T201
            for breach in ended.breaches[:5]:
                print(f"seed {ended.seed}: {breach}", flush=True)  # noqa: T201
            if broken and wanted.until_broken:
                break
    minutes = (time.monotonic() - began) / 60
    print(  # noqa: T201
        f"{wanted.seeds} seeds, {sum(map(weeks, seeds))} weeks: {broken} broke a promise;"
        f" {told} messages seen, {starts} starts, {minutes:.1f} minutes"
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
