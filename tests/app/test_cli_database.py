"""The command line and the database file: what is not there, and what is never written over."""

from pathlib import Path

import pytest

from bot.cli import main
from tests.app.test_cli import config


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("SEMAINIER_CONFIG", raising=False)


@pytest.mark.parametrize(
    "typed",
    [
        "audit",
        "plan simulate --team Kpa",
        "export --team Kpa --format csv --out {folder}/out",
        "db backup {folder}/copy.tar",
    ],
)
def test_a_database_that_is_not_there_is_no_empty_one(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = config(tmp_path)
    assert main([*typed.format(folder=tmp_path).split(), "--config", file]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert f"{tmp_path}/semainier.db is not there yet" in shown.err
    assert [one.name for one in tmp_path.iterdir()] == ["config.yaml"]


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_copy_never_takes_the_place_of_the_database(
    force: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = config(tmp_path)
    assert main(["db", "upgrade", "--config", file]) == 0
    whole = (tmp_path / "semainier.db").read_bytes()
    monkeypatch.chdir(tmp_path)
    assert main(["db", "backup", "semainier.db", *force, "--config", file]) == 2
    assert "semainier.db is the database itself" in capsys.readouterr().err
    assert (tmp_path / "semainier.db").read_bytes() == whole
