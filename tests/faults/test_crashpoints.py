"""The process is killed at every crash point, at its first and at a later passing.

See `sweep.py`: afterwards the week is finished by a new process, its books are audited and compared
with the same week undisturbed.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from core.crashpoints import VARIABLE
from tests.conftest import new_url
from tests.faults.points import ROOT, unnamed, written

IN_MEMORY = Path("/dev/shm")
ALONE = ["--alone"] if os.environ.get("CRASH_ALL") else []


@pytest.mark.parametrize(
    "driver", ["sqlite+aiosqlite", pytest.param("postgresql+asyncpg", marks=pytest.mark.long)]
)
def test_every_crash_point_is_survived(
    driver: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = new_url(driver, tmp_path, request)
    env = {**os.environ, "LC_ALL": "en_GB.UTF-8"}
    if driver != "sqlite+aiosqlite":
        programs = request.getfixturevalue("postgres").bin_path
        env["PATH"] = f"{programs}{os.pathsep}{env['PATH']}"
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        swept = subprocess.run(
            [sys.executable, "-m", "tests.faults.sweep", folder, url, *ALONE],
            env=env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    print(swept.stdout)  # noqa: T201 - the number of points
    assert swept.returncode == 0, swept.stdout


def test_every_transaction_of_the_running_bot_has_a_name() -> None:
    assert unnamed() == []


async def test_the_environment_arms_a_point(tmp_path: Path) -> None:
    program = (
        "from core.crashpoints import crashpoint\n"
        "for _ in 'abc': crashpoint('a.b'); print(_, flush=True)"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program),
        env={**os.environ, VARIABLE: "a.b:2"},
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert (process.returncode, said) == (-9, b"a\n")


def test_points_come_in_pairs() -> None:
    """Where there is one before something there is one after it."""
    names = written()
    alone = {
        name
        for name in names
        if name.endswith((".before", ".after"))
        and {name.rpartition(".")[0] + side for side in (".before", ".after")} - names
    }
    assert alone == set()
