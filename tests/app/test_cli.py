"""The command line, as an operator meets it: what it prints, and its exit codes."""

import asyncio
import io
import json
import os
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from bot.cli import main
from bot.config import load
from bot.i18n import words
from core.domain.sharing import Reason
from core.domain.team import LANGUAGES
from tests.peers.botapi import TOKEN, BotApi


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("SEMAINIER_CONFIG", raising=False)


def run(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as ended:
        return int(ended.code or 0)


def process(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=said,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PTB_TIMEDELTA": "true", "LC_ALL": "en_GB.UTF-8"},
        timeout=60,
    )


def config(folder: Path, api_url: str = "http://127.0.0.1:9", token: str = TOKEN) -> str:
    content = {
        "database": {"url": f"sqlite+aiosqlite:///{folder}/semainier.db"},
        "telegram": {"token": token, "api_url": api_url},
    }
    file = folder / "config.yaml"
    file.touch(mode=0o600)
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("", 2, "a command is missing, one of demo, init, check, run, db, audit, plan, share"),
        ("dance", 2, "dance: I do not know this command; there are demo, init"),
        ("check --loud", 2, "--loud: I do not know this option"),
        ("check --config", 2, "--config: its value is missing"),
        ("check --config /nowhere/config.yaml", 2, "/nowhere/config.yaml: there is no such file"),
        ("--config /nowhere/config.yaml run", 2, "/nowhere/config.yaml: there is no such file"),
        ("share --available 2 a=1", 2, "--rule is missing"),
        ("share --rule fair --available 2 a=1", 2, "I do not know the rule “fair”"),
        ("share --rule fair --available 2 a=1", 2, "equal_awards, equal_losses, talmud, agree."),
        ("share --rule agree --fallback agree --available 2 a=1", 2, "the rule “agree”"),
        ("share --rule agree --max-deficit=-1 --available 2 a=1", 2, "“-1” is not an amount"),
        ("share --rule proportional --available 2 a=1 a=2", 2, "a is there twice"),
        ("share --rule proportional --available 2 a", 2, "“a”: a claim is written like"),
        ("share --rule proportional --available 2 a=-1", 2, "“-1” is not an amount"),
        ("share --rule proportional --available NaN a=1", 2, "“NaN” is not an amount"),
        ("share --rule proportional --available 2 --week 2026-W99 a=1", 2, "A week is written"),
        ("share --rule proportional --available 2 a=1.200", 2, "thousands from decimals"),
        ("share --rule talmud --available 2 a=1000001", 2, "“1000001” is too large: at most"),
    ],
)
def test_wrong_use_is_one_line_and_exit_2(
    typed: str, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*typed.split()) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("semainier: ")
    assert shown.err.count("\n") == 1
    assert said in shown.err


