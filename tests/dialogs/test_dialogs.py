"""Every transcript beside this file, played through the real desk, use cases, book and courier.

Each is played twice, as on Telegram and as on Matrix: the story and the figures are the same.
`python -m tests.dialogs.test_dialogs FILE` writes a transcript anew, to be read before it is kept.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core.app.membership import TeamDefaults
from core.db.engine import Database
from core.db.store import Store
from core.db.upgrade import upgrade
from core.domain.team import Settings
from tests.dialogs.transcript import happens, steps
from tests.dialogs.ways import WAYS, Answer, agree, merged, there
from tests.peers.stage import Stage

FILES = sorted(Path(__file__).parent.glob("*/*.txt"))
BEGINS = "2026-11-24T10:00+01:00"

_CODE = re.compile(r"(?<=!start )[\w-]{16}")


def on_stage(store: Store, language: str, way: str) -> Stage:
    settings = replace(Settings(), language=language)
    return Stage(store, BEGINS, TeamDefaults(settings, 600_00, 70), language=language, on=way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
async def test_the_dialogue_goes_as_written(file: Path, way: str, store: Store) -> None:
    stage = on_stage(store, file.parent.name, way)
    for step in steps(file):
        got = await happens(stage, step)
        if step.line.startswith("team: "):
            continue
        expected = there(step.answers, way)
        assert agree(expected, got), "\n".join(
            [f"\n{step.line}", "expected:", *_lines(expected), "got:", *_lines(got)]
        )
    assert await stage.audit() == []


def _lines(answers: Sequence[Answer]) -> list[str]:
    return [line for answer in answers for line in answer.lines()]


async def _played(file: Path, way: str) -> list[list[Answer]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{folder}/db")
        await upgrade(database)
        stage = on_stage(Store(database), file.parent.name, way)
        answers = [await happens(stage, step) for step in steps(file)]
        await database.dispose()
    return answers


async def _rewritten(file: Path) -> str:
    """Play a transcript's steps and write it with what the bot answers now; comments stay."""
    played = zip(await _played(file, "telegram"), await _played(file, "matrix"), strict=True)
    told = zip(steps(file), played, strict=True)
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():  # noqa: ASYNC240 - a tool
        if line.startswith(("> ", "~ ")) or line.lstrip().startswith("|"):
            continue
        lines.append(line)
        if line.strip() and not line.startswith("#"):
            step, (telegram, matrix) = next(told)
            lines += [f"~ {row}" for row in step.rows]
            lines += [_CODE.sub("‹…›", row) for row in _lines(merged(telegram, matrix))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_text(asyncio.run(_rewritten(Path(name))), encoding="utf-8")
