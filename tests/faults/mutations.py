"""Takes a protection away, in a copy of the program, and sees that tests find it missing.

`python -m tests.faults.mutations` (`make mutations`): a line for each; exit code 1 if one of them
is not missed by anybody, or if the tests named fail with it in place.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("core", "bot", "adapters", "tests")
FILES = ("pyproject.toml", "Makefile", "README.md", "config.example.yaml")

Change = tuple[str, str, str]
"""In which file, what, by what."""


@dataclass(frozen=True)
class Mutation:
    """What is taken away, how, and which tests must fail then."""

    named: str
    changes: Sequence[Change]
    tests: Sequence[str]


MUTATIONS = (
    Mutation(
        "BEGIN IMMEDIATE",
        [("core/db/engine.py", '"BEGIN IMMEDIATE" if writes else "BEGIN"', '"BEGIN"')],
        ["tests/faults/test_at_once.py::test_two_processes_lose_nothing_of_each_other"],
    ),
    Mutation(
        "the inbox's UNIQUE key",
        [
            (
                "core/db/migrations/versions/0001_the_week.py",
                '        sa.UniqueConstraint("platform", "event_id", name=op.f('
                '"uq_inbox_platform_event_id")),\n',
                "",
            ),
            (
                "core/db/mail.py",
                'insert.on_conflict_do_nothing(index_elements=["platform", "event_id"])',
                "insert",
            ),
        ],
        [
            "tests/faults/test_updates.py::test_updates_one_to_five_times_in_any_order_make_the_same_book[0]"
        ],
    ),
    Mutation(
        "the outbox's key",
        [
            (
                "core/db/migrations/versions/0001_the_week.py",
                '        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),\n',
                "",
            ),
            (
                "core/db/pending.py",
                'insert.on_conflict_do_nothing(index_elements=["key"])',
                "insert",
            ),
        ],
        ["tests/faults/test_at_once.py::test_what_is_said_under_one_key_is_sent_once"],
    ),
    Mutation(
        "the row lock (FOR UPDATE)",
        [("core/db/teams.py", ".with_for_update()", "")],
        ["tests/faults/test_at_once.py::test_two_processes_lose_nothing_of_each_other"],
    ),
)


def main() -> int:
    """Try each; print the table."""
    missed = 0
    for mutation in MUTATIONS:
        with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
            copy = Path(folder)
            copied(copy)
            before = _passes(copy, mutation.tests)
            for file, what, instead in mutation.changes:
                changed(copy / file, what, instead)
            after = _passes(copy, mutation.tests)
        found = before and not after
        missed += not found
        verdict = "found" if found else "MISSED" if before else "its tests fail anyway"
        print(f"without {mutation.named:28} {verdict:8} {' '.join(mutation.tests)}")  # noqa: T201
    return 1 if missed else 0


def copied(copy: Path) -> None:
    """Copy the program and its tests into a folder."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    for file in FILES:
        shutil.copy(ROOT / file, copy / file)


def changed(file: Path, what: str, instead: str) -> None:
    """Change a file where it says something; it has to say so once."""
    content = file.read_text(encoding="utf-8")
    if content.count(what) != 1:
        raise SystemExit(f"{file.name} has {content.count(what)} times: {what}")
    file.write_text(content.replace(what, instead), encoding="utf-8")


def _passes(copy: Path, tests: Sequence[str]) -> bool:
    """Run tests on a copy: it is what is imported, being the folder one is in."""
    own = (f"--basetemp={copy / 'tmp'}",)  # no other run clears it away
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *own, *tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode not in (0, 1):
        raise SystemExit(ran.stdout)
    return ran.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
