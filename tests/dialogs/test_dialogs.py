"""Every transcript beside this file, played through the real desk, use cases, book and courier.

`python -m tests.dialogs.test_dialogs FILE` writes a transcript anew, to be read before it is kept.
"""

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from core.app.membership import TeamDefaults
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from core.domain.team import Settings
from tests.dialogs.transcript import agree, happens, steps
from tests.peers.stage import Stage

FILES = sorted(Path(__file__).parent.glob("*/*.txt"))
BEGINS = "2026-11-24T10:00+01:00"


def on_stage(store: Store, language: str) -> Stage:
    settings = replace(Settings(), language=language)
    return Stage(store, BEGINS, TeamDefaults(settings, 600_00, 70), language=language)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
async def test_the_dialogue_goes_as_written(file: Path, store: Store) -> None:
    stage = on_stage(store, file.parent.name)
    for step in steps(file):
        got = await happens(stage, step)
        if step.line.startswith("team: "):
            continue
        assert agree(step.answers, got), "\n".join(
            [f"\n{step.line}", "expected:", *step.answers, "got:", *got]
        )
    assert await stage.audit() == []


async def _rewritten(file: Path) -> str:
    """Play a transcript's steps and write it with what the bot answers now; comments stay."""
    todo = list(steps(file))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/db")
        await upgrade(database)
        stage = on_stage(Store(database), file.parent.name)
        answers = {id(step): await happens(stage, step) for step in todo}
        await database.dispose()
    lines, left = [], iter(todo)
    for line in file.read_text(encoding="utf-8").splitlines():  # noqa: ASYNC240 - a tool
        if line.startswith(("> ", "~ ")) or line.lstrip().startswith("|"):
            continue
        lines.append(line)
        if line.strip() and not line.startswith("#"):
            step = next(left)
            lines += [f"~ {row}" for row in step.rows] + answers[id(step)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(asyncio.run(_rewritten(Path(name))), encoding="utf-8")
