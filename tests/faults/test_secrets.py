"""Secrets are in nothing that is written, and nobody else on the machine can read what is ours."""

import asyncio
import logging
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot import hiding
from bot.cli import main
from bot.config import Config, LoggingConfig, load
from bot.config_errors import ConfigError
from bot.logs import set_up_logging
from bot.render import plain
from tests.peers.botapi import BotApi
from tests.peers.process import Running, gathered

TOKEN = "7654321:canary-of-the-token-0123456789"
PASSWORD = "canary-p@ss/w:rd é"
QUOTED = "canary-p%40ss%2Fw%3Ard%20%C3%A9"
SECRETS = (TOKEN, "canary-of-the-token", PASSWORD, QUOTED, "canary-p", "canary-webhook-secret")
COMMANDS = (
    ("check",),
    ("audit",),
    ("db", "upgrade"),
    ("db", "backup", "copy.tar"),
    ("export", "--team", "Kpa-Cité", "--format", "csv", "--out", "out"),
    ("plan", "simulate", "--team", "Kpa-Cité"),
    ("run",),
)


@pytest.fixture(autouse=True)
def nothing_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each test hide its own secrets, and leave the interpreter as it was."""
    monkeypatch.setattr(hiding, "_secrets", set())
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", root.handlers[:])


async def _semainier(folder: Path, *arguments: str) -> tuple[int, bytes]:
    """Run a command in a folder; give its exit code and all it wrote."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 120)
    return process.returncode or 0, said


def _none_in(written: bytes, where: str) -> None:
    for secret in SECRETS:
        assert secret.encode() not in written, f"{secret} in {where}:\n{written.decode()[-3000:]}"


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and file.name != "config.yaml")


async def test_no_secret_of_a_bot_that_runs_is_written_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with BotApi(token=TOKEN, seed=7) as api:
        running = Running(tmp_path, api)
        running.configure("logging", level="debug")
        async with running:
            team = await gathered(api, "Aïcha")
            await team.nadia.say("/ouvrir")
            await team["Aïcha"].expect("Bonjour")
            await team["Aïcha"].say("45")
            await team["Aïcha"].expect("45,00")
            api.fault("drop_before", method="getUpdates")
            api.fault("500", method="sendMessage")
            await team["Aïcha"].say("46")
            await team["Aïcha"].expect("46,00")
            for command in COMMANDS[:-1]:
                code, said = await _semainier(tmp_path, *command)
                assert code == 0 or command[0] == "plan", (command, said.decode())
                _none_in(said, " ".join(command))
            assert await running.stop() == 0
        for file in _files(tmp_path):
            _none_in(file.read_bytes(), str(file))
        opened = [file for file in _files(tmp_path) if stat.S_IMODE(file.stat().st_mode) & 0o077]
        assert set(opened) <= {running.log}, "only the test's own log is not the bot's"
        assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


