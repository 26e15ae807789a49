"""The table of faults tells the truth: each row has its tests, each test its row."""

import ast
import re
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1]
README = TESTS / "faults" / "README.md"
PATTERNS = (
    "faults/test_*.py",
    "simulation/test_*.py",
    "adapters/test_*_faults.py",
    "adapters/test_telegram_webhook.py",
    "adapters/test_repeating.py",
    "db/test_at_once.py",
    "db/test_backup.py",
    "db/test_promises.py",
    "db/test_restore_killed.py",
    "db/test_tampering.py",
    "db/test_upgrade.py",
)
"""The files whose tests are about faults."""

PROMISE = (
    "A declaration we confirmed is never lost or counted twice. No automatic prompt is sent twice;"
    " where the network hides whether a message arrived, we say so instead of guessing. Nobody sees"
    " or changes what is not theirs."
)


def rows() -> list[list[str]]:
    """Read the rows of the tables: fault, promise, tests."""
    lines = README.read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if "::" in line
    ]
    return [[*others, tests] for *others, tests in cells]


def there_are() -> set[str]:
    found = set()
    for pattern in PATTERNS:
        for file in TESTS.glob(pattern):
            if file.name != Path(__file__).name:
                for node in ast.parse(file.read_text(encoding="utf-8")).body:
                    name = getattr(node, "name", "")
                    if name.startswith("test_"):
                        found.add(f"{file.relative_to(TESTS)}::{name}")
    return found


def test_every_row_has_its_tests_and_every_test_its_row() -> None:
    named: Counter[str] = Counter()
    for row in rows():
        assert len(row) == 3, row
        assert all(row), row
        tests = re.findall(r"`([^`]+)`", row[2])
        assert tests, row
        named.update(tests)
    there = there_are()
    assert sorted(set(named) - there) == [], "rows without their test"
    assert sorted(there - set(named)) == [], "tests without a row"
    assert [test for test, times in named.items() if times > 1] == []
    assert len({row[0] for row in rows()}) == len(rows()), "one row a fault"


def test_the_promise_is_printed_where_people_read_it() -> None:
    for page in (README, TESTS.parent / "README.md"):
        words = " ".join(page.read_text(encoding="utf-8").replace("> ", " ").split())
        assert PROMISE in words, page
