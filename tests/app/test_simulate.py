"""`semainier plan simulate`: the rest of the plan under each rule, on the team's own claims."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from core.db.store import Store
from core.domain.calendar import Week
from tests.peers.stage import Stage


@pytest.fixture
async def lived(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A team whose only round claimed 150 of 100; two weeks of its plan are left, in the future."""
    monkeypatch.setenv("SEMAINIER_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    stage = Stage(store, "2026-11-24T10:00+01:00", language="en")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Nadia", "/plan 100")
    await stage.says("Aïcha", "100")
    await stage.says("Bob", "50")
    await stage.at("2026-11-29T20:00+01:00")
    far = Week.parse("2099-W01")
    rows = "\n".join(f"{week},100," for week in ("2026-W48", far, far + 1))
    stage.platform.files["file"] = rows.encode()
    file = {"file_id": "file", "name": "plan.csv", "size": len(rows)}
    await stage.says("Nadia", "/plan", file=file)
    await stage.says("Nadia", "oui")
    return stage


async def run(*arguments: str) -> tuple[int | None, str, str]:
    """Run the command as an operator does; its exit code, and what it printed."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "plan", "simulate", *arguments), stdout=pipe, stderr=pipe
    )
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_every_rule_is_compared(lived: Stage) -> None:
    code, out, _ = await run("--team", "kpa-cite", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["as_declared", "proportional", "equal_awards", "equal_losses", "talmud"]
    assert found["proportional"] == {
        "claimed": "300.00",
        "granted": "200.00",
        "at_end": "0.00",
        "lowest": "0.00",
        "rationed": 2,
        "runs_out": None,
    }
    await lived.says("Nadia", "/reglages max_deficit 100")
    code, table, _ = await run("--team", "Kpa-Cité")
    assert code == 0
    assert "the 2 weeks left in the plan, with the claims of the last 1 round" in table
    assert all(len(line) <= 80 for line in table.splitlines())
    (declared,) = [line for line in table.splitlines() if line.startswith("as_declared")]
    assert declared.split() == ["as_declared", "300", "-100", "-100", "0", "100.0", "%", "never"]


async def test_what_cannot_be_simulated_is_one_line(lived: Stage) -> None:
    code, _, err = await run("--team", "Nobody")
    assert (code, err.count("\n")) == (2, 1)
    assert "Nobody: I do not know this team; there is Kpa-Cité" in err
    lived.platform.files["file"] = b"2026-W48,100,"
    await lived.says("Nadia", "/plan", file={"file_id": "file", "name": "p.csv", "size": 13})
    await lived.says("Nadia", "oui")
    code, _, err = await run("--team", "Kpa-Cité")
    assert (code, err.count("\n")) == (2, 1)