@pytest.mark.parametrize("driver", ["postgresql+asyncpg", "postgresql+psycopg"])
def test_none_is_in_what_is_said_of_a_database_that_is_not_there(
    tmp_path: Path, driver: str, capfd: pytest.CaptureFixture[str]
) -> None:
    _complains(tmp_path, f"{driver}://semainier:{QUOTED}@127.0.0.1:9/semainier", capfd)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql+asyncpg://semainier:{QUOTED}@127.0.0.1:port/x",
        f"mysql://semainier:{QUOTED}@127.0.0.1/x",
    ],
    ids=["a port that is none", "another database"],
)
def test_nor_of_a_url_that_is_wrong(
    tmp_path: Path, url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    _complains(tmp_path, url, capfd)


def _complains(folder: Path, url: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Check what every command says where nothing can be reached."""
    config = folder / "config.yaml"
    config.touch(mode=0o600)
    content = {
        "database": {"url": url},
        "telegram": {
            "token": TOKEN,
            "api_url": "http://127.0.0.1:9",
            "webhook": {
                "url": "https://bot.example.org/x",
                "secret_token": "canary-webhook-secret",
            },
        },
        "matrix": {
            "homeserver": "http://127.0.0.1:9",
            "user_id": "@bot:hs.test",
            "password": PASSWORD,
        },
        "logging": {"level": "debug"},
    }
    config.write_text(yaml.safe_dump(content), encoding="utf-8")
    for command in COMMANDS:
        code = main(["--config", str(config), *command])
        said = "".join(capfd.readouterr())
        assert code in (1, 2), (command, said)
        _none_in(said.encode(), " ".join(command))


def test_none_is_in_a_log_whatever_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    hiding.hide(TOKEN, PASSWORD)
    for form in ("console", "json"):
        set_up_logging(LoggingConfig(level="debug", format=form))
        log = logging.getLogger("semainier.test")
        log.debug("a token %s in https://api.telegram.org/bot%s/getMe", TOKEN, TOKEN)
        try:
            int(f"postgresql://semainier:{QUOTED}@db/x, {PASSWORD!r}")
        except ValueError:
            log.exception("and a traceback of %s", [PASSWORD])
    written = capsys.readouterr().err
    assert written.count(hiding.HIDDEN) >= 6
    _none_in(written.encode(), "the log")


def test_nor_in_what_is_left_of_an_error_nobody_expected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    hiding.hide(TOKEN)
    error = RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe")
    sys.excepthook(RuntimeError, error, None)
    written = capsys.readouterr().err
    assert "RuntimeError: https://api.telegram.org/bot[secret]/getMe" in written


def test_a_config_shown_is_a_config_without_secrets(tmp_path: Path) -> None:
    config = Config.model_validate(
        {
            "telegram": {"token": TOKEN},
            "matrix": {
                "homeserver": "https://hs.test",
                "user_id": "@bot:hs.test",
                "password": PASSWORD,
            },
        }
    )
    _none_in(f"{config!r} {config} {config.model_dump_json()}".encode(), "the config")
    assert set(config.secrets()) == {TOKEN, PASSWORD}


OPEN = {
    "a token": {"telegram": {"token": TOKEN}},
    "a webhook's secret": {
        "telegram": {
            "token_file": "secret",
            "webhook": {
                "url": "https://bot.example.org/x",
                "secret_token": "canary-webhook-secret",
            },
        }
    },
    "a database's password": {
        "database": {"url": f"postgresql+asyncpg://semainier:{QUOTED}@db/x"},
        "telegram": {"token_file": "secret"},
    },
    "a Matrix password": {
        "matrix": {"homeserver": "https://hs", "user_id": "@b:hs", "password": PASSWORD}
    },
}


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_config_others_can_read_is_refused_with_secrets_in_it(
    name: str, mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _put(Path("secret"), TOKEN, 0o600)
    config = Path("config.yaml")
    _put(config, yaml.safe_dump(OPEN[name]), mode)
    assert "chmod 600 config.yaml" in _refused(config)
    config.chmod(0o600)
    load(config)


@pytest.mark.parametrize(
    ("variable", "others"),
    [
        ("SEMAINIER_TELEGRAM__TOKEN_FILE", {}),
        ("SEMAINIER_MATRIX__PASSWORD_FILE", {"HOMESERVER": "https://hs", "USER_ID": "@b:hs"}),
        ("SEMAINIER_MATRIX__ACCESS_TOKEN_FILE", {"HOMESERVER": "https://hs", "USER_ID": "@b:hs"}),
    ],
)
def test_and_so_is_a_file_the_environment_names(
    variable: str, others: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret"
    _put(secret, TOKEN, 0o644)
    monkeypatch.setenv(variable, str(secret))
    for name, value in others.items():
        monkeypatch.setenv(f"SEMAINIER_MATRIX__{name}", value)
    assert f"chmod 600 {secret}" in _refused(tmp_path / "config.yaml")
    secret.chmod(0o600)
    load(tmp_path / "config.yaml")


def _put(file: Path, content: str, mode: int) -> None:
    file.write_text(content, encoding="utf-8")
    file.chmod(mode)


def _refused(file: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(file)
    return " ".join(re.sub(r"\s+", " ", plain(one, "en")) for one in caught.value.problems)
