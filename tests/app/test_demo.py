"""The demo, as a visitor runs it: three weeks, the figures right, and the files it leaves."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


def demo(
    language: str, *arguments: str, said: str = "", folder: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "demo", *arguments],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": language, "COLUMNS": "80", "TMPDIR": str(folder)},
        timeout=120,
    )


@pytest.mark.parametrize(
    ("language", "totals", "reported"),
    [
        (
            "fr_FR.UTF-8",
            {"541,00": "541,00", "835,00": "659,00", "100,00": "100,00"},
            r"Total demandé : (\S+) K\nTotal accordé : (\S+) K",
        ),
        (
            "en_GB.UTF-8",
            {"541.00": "541.00", "835.00": "659.00", "100.00": "100.00"},
            r"Total claimed: (\S+) K\nTotal awarded: (\S+) K",
        ),
    ],
)
def test_three_weeks_one_of_them_over_budget(
    language: str, totals: dict[str, str], reported: str, tmp_path: Path
) -> None:
    played = demo(language, "--speed", "0", folder=tmp_path)
    assert (played.returncode, played.stderr) == (0, "")
    assert max(map(len, played.stdout.splitlines()[:-8])) <= 80
    (left,) = tmp_path.iterdir()
    files = sorted(left.glob("*.[tpc][xns][tgv]"))
    assert all(str(file) in played.stdout for file in files)
    book, chart, posts = sorted(files, key=lambda file: file.suffix)
    assert dict(re.findall(reported, posts.read_text().replace("\u00a0", " "))) == totals
    assert chart.read_bytes().startswith(b"\x89PNG")
    with book.open() as rows:
        awards = [row for row in csv.DictReader(rows) if row["kind"] == "award"]
    assert sum(round(float(row["amount"]) * 100) for row in awards) == 0
    granted = sum(float(row["amount"]) for row in awards if row["account"].startswith("member:"))
    assert granted == pytest.approx(541 + 659 + 100)


def test_a_newcomer_answers_with_amounts_and_letters(tmp_path: Path) -> None:
    said = "12.345\nb\n77\n\na\n\n"
    played = demo("fr_FR.UTF-8", "--speed", "0", "--interactive", said=said, folder=tmp_path)
    assert (played.returncode, played.stderr) == (0, "")
    shown = played.stdout.replace("\u00a0", " ")
    assert "quel montant voulais-tu dire" in shown
    assert "Inès : demandé 77,00 K, accordé 77,00 K" in shown
    assert shown.count("Inès : demandé 77,00 K") == 2


def test_a_reader_who_has_had_enough_ends_it_quietly(tmp_path: Path) -> None:
    typed = f"{sys.executable} -m bot demo --speed 0 | head -3"
    env = {**os.environ, "TMPDIR": str(tmp_path), "COLUMNS": "80"}
    ended = subprocess.run(
        typed, shell=True, capture_output=True, text=True, check=False, env=env, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.count("\n") == 3


def test_whoever_only_presses_enter_or_leaves_sees_the_story(tmp_path: Path) -> None:
    played = demo("fr_FR.UTF-8", "--speed", "0", "--interactive", folder=tmp_path)
    assert (played.returncode, played.stderr) == (0, "")
    assert "Inès : demandé 105,00" in played.stdout.replace("\u00a0", " ")
