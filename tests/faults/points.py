"""Every crash point of the program, found in its source, and where each is passed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

SIDES = ("before", "after")

_NAME = re.compile(r"[a-z]+([.-][a-z]+)+")


def written() -> set[str]:
    """All names written in the source: of crash points, and of transactions, which have two."""
    found: set[str] = set()
    for folder in ("core", "bot", "adapters"):
        for file in (ROOT / folder).rglob("*.py"):
            for called, name in _calls(ast.parse(file.read_text(encoding="utf-8"))):
                found |= {name} if called == "crashpoint" else {f"{name}.{s}" for s in SIDES}
    return found


def unnamed() -> list[str]:
    """Transactions of the running bot that have no name; those of `audit` and the demo may."""
    running = re.compile(r"\.work\(\)")
    looking = {"process.py", "demo.py"}
    return [
        f"{file.name}: {line.strip()}"
        for folder in ("core", "bot", "adapters")
        for file in (ROOT / folder).rglob("*.py")
        if file.name not in looking
        for line in file.read_text(encoding="utf-8").splitlines()
        if running.search(line)
    ]


def _calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in {"crashpoint", "work"}:
                for constant in ast.walk(node.args[0]):
                    value = getattr(constant, "value", None)
                    if isinstance(value, str) and _NAME.fullmatch(value):
                        yield called, value


_FILE = {"restore.file.before", "restore.file.between", "restore.file.after"}
_SERVER = {"restore.load.before", "restore.load.after"}
_KEYS = {"restore.keys.between"}

IN_RESTORED = {name for name in written() if name.startswith("restored.")}
"""Passed by the first start after a restore."""

_IN_BOTH = {name for name in written() if name.startswith("restore.")} - _FILE - _SERVER
IN_RESTORE = {"sqlite": _IN_BOTH | _FILE, "postgresql": _IN_BOTH | _SERVER}
"""Passed by a restore, on each database."""

UNFINISHED = {"sqlite": set[str](), "postgresql": {"restore.load.after", "restore.finish.before"}}
"""Where a restore that is killed leaves what nothing works on until it is done again."""

IN_REQUESTS = {name for name in written() if name.startswith(("telegram.", "matrix."))}
"""Passed around requests to a real server; others there are named by what is requested."""

IN_LIFE = written() - IN_RESTORED - IN_RESTORE["sqlite"] - _SERVER - IN_REQUESTS
"""Passed by the bot at work."""
