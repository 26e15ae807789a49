"""Exports where they are asked for: `/export` in private, `semainier export` in a shell."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.chat import File
from bot.cli import main
from bot.publish.rows import BOM, cell
from core.app.payday.exporting import FORMATS
from core.db.store import Store
from tests.peers import fec as law
from tests.peers.exporting import SIREN, rows_of
from tests.peers.stage import Stage


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-3", "'-3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("a=1", "a=1"),
        (Decimal("-3.50"), "-3.50"),
        (-3, "-3"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula_and_numbers_stay_numbers(value: object, written: str) -> None:
    assert cell(value) == written


# Where they are asked for ---------------------------------------------------------------------


@pytest.fixture
async def stage(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A team with one closed week, on a database the command line finds too."""
    monkeypatch.setenv("SEMAINIER_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path}/semainier.db")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    stage = Stage(store, "2026-11-24T10:00+01:00")
    await stage.joins(await stage.sets_up(), "Aïcha", "Bob")
    await stage.at("2026-11-27T16:00+01:00")
    await stage.says("Aïcha", "café 45 : samedi")
    await stage.at("2026-11-29T20:00+01:00")
    return stage


def sent(stage: Stage) -> dict[str, File]:
    return {
        file.name: file for chat, file in stage.platform.pictures if chat == stage.user("Nadia")
    }


async def test_a_facilitator_gets_the_files_in_private(stage: Stage) -> None:
    for kind in FORMATS:
        await stage.says("Nadia", f"/exporter {kind}")
    assert sorted(sent(stage)) == [
        "book.beancount",
        "book.journal",
        "declarations.csv",
        "plan.ics",
        "postings.csv",
        "semainier.json",
    ]
    declared = sent(stage)["declarations.csv"].content
    assert declared.startswith(BOM)
    (row,) = rows_of(declared)
    assert (row["name"], row["project"], row["note"]) == ("Aïcha", "café", "samedi")
    assert (row["amount"], row["award"]) == ("45.00", "45.00")
    await stage.says("Nadia", "/exporter")
    await stage.presses("Nadia", "JSON")
    assert len(stage.platform.pictures) == 7
    for who, group in (("Aïcha", False), ("Nadia", True)):
        (said,) = await stage.says(who, "/exporter csv", group=group)
        assert "\n" not in said
    assert len(stage.platform.pictures) == 7


async def export(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the command; its exit code, and what it printed."""

    def run() -> int:
        try:
            return main(("export", *arguments))
        except SystemExit as ended:
            return int(str(ended.code))

    code = await asyncio.to_thread(run)
    return code, *capsys.readouterr()


async def test_the_command_writes_files_for_their_owner_alone(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "out"
    for _ in range(2):
        code, said, _ = await export(
            capsys, "--team", "kpa-cite", "--format", "csv", "--out", str(out)
        )
        files = [out / "declarations.csv", out / "postings.csv"]
        assert (code, said) == (0, "".join(f"written: {file}\n" for file in files))
        assert sorted(out.iterdir()) == files
    assert [file.stat().st_mode & 0o777 for file in (out, *files)] == [0o700, 0o600, 0o600]
    assert {row["name"] for row in rows_of(files[0].read_bytes())} == {"№2"}
    more = ("--bom", "--names", "all")
    await export(capsys, "--team", "Kpa-Cité", "--format", "csv", "--out", str(out), *more)
    assert files[0].read_bytes().startswith(BOM)
    assert {row["name"] for row in rows_of(files[0].read_bytes())} == {"Aïcha"}


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ("--team Nobody --format csv --out {out}", 2, "Nobody: I do not know this team; there is"),
        ("--team Kpa-Cité --format xml --out {out}", 2, "--format: this value will not do"),
        ("--team Kpa-Cité --format csv --out {out} --names some", 2, "--names: this value"),
        ("--team Kpa-Cité --format csv", 2, "--out is missing"),
        ("--team Kpa-Cité --format fec --out {out}", 2, "carries the SIREN number"),
        ("--team Kpa-Cité --format csv --out {out}/file", 1, "cannot be written"),
    ],
)
async def test_what_cannot_be_exported_is_one_line(
    arguments: str,
    code: int,
    complaint: str,
    stage: Stage,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").touch()
    got, said, complained = await export(capsys, *arguments.format(out=tmp_path).split())
    assert (got, said, complained.count("\n")) == (code, "", 1)
    assert complaint in complained
    assert (tmp_path / "file").stat().st_size == 0
    assert not (tmp_path / "declarations.csv").exists()


async def test_the_fec_is_of_real_payouts_alone(stage: Stage) -> None:
    await stage.says("Nadia", f"/reglages siren {SIREN}")
    assert "pas encore" in (await stage.says("Nadia", "/exporter fec"))[0]
    assert stage.platform.pictures == []
    await stage.says("Nadia", "/versement 30 subvention ville")
    await stage.says("Nadia", "oui")
    await stage.says("Nadia", "/exporter fec")
    (file,) = [file for name, file in sent(stage).items() if "FEC" in name]
    assert law.breaches(file.name, file.content) == []
    debit, credit = [
        line.split("\t") for line in file.content.decode("iso8859-15").split("\r\n")[1:-1]
    ]
    assert debit[6:13] == [
        *("M00002", "Aïcha", "VERSEMENT-1", "20261129"),
        *("Versement 1 subvention ville", "30,00", "0,00"),
    ]
    assert (credit[4], credit[11:13]) == ("512000", ["0,00", "30,00"])
