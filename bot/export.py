"""`semainier export`: a team's book and weeks as files in a folder."""

import os
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from adapters.chat import File
from bot.config import Config
from bot.console import FAILED, OK, WRONG_USE, complain, tell
from bot.process import on_team
from bot.publish.exports import files_of
from core.app.payday.exporting import records_of
from core.app.says import text
from core.db.store import Work
from core.domain.refusal import Refusal
from core.domain.team import Team


async def export_team(
    config: Config, name: str, kind: str, folder: Path, *, named: str, bom: bool
) -> int:
    """Write the files of a format; `named` says whose names are in them. One line for each file."""
    files: list[File] = []

    async def use(work: Work, team: Team) -> int:
        records = await records_of(work, team, named)
        try:
            files.extend(files_of(records, kind, at=datetime.now(UTC), bom=bom))
        except Refusal as refusal:
            complain(text(f"refusal-{refusal.key}", **refusal.args_by_name))
            return WRONG_USE
        return OK

    code = await on_team(config, name, use)
    return code or _written(folder, files)


def _written(folder: Path, files: Sequence[File]) -> int:
    for file in files:
        path = folder / file.name
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            put(path, file.content)
        except OSError as error:
            complain(text("export-unwritable", path=str(path), why=error.strerror or ""))
            return FAILED
        tell(text("export-written", path=str(path)))
    return OK


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, for its owner's eyes alone, over one that was there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