def test_one_sharing_on_paper(capsys: pytest.CaptureFixture[str]) -> None:
    claims = ["aicha=100", "bob=200", "chloé=33,33"]
    asked = ["share", "--rule", "proportional", "--available", "200"]
    assert run(*asked, *claims, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "awards": {"aicha": "60.00", "bob": "120.00", "chloé": "20.00"},
        "left": "0.00",
    }
    assert run(*asked, *claims) == 0
    shown = capsys.readouterr().out
    assert "aicha   100.00    60.00  the same part for everybody" in shown
    assert "Left: 0.00" in shown
    for available in ("--available=-5,5", "--available -5,5", "--available -5.50"):
        typed = f"share --rule as_declared {available} a=1 --format json"
        assert run(*typed.split()) == 0
        assert json.loads(capsys.readouterr().out) == {"awards": {"a": "0.00"}, "left": "-5.50"}


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        (
            "equal_awards --available 51.01 a=10 b=50 c=60",
            [
                "a 10.00 10.00 in full",
                "b 50.00 20.50 the same ceiling for everybody",
                "c 60.00 20.51 what the rule gives, and a cent that was left",
            ],
        ),
        (
            "equal_losses --available 60 a=10 b=50 c=60",
            [
                "a 10.00 0.00 nothing: the claim is no larger than the common cut",
                "b 50.00 25.00 the claim, less the common cut",
                "c 60.00 35.00 the claim, less the common cut",
            ],
        ),
        (
            "talmud --available 200 a=100 b=200 c=300",
            [
                "a 100.00 50.00 half of the claim",
                "b 200.00 75.00 the same ceiling for everybody",
                "c 300.00 75.00 the same ceiling for everybody",
            ],
        ),
        (
            "agree --fallback talmud --available 100 a=50 b=100",
            [
                "a 50.00 25.00 half of the claim",
                "b 100.00 75.00 the claim, less the common cut",
            ],
        ),
        (
            "as_declared --max-deficit 9 --available 100 a=60 b=50",
            [
                "a 60.00 54.55 what the rule gives, and a cent that was left",
                "b 50.00 45.45 the same part for everybody",
            ],
        ),
        (
            "as_declared --max-deficit 10 --available 100 a=60 b=50",
            ["a 60.00 60.00 in full", "b 50.00 50.00 in full", "Left: -10.00"],
        ),
        (
            "as_declared --fallback equal_losses --available 0 a=60",
            ["a 60.00 0.00 there is nothing to share"],
        ),
    ],
)
def test_every_rule_is_tried_on_paper_and_says_why(
    asked: str, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("share", "--rule", *asked.split()) == 0
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert [line for line in lines if line not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words(language: str) -> None:
    said = {words(language).say(f"reason-{one.value.replace('_', '-')}", {}) for one in Reason}
    assert len(said) == len(Reason)


def test_the_odd_cent_rotates_with_the_week(capsys: pytest.CaptureFixture[str]) -> None:
    lucky = set()
    for week in ("2026-W48", "2026-W49"):
        asked = ["--rule", "proportional", "--available", "0.01", "--week", week]
        run("share", *asked, "--format", "json", "a=1", "b=1")
        awards = json.loads(capsys.readouterr().out)["awards"]
        lucky.add(max(awards, key=lambda name: awards[name]))
    assert lucky == {"a", "b"}


def test_help_is_in_the_readers_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--help") == 0
    assert "try a rule of sharing" in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run("--help") == 0
    assert "essaie une règle de partage" in capsys.readouterr().out


def answers(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_init_asks_again_what_is_wrong_and_writes_a_config_that_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.yaml"
    answers(monkeypatch, "hello", TOKEN, "", "fr", "Roubaix", "", "pts", "650,5", "650", "", "")
    assert run("--config", str(file), "init") == 0
    shown = capsys.readouterr()
    assert "telegram.token: a token looks like" in shown.err
    assert "“Roubaix” is not a time zone" in shown.err
    assert "team_defaults.plan.weekly: expects a number" in shown.err
    assert "semainier check" in shown.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    written = load(file)
    assert written.telegram is not None
    assert written.telegram.secret() == TOKEN
    assert written.team_defaults.unit.name == "pts"
    assert written.team_defaults.defaults().weekly == 650_00


def test_init_without_telegram_asks_for_matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.yaml"
    matrix = ("", "matrix.org", "https://hs.test", "semainier", "@semainier:hs.test", "", "secret")
    answers(monkeypatch, *matrix, "", "", "", "", "", "", "")
    assert run("--config", str(file), "init") == 0
    complaints = capsys.readouterr().err
    assert "matrix.homeserver: an address like https://" in complaints
    assert "matrix.user_id: an id like @semainier" in complaints
    assert "matrix.password: is missing" in complaints
    written = load(file)
    assert written.telegram is None
    assert written.matrix is not None
    assert written.matrix.secret() == "secret"


def test_init_keeps_what_is_there_unless_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("mine")
    answers(monkeypatch, "no")
    assert run("--config", str(file), "init") == 1
    answers(monkeypatch, "yes", TOKEN)
    assert run("--config", str(file), "init") == 1
    assert "nothing was written" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


async def test_check_says_what_works(api: BotApi, tmp_path: Path) -> None:
    checked = await asyncio.to_thread(process, "check", "--config", config(tmp_path, api.url))
    assert checked.stdout.splitlines() == [
        "✓ config: read",
        f"✓ database: {tmp_path}/semainier.db will be made at the first run",
        "✓ Telegram: I am @semainier_bot",
    ]
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("command", ["check", "run"])
async def test_a_wrong_token_is_one_line(command: str, api: BotApi, tmp_path: Path) -> None:
    wrong = "987654321:wrong_token_wrong_token_wrong_token_00"
    file = config(tmp_path, api.url, wrong)
    ended = await asyncio.to_thread(process, command, "--config", file)
    assert ended.returncode == 1
    shown = ended.stdout + ended.stderr
    assert "Telegram refused the token" in shown
    assert "Traceback" not in shown
    assert wrong not in shown


@pytest.mark.parametrize("command", ["check", "run", "audit", "db upgrade"])
@pytest.mark.parametrize(
    "url",
    [
        "sqlite+aiosqlite:////nowhere/at/all/semainier.db",
        "postgresql+asyncpg://me:secret@127.0.0.1:9/semainier",
        "postgresql+psycopg://me:secret@127.0.0.1:9/semainier",
    ],
)
def test_a_database_out_of_reach_is_one_line(
    command: str,
    url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SEMAINIER_DATABASE__URL", url)
    assert run(*command.split(), "--config", config(tmp_path)) == 1
    shown = capsys.readouterr()
    said = [line for line in (shown.out + shown.err).splitlines() if "database" in line]
    assert len(said) == 1
    assert "secret" not in shown.out + shown.err
    assert "Traceback" not in shown.out + shown.err


def test_upgrade_and_audit_of_a_new_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = config(tmp_path)
    assert run("db", "upgrade", "--config", file) == 0
    assert run("audit", "--config", file) == 0
    assert "all is well" in capsys.readouterr().out
    assert stat.S_IMODE((tmp_path / "semainier.db").stat().st_mode) == 0o600
    (tmp_path / "semainier.db").chmod(0o644)
    assert run("check", "--config", file) == 1
    assert "chmod 600" in capsys.readouterr().out


async def test_sigterm_ends_a_run_cleanly(api: BotApi, tmp_path: Path) -> None:
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run", "--config", config(tmp_path, api.url)),
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PTB_TIMEDELTA": "true"},
    )
    log = running.stderr
    assert log is not None
    async with asyncio.timeout(60):
        lines = [line async for line in _until(log, b"ready")]
        running.send_signal(signal.SIGTERM)
        rest = await log.read()
        assert await running.wait() == 0
    assert TOKEN.encode() not in b"".join([*lines, rest])


async def _until(log: asyncio.StreamReader, word: bytes) -> AsyncIterator[bytes]:
    while line := await log.readline():
        yield line
        if word in line:
            return
